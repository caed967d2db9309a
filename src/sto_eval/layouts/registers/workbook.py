"""The first sheet of an XLSX as a table of texts, as if it had been a CSV."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.cell.read_only import ReadOnlyCell as Cell
from python_calamine import CalamineError, CalamineWorkbook

from sto_eval.errors import LayoutError
from sto_eval.layouts.delimited import FIRST_LINES
from sto_eval.layouts.table import AGAIN, LINE, check_columns, read_bytes

ZIP = b"PK\x03\x04"
"""How a workbook begins: it is a zip."""

_FIRST_DATA_ROW = 2


def is_workbook(path: Path) -> bool:
    """Whether the bytes are those of a zip, whatever the name says."""
    return read_bytes(path).startswith(ZIP)


def workbook_first_rows(path: Path) -> dict[int, list[str]]:
    """Row -> cells of the first rows of the first sheet."""
    return dict(enumerate(_rows(path)[:FIRST_LINES], 1))


def read_workbook(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    """All cells below a name of the first sheet as text; index ``regel`` is the row of the sheet.

    Rows that are empty all over are skipped. Errors: ``LayoutError`` for a broken workbook, a missing
    or doubled column, a header without rows, and a formula that has no value.
    """
    names, *rows = _rows(path)
    named = [place for place, name in enumerate(names) if name]
    names = [names[place] for place in named]
    check_columns(path, names, needed)
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
    _refuse_valueless(path, table)
    return table


def _rows(path: Path) -> list[list[str]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(read_bytes(path)))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise _unreadable(path, error) from None
    return [[_text(cell) for cell in row] for row in rows] or [[]]


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


def _refuse_valueless(path: Path, table: pd.DataFrame) -> None:
    """Refuse a formula or an error such as ``#N/A`` where calamine reads an empty cell, and zeros that only show."""
    for name, cell in _cells(path):
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


def _cells(path: Path) -> list[tuple[str, Cell]]:
    """Column and cell of what stands below a name of the first sheet."""
    try:
        with warnings.catch_warnings():
            # of drop-downs and colours that it does not read
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(read_bytes(path)), read_only=True)
            rows = list(book.worksheets[0].iter_rows())
    except (KeyError, ValueError) as error:
        raise _unreadable(path, error) from None
    names = {cell.column: str(cell.value).strip() for cell in rows[0] if cell.value is not None}
    return [
        (names[cell.column], cell)
        for row in rows[1:]
        for cell in row
        if cell.value is not None and cell.column in names
    ]


def _unreadable(path: Path, error: Exception) -> LayoutError:
    return LayoutError(
        "the workbook cannot be read", path.name, "an XLSX with a sheet", str(error), AGAIN
    )
