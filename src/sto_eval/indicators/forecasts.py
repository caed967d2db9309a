"""Forecasts: how many pupils fewer, from a base year to a horizon, per level and vintage.

A vintage is one publication of DUO's forecasts per school. Its first year is a count, the others are
forecasts. DUO adds no policy of single schools; a school that is not forecast in a year has no pupils
there. Source of the method: DUO, ``voprognoses``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from sto_eval.measures import Measure, Specification, exact, indicator, unknown

SCHOOL, LEVEL, YEAR, PUPILS = (
    "INSTELLINGSCODE",
    "ONDERWIJSNIVEAU",
    "JAAR",
    "PROGNOSEAANTALLEN",
)
BASE = 100
BASES = ("eerste jaar van de uitgave", "tweede jaar van de uitgave")


def totals(forecast: pd.DataFrame, level: str) -> pd.Series:
    """Pupils of a level per year, all schools together."""
    rows = forecast[forecast[LEVEL] == level]
    return rows.groupby(YEAR)[PUPILS].sum()


def levels(forecast: pd.DataFrame) -> list[str]:
    """The levels that a vintage has."""
    return sorted(forecast[LEVEL].unique())


@indicator
def change(forecast: pd.DataFrame, level: str, horizon: int, base: int | None = None) -> Measure:
    """Change in percent of the pupils of a level, from a base year to the horizon.

    The base year is the first of the vintage unless named. Unknown when one of both years is missing.
    """
    pupils = totals(forecast, level)
    start = base if base is not None else int(forecast[YEAR].min())
    if start not in pupils.index or horizon not in pupils.index or not pupils[start]:
        return unknown("%")
    value = BASE * (float(pupils[horizon]) / float(pupils[start]) - 1)
    return Measure(value, value, value, "%")


@indicator
def pupil_count(forecast: pd.DataFrame, level: str, year: int) -> Measure:
    """Pupils of a level in one year."""
    pupils = totals(forecast, level)
    return exact(int(pupils[year]), "leerlingen") if year in pupils.index else unknown("leerlingen")


def ends(forecast: pd.DataFrame, level: str, horizon: int) -> dict[str, Measure]:
    """:func:`pupil_count` in the base year and in the horizon year."""
    first = int(forecast[YEAR].min())
    return {
        "begin": pupil_count(forecast, level, first),
        "einde": pupil_count(forecast, level, horizon),
    }


def gone(forecast: pd.DataFrame, level: str, horizon: int) -> list[str]:
    """Schools with pupils of a level in the base year and none in the horizon year."""
    rows = forecast[(forecast[LEVEL] == level) & (forecast[PUPILS] > 0)]
    schools = {year: set(group[SCHOOL]) for year, group in rows.groupby(YEAR)}
    return sorted(schools.get(int(forecast[YEAR].min()), set()) - schools.get(horizon, set()))


@indicator
def school_count(schools: list[str]) -> Measure:
    """How many schools a list holds."""
    return exact(len(schools), "scholen")


def specifications(vintages: Mapping[dt.date, pd.DataFrame], horizon: int) -> list[Specification]:
    """The change for every level, vintage and base year (the first and the second of the vintage)."""
    return [
        Specification(
            {"leerlingen": level, "uitgave": str(day.year), "basisjaar": name},
            change(table, level, horizon, int(table[YEAR].min()) + later),
        )
        for day, table in vintages.items()
        for level in levels(table)
        for later, name in enumerate(BASES)
    ]


def indexed(vintages: Mapping[dt.date, pd.DataFrame], horizon: int) -> pd.DataFrame:
    """Pupils per vintage, level and year up to the horizon, the base year being 100.

    Columns ``uitgave``, ``niveau``, ``jaar``, ``leerlingen``, ``index``.
    """
    labelled = [table.assign(uitgave=str(day.year)) for day, table in vintages.items()]
    rows = pd.concat(labelled)
    keys = ["uitgave", LEVEL, YEAR]
    sums = rows[rows[YEAR] <= horizon].groupby(keys, as_index=False)[PUPILS].sum()
    first = sums.groupby(["uitgave", LEVEL])[PUPILS].transform("first")
    index = BASE * sums[PUPILS].astype(float) / first.astype(float)
    return pd.DataFrame(
        {
            "uitgave": sums["uitgave"],
            "niveau": sums[LEVEL],
            "jaar": sums[YEAR],
            "leerlingen": sums[PUPILS],
            "index": index,
        }
    )


def by_label(specifications_: list[Specification]) -> dict[str, Measure]:
    """The outcomes of the first base year, by level and vintage, those that are known."""
    return {
        f"{other.choices['leerlingen']}, uitgave {other.choices['uitgave']}": other.measure
        for other in specifications_
        if other.choices["basisjaar"] == BASES[0] and other.measure.value is not None
    }
