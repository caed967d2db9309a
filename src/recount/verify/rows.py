"""The row files against their list, the list against the records, and no file that is not public."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from recount.findings import Finding
from recount.verify.model import Record
from recount.verify.opened import OpenedBundle
from recount.verify.places import ROW_FILES
from recount.verify.shapes import RowCard

LINE = "regel"
"""The column of a row file with the line number in the file of the publisher."""

_OPEN = {"nagebootst", "gepubliceerd"}
"""Grades of files that the bundle may contain in full."""


def check_rows(opened: OpenedBundle) -> Iterator[Finding]:
    """Every row file, every set that a number names, and no raw file anywhere."""
    lists, cards = opened.row_lists, opened.row_cards
    for name, card in cards.items():
        yield from _card(name, card, opened)
    for name in opened.under(ROW_FILES, ".csv"):
        if name.removeprefix(f"{ROW_FILES}/").removesuffix(".csv") not in cards:
            yield Finding("W3", name, f"not in {' or '.join(lists)}")
    for name, record in opened.records.items():
        yield from _sets(name, record, cards)
    yield from _raw(opened)


def _card(name: str, card: RowCard, opened: OpenedBundle) -> Iterator[Finding]:
    file = f"{ROW_FILES}/{name}.csv"
    if card.evidence == "administratie":
        if file in opened.digests:
            yield Finding("W4", file, f"source '{card.source}' is an administration register")
        return
    if file not in opened.digests:
        yield Finding("W3", file, f"set '{card.set}' of source '{card.source}'")
        return
    if opened.digests[file] != card.csv_sha256 or card.set != name:
        yield Finding(
            "W2", file, f"listed {card.csv_sha256[:12]}…, is {opened.digests[file][:12]}…"
        )
    found = _lines(opened.text(file))
    listed = sum(max(last - first + 1, 0) for first, last in card.lines)
    # count first: expand the ranges only if they are no longer than the file
    if not len(found) == listed == card.count or found != [
        number for first, last in card.lines for number in range(first, last + 1)
    ]:
        yield Finding(
            "W2", file, f"{len(found)} rows that differ from the {card.count} lines of the list"
        )


def _lines(text: str) -> list[int]:
    """The line numbers of a row file; empty for a file without them."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if LINE not in (rows.fieldnames or []):
        return []
    return [int(row[LINE]) if (row[LINE] or "").isdecimal() else 0 for row in rows]


def _sets(name: str, record: Record, cards: dict[str, RowCard]) -> Iterator[Finding]:
    for card in record.sources:
        kept = card.rows
        known = cards.get(kept.set) if kept else None
        if kept is None or known is None:
            yield Finding("W5", name, f"the rows of source '{card.id}' are not in any list")
        elif (known.source, known.sha256, known.count, known.whole) != (
            card.id, card.sha256, kept.count, kept.whole,
        ):  # fmt: skip
            yield Finding("W5", name, f"set '{kept.set}' differs from the list")


def _raw(opened: OpenedBundle) -> Iterator[Finding]:
    """No file has the bytes of a source that may not be published."""
    cards = [card for record in opened.records.values() for card in record.sources]
    closed = {card.sha256: card.id for card in cards if card.evidence not in _OPEN}
    for name, digest in opened.digests.items():
        if digest in closed:
            yield Finding("W4", name, f"the raw file of source '{closed[digest]}'")
