"""Inflow: the share of vocational pupils and exam candidates in technology, and its change.

Population: pupils of vmbo basis, kader and gemengd (bb, kb, gl) on 1 October, and exam candidates of the
same tracks per school year. The choice is made in year 3 (Stichting Platforms VMBO counts there).
A series is keyed by the calendar year in which the school year began. "Before" runs up to and including
the school year in which the programme began, "during" from that school year on: a programme that begins
in January begins in the school year of the previous calendar year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from itertools import product

import pandas as pd

from recount.numbers.changes import POINTS, difference
from recount.numbers.measures import (
    Measure,
    Specification,
    between,
    indicator,
    share,
    total,
    unknown,
)
from sto_eval.indicators.exams import candidate_share, school_years, technical_candidates
from sto_eval.indicators.supply import PROFILES, TECHNICAL_SECTOR, sector_pupils, vocational_pupils

SECTOR, FIVE, THREE = "sector Techniek", "vijf profielen", "PIE, BWI en M&T"
DIVISIONS: Mapping[str, Collection[str]] = {
    SECTOR: (),
    FIVE: tuple(PROFILES),
    THREE: ("PIE", "BWI", "M&T"),
}
"""What counts as technical; only the sector spans the change from departments to profiles."""

STUDY: Mapping[str, tuple[int, ...]] = {"leerjaar 3": (3,), "leerjaar 3 en 4": (3, 4)}
TRACKS: Mapping[str, tuple[str, ...]] = {"met gl": ("bb", "kb", "gl"), "zonder gl": ("bb", "kb")}

Tables = Mapping[dt.date, pd.DataFrame]
Series = dict[int, Measure]


@indicator
def technical_share(
    pupils: pd.DataFrame, division: str = SECTOR, study: str = "leerjaar 3", tracks: str = "met gl"
) -> Measure:
    """Share of technical pupils among all pupils of these years of study and tracks, in percent.

    Pupils of a learning-work route count; pupils of old departments count only in the sector.
    """
    rows = _counted(pupils, study, tracks)
    by_sector = division == SECTOR
    technical = (
        rows["sector"] == TECHNICAL_SECTOR
        if by_sector
        else rows["profiel"].isin(DIVISIONS[division])
    )
    part, rest = (total(rows[side], "leerlingen") for side in (technical, ~technical))
    return share(part, rest)


def technical_shares(
    pupils: pd.DataFrame, groups: pd.Series, study: str = "leerjaar 3", tracks: str = "met gl"
) -> dict[str, Measure]:
    """:func:`technical_share` of the sector in every group of rows, in one pass.

    ``groups`` maps the index of a row to its group.
    """
    rows = _counted(pupils, study, tracks)
    group = groups.reindex(rows.index)
    names, technical = sorted(group.unique()), rows["sector"] == TECHNICAL_SECTOR
    sums = [
        rows.loc[side, ["low", "high"]].groupby(group).sum().reindex(names, fill_value=0)
        for side in (technical, ~technical)
    ]
    counts = [
        [between(int(low), int(high), "leerlingen") for low, high in table.to_numpy()]
        for table in sums
    ]
    return {name: share(part, rest) for name, part, rest in zip(names, *counts, strict=True)}


def _counted(pupils: pd.DataFrame, study: str, tracks: str) -> pd.DataFrame:
    rows = vocational_pupils(pupils, STUDY[study])
    return rows[rows["leerweg"].isin(TRACKS[tracks])]


def end_years(series: Mapping[int, Measure]) -> list[str]:
    """The first and last school year of a series, as ``2018-2019``."""
    years = sorted({min(series), max(series)}) if series else []
    return [f"{year}-{year + 1}" for year in years]


@indicator
def department_count(pupils: pd.DataFrame, department: str) -> Measure:
    """Pupils of years 3 and 4 in an old department who count in the sector Techniek."""
    mine = pupils[pupils["AFDELING"].str.casefold() == department.casefold()]
    return total(sector_pupils(mine), "leerlingen")


def pupil_shares(
    tables: Tables, division: str = SECTOR, study: str = "leerjaar 3", tracks: str = "met gl"
) -> Series:
    """:func:`technical_share` of every vintage."""
    return {d.year: technical_share(table, division, study, tracks) for d, table in tables.items()}


def profile_shares(tables: Tables, study: str, profiles_from: dt.date) -> dict[str, Measure]:
    """The shares of the five and of the three profiles, in the vintages with profiles in all years of study."""
    comparable = {day: table for day, table in tables.items() if day >= profiles_from}
    return {
        f"{division} {year}": measure
        for division in (FIVE, THREE)
        for year, measure in pupil_shares(comparable, division, study).items()
    }


def file_shares(tables: Tables, tracks: str = "met gl") -> dict[str, Series]:
    """The share of technical exam candidates per file: first and last school year -> series."""
    return {
        f"{school_years(table)[0][:4]}-{school_years(table)[-1][-4:]}": {
            int(year[:4]): candidate_share(table, year, TRACKS[tracks])
            for year in school_years(table)
        }
        for table in tables.values()
    }


def candidate_shares(tables: Tables, tracks: str = "met gl") -> Series:
    """:func:`file_shares` as one series; of two files with the same school year the newer counts."""
    return {year: m for part in file_shares(tables, tracks).values() for year, m in part.items()}


def candidate_counts(tables: Tables) -> Series:
    """Technical exam candidates per school year, from the same files."""
    return {
        int(year[:4]): technical_candidates(table, year)
        for table in tables.values()
        for year in school_years(table)
    }


@indicator
def change(series: Mapping[int, Measure]) -> Measure:
    """The last share of a series minus the first, in percentage points; unknown for fewer than two."""
    if len(series) < 2:  # noqa: PLR2004 - a change has two ends
        return unknown(POINTS).with_recipe("difference", parts=tuple(series.values()))
    return difference(series[min(series)], series[max(series)])


def since_first(series: Mapping[int, Measure]) -> Series:
    """:func:`change` from the first year to each later one."""
    first, *later = sorted(series) or [0]
    return {year: change({first: series[first], year: series[year]}) for year in later}


def before(series: Mapping[int, Measure], first_year: int) -> Series:
    """A series up to and including the school year in which the programme began."""
    return {year: measure for year, measure in series.items() if year < first_year}


def during(series: Mapping[int, Measure], first_year: int, last_year: int) -> Series:
    """A series from the school year in which the programme began to the last one that ended in it."""
    return {year: m for year, m in series.items() if first_year - 1 <= year < last_year}


def by_school_year(series: Mapping[int, Measure]) -> dict[str, Measure]:
    """A series keyed by school year, ``2018-2019``."""
    return {f"{year}-{year + 1}": measure for year, measure in series.items()}


def by_year(series: Mapping[int, Measure]) -> dict[str, Measure]:
    """A series keyed by year as text."""
    return {str(year): measure for year, measure in series.items()}


def specifications(
    pupils: Tables, exams: Tables, first_year: int, profiles_from: dt.date
) -> list[Specification]:
    """The change before the programme under every definition that can be computed.

    Profiles are compared from ``profiles_from`` on; a definition with fewer than two points is excluded.
    """
    comparable = {day: table for day, table in pupils.items() if day >= profiles_from}
    found = [
        _specification(
            ("leerlingen", study, division, tracks),
            pupil_shares(pupils if division == SECTOR else comparable, division, study, tracks),
            first_year,
        )
        for study, division, tracks in product(STUDY, DIVISIONS, TRACKS)
    ] + [
        _specification(
            ("examenkandidaten", "examenjaar", SECTOR, tracks),
            candidate_shares(exams, tracks),
            first_year,
        )
        for tracks in TRACKS
    ]
    return [one for one in found if one.measure.value is not None]


def _specification(
    choices: tuple[str, ...], series: Mapping[int, Measure], first_year: int
) -> Specification:
    dimensions = ("bron", "leerjaar", "indeling", "leerweg")
    return Specification(
        dict(zip(dimensions, choices, strict=True)), change(before(series, first_year))
    )


def frame(series: Mapping[str, Mapping[int, Measure]]) -> pd.DataFrame:
    """Series as a table: ``reeks``, ``schooljaar`` and the share with its bounds, in percent."""
    return pd.DataFrame(
        [
            {
                "reeks": name, "schooljaar": year, "aandeel (%)": m.value,
                "aandeel ondergrens (%)": m.low, "aandeel bovengrens (%)": m.high,
            }
            for name, part in series.items()
            for year, m in by_school_year(part).items()
        ]
    )  # fmt: skip
