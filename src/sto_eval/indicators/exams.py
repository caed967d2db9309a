"""Exam candidates: how many are technical, and which share of all vocational candidates that is.

Population: candidates of vmbo basis, kader, gemengd and the learning-work route (part of basis), of one
school year, at the total of boys and girls. Technical is the sector Techniek, as the name of the programme
says it. Source of the method: two files of DUO overlap in one school year, and must agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from sto_eval.measures import MASK, Measure, between, indicator, share
from sto_eval.selections import selection

ROUTES: Mapping[str, tuple[str, ...]] = {"bb": ("B", "LWT"), "kb": ("K",), "gl": ("G",)}
"""Track -> its letters in the names of programmes; the theoretical pathway is not among them."""

RESULT_TRACKS: Mapping[str, str] = {"BL": "bb", "KL": "kb", "GL": "gl"}
TOTAL = re.compile(r"^EXAMENKANDIDATEN SCHOOLJAAR (\S+) - TOTAAL$")
TECHNICAL = "techniek"


@indicator
def technical_candidates(exams: pd.DataFrame, school_year: str) -> Measure:
    """Technical candidates of a school year (``2018-2019``) in the file by programme."""
    return _technical_and_not(exams, school_year, ROUTES)[0]


@indicator
def candidate_share(
    exams: pd.DataFrame, school_year: str, tracks: Iterable[str] = tuple(ROUTES)
) -> Measure:
    """Share of the technical among all candidates of these tracks in a school year; bounds where masked."""
    return share(*_technical_and_not(exams, school_year, tracks))


@indicator
def technical_candidates_by_profile(results: pd.DataFrame) -> Measure:
    """Technical candidates in the file of results by profile, theoretical pathway excluded."""
    return _by_profile(results)[0]


@indicator
def candidate_share_by_profile(results: pd.DataFrame) -> Measure:
    """:func:`candidate_share` of the one school year in the file of results by profile."""
    return share(*_by_profile(results))


def school_years(exams: pd.DataFrame) -> list[str]:
    """The school years of which a file has candidates, oldest first."""
    return sorted(found[1] for name in exams.columns if (found := TOTAL.match(str(name))))


def taken_from(
    files: Mapping[dt.date, str], tables: Mapping[dt.date, pd.DataFrame]
) -> dict[str, str]:
    """School year -> id of the file it is taken from: of two that have it, the newer.

    Parameters
    ----------
    files, tables
        Id and rows of each file by its reference date, oldest first.
    """
    return {year: files[day] for day, table in tables.items() for year in school_years(table)}


def _technical_and_not(
    exams: pd.DataFrame, school_year: str, tracks: Iterable[str]
) -> tuple[Measure, Measure]:
    sector = _sectors(exams, tracks)
    counts = exams[_column(school_year)]
    return _total(counts[sector == TECHNICAL]), _total(
        counts[sector.notna() & (sector != TECHNICAL)]
    )


@selection
def candidate_rows(
    exams: pd.DataFrame, *years: str, technical: bool = False, tracks: Iterable[str] = tuple(ROUTES)
) -> pd.DataFrame:
    """The rows of these tracks, all or only technical, with candidates in one of these school years.

    A masked count is some; of a school year that the file does not have there are no rows.
    """
    sector = _sectors(exams, tracks)
    inside = sector == TECHNICAL if technical else sector.notna()
    counts = exams[[_column(year) for year in years if _column(year) in exams]]
    return exams[inside & (counts.fillna(MASK[1]) > 0).any(axis=1)]


@selection
def result_rows(results: pd.DataFrame, *, technical: bool = False) -> pd.DataFrame:
    """The rows of basis, kader and gemengd with candidates, all or only technical."""
    rows = results[results["LEERWEG VMBO"].isin(list(RESULT_TRACKS))]
    rows = rows[rows["EXAMENKANDIDATEN"].fillna(MASK[1]) > 0]
    return rows[rows["VMBO SECTOR"].str.casefold() == TECHNICAL] if technical else rows


def _column(school_year: str) -> str:
    return f"EXAMENKANDIDATEN SCHOOLJAAR {school_year} - TOTAAL"


def _sectors(exams: pd.DataFrame, tracks: Iterable[str]) -> pd.Series:
    """The sector of each row of these tracks, missing for the others."""
    letters = "|".join(letter for track in tracks for letter in ROUTES[track])
    return exams["OPLEIDINGSNAAM"].str.extract(rf"^VMBO (?:{letters}) - (.+)$", expand=False)


def _by_profile(results: pd.DataFrame) -> tuple[Measure, Measure]:
    rows = result_rows()(results)
    technical = rows["VMBO SECTOR"].str.casefold() == TECHNICAL
    counts = rows["EXAMENKANDIDATEN"]
    return _total(counts[technical]), _total(counts[~technical])


def _total(counts: pd.Series) -> Measure:
    low, high = (int(counts.fillna(end).sum()) for end in MASK)
    return between(low, high, "kandidaten")
