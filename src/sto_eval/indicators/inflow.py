"""Inflow: the share of vocational pupils and exam candidates in technology, and its change.

Population: pupils of vmbo basis, kader and gemengd (bb, kb, gl) on 1 October, and exam candidates of the
same tracks per school year. The choice is made in year 3 (Stichting Platforms VMBO counts there).
A series of pupils is keyed by the calendar year of the count, one of candidates by the calendar year in
which the school year of the exam began, and after :func:`by_entry` by that in which they entered year 3.
"Before" are those who entered year 3 in a calendar year before the programme, "during" starts at the last
of these. The rule is in the edition, at the assumptions *voor-en-tijdens* and *afname*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import pandas as pd

from recount.numbers.changes import POINTS, difference
from recount.numbers.measures import Measure, between, indicator, share, total, unknown
from recount.numbers.share_parts import shares_table
from sto_eval.indicators.exams import (
    candidate_share,
    candidate_share_by_profile,
    school_years,
    technical_candidates,
    technical_candidates_by_profile,
)
from sto_eval.indicators.supply import PROFILES, TECHNICAL_SECTOR, sector_pupils, vocational_pupils

SECTOR, FIVE, THREE = "sector Techniek", "vijf profielen", "PIE, BWI en M&T"
WITHOUT_ROUTE = "sector zonder route"
ROUTES = ("vakmanschapsroute", "beroepsroute")
"""How the names of a vakmanschapsroute begin, now and before."""

DIVISIONS: Mapping[str, Collection[str]] = {
    SECTOR: (),
    WITHOUT_ROUTE: (),
    FIVE: tuple(PROFILES),
    THREE: ("PIE", "BWI", "M&T"),
}
"""What counts as technical; only the sector spans the change from departments to profiles."""

BROAD = "Intersect. programma"
"""The sector of the profile dienstverlening en producten, and of the old departments it replaced."""

STUDY: Mapping[str, tuple[int, ...]] = {"leerjaar 3": (3,), "leerjaar 3 en 4": (3, 4)}
WHOLE: Mapping[str, tuple[str, ...]] = {"met gl": ("bb", "kb", "gl"), "zonder gl": ("bb", "kb")}
SINGLE: Mapping[str, tuple[str, ...]] = {track: (track,) for track in ("bb", "kb", "gl")}
TRACKS = {**WHOLE, **SINGLE}
"""The tracks that count; a single track is shown, but does not decide about "young people"."""

Tables = Mapping[dt.date, pd.DataFrame]
Series = dict[int, Measure]
NO_FILES: Tables = MappingProxyType({})


@indicator
def technical_share(
    pupils: pd.DataFrame, division: str = SECTOR, study: str = "leerjaar 3", tracks: str = "met gl"
) -> Measure:
    """Share of technical pupils among all pupils of these years of study and tracks, in percent.

    Pupils of a learning-work route count; pupils of old departments count only in the sector.
    """
    return share(*_sides(_counted(pupils, study, tracks), pupils, division))


@indicator
def technical_count(
    pupils: pd.DataFrame, division: str = SECTOR, study: str = "leerjaar 3", tracks: str = "met gl"
) -> Measure:
    """The numerator of :func:`technical_share`."""
    return _sides(_counted(pupils, study, tracks), pupils, division)[0]


@indicator
def broad_share(pupils: pd.DataFrame, study: str = "leerjaar 3", tracks: str = "met gl") -> Measure:
    """Share of pupils in dienstverlening en producten, or in an old department it replaced, in percent."""
    rows = _counted(pupils, study, tracks)
    return share(*_split(rows, rows["sector"] == BROAD))


def _sides(rows: pd.DataFrame, pupils: pd.DataFrame, division: str) -> tuple[Measure, Measure]:
    """The technical pupils, and the others."""
    if DIVISIONS[division]:
        return _split(rows, rows["profiel"].isin(DIVISIONS[division]))
    technical = rows["sector"] == TECHNICAL_SECTOR
    if division == WITHOUT_ROUTE:
        technical &= ~pupils.loc[rows.index, "AFDELING"].str.casefold().str.startswith(ROUTES)
    return _split(rows, technical)


def _split(rows: pd.DataFrame, chosen: pd.Series) -> tuple[Measure, Measure]:
    """The pupils of the chosen rows, and those of the others."""
    return total(rows[chosen], "leerlingen"), total(rows[~chosen], "leerlingen")


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


@indicator
def department_count(pupils: pd.DataFrame, department: str) -> Measure:
    """Pupils of years 3 and 4 in an old department who count in the sector Techniek."""
    mine = pupils[pupils["AFDELING"].str.casefold() == department.casefold()]
    return total(sector_pupils(mine), "leerlingen")


@indicator
def department_share(pupils: pd.DataFrame, department: str, track: str) -> Measure:
    """Share of an old department among the fourth-years of a track in the sector Techniek, in percent."""
    rows = vocational_pupils(pupils, (4,))
    rows = rows[(rows["leerweg"] == track) & (rows["sector"] == TECHNICAL_SECTOR)]
    mine = pupils.loc[rows.index, "AFDELING"].str.casefold() == department.casefold()
    return share(*_split(rows, mine))


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


def candidate_shares(tables: Tables, tracks: str = "met gl", results: Tables = NO_FILES) -> Series:
    """:func:`file_shares` as one series; of two files with the same school year the newer counts.

    Parameters
    ----------
    results
        Files of results by their reference date, of school years that the other files mask: they show the
        candidates unmasked, and so give the share of their school year.
    """
    series = {year: m for part in file_shares(tables, tracks).values() for year, m in part.items()}
    return _unmasked(
        series, results, lambda table: candidate_share_by_profile(table, TRACKS[tracks])
    )


def candidate_counts(tables: Tables, results: Tables = NO_FILES) -> Series:
    """Technical exam candidates per school year, from the files of :func:`candidate_shares`."""
    series = {
        int(year[:4]): technical_candidates(table, year)
        for table in tables.values()
        for year in school_years(table)
    }
    return _unmasked(series, results, technical_candidates_by_profile)


def _unmasked(series: Series, results: Tables, count: Callable[[pd.DataFrame], Measure]) -> Series:
    """The series with the school years of these files of results counted in them."""
    counted = {day.year - 1: count(table) for day, table in results.items()}
    return dict(sorted({**series, **counted}.items()))


def of_masked_years(results: Tables, masked_from: dt.date) -> Tables:
    """The files of results of school years that began on or after this date.

    Results are dated at the end of the school year.
    """
    return {day: table for day, table in results.items() if day.year > masked_from.year}


def by_entry(candidates: Mapping[int, Measure]) -> Series:
    """Candidates keyed by the year in which they entered year 3, the school year before that of the exam."""
    return {year - 1: measure for year, measure in candidates.items()}


def by_masking(series: Mapping[int, Measure]) -> dict[str, Series]:
    """A series as two: the years with an exact share, and those in which counts are masked."""
    exact = {year for year, measure in series.items() if measure.low == measure.high}
    parts = {
        "onafgeschermd": {year: m for year, m in series.items() if year in exact},
        "afgeschermd": {year: m for year, m in series.items() if year not in exact},
    }
    return {name: part for name, part in parts.items() if part}


def level_rows(tables: Tables, study: str = "leerjaar 3") -> dict[str, dict[str, Measure]]:
    """Per track and vintage the technical pupils, their share, and that of :func:`broad_share`."""
    return {
        f"{track}, {day.year}": {
            "Techniek": technical_count(table, study=study, tracks=track),
            "Aandeel techniek": technical_share(table, study=study, tracks=track),
            "Aandeel breed": broad_share(table, study, track),
        }
        for track in SINGLE
        for day, table in tables.items()
    }


@indicator
def change(series: Mapping[int, Measure]) -> Measure:
    """The last share of a series minus the first, in percentage points; unknown for fewer than two."""
    if len(series) < 2:  # noqa: PLR2004 - a change has two ends
        return unknown(POINTS).with_recipe("difference", parts=tuple(series.values()))
    return difference(series[min(series)], series[max(series)])


def since_first(series: Mapping[int, Measure]) -> Series:
    """:func:`change` from the first year to each later one."""
    years = sorted(series)
    return {year: change({one: series[one] for one in (years[0], year)}) for year in years[1:]}


def entries_by_file(tables: Tables) -> dict[str, Series]:
    """:func:`file_shares` by year of entry, so that pupils of the same year are at the same place in a figure."""
    return {f"bestand {name}": by_entry(part) for name, part in file_shares(tables).items()}


def before(series: Mapping[int, Measure], first_year: int) -> Series:
    """Those of a series by year of entry who chose before the programme began."""
    return {year: measure for year, measure in series.items() if year < first_year}


def during(series: Mapping[int, Measure], first_year: int, last_year: int) -> Series:
    """A series by year of entry from the last year before the programme to the last one in it."""
    return {year: m for year, m in series.items() if first_year - 1 <= year <= last_year}


def by_school_year(series: Mapping[int, Measure]) -> dict[str, Measure]:
    """A series keyed by school year, ``2018-2019``."""
    return {f"{year}-{year + 1}": measure for year, measure in series.items()}


def by_year(series: Mapping[int, Measure]) -> dict[str, Measure]:
    """A series keyed by year as text."""
    return {str(year): measure for year, measure in series.items()}


def frame(series: Mapping[str, Mapping[int, Measure]]) -> pd.DataFrame:
    """Series as a table: ``reeks``, ``schooljaar``, the share with its bounds, in percent, and its parts."""
    found = {
        (name, year): m for name, part in series.items() for year, m in by_school_year(part).items()
    }
    return shares_table(("reeks", "schooljaar"), found)
