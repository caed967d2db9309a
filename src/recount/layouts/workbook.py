"""A sheet of an XLSX as a table of texts, as if it were a CSV."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.cell.read_only import ReadOnlyCell as Cell

from recount.layouts.delimited import FIRST_LINES
from recount.layouts.faults import AGAIN, FaultKind, FileError, Phrase
from recount.layouts.layout import LINE, check_columns, read_bytes
from recount.layouts.sheets import SheetRows, choose_sheet, unreadable, visible_sheets

ZIP = b"PK\x03\x04"
"""First bytes of a workbook, which is a zip."""

_FIRST_DATA_ROW = 2


def is_workbook(path: Path) -> bool:
    """Whether the bytes are those of a zip, whatever the name says."""
    return read_bytes(path).startswith(ZIP)


def workbook_header(path: Path) -> list[str]:
    """The names in the first row of every visible sheet; which sheet is read depends on the columns."""
    names = [_text(cell) for rows in visible_sheets(path).values() for cell in rows[0]]
    return list(dict.fromkeys(names))


def workbook_first_rows(path: Path, needed: Sequence[str]) -> dict[int, list[str]]:
    """Row -> cells of the first rows of the sheet with the needed columns."""
    rows = visible_sheets(path)[sheet_name(path, needed)][:FIRST_LINES]
    return {line: [_text(cell) for cell in row] for line, row in enumerate(rows, 1)}


def sheet_name(path: Path, needed: Sequence[str]) -> str:
    """The visible sheet with a header of the needed columns, in any of its first rows.

    If no sheet has them all, the one with the most is chosen, so that its faults can be reported.

    Errors: ``LayoutError`` when several sheets have them all, or when no visible sheet has any.
    """
    sheets = visible_sheets(path)
    most = max((_columns_of(rows, needed) for rows in sheets.values()), default=0)

    def has_most(rows: SheetRows) -> bool:
        return 0 < most == _columns_of(rows, needed)

    return choose_sheet(path, sheets, has_most, "the columns " + ", ".join(needed))


def _columns_of(rows: SheetRows, needed: Sequence[str]) -> int:
    """The number of needed columns in a header, regardless of case, in any of the first rows."""
    wanted = {name.casefold() for name in needed}
    return max(len({_text(cell).casefold() for cell in row} & wanted) for row in rows[:FIRST_LINES])


def read_workbook(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    """All cells of the named columns as text; index ``regel`` is the row of the sheet.

    Empty rows are skipped. Errors: ``LayoutError`` for a broken workbook, several sheets with the same
    columns, a missing or duplicated column, a header without rows, and a formula without a value.
    """
    sheet = sheet_name(path, needed)
    names, *rows = [[_text(cell) for cell in row] for row in visible_sheets(path)[sheet]]
    named = [place for place, name in enumerate(names) if name]
    names = [names[place] for place in named]
    check_columns(path, names, ())
    filled = {
        line: [row[place] for place in named]
        for line, row in enumerate(rows, _FIRST_DATA_ROW)
        if any(row)
    }
    if not filled:
        raise FileError(FaultKind.NO_ROWS, path.name, "rows under the header", "none")
    index = pd.Index(list(filled), name=LINE)
    table = pd.DataFrame(list(filled.values()), columns=pd.Index(names), index=index, dtype=str)
    _refuse_valueless(path, sheet, table)
    return table


def _text(cell: object) -> str:
    """A cell as in a CSV: whole numbers without decimals, days in ISO format, booleans in Dutch."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        # Excel shows fifteen digits; further digits are rounding noise
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()


def _refuse_valueless(path: Path, sheet: str, table: pd.DataFrame) -> None:
    """Refuse a formula or error such as ``#N/A`` that reads as an empty cell, and displayed-only zeros."""
    for name, cell in _cells(path, sheet):
        text = table[name].get(cell.row)
        if text is None:
            continue
        place = (AGAIN, cell.row, name)
        zeros = str(cell.number_format)
        if cell.data_type in {"e", "f"} and not text:
            formula = repr(str(cell.value))
            raise FileError(
                FaultKind.NO_VALUE, path.name, "a value, or an empty cell", formula, *place
            )
        if text and zeros.strip("0") == "" and len(text) < len(zeros):
            found = Phrase(
                f"the number {text}, shown with number format {zeros}",
                f"het getal {text}, getoond met de notatie {zeros}",
            )
            expected = f"'{text.zfill(len(zeros))}' as text"
            raise FileError(FaultKind.ZEROS, path.name, expected, found, *place)


def _cells(path: Path, sheet: str) -> list[tuple[str, Cell]]:
    """Column name and cell of every filled cell below a name in a sheet."""
    try:
        with warnings.catch_warnings():
            # about drop-downs and colours, which openpyxl ignores
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(read_bytes(path)), read_only=True)
            rows = list(book[sheet].iter_rows())
    except (KeyError, ValueError) as error:
        raise unreadable(path, error) from None
    names = {cell.column: str(cell.value).strip() for cell in rows[0] if cell.value is not None}
    return [
        (names[cell.column], cell)
        for row in rows[1:]
        for cell in row
        if cell.value is not None and cell.column in names
    ]
