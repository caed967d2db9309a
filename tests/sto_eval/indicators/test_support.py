"""Support: units and readings of meetings, supporters and days, at the edges of a period."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from recount.numbers.measures import Measure, exact, unknown
from sto_eval.indicators import support

MEETINGS = pd.DataFrame(
    {
        "datum": pd.to_datetime(["2020-01-01", "2021-12-31", "2022-01-01"]),
        "soort": ["landelijk", "landelijk", "bovenregionaal"],
    }
)
VISITS = pd.DataFrame(
    {
        "ondersteuner": [f"O{number}" for number in range(5)],
        "regio_id": ["R1", "R1", "R1", "R1", "R2"],
        "datum": pd.to_datetime(["2020-01-01", *["2021-06-01"] * 3, "2021-12-31"]),
        "dagen": [10.0, 0.0, 0.0, 0.0, 10.0],
    }
)
"""Five supporters, of whom one in 2020; twenty days in two regions and two years."""

REGIONS = pd.DataFrame({"regio_id": ["R1", "R2", "R3", "R4", "R5"]})
FIVE = exact(5, "regio's")


def made(measure: Measure) -> tuple[str, str, str]:
    """The unit of a number, its operation, and the column that this uses."""
    return measure.unit, measure.recipe.operation, measure.recipe.column


def test_meetings_are_spread_over_the_years_of_the_period() -> None:
    """On the first and the last day of the year; none in 2022 of a national kind is zero."""
    kinds = {"landelijk": support.of_kind(MEETINGS, "landelijk")}
    found = support.spread(kinds, 2020, 2022)["landelijk"]
    assert {year: one.value for year, one in found.items()} == {"2020": 1, "2021": 1, "2022": 0}
    assert found["2020"].unit == "bijeenkomsten"


def test_a_mean_of_meetings_has_its_own_unit() -> None:
    """Two in the two years of the period, one a year."""
    both = support.meeting_specifications(MEETINGS, 2020, 2021)
    assert [(tuple(one.choices.items()), one.measure.value) for one in both] == [
        ((("lezing", "gemiddeld per jaar"),), 1),
        ((("lezing", "in de hele periode"),), 2),
        ((("lezing", "in 2020"),), 1),
        ((("lezing", "in 2021"),), 1),
    ]
    assert [made(one.measure) for one in both[:2]] == [
        ("bijeenkomsten per jaar", "mean", ""), ("bijeenkomsten", "count", ""),
    ]  # fmt: skip


def test_supporters_are_counted_per_year_and_in_the_period() -> None:
    """Four in 2021 are withheld like the one in 2020; five in the period are not."""
    found = support.supporter_specifications(VISITS, 2020, 2021)
    assert [(tuple(one.choices.items()), one.measure.value) for one in found] == [
        ((("wanneer", "in 2020"),), None),
        ((("wanneer", "in 2021"),), None),
        ((("wanneer", "ooit in de periode"),), 5),
    ]
    assert found[2].measure.unit == "ondersteuners"


def test_days_have_four_readings() -> None:
    """Twenty days in two years: two per region of five, five per visited one; a fifth of it for each."""
    found = support.day_specifications(VISITS, REGIONS, 2020, 2021)
    assert [(tuple(one.choices.items()), one.measure.value) for one in found] == [
        ((("regio's", regions), ("ondersteuners", whom)), pytest.approx(days))
        for regions, whom, days in (
            ("alle regio's", "alle ondersteuners samen", 2),
            ("alle regio's", "elke ondersteuner", 0.4),
            ("bezochte regio's", "alle ondersteuners samen", 5),
            ("bezochte regio's", "elke ondersteuner", 1),
        )
    ]
    assert [one.measure.recipe.parts[0].unit for one in found[::2]] == ["regio's", "regio's"]


def test_days_per_region_need_regions_and_years() -> None:
    """Twenty days over five regions and one year are four; unknown over no region or no year."""
    found = support.days_per_region(VISITS, FIVE, 1)
    assert (found.value, made(found)) == (4, ("dagen per jaar per regio", "mean", "dagen"))
    assert found.recipe.parts == (FIVE,)
    none = support.days_per_region(VISITS, exact(0, "regio's"), 1)
    never = support.days_per_region(VISITS, FIVE, 0)
    assert (none.value, never.value, made(none)) == (None, None, made(found))


def test_nobody_supports_without_visits() -> None:
    """No days over five regions is zero together; days of each are withheld."""
    found = support.day_specifications(VISITS.iloc[:0], REGIONS, 2020, 2021)
    assert [(one.measure.value, one.measure.withheld) for one in found[:2]] == [
        (0, False), (None, True),
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "least"), [(40, 1), (41, 2)])
def test_supporters_needed_are_whole_persons(days: float, least: int) -> None:
    """Forty days for five regions are exactly the 200 of one supporter; one more needs a second."""
    found = support.supporters_needed(days, FIVE, 200)
    assert (found.value, found.low, found.high) == (least, least, math.inf)
    assert (made(found), found.recipe.parts) == (("ondersteuners", "ratio", ""), (FIVE,))


def test_days_possible_are_at_most_those_of_all_supporters() -> None:
    """Two supporters of 200 days over five regions: at most eighty, and no minimum."""
    found = support.days_possible(2, FIVE, 200)
    assert (found.low, found.value, found.high) == (-math.inf, 80, 80)
    assert made(found) == ("dagen per jaar per regio", "ratio", "")
    assert found.recipe.parts == (FIVE,)


def test_an_unknown_number_of_regions_gives_unknown_numbers() -> None:
    """Not zero supporters, and no division by zero; none at all asks for nobody."""
    nowhere = unknown("regio's")
    assert support.supporters_needed(5, nowhere, 200).value is None
    assert support.days_possible(2, nowhere, 200).value is None
    assert support.days_per_supporter(5, nowhere, 2).value is None
    assert support.supporters_needed(5, exact(0, "regio's"), 200).value == 0
    assert support.days_possible(2, exact(0, "regio's"), 200).value is None


def test_the_days_of_a_supporter_are_shared_or_their_own() -> None:
    """Four days for five regions by two: ten each together, twenty if each of them gives four."""
    found = support.work_per_supporter(4, FIVE, 2)
    assert {name: one.value for name, one in found.items()} == {"samen": 10, "elk": 20}
    together = found["samen"]
    assert made(together) == ("dagen per ondersteuner per jaar", "ratio", "")
    assert together.recipe.parts == (FIVE,)


def test_working_days_are_an_assumption() -> None:
    """As given, in days."""
    days = support.working_days(220)
    assert (days.value, days.unit) == (220, "dagen")
