"""Regions: how many had an approved plan, on a day, over time, or at any moment of the period.

Population: the programme's register of regions; a region counts from its first day to its last, inclusive,
and one without a last day still counts. Source of the method: a region is the holder of one approved plan,
whatever its kind (subsidy scheme).
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from recount.numbers.dutch_words import date
from recount.numbers.measures import Measure, Specification, count, exact, indicator, share
from sto_eval.indicators.grants import CARIBBEAN, included

KINDS = ("techniekregio", "techniekluwe regio")
EVER = "op enig moment"


def running(regions: pd.DataFrame, first: dt.date, last: dt.date) -> pd.DataFrame:
    """The regions with an approved plan on at least one day from ``first`` to ``last``."""
    begun = regions["begindatum"] <= pd.Timestamp(last)
    ended = regions["einddatum"] < pd.Timestamp(first)
    return regions[begun & ~ended]


@indicator
def region_count(regions: pd.DataFrame, day: dt.date) -> Measure:
    """Regions with an approved plan on a day."""
    return count(running(regions, day, day), "regio's")


@indicator
def region_count_ever(regions: pd.DataFrame, first: dt.date, last: dt.date) -> Measure:
    """Regions with an approved plan on at least one day of a period."""
    return count(running(regions, first, last), "regio's")


def share_having(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions with any of these rows."""
    having = regions["regio_id"].isin(rows["regio_id"])
    part, rest = (count(regions[side], "regio's") for side in (having, ~having))
    return share(part, rest).resting_on(rows)


def counts_by_kind(regions: pd.DataFrame, day: dt.date) -> dict[str, Measure]:
    """:func:`region_count` of each kind of region, including kinds that the register does not have."""
    return {kind: region_count(regions[regions["soort"] == kind], day) for kind in KINDS}


def specifications(
    regions: pd.DataFrame, day: dt.date, first_year: int, last_year: int
) -> list[Specification]:
    """The count on a day, at the end of every year, and at any moment; with and without the Caribbean."""
    years = range(first_year, last_year + 1)
    days = sorted({day, *(dt.date(year, 12, 31) for year in years)})
    return [
        Specification({"moment": moment, "gebied": area}, measure)
        for area, caribbean in CARIBBEAN.items()
        for moment, measure in _moments(
            included(regions, regions, caribbean=caribbean), days
        ).items()
    ]


def _moments(regions: pd.DataFrame, days: list[dt.date]) -> dict[str, Measure]:
    first = dt.date(days[0].year, 1, 1)
    on_days = {f"op {date(day)}": region_count(regions, day) for day in days}
    return {**on_days, EVER: region_count_ever(regions, first, days[-1])}


def counts_on(line: pd.DataFrame) -> dict[str, Measure]:
    """The counts of a :func:`timeline` by the day, in words, on which they took effect."""
    new = line[line["regios"].diff() != 0]
    pairs = zip(new["datum"], new["regios"], strict=True)
    return {date(day): exact(int(count), "regio's") for day, count in pairs}


def timeline(regions: pd.DataFrame, first_year: int, last_year: int) -> pd.DataFrame:
    """The count on the first and last day of the period and on every day on which it changes.

    Columns ``datum`` and ``regios``.
    """
    first, last = dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
    begun = regions["begindatum"].dt.date
    gone = regions["einddatum"].dropna().dt.date + dt.timedelta(days=1)
    changes = {day for day in [*begun, *gone] if first < day < last}
    days = sorted({first, last, *changes})
    return pd.DataFrame(
        {"datum": days, "regios": [len(running(regions, day, day)) for day in days]}
    )
