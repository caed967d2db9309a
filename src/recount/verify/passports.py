"""What a passport computes with in a browser: the recipe in its page, and the rows as scripts."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml.html import HtmlElement

from recount.findings import Finding
from recount.verify.model import Record, Step
from recount.verify.opened import OpenedBundle
from recount.verify.parsing import parse
from recount.verify.places import ROW_FILES

DATA = "application/json"
"""The type of a script element that a browser does not run."""

LINKED_DATA = "application/ld+json"
"""The same, for what search engines read about the report."""

_SCRIPT = re.compile(
    r'\(window\.rcRijen \?\?= \{\}\)\["(?P<set>[\w-]+)"\] = "(?P<packed>[\w+/]*=*)";\n', re.ASCII
)
_GZIP = 31
"""The window size that zlib takes for gzip."""


@dataclass(frozen=True, slots=True)
class _File:
    """A row file as a page names it."""

    title: str
    set: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page computes with."""

    recipe: Step
    files: dict[str, _File]


def check_recipes(name: str, page: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """Every data element of a page is the recipe of its number, with the titles and checksums of its row files."""
    record = opened.numbers.get(PurePosixPath(name).stem)
    for data in page.iter("script"):
        if data.get("type") != DATA:
            continue
        if record is None or name != f"{opened.site(record.chapter)}/getallen/{record.id}.html":
            yield Finding("B9", name, "data in a page that is no passport")
            continue
        try:
            content = parse(data.text_content().encode(), _Content)
        except ValueError as error:
            yield Finding("B9", name, str(error))
            continue
        if content.recipe != record.recipe:
            yield Finding("B9", name, f"the recipe is not that of number '{record.id}'")
        for source, file in content.files.items():
            if file != _file(source, record, opened):
                yield Finding("B9", name, f"the rows of '{source}' are not those of the number")


def _file(source: str, record: Record, opened: OpenedBundle) -> _File | None:
    """The row file of a source of a number; ``None`` if it has none in the bundle."""
    for card in record.sources:
        rows = f"{ROW_FILES}/{card.rows.set}.csv" if card.rows else ""
        if card.id == source and card.rows and rows in opened.digests:
            return _File(card.title, card.rows.set, opened.digests[rows])
    return None


def check_rows_script(name: str, opened: OpenedBundle) -> Iterator[Finding]:
    """A script with rows is its row file, compressed, and nothing else."""
    rows = f"{ROW_FILES}/{PurePosixPath(name).stem}.csv"
    script = _SCRIPT.fullmatch(opened.text(name))
    if rows not in opened.digests:
        yield Finding("B9", name, f"without {rows}")
    elif not script or script["set"] != PurePosixPath(rows).stem:
        yield Finding("B9", name, "not only rows")
    elif not _is_packed(script["packed"], opened.archive.read(rows)):
        yield Finding("B9", name, f"not {rows}")


def _is_packed(packed: str, rows: bytes) -> bool:
    """Whether a text unpacks to these bytes; nothing is unpacked beyond their number."""
    try:
        found = zlib.decompressobj(_GZIP).decompress(base64.b64decode(packed), len(rows) + 1)
    except (ValueError, zlib.error):
        return False
    return found == rows
