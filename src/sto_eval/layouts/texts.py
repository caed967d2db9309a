"""Texts in a table: what a reader would not see, or could not read, is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sto_eval.errors import LayoutError

LONGEST = 300
"""Characters in a text."""

_EXPECTED = f"a text of at most {LONGEST} characters, each of which shows"
_REMEDY = "Correct the cell; of a publisher's file, ask the publisher."


def check_texts(path: Path, table: pd.DataFrame) -> None:
    """Refuse a text that is longer than ``LONGEST``, or has a character that does not show.

    Those are line ends and other controls, characters without width, and those that turn the direction of
    reading. A no-break space is a blank.

    Errors: ``LayoutError`` with line and column.
    """
    for name in table.columns[[kind.kind == "O" for kind in table.dtypes]]:
        for line, wrong in table[name].items():
            if not isinstance(wrong, str) or _shows(wrong):
                continue
            where = f"{path.name} line {line}, column '{name}'"
            found = f"{wrong[:60]!a}, {len(wrong)} characters"
            raise LayoutError("a cell has a wrong value", where, _EXPECTED, found, _REMEDY)


def _shows(text: str) -> bool:
    return len(text) <= LONGEST and text.replace("\N{NO-BREAK SPACE}", " ").isprintable()
