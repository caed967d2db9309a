"""Choice of the sheet in a workbook: the only visible one with the wanted header; never a hidden one."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from recount.layouts.faults import FaultKind, FileError, Phrase
from recount.layouts.layout import read_bytes
from recount.layouts.unpacking import check_workbook

SheetRows = list[list[object]]


def visible_sheets(path: Path) -> dict[str, SheetRows]:
    """The cells of every visible, non-empty sheet, by name, in workbook order.

    Errors: ``LayoutError`` for bytes that are not a valid workbook, are encrypted, or unpack to too much.
    """
    try:
        raw = read_bytes(path)
        check_workbook(raw)
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        cells = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names
        }
    except (CalamineError, ValueError) as error:
        raise unreadable(path, error) from None
    return {name: [[*row] for row in rows] for name, rows in cells.items() if rows}


def choose_sheet(
    path: Path, sheets: Mapping[str, SheetRows], wanted: Callable[[SheetRows], bool], what: str
) -> str:
    """The name of the sheet that has the wanted header.

    Errors: ``LayoutError`` when no visible sheet has it, or more than one has, as the choice is ambiguous.
    """
    fitting = [name for name, rows in sheets.items() if wanted(rows)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise FileError(
            FaultKind.SHEETS,
            path.name,
            f"one visible sheet with {what}",
            Phrase(f"sheets {quoted(fitting)}", quoted(fitting)),
            "Hide or remove the sheets that should not be read, and save the workbook again.",
        )
    names = quoted([*sheets])
    raise FileError(
        FaultKind.NO_SHEET,
        path.name,
        f"a visible sheet with {what}",
        Phrase(f"visible sheets {names}", names)
        if sheets
        else Phrase("no visible sheet with cells", "er is geen zichtbaar blad met cellen"),
        "Correct the header, or make the sheet visible and save the workbook again.",
    )


def unreadable(path: Path, error: Exception) -> FileError:
    """The fault of bytes that are not a valid workbook."""
    return FileError(FaultKind.WORKBOOK, path.name, "an XLSX with a sheet", str(error))


def quoted(names: Sequence[str]) -> str:
    """Names in a message, each in quotation marks."""
    return ", ".join(f"'{name}'" for name in names)
