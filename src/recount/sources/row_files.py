"""The rows that a number depends on: the lines of the publisher's file, and a file with only these rows.

The rows that a number depends on are the smallest set that a definition in words can name, such that with
only these rows of its sources the number is the same to the last bit (value, bounds, numerator and
denominator), and that without them it changes or cannot be computed. So a share depends on the rows of
numerator and denominator; a row without pupils in the counted years is excluded; a location that is missing
in another source depends on what that source does have of the same kind; the nearest of many depends on all
candidates. Only the chosen definition counts: a source that only other definitions or other years need has
no row here. An unknown number depends on the rows that were searched in vain.

The measure of a number keeps these rows, see ``rows``. A set
of rows is named after its content: the source, and a digest of the file and the line numbers. So two numbers
that depend on the same rows share one set, and a set whose file has changed has another name.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recount.edition.edition import Edition
from recount.errors import RecordError
from recount.layouts.layout import LINE
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.numbers.rows import SourceLines
from recount.programme import programme_of
from recount.sources.files import Dataset, checksum, find_bytes
from recount.spreadsheets import INVENTED, harmless
from recount.storage import write_json

ROWS = Path("_build", "rows")
"""The folder of the row files and their list."""

LIST = "rijen.json"
CORRECTED = "gecorrigeerd: "
"""Header prefix of a column with corrected values; the original column stays as published."""

FORMAT = 2
"""Version of the row file format; a file in another version is rewritten."""

DIGITS = 12


@dataclass(frozen=True, slots=True)
class RowSet:
    """The rows of one source that a number depends on.

    Parameters
    ----------
    dataset
        The source as it was read.
    lines
        First and last line of each range of lines, in order; the first line of a file is 1.
    whole
        Whether these are all rows that the layout keeps.
    """

    dataset: Dataset
    lines: Sequence[tuple[int, int]]
    whole: bool

    @property
    def count(self) -> int:
        """The number of rows."""
        return sum(last - first + 1 for first, last in self.lines)

    @property
    def corrected(self) -> list[dict[str, Any]]:
        """Every corrected cell of the source."""
        return [asdict(one) for done in self.dataset.corrections for one in done.changes]

    @property
    def id(self) -> str:
        """Source, a suffix if made up, and a digest of file, lines and corrections."""
        found = self.dataset.found
        text = f"{found.sha256}\n{self.lines}" + (f"\n{self.corrected}" if self.corrected else "")
        digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
        word = Evidence.MADE_UP if found.evidence == Evidence.MADE_UP else ""
        return "-".join(filter(None, [found.id, word, digest]))

    def summary(self) -> dict[str, Any]:
        """The summary in the record of a number."""
        return {"set": self.id, "count": self.count, "whole": self.whole}

    def card(self) -> dict[str, Any]:
        """The full card as plain data: enough to find the rows in the publisher's file."""
        known = self.dataset.card()
        kept = {key: known[key] for key in ("evidence", "file", "sha256")}
        return {
            **self.summary(),
            **kept,
            "source": known["id"],
            "layout": self.dataset.found.source.layout,
            "lines": [list(run) for run in self.lines],
            "corrected": self.corrected,
        }


def row_set(dataset: Dataset, rows: SourceLines) -> RowSet:
    """The rows of one source among those that a number depends on."""
    lines = rows.lines(dataset.found.id)
    return RowSet(dataset, runs(lines), len(lines) == len(dataset.parsed.table))


def write_set_cards(folder: Path, row_sets: Iterable[RowSet]) -> None:
    """Write the card of each set that the folder does not have yet; sets with one id have one card."""
    for one in row_sets:
        if not (path := folder / f"{one.id}.json").is_file():
            write_json(path, one.card())


def as_text(lines: Iterable[int]) -> str:
    """Line numbers as text, consecutive ones as a range.

    >>> as_text([7, 2, 3, 4])
    '2-4,7'
    """
    return ",".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs(lines)
    )


def runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Line numbers as ranges of consecutive lines.

    >>> runs([7, 2, 3, 4])
    [(2, 4), (7, 7)]
    """
    ordered = np.sort(np.fromiter(lines, np.int64))
    firsts = ordered[np.diff(ordered, prepend=ordered[:1] - 2) > 1]
    lasts = ordered[np.diff(ordered, append=ordered[-1:] + 2) > 1]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def write_row_sets(chapters: Path, target: Path, edition: Edition) -> dict[str, Any]:
    """Write a CSV per set of rows of a build, and their list: set -> its card with ``bytes`` and ``csv_sha256``.

    A CSV has ``regel``, the line in the publisher's file, and then the publisher's own columns and cells, as
    text; comma, UTF-8. A cell that a spreadsheet would run as a formula is prefixed with an apostrophe; a
    made-up file has a last column that says so. A corrected column stays as published, and a column with the
    corrected values is added. Of a closed register only the digest is kept, no CSV. Current files are kept;
    files of sets that no number uses any more are deleted.

    Errors: ``RecordError`` if a file changed after the chapter ran.
    """
    read = (json.loads(path.read_text("utf-8")) for path in sorted(chapters.glob("*/rows/*.json")))
    cards = {card["set"]: card for card in read}
    known = _known(target)
    made = {
        name: {**card, **{key: known[name][key] for key in ("bytes", "csv_sha256", "form")}}
        for name, card in cards.items()
        if name in known and _is_kept(target, {**known[name], **card})
    }
    missing = [card for name, card in cards.items() if name not in made]
    for name, text, card in _texts(edition, missing):
        raw = text.encode()
        if card["evidence"] != Evidence.ADMINISTRATION:
            target.mkdir(parents=True, exist_ok=True)
            (target / f"{name}.csv").write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        made[name] = {**card, "bytes": len(raw), "csv_sha256": digest, "form": FORMAT}
    for path in target.glob("*.csv"):
        if path.stem not in made:
            path.unlink()
    if made != known or not (target / LIST).is_file():
        write_json(target / LIST, made)
    return made


def _known(target: Path) -> Mapping[str, Any]:
    path = target / LIST
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _is_kept(target: Path, card: Mapping[str, Any]) -> bool:
    path = target / f"{card['set']}.csv"
    return card.get("form") == FORMAT and (
        card["evidence"] == Evidence.ADMINISTRATION
        or (path.is_file() and checksum(path) == card["csv_sha256"])
    )


def _texts(
    edition: Edition, cards: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each set as CSV; every file is read once."""
    for digest in dict.fromkeys(card["sha256"] for card in cards):
        mine = [card for card in cards if card["sha256"] == digest]
        path = find_bytes(edition, mine[0]["file"], digest)
        if path is None:
            raise RecordError(
                f"the file of source '{mine[0]['source']}' changed after the chapter ran",
                mine[0]["file"],
                f"sha256 {digest}",
                "other bytes, or none",
                f"Run '{COMMAND} build' again.",
            )
        wanted = {
            card["set"]: [n for first, last in card["lines"] for n in range(first, last + 1)]
            for card in mine
        }
        cells = programme_of(edition).layouts[mine[0]["layout"]].cells(path)
        for change in mine[0].get("corrected", ()):
            column = f"{CORRECTED}{change['column']}"
            if column not in cells:
                cells[column] = ""
            cells.loc[change["line"], column] = change["corrected"]
        if mine[0]["evidence"] == Evidence.MADE_UP:
            cells = cells.assign(**{INVENTED: "ja"})
        head, written = _written(cells.loc[sorted(set().union(*wanted.values()))])
        for card in mine:
            yield card["set"], head + "".join(written[n] for n in wanted[card["set"]]), card


def _written(cells: pd.DataFrame) -> tuple[str, dict[int, str]]:
    """The header of a CSV and each row as text, by its line; sets share most of their rows."""
    lines, columns = _Lines(), [_harmless(cells[name]) for name in cells]
    head = [LINE, *map(harmless, cells.columns)]
    csv.writer(lines, lineterminator="\n").writerows(
        [head, *zip(cells.index, *columns, strict=True)]
    )
    return lines[0], dict(zip(cells.index, lines[1:], strict=True))


def _harmless(column: pd.Series) -> list[str]:
    """The cells of a column, escaped so that no spreadsheet runs them; each distinct text is checked once."""
    codes, texts = pd.factorize(column.fillna("").astype(str))
    cells: list[str] = np.array([harmless(text) for text in texts], object)[codes].tolist()
    return cells


class _Lines(list[str]):
    """A file-like list with one element per row."""

    write = list.append
