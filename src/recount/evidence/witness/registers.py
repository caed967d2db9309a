"""A register as the database reads it: a CSV in UTF-8 with the same cells as text.

SQL can read neither a workbook nor a text of Windows, and an evaluator may hand in both. This module uses none of
the project's layouts, so that the two ways to a number share no code; an import contract holds that.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import re
from collections.abc import Collection
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_ZIP = b"PK\x03\x04"
_MARK_LINE = re.compile(r'\A"?sep=."?\s+', re.IGNORECASE)
"""A first line that tells Excel what is between the cells."""

Rows = list[list[str]]


def write_plain(path: Path, columns: Collection[str], target: Path) -> Path:
    """Write a register as a CSV in UTF-8 with semicolons, as its template has, and return where it is.

    It has the cells of the file as text, without the blanks around them; rows without any text are left out. Of a
    workbook it is the visible sheet whose first row has most of the columns.
    """
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    rows = _of_workbook(raw, columns) if raw.startswith(_ZIP) else _of_text(raw)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(row for row in rows if any(row))
    return target


def _of_text(raw: bytes) -> Rows:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    text = _MARK_LINE.sub("", text.lstrip())
    mark = max(";,", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return [[cell.strip() for cell in row] for row in reader]


def _of_workbook(raw: bytes, columns: Collection[str]) -> Rows:
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    sheets = [
        [[_text(cell) for cell in row] for row in book.get_sheet_by_name(sheet.name).to_python()]
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    wanted = {column.lower() for column in columns}

    def fitting(rows: Rows) -> int:
        return len(wanted.intersection(cell.lower() for row in rows[:1] for cell in row))

    return max(sheets, key=fitting)


def _text(cell: object) -> str:
    """A cell as an evaluator types it in a CSV: a whole number without decimals, a day as year-month-day."""
    match cell:
        case bool():
            return "ja" if cell else "nee"
        case float():
            return f"{cell:.15g}"  # as many digits as Excel keeps
        case dt.datetime():
            return cell.date().isoformat()
        case _:
            return str(cell).strip()
