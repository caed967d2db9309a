"""A register of any form becomes the same plain CSV, so that the second way reads what an evaluator hands in."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import openpyxl
import pytest

from recount.evidence.witness.registers import write_plain

COLUMNS = ["regio_id", "naam", "bedrag", "begindatum"]
PLAIN = "regio_id;naam;bedrag;begindatum\nR01;Café ’t Wad;1000.5;2020-01-01\nR02;Zuid;5;\n"
TYPED = "regio_id;naam;bedrag;begindatum\n R01 ;Café ’t Wad;1000.5;2020-01-01\n;;;\nR02;Zuid;5;\n"


def plain(path: Path) -> str:
    """What the database gets of a file."""
    return write_plain(path, COLUMNS, path.parent / "plain").read_text("utf-8")


@pytest.mark.parametrize("start", ["", "sep=;\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_of_any_encoding_reads_as_utf8(tmp_path: Path, encoding: str, start: str) -> None:
    """Without blanks around a cell, without empty rows, and without the line that is for Excel."""
    path = tmp_path / "regios.csv"
    path.write_text(start + TYPED, encoding)
    assert plain(path) == PLAIN


def test_a_packed_text_is_unpacked(tmp_path: Path) -> None:
    """As the made-up registers of the demo are."""
    path = tmp_path / "regios.csv.gz"
    path.write_bytes(gzip.compress(TYPED.encode()))
    assert plain(path) == PLAIN


def test_a_workbook_has_the_cells_of_a_text(tmp_path: Path) -> None:
    """Under any name; the sheet with the columns, not the longer one that explains them or the hidden one."""
    book = openpyxl.Workbook()
    book.active.append(["kolom", "betekenis"])
    for column in COLUMNS:
        book.active.append([column, "Uitleg."])
    hidden, sheet = book.create_sheet("oud"), book.create_sheet("regios")
    hidden.sheet_state = "hidden"
    hidden.append(COLUMNS)
    for row in (
        ["Regio_ID", *COLUMNS[1:]],
        ["R01", "Café ’t Wad", 1000.5, dt.date(2020, 1, 1)],
        [None, None, None, None],
        ["R02", "Zuid", 5, None],
    ):
        sheet.append(row)
    path = tmp_path / "regios.csv"
    book.save(path)
    assert plain(path) == PLAIN.replace("regio_id", "Regio_ID")
