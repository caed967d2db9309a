"""Forecasts: the decline in pupils from a base year to a horizon, per level and vintage.

A vintage is one publication of DUO's forecasts per school, named after its year. The change is from a base
year: that of the vintage, or another year in the file, earlier (a count) or later (itself a forecast). DUO
does not include policies of single schools; a school without a forecast in a year has no pupils in it.
Source of the method: DUO, ``voprognoses``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from recount.numbers.changes import relative_change
from recount.numbers.measures import Measure, Specification, distinct, exact, indicator, unknown

SCHOOL, LEVEL, YEAR, PUPILS = (
    "INSTELLINGSCODE",
    "ONDERWIJSNIVEAU",
    "JAAR",
    "PROGNOSEAANTALLEN",
)
BASE = 100
OWN = "uitgave"
"""The choice for the vintage's own year as base year."""

Vintages = Mapping[dt.date, pd.DataFrame]


def levels(forecast: pd.DataFrame) -> list[str]:
    """The levels in a vintage."""
    return sorted(forecast[LEVEL].unique())


def base_years(forecast: pd.DataFrame) -> list[str]:
    """The choices for base year: the vintage's own, or any year of the file."""
    return [OWN, *map(str, sorted(forecast[YEAR].unique()))]


def base_year(day: dt.date, wanted: str) -> int:
    """The base year for a vintage.

    >>> base_year(dt.date(2021, 10, 1), "uitgave"), base_year(dt.date(2021, 10, 1), "2019")
    (2021, 2019)
    """
    return day.year if wanted == OWN else int(wanted)


@indicator
def change(forecast: pd.DataFrame, level: str, horizon: int, base: int) -> Measure:
    """Change in percent of the pupils of a level, from a base year to the horizon.

    Unknown if either year is missing, or the base year has no pupils.
    """
    before, after = (pupil_count(forecast, level, year) for year in (base, horizon))
    return relative_change(before, after)


@indicator
def pupil_count(forecast: pd.DataFrame, level: str, year: int) -> Measure:
    """Pupils of a level in one year; unknown for a year that the file does not have."""
    rows = forecast[(forecast[LEVEL] == level) & (forecast[YEAR] == year)]
    if rows.empty:
        return unknown("leerlingen").resting_on(rows)
    pupils = rows[PUPILS]
    return exact(int(pupils.sum()), "leerlingen").with_recipe(
        "sum", pupils[pupils > 0], column=PUPILS
    )


def ends(forecast: pd.DataFrame, level: str, horizon: int, base: int) -> dict[str, Measure]:
    """:func:`pupil_count` in the base year and in the horizon year."""
    return {
        "begin": pupil_count(forecast, level, base),
        "einde": pupil_count(forecast, level, horizon),
    }


def gone(forecast: pd.DataFrame, level: str, horizon: int, base: int) -> pd.DataFrame:
    """The rows of the base year of schools that have pupils of a level then, but none in the horizon year."""
    rows = forecast[(forecast[LEVEL] == level) & (forecast[PUPILS] > 0)]
    before, after = (rows[rows[YEAR] == year] for year in (base, horizon))
    return before[~before[SCHOOL].isin(after[SCHOOL])]


@indicator
def school_count(rows: pd.DataFrame) -> Measure:
    """The number of schools."""
    return distinct(rows[SCHOOL], "scholen")


def specifications(
    vintages: Vintages, horizon: int, years: Iterable[int], chosen: str = OWN
) -> list[Specification]:
    """The change for every level, vintage and base year.

    Base years are the vintage's own, those of ``years``, and the chosen one if that is a year. A base year
    that a vintage does not have is excluded.
    """
    others = {*years, *([] if chosen == OWN else [int(chosen)])}
    return [
        Specification(
            {"leerlingen": level, "uitgave": f"uitgave {day.year}", "basisjaar": f"vanaf {base}"},
            change(table, level, horizon, base),
        )
        for day, table in vintages.items()
        for level in levels(table)
        for base in sorted({day.year, *others.intersection(table.loc[table[LEVEL] == level, YEAR])})
    ]


def outcomes(vintages: Vintages, horizon: int) -> dict[str, Measure]:
    """The known changes from each vintage's own year, by level and vintage."""
    found = {
        f"{level}, uitgave {day.year}": change(table, level, horizon, day.year)
        for day, table in vintages.items()
        for level in levels(table)
    }
    return {name: measure for name, measure in found.items() if measure.value is not None}


def indexed(vintages: Vintages, horizon: int) -> pd.DataFrame:
    """Pupils per vintage, level and year up to the horizon, indexed at 100 in the vintage's own year.

    Columns ``uitgave``, ``niveau``, ``jaar``, ``leerlingen``, ``index``; a vintage without its own year has
    no index.
    """
    return pd.concat(
        [_indexed(table, day.year, horizon) for day, table in vintages.items()], ignore_index=True
    )


def _indexed(forecast: pd.DataFrame, base: int, horizon: int) -> pd.DataFrame:
    rows = forecast[forecast[YEAR] <= horizon]
    sums = rows.groupby([LEVEL, YEAR], as_index=False)[PUPILS].sum()
    first = sums[sums[YEAR] == base].set_index(LEVEL)[PUPILS]
    return pd.DataFrame(
        {
            "uitgave": str(base),
            "niveau": sums[LEVEL],
            "jaar": sums[YEAR],
            "leerlingen": sums[PUPILS],
            "index": BASE * sums[PUPILS].astype(float) / sums[LEVEL].map(first).astype(float),
        }
    )
