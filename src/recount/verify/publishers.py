"""The rows of a bundle against the files of their publishers, which the auditor has got himself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from recount.findings import Finding
from recount.verify.opened import OpenedBundle
from recount.verify.places import ROW_FILES
from recount.verify.reach import CORRECTED
from recount.verify.rows import LINE
from recount.verify.shapes import RowCard

INVENTED = "verzonnen"
"""The column of our own in the rows of a made-up file."""

MOST = 64 * 2**20
"""Bytes of the largest file that is read."""

_LETTERS = re.compile(r"[A-Z]+")

Cells = Sequence[str] | Mapping[str, str]
"""The cells of a line in order, or by name where a line has names of its own."""


class PublishersFiles:
    """The rows of a bundle held against publishers' files, which are found in a folder by their checksums."""

    def __init__(self, opened: OpenedBundle, folder: Path) -> None:
        self.opened = opened
        self.files = {hashlib.sha256(raw).hexdigest(): path for path, raw in _files(folder)}
        self.rows = 0
        self.absent: set[str] = set()

    def check(self) -> Iterator[Finding]:
        """Every row of every set whose file is there; a finding for the first that differs in a set."""
        cards = self.opened.row_cards
        for digest in dict.fromkeys(card.sha256 for card in cards.values()):
            sets = [card for card in cards.values() if card.sha256 == digest and card.count]
            if sets and digest not in self.files:
                self.absent.add(sets[0].source)
            elif sets:
                yield from self._against(self.files[digest], sets)

    def _against(self, path: Path, sets: Sequence[RowCard]) -> Iterator[Finding]:
        lines: Mapping[int, Cells] | None = None
        for card in sets:
            name = f"{ROW_FILES}/{card.set}.csv"
            if name not in self.opened.digests:
                continue
            rows = csv.DictReader(io.StringIO(self.opened.text(name), newline=""))
            ours = [
                column
                for column in rows.fieldnames or ()
                if column not in {LINE, INVENTED} and not column.startswith(CORRECTED)
            ]
            lines = lines or read_lines(path, len(ours))
            for row in rows:
                number = int(row[LINE])
                if not _agree([row[column] for column in ours], ours, lines.get(number, ())):
                    yield Finding("W6", name, f"line {number} of {path.name}")
                    break
                self.rows += 1


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= MOST:
            yield path, path.read_bytes()


def _agree(cells: Sequence[str], names: Sequence[str], theirs: Cells) -> bool:
    if isinstance(theirs, Mapping):
        theirs = [theirs.get(name, "") for name in names]
    filled = [*theirs, *[""] * (len(cells) - len(theirs))]
    return len(filled) == len(cells) and all(map(_same, cells, filled))


def _same(ours: str, theirs: str) -> bool:
    """Whether two cells have the same text or number; an apostrophe of ours keeps a spreadsheet from running it."""
    left, right = ours.removeprefix("'").strip(), theirs.removeprefix("'").strip()
    if left == right:
        return True
    try:
        return float(left) == float(right)
    except ValueError:
        return False


def read_lines(path: Path, width: int) -> Mapping[int, Cells]:
    """The lines of a publisher's file by number: of a text, rows of a workbook, or features of GeoJSON.

    The number of cells of a line, ``width``, tells which is the delimiter of a text.

    Errors: ``ValueError`` for a file of another kind.
    """
    raw = path.read_bytes()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return _rows_of_workbook(archive)
            raw = archive.read(max(archive.infolist(), key=lambda entry: entry.file_size))
    if raw.lstrip().startswith(b"{"):
        features = json.loads(raw)["features"]
        return {number: _feature(one) for number, one in enumerate(features, start=1)}
    return _lines_of_text(raw, width)


def _lines_of_text(raw: bytes, width: int) -> Mapping[int, Cells]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    for mark in (";", ",", "\t"):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        lines, before = {}, 0
        for cells in reader:
            # a quoted cell may go on to the next line; the line number is that of the first
            first = before + 1
            before = reader.line_num
            if cells:
                lines[first] = cells
        if max(map(len, lines.values()), default=0) == width:
            return lines
    raise ValueError(f"no delimiter gives {width} cells")


def _feature(feature: Mapping[str, object]) -> Mapping[str, str]:
    properties = feature["properties"]
    found = properties if isinstance(properties, dict) else {}
    geometry = json.dumps(feature["geometry"], separators=(",", ":"))
    texts = {name: "" if value is None else str(value) for name, value in found.items()}
    return {**texts, "geometry": geometry}


def _rows_of_workbook(archive: zipfile.ZipFile) -> Mapping[int, Cells]:
    """The rows of the largest sheet; an empty cell is an empty text."""
    texts = []
    if "xl/sharedStrings.xml" in archive.namelist():
        table = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - a file with a known checksum
        texts = ["".join(part.text or "" for part in item.findall(".//{*}t")) for item in table]
    sheets = [one for one in archive.infolist() if one.filename.startswith("xl/worksheets/sheet")]
    sheet = ET.fromstring(archive.read(max(sheets, key=lambda one: one.file_size)))  # noqa: S314
    rows = {}
    for row in sheet.findall(".//{*}row"):
        cells = {_column(cell.get("r", "A")): _text(cell, texts) for cell in row}
        rows[int(row.get("r", "0"))] = [
            cells.get(at, "") for at in range(max(cells, default=-1) + 1)
        ]
    return rows


def _column(place: str) -> int:
    """The number of a column, from the place of a cell: ``AB12`` is 27."""
    number = 0
    for letter in (_LETTERS.match(place) or "A")[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: ET.Element, texts: Sequence[str]) -> str:
    value = cell.find("{*}v")
    if value is None or value.text is None:
        return "".join(part.text or "" for part in cell.findall(".//{*}t"))
    return texts[int(value.text)] if cell.get("t") == "s" else value.text
