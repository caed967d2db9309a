"""Exam candidates: how many are technical, and which share of all vocational candidates that is.

Population: candidates of vmbo basis, kader, gemengd and the learning-work route (part of basis), of one
school year, at the total of boys and girls. Technical is the sector Techniek, as the name of the programme
says it. Source of the method: two files of DUO overlap in one school year, and must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from sto_eval.measures import MASK, Measure, between, indicator, share

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


def _technical_and_not(
    exams: pd.DataFrame, school_year: str, tracks: Iterable[str]
) -> tuple[Measure, Measure]:
    letters = "|".join(letter for track in tracks for letter in ROUTES[track])
    sector = exams["OPLEIDINGSNAAM"].str.extract(rf"^VMBO (?:{letters}) - (.+)$", expand=False)
    counts = exams[f"EXAMENKANDIDATEN SCHOOLJAAR {school_year} - TOTAAL"]
    return _total(counts[sector == TECHNICAL]), _total(
        counts[sector.notna() & (sector != TECHNICAL)]
    )


def _by_profile(results: pd.DataFrame) -> tuple[Measure, Measure]:
    rows = results[results["LEERWEG VMBO"].isin(list(RESULT_TRACKS))]
    technical = rows["VMBO SECTOR"].str.casefold() == TECHNICAL
    counts = rows["EXAMENKANDIDATEN"]
    return _total(counts[technical]), _total(counts[~technical])


def _total(counts: pd.Series) -> Measure:
    low, high = (int(counts.fillna(end).sum()) for end in MASK)
    return between(low, high, "kandidaten")
