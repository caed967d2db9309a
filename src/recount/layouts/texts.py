"""Text in a table: characters that a reader cannot see or read are refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from recount.layouts.faults import LONGEST, SHOWN, FaultKind, FileError, Phrase

PRINTABLE = Phrase(
    f"a text of at most {LONGEST} characters, all printable",
    f"een tekst van hooguit {LONGEST} tekens, zonder regeleinden en tekens die men niet ziet",
)
_REMEDY = "Correct the cell; of a publisher's file, ask the publisher."


def check_texts(path: Path, table: pd.DataFrame) -> None:
    """Refuse a text longer than ``LONGEST``, or with a character that is not printable.

    Not printable are line ends and other control characters, zero-width characters, and characters that
    change the reading direction. A no-break space counts as a space.

    Errors: ``LayoutError`` with line and column.
    """
    for name in table.columns[[kind.kind == "O" for kind in table.dtypes]]:
        for wrong in table[name].unique():
            if not isinstance(wrong, str) or is_printable(wrong):
                continue
            line = table.index[table[name] == wrong][0]
            start = f"{wrong[:SHOWN]!a}, {len(wrong)} "
            found = Phrase(f"{start}characters", f"{start}tekens")
            raise FileError(FaultKind.CELL, path.name, PRINTABLE, found, _REMEDY, line, name)


def is_printable(text: str) -> bool:
    """Whether a page can show a text as it is."""
    return len(text) <= LONGEST and text.replace("\N{NO-BREAK SPACE}", " ").isprintable()
