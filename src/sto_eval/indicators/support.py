"""Support: meetings, supporters and their days, under the readings that the printed text allows.

The infographic says "per jaar" once, next to a single figure, so a number of meetings can be of one year or
of all years together. Every reading is computed; none is guessed.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

import pandas as pd

from recount.numbers.disclosure import withheld_if_small
from recount.numbers.measures import (
    Measure,
    Specification,
    count,
    distinct,
    exact,
    indicator,
    unknown,
)

PER_YEAR, IN_ALL = READINGS = ("per jaar", "in totaal")
DAYS = "dagen per jaar per regio"


def of_kind(meetings: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The meetings of one kind."""
    return meetings[meetings["soort"] == kind]


def per_calendar_year(meetings: pd.DataFrame, first: int, last: int) -> dict[str, Measure]:
    """Meetings in each calendar year of the period; zero for a year without any."""
    years = meetings["datum"].dt.year
    return {
        str(year): count(meetings[years == year], "bijeenkomsten")
        for year in range(first, last + 1)
    }


def spread(
    kinds: Mapping[str, pd.DataFrame], first: int, last: int
) -> dict[str, dict[str, Measure]]:
    """:func:`per_calendar_year` of several kinds, by name."""
    return {name: per_calendar_year(meetings, first, last) for name, meetings in kinds.items()}


@indicator
def meeting_count(meetings: pd.DataFrame, first: int, last: int, reading: str) -> Measure:
    """Meetings in the period, as a total or as a mean per calendar year.

    Meetings outside the period are excluded. The mean has its own unit, because it is not a count.
    """
    held = meetings[meetings["datum"].dt.year.between(first, last)]
    if reading == IN_ALL:
        return count(held, "bijeenkomsten")
    mean = exact(len(held) / (last - first + 1), "bijeenkomsten per jaar")
    return mean.with_recipe("mean", held)


def meeting_specifications(meetings: pd.DataFrame, first: int, last: int) -> list[Specification]:
    """The mean per year, the total, and the number of every calendar year."""
    means = [
        Specification(
            {"lezing": "gemiddeld per jaar" if reading == PER_YEAR else "in de hele periode"},
            meeting_count(meetings, first, last, reading),
        )
        for reading in READINGS
    ]
    years = per_calendar_year(meetings, first, last).items()
    return means + [Specification({"lezing": f"in {year}"}, found) for year, found in years]


@indicator
def supporter_count(visits: pd.DataFrame, first: dt.date | str, last: dt.date | str) -> Measure:
    """Distinct supporters with a visit from the first up to and including the last day.

    Withheld below five.
    """
    during = visits["datum"].between(pd.Timestamp(first), pd.Timestamp(last))
    supporters = visits.loc[during, "ondersteuner"]
    return withheld_if_small(distinct(supporters, "ondersteuners"), supporters.nunique())


@indicator
def days_per_region(visits: pd.DataFrame, regions: Measure, years: int) -> Measure:
    """Mean days of support per region and year: all days, divided by regions and by years."""
    found = unknown(DAYS)
    if regions.value and years:
        found = exact(float(visits["dagen"].sum()) / float(regions.value) / years, DAYS)
    return found.with_recipe("mean", visits, column="dagen", parts=(regions,))


def supporter_specifications(visits: pd.DataFrame, first: int, last: int) -> list[Specification]:
    """Supporters in every calendar year, and at any time in the period."""
    spans = {f"in {year}": (year, year) for year in range(first, last + 1)}
    spans["ooit in de periode"] = (first, last)
    return [
        Specification({"wanneer": name}, supporter_count(visits, f"{begin}-01-01", f"{end}-12-31"))
        for name, (begin, end) in spans.items()
    ]


def day_specifications(
    visits: pd.DataFrame, regions: pd.DataFrame, first: int, last: int
) -> list[Specification]:
    """Days per year, over all regions or those visited, by all supporters together or by each of them.

    The latter is withheld with fewer than five supporters: the two together reveal how many there are.
    """
    years, supporters = last - first + 1, int(visits["ondersteuner"].nunique())
    counts = {
        "alle regio's": count(regions, "regio's"),
        "bezochte regio's": distinct(visits["regio_id"], "regio's"),
    }
    each = visits.assign(dagen=visits["dagen"] / supporters)
    readings: list[tuple[str, pd.DataFrame, list[int]]] = [
        ("alle ondersteuners samen", visits, []),
        ("elke ondersteuner", each, [supporters]),
    ]
    return [
        Specification(
            {"regio's": name, "ondersteuners": whom},
            withheld_if_small(days_per_region(rows, number, years), *persons),
        )
        for name, number in counts.items()
        for whom, rows, persons in readings
    ]


@indicator
def supporters_needed(days: float, regions: Measure, working_days: float) -> Measure:
    """The minimum number of supporters who can give every region this many days a year; no maximum.

    Unknown for an unknown number of regions.
    """
    needed = unknown("ondersteuners")
    if regions.value is not None:
        least = math.ceil(days * float(regions.value) / working_days)
        needed = Measure(float(least), least, math.inf, "ondersteuners")
    return needed.with_recipe("ratio", parts=(regions,))


@indicator
def days_possible(supporters: float, regions: Measure, working_days: float) -> Measure:
    """The maximum days per region and year that this many supporters can give; no minimum.

    Unknown for an unknown number of regions, and for none.
    """
    possible = unknown(DAYS)
    if regions.value:
        most = supporters * working_days / float(regions.value)
        possible = Measure(most, -math.inf, most, DAYS)
    return possible.with_recipe("ratio", parts=(regions,))


@indicator
def days_per_supporter(days: float, regions: Measure, supporters: float) -> Measure:
    """Days per supporter and year, if together they give every region this many days.

    Unknown for an unknown number of regions.
    """
    each = unknown("dagen per ondersteuner per jaar")
    if regions.value is not None:
        each = exact(days * float(regions.value) / supporters, each.unit)
    return each.with_recipe("ratio", parts=(regions,))


@indicator
def days_together(days: float, regions: Measure) -> Measure:
    """Days a year if every region gets this many; unknown for an unknown number of regions."""
    together = unknown("dagen")
    if regions.value is not None:
        together = exact(days * float(regions.value), "dagen")
    return together.with_recipe("ratio", parts=(regions,))


def work_per_supporter(days: float, regions: Measure, supporters: float) -> dict[str, Measure]:
    """:func:`days_per_supporter` if supporters give a region its days together, or each of them does."""
    return {
        "samen": days_per_supporter(days, regions, supporters),
        "elk": days_per_supporter(days * supporters, regions, supporters),
    }


@indicator
def working_days(days: float) -> Measure:
    """The working days in a year, by assumption."""
    return exact(days, "dagen")
