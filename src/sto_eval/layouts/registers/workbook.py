"""The first sheet of an XLSX as a table of texts, as if it had been a CSV."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from sto_eval.errors import LayoutError
from sto_eval.layouts.table import AGAIN, LINE, check_columns, read_bytes

ZIP = b"PK\x03\x04"
"""How a workbook begins: it is a zip."""

_FIRST_DATA_ROW = 2


def is_workbook(path: Path) -> bool:
    """Whether the bytes are those of a zip, whatever the name says."""
    return read_bytes(path).startswith(ZIP)


def workbook_header(path: Path) -> list[str]:
    """The first row of the first sheet; of a broken workbook none."""
    return _rows(path)[0]


def read_workbook(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    """All cells of the first sheet as text; index ``regel`` is the row of the sheet.

    Rows that are empty all over are skipped. Errors: ``LayoutError`` for a broken workbook, a missing
    or doubled column, and a header without rows.
    """
    names, *rows = _rows(path)
    check_columns(path, names, needed)
    filled = {place: row for place, row in enumerate(rows, _FIRST_DATA_ROW) if any(row)}
    if not filled:
        raise LayoutError(
            "the sheet has no rows", path.name, "rows under the header", "none", AGAIN
        )
    index = pd.Index(list(filled), name=LINE)
    return pd.DataFrame(list(filled.values()), columns=pd.Index(names), index=index, dtype=str)


def _rows(path: Path) -> list[list[str]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(read_bytes(path)))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise LayoutError(
            "the workbook cannot be read", path.name, "an XLSX with a sheet", str(error), AGAIN
        ) from None
    return [[_text(cell) for cell in row] for row in rows] or [[]]


def _text(cell: object) -> str:
    """A cell as a CSV would have it: whole numbers without a decimal, days in ISO, truths in Dutch."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)
