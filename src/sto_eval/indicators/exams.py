"""Exam candidates: how many are technical, and their share of all vocational candidates.

Population: candidates of vmbo basis, kader, gemengd and the learning-work route (part of basis), of one
school year, at the total of boys and girls. Technical means the sector Techniek, in the name of the
programme. Source of the method: two files of DUO overlap in one school year, and must agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from recount.numbers.measures import MASK, Measure, bounds, indicator, share, total

ROUTES: Mapping[str, tuple[str, ...]] = {"bb": ("B", "LWT"), "kb": ("K",), "gl": ("G",)}
"""Track -> its letters in the names of programmes; the theoretical pathway is excluded."""

RESULT_TRACKS: Mapping[str, str] = {"BL": "bb", "KL": "kb", "GL": "gl"}
RESULT_PROFILES: Mapping[str, str] = {
    "PIE": "PIE",
    "BWI": "BWI",
    "MTR": "M&T",
    "MVI": "MVI",
    "MTE": "MaT",
}
"""Codes of tracks and profiles in the files of results -> those in this report."""

TOTAL = re.compile(r"^EXAMENKANDIDATEN SCHOOLJAAR (\S+) - TOTAAL$")
TECHNICAL = "techniek"


@indicator
def technical_candidates(exams: pd.DataFrame, school_year: str) -> Measure:
    """Technical candidates of a school year (``2018-2019``) in the file by programme."""
    return _sides(candidates(exams, school_year))[0]


@indicator
def candidate_share(
    exams: pd.DataFrame, school_year: str, tracks: Iterable[str] = tuple(ROUTES)
) -> Measure:
    """Share of technical candidates among those of these tracks in a school year; bounds if masked."""
    return share(*_sides(candidates(exams, school_year, tracks)))


@indicator
def technical_candidates_by_profile(results: pd.DataFrame) -> Measure:
    """Technical candidates in the file of results by profile, excluding the theoretical pathway."""
    return _sides(candidates_by_profile(results))[0]


@indicator
def candidate_share_by_profile(
    results: pd.DataFrame, tracks: Iterable[str] = tuple(ROUTES)
) -> Measure:
    """:func:`candidate_share` of the only school year in the file of results by profile."""
    return share(*_sides(candidates_by_profile(results, tracks)))


def school_years(exams: pd.DataFrame) -> list[str]:
    """The school years that have candidates in a file, oldest first."""
    return sorted(found[1] for name in exams.columns if (found := TOTAL.match(str(name))))


def taken_from(
    files: Mapping[dt.date, str], tables: Mapping[dt.date, pd.DataFrame]
) -> dict[str, str]:
    """School year -> id of the file to take it from: the newer of two that have it.

    Parameters
    ----------
    files, tables
        Id and rows of each file by its reference date, oldest first.
    """
    return {year: files[day] for day, table in tables.items() for year in school_years(table)}


def results_of_years(files: Mapping[dt.date, str]) -> dict[str, str]:
    """School year -> id of the file of results by profile, which is of the year that ended on its date.

    >>> results_of_years({dt.date(2019, 8, 1): "resultaten"})
    {'2018-2019': 'resultaten'}
    """
    return {f"{day.year - 1}-{day.year}": name for day, name in files.items()}


def candidates(
    exams: pd.DataFrame, school_year: str, tracks: Iterable[str] = tuple(ROUTES)
) -> pd.DataFrame:
    """Candidates of these tracks in a school year, per row of the file by programme.

    Columns ``vestiging``, ``sector``, ``low`` and ``high``; rows without candidates are excluded.
    """
    counts = bounds(exams[[f"EXAMENKANDIDATEN SCHOOLJAAR {school_year} - TOTAAL"]], MASK)
    rows = counts.assign(vestiging=exams["vestiging"], sector=_sectors(exams, tracks))
    return rows[rows["sector"].notna() & (rows["high"] > 0)]


def candidates_by_profile(
    results: pd.DataFrame, tracks: Iterable[str] = tuple(ROUTES)
) -> pd.DataFrame:
    """Candidates of these tracks per row of the file by profile, as :func:`candidates`.

    Also ``profiel``: missing for an old department, which the file of 2017-2018 still has.
    """
    rows = results[results["LEERWEG VMBO"].map(RESULT_TRACKS).isin(list(tracks))]
    counts = bounds(rows[["EXAMENKANDIDATEN"]], MASK).assign(
        vestiging=rows["vestiging"],
        sector=rows["VMBO SECTOR"].str.casefold(),
        profiel=rows["AFDELING"].map(RESULT_PROFILES),
    )
    return counts[counts["high"] > 0]


def _sides(rows: pd.DataFrame) -> tuple[Measure, Measure]:
    """The technical candidates, and the others."""
    technical = rows["sector"] == TECHNICAL
    return total(rows[technical], "kandidaten"), total(rows[~technical], "kandidaten")


def _sectors(exams: pd.DataFrame, tracks: Iterable[str]) -> pd.Series:
    """The sector of each row of these tracks, missing for other rows."""
    letters = "|".join(letter for track in tracks for letter in ROUTES[track])
    names = exams["OPLEIDINGSNAAM"].drop_duplicates()
    sectors = names.str.extract(rf"^VMBO (?:{letters}) - (.+)$", expand=False)
    return exams["OPLEIDINGSNAAM"].map(sectors.set_axis(names))
