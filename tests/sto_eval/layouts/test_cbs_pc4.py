"""The workbook of CBS: residents of each postcode."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sto_eval.layouts.cbs_pc4 import AGES
from sto_eval.programme import PROGRAMME

UNITS = ["Code", "x1", "x1", *["x1"] * 5, "x1", "x1", "categorie"]


GROUPS = ["", "Inwoners", *[""] * 6, "Huishouden", "", "Dichtheid"]


SUBGROUPS = ["", "Totaal", "Leeftijd", *[""] * 5, "Totaal", "Grootte", "Stedelijkheid"]


NAMES = ["Postcode-4", "Totaal", "Man", *AGES, "Totaal", "Grootte", ""]


DATA = [[1234, 100, 50, 10, 20, 30, 25, 15, 45, 2.2, 1], [1235, 9, 5, *[-99997] * 5, 4, 2.0, 3]]


def workbook(*rows: list[Any], sheet: str = "PC4_proef", titles: int = 2) -> bytes:
    """A workbook with titles, stacked header rows, a unit row, and data."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    head = [*[["Titel"]] * titles, GROUPS, SUBGROUPS, NAMES, UNITS]
    for row in [*head, *rows]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def residents(path: Path) -> Any:
    """The sheet of CBS."""
    return PROGRAMME.layouts["cbs-pc4"].read(path)


@pytest.mark.parametrize("titles", [0, 1, 5])
def test_the_header_is_found_by_its_content(write: Callable[..., Path], titles: int) -> None:
    """The number of title lines does not matter; the row is that of the workbook."""
    table = residents(write("a.xlsx", workbook(*DATA, titles=titles))).table
    assert table["Postcode-4"].tolist() == ["1234", "1235"]
    assert table.index.tolist() == [titles + 5, titles + 6]


def test_names_that_repeat_get_their_group(write: Callable[..., Path]) -> None:
    """Ages keep the publisher's name; the two totals and the nameless column get their groups in front."""
    table = residents(write("a.xlsx", workbook(*DATA))).table
    assert [*table] == [
        "Postcode-4", "Inwoners | Totaal", "Man", *AGES, "Huishouden | Totaal", "Grootte",
        "Dichtheid | Stedelijkheid",
    ]  # fmt: skip


def test_short_names_below_the_header_are_not_data(write: Callable[..., Path]) -> None:
    """The file of 2020 has one header row more; the names stay those of the row above."""
    short = ["PC4", "INWONER", "MAN", *["INW"] * 5, "AANTAL_HH", "HH_GROOTTE", "STED"]
    table = residents(write("a.xlsx", workbook(short, *DATA))).table
    assert table["Postcode-4"].tolist() == ["1234", "1235"]
    assert table["tot 15 jaar"].sum() == 10


def test_a_secret_number_is_missing(write: Callable[..., Path]) -> None:
    """-99997 is not a number of people; the sum is that of the other postcode."""
    table = residents(write("a.xlsx", workbook(*DATA))).table
    assert table[AGES].isna().sum(axis=1).tolist() == [0, 5]
    assert (table["tot 15 jaar"].sum(), table["tot 15 jaar"].dtype) == (10, "Int64")
    assert table["Grootte"].tolist() == [2.2, 2.0]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({3: "veel"}, "column 'tot 15 jaar'"),
        ({3: -1}, "column 'tot 15 jaar'"),
        ({3: 2.5}, "column 'tot 15 jaar'"),
        ({3: None}, "column 'tot 15 jaar'"),
        ({1: -5}, "column 'Inwoners | Totaal'"),
        ({0: 12345}, "column 'Postcode-4'"),
        ({0: 1234.5}, "column 'Postcode-4'"),
        ({0: "totaal"}, "column 'Postcode-4'"),
        ({3: True}, "column 'tot 15 jaar'"),
        ({3: 1e19}, "column 'tot 15 jaar'"),
        ({3: 900_000_000}, "column 'tot 15 jaar'"),
        ({3: "1.234"}, "column 'tot 15 jaar'"),
        ({1: 1e18}, "column 'Inwoners | Totaal'"),
    ],
)
def test_a_wrong_cell_of_the_workbook_is_named(
    write: Callable[..., Path], fault: Callable[..., object], change: dict[int, Any], where: str
) -> None:
    """The second row of data is line 8."""
    wrong = [change.get(place, cell) for place, cell in enumerate(DATA[1])]
    error = fault(lambda: residents(write("a.xlsx", workbook(DATA[0], wrong))))
    assert error.where == f"a.xlsx line 8, {where}"


def test_a_postcode_twice_is_refused(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """One row per postcode."""
    error = fault(lambda: residents(write("a.xlsx", workbook(DATA[0], DATA[0]))))
    assert error.what == "a key is doubled"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Postcode-4;tot 15 jaar\n", "the workbook cannot be read"),
        (b"", "the workbook cannot be read"),
        (workbook(*DATA)[:2000], "the workbook cannot be read"),
        (workbook(), "the file has no rows"),
    ],
    ids=["text", "nothing", "half", "no rows"],  # the bytes contain the present time
)
def test_any_other_workbook_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], content: bytes, what: str
) -> None:
    """Text, nothing, a truncated workbook, no rows."""
    assert fault(lambda: residents(write("a.xlsx", content))).what == what


def test_a_renamed_age_is_named(write: Callable[..., Path], fault: Callable[..., object]) -> None:
    """CBS changed an age class."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(*DATA)))
    book.active.cell(5, 4).value = "tot 16 jaar"
    out = io.BytesIO()
    book.save(out)
    error = fault(lambda: residents(write("a.xlsx", out.getvalue())))
    assert "the closest is 'tot 16 jaar'" in error.found


def test_the_year_of_residents_comes_from_sheet_and_file_name(write: Callable[..., Path]) -> None:
    """The sheet is of one year, the file name of another."""
    path = write("pc4_2023.xlsx", workbook(*DATA, sheet="PC4_2024_v1"))
    layout = PROGRAMME.layouts["cbs-pc4"]
    assert [*layout.years(path, layout.read(path)).values()] == [2024, 2023]
