"""Supply by exam candidates: which locations have candidates in technology, and whether it was maintained.

A location offers technology in a school year if it has candidates of bb, kb or gl in the sector Techniek;
learning-work routes count. DUO masks counts of 1 to 4, never a zero, so the number of locations is exact. A
school year is named by its first calendar year. Profiles are counted likewise in the files of results.

The rule of "maintained" is in the edition, at the claim: the number of locations in the last school year that
ended before the programme, against that in the last one that ended in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from recount.numbers.changes import relative_change
from recount.numbers.measures import Measure, Specification, distinct, indicator, total, unknown
from sto_eval.indicators.exams import TECHNICAL, candidates, candidates_by_profile, school_years
from sto_eval.indicators.succession import FATES, FOUND, GONE, KEPT, MERGED, STAYED, Fates, fates
from sto_eval.indicators.supply import PROFILES, location_bounds

CAME = "nieuw"
MINIMA = (1, 5)
"""Minimum numbers of candidates; each is a defensible definition of supply."""

Supplies = Mapping[int, pd.DataFrame]
"""School year -> rows with ``profiel``, ``vestiging``, ``low`` and ``high`` (candidates)."""


def supplies(exams: Mapping[dt.date, pd.DataFrame]) -> dict[int, pd.DataFrame]:
    """The technical candidates of every school year; of two files with a school year the newer counts."""
    found = {
        int(year[:4]): technical(table, year)
        for table in exams.values()
        for year in school_years(table)
    }
    return dict(sorted(found.items()))


def technical(exams: pd.DataFrame, school_year: str) -> pd.DataFrame:
    """The technical candidates of a school year, per row of the file by programme."""
    rows = candidates(exams, school_year)
    return rows[rows["sector"] == TECHNICAL].assign(profiel=TECHNICAL)


def all_technical(results: pd.DataFrame) -> pd.DataFrame:
    """The technical candidates of bb, kb and gl, per row of a file of results."""
    rows = candidates_by_profile(results)
    return rows[rows["sector"] == TECHNICAL]


class Period(NamedTuple):
    """The school years that are compared.

    Parameters
    ----------
    before
        The last school year that ended before the programme.
    start
        The school year in which the programme began.
    end
        The last school year that ended in the programme.
    """

    before: int
    start: int
    end: int

    @classmethod
    def of(cls, first_year: int, last_year: int) -> Period:
        """The school years around a programme of whole calendar years.

        >>> Period.of(2020, 2024)
        Period(before=2018, start=2019, end=2023)
        """
        return cls(first_year - 2, first_year - 1, last_year - 1)


def school_year(year: int) -> str:
    """A school year by its first calendar year.

    >>> school_year(2018)
    '2018-2019'
    """
    return f"{year}-{year + 1}"


@indicator
def location_count(rows: pd.DataFrame, minimum: int = 1) -> Measure:
    """Locations with at least ``minimum`` technical candidates; bounds if counts are masked."""
    return location_bounds(rows, minimum)


@indicator
def candidate_count(rows: pd.DataFrame) -> Measure:
    """Technical candidates; bounds if counts are masked."""
    return total(rows, "kandidaten")


@indicator
def count_change(years: Supplies, first: int, last: int, minimum: int = 1) -> Measure:
    """Change in percent of :func:`location_count` between two school years; unknown if one is missing."""
    if first not in years or last not in years:
        return unknown("%").resting_on(*(rows.iloc[:0] for rows in years.values()))
    return relative_change(*(location_bounds(years[year], minimum) for year in (first, last)))


def by_school_year(years: Supplies) -> tuple[dict[str, Measure], dict[str, Measure]]:
    """:func:`location_count` and :func:`candidate_count` of every school year, ``2018-2019``."""
    return (
        {school_year(year): location_count(rows) for year, rows in years.items()},
        {school_year(year): candidate_count(rows) for year, rows in years.items()},
    )


def by_profile(results: Mapping[dt.date, pd.DataFrame]) -> dict[str, dict[str, Measure]]:
    """School year of a file of results -> profile -> :func:`location_count` of its candidates."""
    found = {}
    for day, table in results.items():
        rows = candidates_by_profile(table)
        found[school_year(day.year - 1)] = {
            profile: location_count(rows[rows["profiel"] == profile]) for profile in PROFILES
        }
    return found


def became(years: Supplies, first: int, last: int, successions: pd.DataFrame) -> Fates:
    """What became of the locations of a school year in a later one.

    DUO replaces codes on the first of August, before a school year begins; the rows from the first of October
    of the first school year up to that of the last count.
    """
    start, end = (dt.date(year, 10, 1) for year in (first, last))
    return fates(years[first]["vestiging"], years[last]["vestiging"], successions, start, end)


@indicator
def fate_count(
    before: pd.DataFrame, after: pd.DataFrame, found: Fates, kinds: Sequence[str]
) -> Measure:
    """Locations of the first school year that had one of these fates in the last."""
    rows = before[before["vestiging"].isin(found.having(*kinds))]
    grounds = _connecting(after, found, *(FOUND if GONE in kinds else kinds))
    joined = before[before["vestiging"].isin(found.codes(MERGED) if MERGED in kinds else [])]
    return distinct(rows["vestiging"], "vestigingen").resting_on(joined, *grounds)


@indicator
def came_count(before: pd.DataFrame, after: pd.DataFrame, found: Fates) -> Measure:
    """Locations of the last school year that belong to no location of the first."""
    rows = after[~after["vestiging"].isin(found.codes(*FOUND))]
    connected = before[before["vestiging"].isin(found.having(*FOUND))]
    return distinct(rows["vestiging"], "vestigingen").resting_on(connected, found.rows(*FOUND))


def _connecting(after: pd.DataFrame, found: Fates, *kinds: str) -> list[pd.DataFrame]:
    """The rows that show that a location of the start had one of these fates; none of the list if it stayed."""
    there = after[after["vestiging"].isin(found.codes(*kinds))]
    return [there] if kinds == (STAYED,) else [there, found.rows(*kinds)]


def fate_counts(
    years: Supplies, first: int, last: int, successions: pd.DataFrame
) -> dict[str, Measure]:
    """:func:`fate_count` of every fate, and :func:`came_count`; empty if a school year is missing."""
    if first not in years or last not in years:
        return {}
    found = became(years, first, last, successions)
    before, after = years[first], years[last]
    counts = {kind: fate_count(before, after, found, [kind]) for kind in FATES}
    return {**counts, CAME: came_count(before, after, found)}


@indicator
def kept_change(years: Supplies, first: int, last: int, successions: pd.DataFrame) -> Measure:
    """The locations of the first school year that were kept in the last, as a change in percent of them.

    Kept is a location with the same code or only another one. The change is never above zero.
    """
    if first not in years or last not in years:
        return unknown("%").resting_on(*(rows.iloc[:0] for rows in years.values()))
    found = became(years, first, last, successions)
    kept = fate_count(years[first], years[last], found, KEPT)
    return relative_change(location_bounds(years[first], 1), kept)


@indicator
def change(shares: Mapping[int, Measure], first: int, last: int) -> Measure:
    """Change in percent of the residents within reach between two school years; the homes are the same."""
    if first not in shares or last not in shares:
        return unknown("%").with_recipe("change", parts=tuple(shares.values()))
    return relative_change(shares[first], shares[last])


def specifications(
    years: Supplies,
    period: Period,
    successions: pd.DataFrame,
    shares: Mapping[float, Mapping[int, Measure]],
) -> list[Specification]:
    """The change under every definition that decides about "maintained".

    Parameters
    ----------
    shares
        Radius in kilometres -> :func:`exam_reach.reach_by_year`.
    """
    found = []
    for first in (period.before, period.start):
        since, last = f"vanaf {school_year(first)}", period.end
        for minimum in MINIMA:
            change_ = count_change(years, first, last, minimum)
            found.append(_specification("aantal vestigingen", since, minimum, change_))
        kept = kept_change(years, first, last, successions)
        found.append(_specification("vestigingen van toen die er nog zijn", since, 1, kept))
        found += [
            _specification(f"jongeren binnen {radius:g} km", since, 1, change(of, first, last))
            for radius, of in shares.items()
        ]
    return found


def _specification(what: str, since: str, minimum: int, measure: Measure) -> Specification:
    least = f"ten minste {minimum} kandida{'at' if minimum == 1 else 'ten'}"
    return Specification({"maat": what, "begin": since, "kleinste groep": least}, measure)


def year_rows(years: Supplies, successions: pd.DataFrame) -> pd.DataFrame:
    """Per school year the locations, and what changed since the school year before.

    Columns ``schooljaar``, ``vestigingen``, the fates and ``nieuw`` (missing for the first school year).
    """
    moves = {
        last: {kind: m.value for kind, m in fate_counts(years, first, last, successions).items()}
        for first, last in pairwise(sorted(years))
    }
    rows = [
        {"schooljaar": school_year(year), "vestigingen": rows["vestiging"].nunique()}
        | moves.get(year, {})
        for year, rows in sorted(years.items())
    ]
    columns = ["schooljaar", "vestigingen", *FATES, CAME]
    return pd.DataFrame(rows, columns=columns)
