"""The definitions that decide whether the share of technology fell before the programme.

The print does not say what it counts nor between which years, so every defensible definition decides. The
rule is in the edition, at the assumptions *voor-en-tijdens* and *afname*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import product

from recount.numbers.measures import Measure, Specification
from sto_eval.indicators.inflow import (
    DIVISIONS,
    SECTOR,
    STUDY,
    WHOLE,
    WITHOUT_ROUTE,
    Tables,
    by_entry,
    candidate_shares,
    change,
    pupil_shares,
)

ENDS = 3
"""The time before the programme ends with each of the last three years of entry."""


def specifications(
    pupils: Tables, exams: Tables, results: Tables, first_year: int, profiles_from: dt.date
) -> list[Specification]:
    """The change before the programme under every definition that decides and can be computed.

    From the first year of a series to each of the last years of entry before the programme, the last one
    first. Profiles are compared from ``profiles_from`` on.
    """
    comparable = {day: table for day, table in pupils.items() if day >= profiles_from}
    sector = (SECTOR, WITHOUT_ROUTE)
    series = {
        ("leerlingen", study, division, tracks): pupil_shares(
            pupils if division in sector else comparable, division, study, tracks
        )
        for study, division, tracks in product(STUDY, DIVISIONS, WHOLE)
    } | {
        ("kandidaten", "examenjaar", SECTOR, tracks): by_entry(
            candidate_shares(exams, tracks, results)
        )
        for tracks in WHOLE
    }
    found = [
        _specification(choices, one, end)
        for choices, one in series.items()
        for end in range(first_year - 1, first_year - 1 - ENDS, -1)
        if end in one
    ]
    return [one for one in found if one.measure.value is not None]


def _specification(
    choices: tuple[str, ...], series: Mapping[int, Measure], end: int
) -> Specification:
    dimensions = ("bron", "leerjaar", "indeling", "leerweg", "eind")
    named = dict(zip(dimensions, (*choices, f"tot {end}"), strict=True))
    return Specification(named, change({year: series[year] for year in (min(series), end)}))
