"""A sheet of an XLSX as a table of texts, as if it had been a CSV."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.cell.read_only import ReadOnlyCell as Cell

from sto_eval.errors import LayoutError
from sto_eval.layouts.delimited import FIRST_LINES
from sto_eval.layouts.sheets import Rows, the_sheet, unreadable, visible_sheets
from sto_eval.layouts.table import AGAIN, LINE, check_columns, read_bytes

ZIP = b"PK\x03\x04"
"""How a workbook begins: it is a zip."""

_FIRST_DATA_ROW = 2


def is_workbook(path: Path) -> bool:
    """Whether the bytes are those of a zip, whatever the name says."""
    return read_bytes(path).startswith(ZIP)


def workbook_header(path: Path) -> list[str]:
    """The names in the first rows of all visible sheets: the sheet itself is chosen when the columns are known."""
    names = [_text(cell) for rows in visible_sheets(path).values() for cell in rows[0]]
    return list(dict.fromkeys(names))


def workbook_first_rows(path: Path, needed: Sequence[str]) -> dict[int, list[str]]:
    """Row -> cells of the first rows of the sheet with the needed columns."""
    rows = visible_sheets(path)[sheet_name(path, needed)][:FIRST_LINES]
    return {line: [_text(cell) for cell in row] for line, row in enumerate(rows, 1)}


def sheet_name(path: Path, needed: Sequence[str]) -> str:
    """The visible sheet with a header of the needed columns, however far down.

    When none has them all, the one with the most of them is named, so that its faults can be told.

    Errors: ``LayoutError`` when several sheets have them all, or when no visible sheet has any.
    """
    sheets = visible_sheets(path)
    most = max((_columns_of(rows, needed) for rows in sheets.values()), default=0)

    def has_most(rows: Rows) -> bool:
        return 0 < most == _columns_of(rows, needed)

    return the_sheet(path, sheets, has_most, "the columns " + ", ".join(needed))


def _columns_of(rows: Rows, needed: Sequence[str]) -> int:
    """How many of the needed columns a header has, in whatever case and however far down."""
    wanted = {name.casefold() for name in needed}
    return max(len({_text(cell).casefold() for cell in row} & wanted) for row in rows[:FIRST_LINES])


def read_workbook(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    """All cells below a name of the sheet as text; index ``regel`` is the row of the sheet.

    Rows that are empty all over are skipped. Errors: ``LayoutError`` for a broken workbook, several sheets
    with the same columns, a missing or doubled column, a header without rows, and a formula that has no
    value.
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
        raise LayoutError(
            "the sheet has no rows", path.name, "rows under the header", "none", AGAIN
        )
    index = pd.Index(list(filled), name=LINE)
    table = pd.DataFrame(list(filled.values()), columns=pd.Index(names), index=index, dtype=str)
    _refuse_valueless(path, sheet, table)
    return table


def _text(cell: object) -> str:
    """A cell as a CSV would have it: whole numbers without a decimal, days in ISO, truths in Dutch."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        # Excel shows fifteen digits; those behind them are rounding of its own
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()


def _refuse_valueless(path: Path, sheet: str, table: pd.DataFrame) -> None:
    """Refuse a formula or an error such as ``#N/A`` where calamine reads an empty cell, and zeros that only show."""
    for name, cell in _cells(path, sheet):
        text = table[name].get(cell.row)
        if text is None:
            continue
        where = f"{path.name} line {cell.row}, column '{name}'"
        zeros = str(cell.number_format)
        if cell.data_type in {"e", "f"} and not text:
            expected = "a value, or nothing at all"
            raise LayoutError("a cell has no value", where, expected, repr(str(cell.value)), AGAIN)
        if text and zeros.strip("0") == "" and len(text) < len(zeros):
            raise LayoutError(
                "a cell shows zeros that it does not keep",
                where,
                f"'{text.zfill(len(zeros))}' as text",
                f"the number {text}, shown with number format {zeros}",
                AGAIN,
            )


def _cells(path: Path, sheet: str) -> list[tuple[str, Cell]]:
    """Column and cell of what stands below a name of a sheet."""
    try:
        with warnings.catch_warnings():
            # of drop-downs and colours that it does not read
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
