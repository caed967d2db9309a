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
