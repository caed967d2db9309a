"""How a workbook is written as ODS and as XLSX: without times, so that equal content gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import jinja2
import openpyxl
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from recount.book.staging import ASSETS
from recount.spreadsheets import Cell

_EARLIEST = zipfile.ZipInfo("x").date_time
"""The earliest time that a zip can store."""

_NARROWEST, _WIDEST = 10, 60
"""Widths of columns, in characters."""

_BETWEEN = re.compile(r">\s+<")
"""White space between tags: some readers take it for a cell."""

_MIMETYPE = "mimetype"
"""The first file of an ODS, which is not compressed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell with the name of another sheet, which leads there."""

    sheet: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a title, notes below it, and at most one table.

    Parameters
    ----------
    name
        At most 31 characters.
    head
        The names of the columns; empty for a sheet without a table.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: Sequence[Sequence[Cell | Link]] = ()

    @property
    def top(self) -> int:
        """The row of the header; the first row is 1."""
        return len(self.notes) + 2

    @property
    def area(self) -> str:
        """The cells of the table, ``A3:D9``."""
        last = f"{get_column_letter(len(self.head))}{self.top + len(self.rows)}"
        return f"A{self.top}:{last}"

    @property
    def widths(self) -> list[int]:
        """The width of each column, in characters."""
        columns = zip(self.head, *self.rows, strict=True)
        longest = (max(len(_text(cell)) for cell in column) for column in columns)
        return [min(_WIDEST, max(_NARROWEST, length + 2)) for length in longest]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook."""

    title: str
    author: str
    sheets: tuple[Sheet, ...]


def ods(book: Book) -> bytes:
    """The workbook as OpenDocument."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS / "ods"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    pages.tests["link"] = lambda cell: isinstance(cell, Link)
    names = ("META-INF/manifest.xml", "content.xml", "meta.xml", "styles.xml")
    made = {name: pages.get_template(name.rpartition("/")[2]).render(book=book) for name in names}
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {name: _BETWEEN.sub("><", xml).encode() for name, xml in made.items()}
    return _packed({_MIMETYPE: kind.encode(), **parts})


def xlsx(book: Book) -> bytes:
    """The workbook as Office Open XML."""
    made, buffer = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    facts = made.properties
    facts.title, facts.creator, facts.language = book.title, book.author, "nl-NL"
    facts.created = facts.modified = datetime(*_EARLIEST)  # noqa: DTZ001 - no time at all
    for number, sheet in enumerate(book.sheets, 1):
        _fill(made.create_sheet(sheet.name), sheet, number)
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(made, archive).save()
    with zipfile.ZipFile(buffer) as archive:
        return _packed({name: archive.read(name) for name in archive.namelist()})


WRITERS: Final[Mapping[str, Callable[[Book], bytes]]] = {"ods": ods, "xlsx": xlsx}
"""Suffix -> how a workbook is written."""


def _fill(page: Worksheet, sheet: Sheet, number: int) -> None:
    for place, text in enumerate((sheet.title, *sheet.notes), 1):
        _put(page.cell(place, 1), text)
    page["A1"].style = "Headline 1"
    if not sheet.head:
        return
    for row, cells in enumerate((sheet.head, *sheet.rows), sheet.top):
        for column, cell in enumerate(cells, 1):
            _put(page.cell(row, column), cell)
            page.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
        page.cell(sheet.top, column).font = Font(bold=True)
    if sheet.rows:
        table = Table(displayName=f"tabel_{number}", ref=sheet.area)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        page.add_table(table)


def _put(place: ExcelCell, cell: Cell | Link) -> None:
    """A cell; a text stays text, whatever it looks like."""
    place.value = cell.sheet if isinstance(cell, Link) else cell
    if isinstance(cell, Link):
        place.hyperlink = f"#'{cell.sheet}'!A1"
        place.style = "Hyperlink"
    elif isinstance(cell, str):
        place.data_type = "s"


def _text(cell: Cell | Link) -> str:
    return cell.sheet if isinstance(cell, Link) else str("" if cell is None else cell)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these files, each with the earliest time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 3  # Unix, on any system
            plain = name == _MIMETYPE
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
