"""A workbook as ODS and as XLSX, read back by another program."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import python_calamine

from recount.book.website.workbook_formats import WRITERS, Book, Link, Sheet

TABLE = Sheet(
    "1 leerlingen",
    "Leerlingen per plaats",
    ("Verzonnen.",),
    ("plaats", "leerlingen", "deel (%)"),
    [("Assen", 1200, 75.3), ("=1+1", "..", 5), ("a < b & c", 3, "x")],
)
BOOK = Book(
    "Proef", "Niemand", (Sheet("Inhoud", "Inhoud", (), ("blad",), [(Link(TABLE.name),)]), TABLE)
)
ROWS = [["plaats", "leerlingen", "deel (%)"], ["Assen", "1200", "75.3"], ["=1+1", "..", "5"]]
CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

KINDS = pytest.mark.parametrize("kind", WRITERS)


@KINDS
def test_a_number_is_a_number_and_a_text_a_text(kind: str) -> None:
    """A number can be added up; a text that looks like a formula is none."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(WRITERS[kind](BOOK)))
    assert book.sheet_names == ["Inhoud", "1 leerlingen"]
    rows = book.get_sheet_by_name("1 leerlingen").to_python()
    assert rows[0][0] == "Leerlingen per plaats"
    assert rows[3:] == [["Assen", 1200, 75.3], ["=1+1", "..", 5], ["a < b & c", 3, "x"]]


@KINDS
def test_equal_books_give_equal_bytes(kind: str) -> None:
    """Also in another second: a workbook has no time in it."""
    first = WRITERS[kind](BOOK)
    time.sleep(2)  # the times in a zip are even seconds
    assert WRITERS[kind](BOOK) == first


@KINDS
@pytest.mark.slow
def test_libreoffice_reads_the_same(kind: str, tmp_path: Path) -> None:
    """Every sheet, with its title, numbers, signs and links."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / f"proef.{kind}").write_bytes(WRITERS[kind](BOOK))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", CSV_OF_ALL_SHEETS, f"proef.{kind}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "proef-1 leerlingen.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0][0] == "Leerlingen per plaats"
    assert rows[2:5] == ROWS
    assert "1 leerlingen" in (tmp_path / "proef-Inhoud.csv").read_text("utf-8")
