"""A file that came in place of the accepted one: both are kept, compared, and the user chooses."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from recount.edition.edition import RAW, Edition
from recount.errors import ChecksumMismatch, SourceError
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import number
from recount.programme import programme_of
from recount.sources.catalogue import Source
from recount.sources.files import checksum, locate, path_in

RECEIVED = RAW / "received"
"""Where a download is kept that is not the accepted file, in a folder named after its checksum."""

SHOWN_DIGITS = 12
"""Characters of a checksum in the name of a folder or file."""


def kept(edition: Edition, download: Path) -> Path:
    """Move a download under ``RECEIVED``, and return its new place; its name stays, as it may state a year."""
    target = edition.root / RECEIVED / checksum(download)[:SHOWN_DIGITS] / download.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(download, target)
    return target


def other_bytes(edition: Edition, name: str, source: Source, path: Path) -> ChecksumMismatch:
    """The error for a file that has another checksum than the source: what to compare and how to choose."""
    place = path_in(edition, path)
    found = accepted_file(edition, name, source)
    there = f"in {path_in(edition, found)}" if found else "of which there is no file here"
    day, command = source.reference_date, f"{COMMAND} sources"
    register = source.evidence == Evidence.ADMINISTRATION
    theirs = "it is a newer extract" if register else "the publisher replaced the file"
    another_year = (
        ""
        if register
        else f"; if it is of another year, '{command} add ID {place} --reference-date D --like {name}'"
    )
    return ChecksumMismatch(
        f"source '{name}' is pinned to other bytes: {theirs}, or this is another one",
        place,
        f"sha256 {source.sha256}, {there}",
        f"{checksum(path)}; both files stay where they are",
        f"Compare them: '{command} check {place}'. To compute with this one: "
        f"'{command} replace {place} --as {name} --reference-date {'D' if register else day}', and "
        f"'{COMMAND} build && {COMMAND} diff _build/previous .' for the numbers that change{another_year}. "
        "To keep the accepted one: do nothing.",
    )


def accepted_file(edition: Edition, name: str, source: Source) -> Path | None:
    """The accepted real file of a source, if it is present."""
    try:
        found = locate(edition, name, source)
    except SourceError:
        return None
    return found.path if found and found.place != "standin" else None


def differences(edition: Edition, name: str, source: Source, path: Path) -> Iterator[str]:
    """How a file differs from the accepted one in rows, in Dutch; nothing when that one is not present."""
    if (found := accepted_file(edition, name, source)) is None:
        return
    layout = programme_of(edition).layouts[source.layout]
    old, new = (_rows(layout.cells(file)) for file in (found, path))
    gone, added, same = (number(rows.total()) for rows in (old - new, new - old, old & new))
    yield f"regels tegenover het aangenomen bestand: {gone} vervallen, {added} nieuw, {same} gelijk"


def _rows(cells: pd.DataFrame) -> Counter[tuple[str, ...]]:
    """Row -> how often it occurs; the order of rows and columns does not matter."""
    return Counter(cells[sorted(cells.columns)].itertuples(index=False, name=None))
