"""Support: units and readings of meetings, supporters and days, at the edges of a period."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from support.counted_registers import FOUR_REGIONS, changed, lines

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
    found = [
        support.supporters_needed(5, nowhere, 200),
        support.days_possible(2, nowhere, 200),
        support.days_per_supporter(5, nowhere, 2),
        support.days_together(5, nowhere),
    ]
    assert [(one.value, one.unit) for one in found] == [
        (None, "ondersteuners"), (None, "dagen per jaar per regio"),
        (None, "dagen per ondersteuner per jaar"), (None, "dagen"),
    ]  # fmt: skip
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


THREE_MEETINGS = pd.DataFrame(
    {
        "datum": pd.to_datetime(["2020-05-01", "2021-05-01", "2021-06-01"]),
        "soort": ["landelijk", "landelijk", "bovenregionaal"],
    }
).rename_axis(index="bijeenkomsten")


SIX_VISITS = pd.DataFrame(
    {
        "ondersteuner": ["O1", "O1", "O2", "O3", "O4", "O5"],
        "regio_id": ["R1", "R2", "R1", "R1", "R1", "R1"],
        "datum": pd.to_datetime(["2020-01-01", "2021-12-31", *["2021-02-01"] * 4]),
        "dagen": [1.0, 2.0, 5.0, 0.0, 0.0, 0.0],
    }
).rename_axis(index="ondersteuning")
"""One person in 2020, five in 2021; eight days."""


FOUR, PRINTED = exact(4, "regio's"), exact(78, "regio's")


def test_meetings_are_counted_per_year_and_in_total() -> None:
    """Two national meetings in two years: one a year, two in all; a meeting before does not count."""
    national = support.of_kind(THREE_MEETINGS, "landelijk")
    assert support.meeting_count(national, 2020, 2021, support.PER_YEAR).value == 1
    assert support.meeting_count(national, 2020, 2021, support.IN_ALL).value == 2
    moved = changed(national, "datum", pd.Timestamp("2019-12-31"))
    found = support.meeting_count(moved, 2020, 2021, support.IN_ALL)
    assert (found.value, lines(found)) == (1, {"bijeenkomsten": [1]})
    assert lines(support.meeting_count(moved, 2020, 2021, support.PER_YEAR)) == lines(found)
    labels = [s.label for s in support.meeting_specifications(national, 2020, 2021)]
    assert labels == ["gemiddeld per jaar", "in de hele periode", "in 2020", "in 2021"]


def test_supporters_are_counted_and_their_days_averaged() -> None:
    """Five persons in 2021; eight days over four regions and two years is one day."""
    found = support.supporter_count(SIX_VISITS, "2021-01-01", "2021-12-31")
    assert (found.value, lines(found)) == (5, {"ondersteuning": [1, 2, 3, 4, 5]})
    assert support.days_per_region(SIX_VISITS, FOUR, 2).value == 1
    assert support.days_per_region(changed(SIX_VISITS, "dagen", 9.0), FOUR, 2).value == 2
    assert support.days_per_region(SIX_VISITS, exact(0, "regio's"), 2).value is None


def test_days_rest_on_all_visits_and_on_the_regions_counted() -> None:
    """All four regions, or of the visited ones the visits themselves."""
    days = support.day_specifications(SIX_VISITS, FOUR_REGIONS, 2020, 2021)
    every = {"ondersteuning": [0, 1, 2, 3, 4, 5]}
    assert lines(days[0].measure) == {**every, "regios": [0, 1, 2, 3]}
    assert (days[2].label, lines(days[2].measure)) == (
        "bezochte regio's, alle ondersteuners samen",
        every,
    )


def test_fewer_than_five_supporters_are_withheld() -> None:
    """One in 2020; of four in all the days of each are withheld too, as they would reveal the number of persons."""
    assert support.supporter_count(SIX_VISITS, "2020-01-01", "2020-12-31").withheld
    days = [
        [
            each.measure.withheld
            for each in support.day_specifications(rows, FOUR_REGIONS, 2020, 2021)
        ]
        for rows in (SIX_VISITS, SIX_VISITS[:-1])
    ]
    assert days == [[False] * 4, [False, True] * 2]


def test_printed_days_bound_the_supporters() -> None:
    """Five days for 78 regions are 390: two supporters at 220 days, and any number more."""
    needed = support.supporters_needed(5, PRINTED, 220)
    assert (needed.low, needed.high) == (2, math.inf)
    assert support.days_possible(10, PRINTED, 220).high == pytest.approx(28.2, abs=0.01)
    work = support.work_per_supporter(5, PRINTED, 10)
    assert {name: measure.value for name, measure in work.items()} == {"samen": 39, "elk": 390}
    together = support.days_together(5, PRINTED)
    assert (together.value, made(together)) == (390, ("dagen", "ratio", ""))
    assert together.recipe.parts == (PRINTED,)
