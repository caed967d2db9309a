"""Forecasts: the change from a base year to a horizon, summed over schools."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from recount.numbers.measures import Measure
from sto_eval.indicators import forecasts


def forecast(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of school, level, year and pupils."""
    names = [forecasts.SCHOOL, forecasts.LEVEL, forecasts.YEAR, forecasts.PUPILS]
    return pd.DataFrame(rows, columns=names)


TWO = forecast(
    ("90AA", "vo", 2019, 110),
    ("90AA", "vo", 2021, 60), ("90AB", "vo", 2021, 40), ("90AA", "vo", 2022, 80),
    ("90AA", "vo", 2036, 88), ("90AA", "vmbo", 2021, 10), ("90AA", "vmbo", 2036, 5),
)  # fmt: skip
"""A hundred pupils in the year of the vintage, 88 in the last; one of two schools is gone by then."""

VINTAGES = {dt.date(2021, 10, 1): TWO}


@pytest.mark.parametrize(
    ("level", "base", "expected"),
    [("vo", 2021, -12), ("vo", 2022, 10), ("vo", 2019, -20), ("vmbo", 2021, -50)],
)
def test_the_change_is_from_base_to_horizon(level: str, base: int, expected: int) -> None:
    """88 of 100 is twelve percent less; 88 of 80 ten percent more; 88 of 110 a fifth less."""
    assert forecasts.change(TWO, level, 2036, base).value == pytest.approx(expected)


def test_a_year_that_is_missing_gives_no_change() -> None:
    """Neither the horizon nor the base is made up."""
    assert forecasts.change(TWO, "vo", 2040, 2021).value is None
    assert forecasts.change(TWO, "vmbo", 2036, 2022).value is None


def test_the_base_year_is_the_vintages_own_or_one_of_the_file() -> None:
    """Not the first row: a file can begin with counts of earlier years."""
    assert forecasts.base_years(TWO) == ["uitgave", "2019", "2021", "2022", "2036"]
    assert forecasts.base_year(dt.date(2021, 10, 1), forecasts.OWN) == 2021
    assert forecasts.base_year(dt.date(2021, 10, 1), "2019") == 2019


def test_a_change_says_how_it_is_computed() -> None:
    """In percent from the pupils of both years, exact; also if one year is missing."""
    found = forecasts.change(TWO, "vo", 2036, 2021)
    assert found.low == found.value == found.high
    missing = forecasts.change(TWO, "vo", 2040, 2021)
    for change in (found, missing):
        assert (change.unit, change.recipe.operation) == ("%", "change")
        assert [part.unit for part in change.recipe.parts] == ["leerlingen", "leerlingen"]
    begin = found.recipe.parts[0].recipe
    assert (begin.operation, begin.column) == ("sum", forecasts.PUPILS)
    assert forecasts.school_count(TWO).unit == "scholen"


def test_a_changed_row_moves_the_number() -> None:
    """Twelve pupils more in the last year: no change."""
    more = TWO.copy()
    more.loc[4, forecasts.PUPILS] = 100
    assert forecasts.change(more, "vo", 2036, 2021).value == pytest.approx(0)


def test_a_school_that_is_gone_is_named() -> None:
    """It counts as zero in the last year, and is listed."""
    found = forecasts.gone(TWO, "vo", 2036, 2021)
    assert found[forecasts.SCHOOL].to_list() == ["90AB"]
    assert forecasts.school_count(found).value == 1


def test_every_level_vintage_and_base_year_is_tried() -> None:
    """The vintage's own year, and those of the other years that are in the file."""
    specs = forecasts.specifications(VINTAGES, 2036, [2019, 2020, 2022])
    assert {s.label: round(s.measure.value) for s in specs if s.measure.value is not None} == {
        "vmbo, uitgave 2021, vanaf 2021": -50,
        "vo, uitgave 2021, vanaf 2019": -20,
        "vo, uitgave 2021, vanaf 2021": -12,
        "vo, uitgave 2021, vanaf 2022": 10,
    }
    assert not [s for s in specs if s.choices["basisjaar"] == "vanaf 2020"]
    assert list(specs[0].choices) == ["leerlingen", "uitgave", "basisjaar"]
    chosen = forecasts.specifications(VINTAGES, 2036, [], "2022")
    assert [s.choices["basisjaar"] for s in chosen] == ["vanaf 2021", "vanaf 2021", "vanaf 2022"]
    assert list(forecasts.outcomes(VINTAGES, 2036)) == ["vmbo, uitgave 2021", "vo, uitgave 2021"]


def test_the_index_is_a_hundred_in_the_year_of_the_vintage() -> None:
    """Earlier counts come before it; up to and including the horizon."""
    table = forecasts.indexed(VINTAGES, 2036)
    assert list(table.columns) == ["uitgave", "niveau", "jaar", "leerlingen", "index"]
    assert table[table["niveau"] == "vo"]["index"].tolist() == pytest.approx([110, 100, 80, 88])


CLOSING = forecast(
    ("90AD", "vo", 2024, 30), ("90AC", "vo", 2024, 20), ("90AB", "vo", 2024, 10),
    ("90AA", "vo", 2024, 1), ("90AD", "vmbo", 2024, 30),
    ("90AD", "vo", 2036, 15), ("90AC", "vo", 2036, 0), ("90AD", "vmbo", 2036, 15),
    ("90AD", "vo", 2021, 0),
).rename_axis(index="prognoses")  # fmt: skip
"""Four schools with 61 pupils in 2024, one of which has 15 in 2036; no pupils in 2021."""


def test_a_base_year_without_pupils_gives_no_change() -> None:
    """There is no percentage of zero."""
    assert forecasts.change(CLOSING, "vo", 2036, 2021).value is None


def test_pupils_of_both_ends_are_added_up() -> None:
    """61 pupils become 15; a year that is not in the file is unknown."""
    found = forecasts.ends(CLOSING, "vo", 2036, 2024)
    assert {name: one.value for name, one in found.items()} == {"begin": 61, "einde": 15}
    assert forecasts.pupil_count(CLOSING, "vo", 2030).value is None


def lines(found: Measure) -> list[int]:
    """The lines of the forecast that a number depends on."""
    return found.rows.lines("prognoses").tolist()


def test_a_forecast_rests_on_the_rows_with_pupils_of_its_level_and_years() -> None:
    """One pupil counts and zero does not; an unknown change depends on the year that exists."""
    assert lines(forecasts.change(CLOSING, "vo", 2036, 2024)) == [0, 1, 2, 3, 5]
    found = forecasts.ends(CLOSING, "vo", 2036, 2024)
    assert (lines(found["begin"]), lines(found["einde"])) == ([0, 1, 2, 3], [5])
    missing = forecasts.pupil_count(CLOSING, "vo", 2030)
    assert (missing.rows.sources, lines(missing)) == (["prognoses"], [])
    assert lines(forecasts.change(CLOSING, "vo", 2030, 2024)) == [0, 1, 2, 3]


def test_schools_that_are_gone_rest_on_their_rows_of_the_base_year() -> None:
    """Zero pupils in the last year is gone, and so is a school without a row."""
    found = forecasts.gone(CLOSING, "vo", 2036, 2024)
    assert found[forecasts.SCHOOL].to_list() == ["90AC", "90AB", "90AA"]
    count = forecasts.school_count(found)
    assert (count.value, lines(count)) == (3, [1, 2, 3])


def test_years_are_in_order_and_not_those_of_the_rows() -> None:
    """The file begins with 2024 and ends with 2021."""
    assert forecasts.base_years(CLOSING) == ["uitgave", "2021", "2024", "2036"]
    specs = forecasts.specifications({dt.date(2021, 10, 1): CLOSING}, 2036, [2024])
    bases = [one.choices["basisjaar"] for one in specs if one.choices["leerlingen"] == "vo"]
    assert bases == ["vanaf 2021", "vanaf 2024"]


def test_an_unknown_vintage_is_no_outcome() -> None:
    """Nobody in its own year: no change; the other vintage has one for both levels."""
    vintages = {dt.date(2021, 10, 1): CLOSING, dt.date(2024, 10, 1): CLOSING}
    found = forecasts.outcomes(vintages, 2036)
    assert list(found) == ["vmbo, uitgave 2024", "vo, uitgave 2024"]
    assert found["vmbo, uitgave 2024"].value == -50


def test_the_index_of_each_vintage_has_rows_of_its_own() -> None:
    """Two years of one level in two vintages: four rows, numbered from zero."""
    one = forecast(("90AA", "vo", 2021, 10), ("90AA", "vo", 2024, 20))
    table = forecasts.indexed({dt.date(2021, 10, 1): one, dt.date(2024, 10, 1): one}, 2036)
    assert table.index.to_list() == [0, 1, 2, 3]
    assert table["uitgave"].to_list() == ["2021", "2021", "2024", "2024"]
    assert table["index"].to_list() == [100, 200, 50, 100]
