"""Empty registers to fill in, generated from their declarations: as CSV, and as XLSX with an explanation."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from recount.errors import SourceError, UnknownName, nearest
from recount.layouts.register import Column, Register

MARK = ";"
EXPLAINED = ("kolom", "soort", "verplicht", "sleutel", "betekenis")


def csv_template(register: Register) -> str:
    """The header without rows."""
    return MARK.join(register.names) + "\n"


def xlsx_template(register: Register) -> bytes:
    """A first sheet with the header, and a second that explains the columns and rules."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = register.id
    sheet.append(register.names)
    notes = book.create_sheet("toelichting")
    for row in (EXPLAINED, *map(explained, register.columns)):
        notes.append(row)
    for rule in register.rules:
        notes.append(("regel", "", "", "", rule.text))
    for cell in [*sheet[1], *notes[1]]:
        cell.font = Font(bold=True)
    book.save(buffer)
    return buffer.getvalue()


def write_templates(
    folder: Path, registers: Sequence[Register], names: Sequence[str] = ()
) -> list[Path]:
    """Write the empty files of the named registers, or of all; the name in an id suffices, see ``Register.name``.

    Errors: ``UnknownName`` for a register that does not exist; ``SourceError`` for a file that exists, also in
    the place of the folder.
    """
    if blocking := [place for place in (folder, *folder.parents) if place.is_file()]:
        raise SourceError(
            "templates need a folder",
            str(blocking[0]),
            "a folder, or nothing yet",
            "a file",
            "Choose another folder with --output.",
        )
    written: list[Path] = []
    for register in [_find(registers, name) for name in names] or registers:
        files = {".csv": csv_template(register).encode(), ".xlsx": xlsx_template(register)}
        for suffix, content in files.items():
            path = folder / f"{register.id}{suffix}"
            if path.exists():
                raise SourceError(
                    "a template would overwrite a file",
                    str(path),
                    "no file there",
                    "a file",
                    "Choose another folder with --output.",
                )
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    return written


def _find(registers: Sequence[Register], name: str) -> Register:
    found = next((one for one in registers if name in {one.id, one.name}), None)
    if found is None:
        known = [register.name for register in registers]
        raise UnknownName(
            f"register '{name}' is unknown",
            "sources template",
            "one of " + ", ".join(known),
            nearest(name, known),
            "Correct the name.",
        )
    return found


def explained(column: Column) -> tuple[str, str, str, str, str]:
    """A column in words: name, kind with unit or options, whether required, whether a key, meaning."""
    kind = f"{column.kind} ({column.unit})" if column.unit else str(column.kind)
    if column.options:
        kind = f"{kind}: {', '.join(column.options)}"
    return (
        column.name,
        kind,
        "ja" if column.required else "nee",
        "ja" if column.key else "nee",
        column.text,
    )
