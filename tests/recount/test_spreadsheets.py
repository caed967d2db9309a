"""CSV files for spreadsheets, written and read back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from recount.spreadsheets import harmless, read_sheet, write_sheet


def written(tmp_path: Path, table: pd.DataFrame, *, invented: bool = False) -> pd.DataFrame:
    """Write a file, and read it as a Dutch spreadsheet does."""
    write_sheet(tmp_path / "a.csv", table, invented=invented)
    return pd.read_csv(tmp_path / "a.csv", sep=";", decimal=",", encoding="utf-8-sig")


def test_a_thousand_never_becomes_one(tmp_path: Path) -> None:
    """A count with a thousands separator is read as a whole number by pandas."""
    found = written(tmp_path, pd.DataFrame({"Kandidaten": ["12.175", "999"]}))
    assert found["Kandidaten"].to_list() == [12175, 999]


def test_the_unit_is_in_the_column_name(tmp_path: Path) -> None:
    """Percentages, amounts and changes become plain numbers; a typographic minus sign is understood."""
    table = pd.DataFrame({"Deel": ["75,3%"], "Geld": ["€ 1.234,50"], "Stap": ["−0,2 procentpunt"]})
    found = written(tmp_path, table)
    assert found.iloc[0, :3].to_dict() == {
        "Deel (%)": 75.3, "Geld (euro)": 1234.5, "Stap (procentpunt)": -0.2,
    }  # fmt: skip


def test_bounds_have_columns_of_their_own(tmp_path: Path) -> None:
    """An exact value equals both of its bounds; an interval has no single value."""
    cells = ["tussen 2 en 8", "5", "3–4", "2 of 3", "ten minste 7", "onbekend"]
    found = written(tmp_path, pd.DataFrame({"Leerlingen": cells}))
    assert found["Leerlingen"].dropna().to_list() == [5]
    assert found["Leerlingen ondergrens"].dropna().to_list() == [2, 5, 3, 2, 7]
    assert found["Leerlingen bovengrens"].dropna().to_list() == [8, 5, 4, 3]


def test_units_that_differ_get_a_column(tmp_path: Path) -> None:
    """A column with mixed units gets a unit column; millions are written out."""
    found = written(tmp_path, pd.DataFrame({"Getal": ["€ 1,5 miljoen", "22%"]}))
    assert found["Getal"].to_list() == [1_500_000, 22]
    assert found["Getal eenheid"].to_list() == ["euro", "%"]


def test_a_column_with_other_text_stays_text(tmp_path: Path) -> None:
    """A code with a leading zero is not a number."""
    table = pd.DataFrame(
        {"Vestiging": ["00AB00", "01"], "Wat": ["5 of meer", "ten minste 1 leerling"]}
    )
    write_sheet(tmp_path / "a.csv", table, invented=False)
    assert read_sheet(tmp_path / "a.csv") == [
        ["Vestiging", "Wat"], ["00AB00", "5 of meer"], ["01", "ten minste 1 leerling"],
    ]  # fmt: skip


def test_data_keep_their_digits(tmp_path: Path) -> None:
    """Unrounded values get a decimal comma, whole ones no decimals, unknown ones an empty cell."""
    table = pd.DataFrame(
        {
            "a_low": [1.25, 2e-05],
            "straal_km": [5, 6],
            "b": [Decimal("3.10"), None],
            "c": [True, False],
        }
    )
    write_sheet(tmp_path / "a.csv", table, invented=False)
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == [
        "a ondergrens;straal (km);b;c;verzonnen", "1,25;5;3,10;ja;nee", "0,00002;6;;nee;nee",
    ]  # fmt: skip


@pytest.mark.parametrize("invented", [True, False])
def test_every_row_says_whether_it_is_invented(tmp_path: Path, invented: bool) -> None:
    """The last column has ``ja`` or ``nee``."""
    found = written(tmp_path, pd.DataFrame({"a": [1, 2]}), invented=invented)
    assert found["verzonnen"].to_list() == [{True: "ja", False: "nee"}[invented]] * 2


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-a", "@b", "\tc", "\rd", "-"])
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    """The text gets an apostrophe in front, which our own reader removes."""
    write_sheet(tmp_path / "a.csv", pd.DataFrame({text: [text, "x"]}), invented=False)
    raw = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert raw.count(f"'{text}") == 2
    assert read_sheet(tmp_path / "a.csv")[:2] == [[text], [text]]


def test_a_negative_number_stays_a_number() -> None:
    """Signed numbers with a comma or point get no apostrophe."""
    assert [harmless(cell) for cell in ("-1,5", "-52.3", "+7")] == ["-1,5", "-52.3", "+7"]
