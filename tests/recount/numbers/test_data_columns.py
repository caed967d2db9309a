"""Tables with embedded numbers as data, in files for spreadsheets."""

from __future__ import annotations

import math
from decimal import Decimal
from pathlib import Path

import pandas as pd

from recount.numbers.changes import POINTS
from recount.numbers.data_columns import data_columns
from recount.numbers.embedded import between, display, number, percent, printed
from recount.numbers.measures import Measure, exact, unknown
from recount.spreadsheets import read_sheet, write_sheet


def written(tmp_path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Write a file, and read it as a Dutch spreadsheet does."""
    write_sheet(tmp_path / "a.csv", data_columns(table), invented=False)
    return pd.read_csv(tmp_path / "a.csv", sep=";", decimal=",", encoding="utf-8-sig")


def test_a_thousand_never_becomes_one(tmp_path: Path) -> None:
    """A count with a thousands separator is read as a whole number by pandas."""
    found = written(tmp_path, pd.DataFrame({"Kandidaten": [number(12175), number(999)]}))
    assert found["Kandidaten"].to_list() == [12175, 999]


def test_the_unit_is_in_the_column_name(tmp_path: Path) -> None:
    """Percentages, amounts and changes become plain numbers, rounded as a page shows them."""
    cells = {
        "Deel": exact(75.29, "%"),
        "Geld": exact(Decimal("1234.5"), "euro"),
        "Stap": exact(-0.24, POINTS),
    }
    table = pd.DataFrame({name: [display(one)] for name, one in cells.items()})
    found = written(tmp_path, table)
    assert found.iloc[0, :3].to_dict() == {
        "Deel (%)": 75.3, "Geld (euro)": 1234.5, "Stap (procentpunt)": -0.2,
    }  # fmt: skip


def test_bounds_have_columns_of_their_own(tmp_path: Path) -> None:
    """An exact value equals both of its bounds; an interval has no single value."""
    cells = [between(2, 8), number(5), display(Measure(7, 7, math.inf, "")), display(unknown(""))]
    found = written(tmp_path, pd.DataFrame({"Leerlingen": cells}))
    assert found["Leerlingen"].dropna().to_list() == [5]
    assert found["Leerlingen ondergrens"].dropna().to_list() == [2, 5, 7]
    assert found["Leerlingen bovengrens"].dropna().to_list() == [8, 5]


def test_units_that_differ_get_a_column(tmp_path: Path) -> None:
    """A column with mixed units gets a unit column; millions are written out."""
    found = written(
        tmp_path, pd.DataFrame({"Getal": [printed(1.52e6, 1e5, "euro"), percent(22, 0)]})
    )
    assert found["Getal"].to_list() == [1_500_000, 22]
    assert found["Getal eenheid"].to_list() == ["euro", "%"]


def test_a_column_with_other_text_stays_text(tmp_path: Path) -> None:
    """A code with a leading zero is not a number, nor a number among words."""
    table = pd.DataFrame(
        {"Vestiging": ["00AB00", "01"], "Wat": [f"{number(1500)} of meer", "ten minste 1 leerling"]}
    )
    write_sheet(tmp_path / "a.csv", data_columns(table), invented=False)
    assert read_sheet(tmp_path / "a.csv") == [
        ["Vestiging", "Wat"], ["00AB00", "1.500 of meer"], ["01", "ten minste 1 leerling"],
    ]  # fmt: skip
