"""Girls per profile, on rows that can be added up by head."""

from __future__ import annotations

import pandas as pd
import pytest
from support.publisher_rows import pupil_table

from sto_eval.indicators import girls

BL = "VMBO BL lj 3-4"
PIE, MVI = "Produceren, installeren en energie", "Media, vormgeving en ICT"
GIRLS = "LEER- OF VERBLIJFSJAAR 3 - VROUW"


@pytest.fixture
def pupils() -> pd.DataFrame:
    """Boys and girls: PIE three and one, MVI one and three, Groen none and two."""
    table = pupil_table(("90AA00", BL, PIE, 3), ("90AA00", BL, MVI, 1), ("90AA00", BL, "Groen", 0))
    table[GIRLS] = pd.array([1, 3, 2], dtype="Int64")
    return table


def test_the_share_of_girls_is_counted_per_profile(pupils: pd.DataFrame) -> None:
    """One of four in PIE and three of four in MVI; without MVI PIE remains; six of all ten."""
    found = girls.girl_shares(pupils)
    assert list(found) == [
        "PIE", "BWI", "M&T", "MVI", "MaT", "vijf profielen", "vijf zonder MVI", "alle leerlingen",
    ]  # fmt: skip
    shown = [found[one].value for one in ("PIE", "MVI", "vijf profielen", "vijf zonder MVI")]
    assert shown == [25, 75, 50, 25]
    assert found["alle leerlingen"].value == 60
    assert found["BWI"].value is None


def test_a_masked_count_of_girls_gives_bounds(pupils: pd.DataFrame) -> None:
    """One to four girls and three boys, all third-years of the track."""
    pupils.loc[0, GIRLS] = pd.NA
    found = girls.girl_share(pupils, ("PIE",))
    assert (found.low, found.high) == (25, pytest.approx(400 / 7))


def test_the_theoretical_pathway_and_fourth_years_are_excluded(pupils: pd.DataFrame) -> None:
    """Only the ten third-years count; girls are in all three rows, boys in the first two."""
    other = pupil_table(("90AA00", "VMBO TL lj 3-4", "", 9))
    fourth = pupil_table(("90AA00", BL, PIE, 9), year=4)
    table = pd.concat([pupils, other, fourth], ignore_index=True).rename_axis(index="bron")
    found = girls.girl_share(table)
    assert found.denominator == 10
    lines = [part.rows.lines("bron").tolist() for part in found.recipe.parts]
    assert lines == [[0, 1, 2], [0, 1]]
    assert [part.unit for part in found.recipe.parts] == ["leerlingen", "leerlingen"]
