"""Exam candidates: the same number from two files of DUO, as a check on both.

Population: candidates of vmbo basis, kader, gemengd and the learning-work route in the technical sector,
of one school year. Source of the method: the two files overlap in that year, and must agree.
"""

from __future__ import annotations

import pandas as pd

from sto_eval.measures import MASK, Measure, between, indicator

TECHNICAL = r"^VMBO (?:B|K|G|LWT) - techniek$"


@indicator
def technical_candidates(exams: pd.DataFrame, school_year: str) -> Measure:
    """Technical candidates of a school year (``2018-2019``) in the file by programme."""
    column = f"EXAMENKANDIDATEN SCHOOLJAAR {school_year} - TOTAAL"
    return _total(exams.loc[exams["OPLEIDINGSNAAM"].str.match(TECHNICAL), column])


@indicator
def technical_candidates_by_profile(results: pd.DataFrame) -> Measure:
    """Technical candidates in the file of results by profile, theoretical pathway excluded."""
    technical = results["VMBO SECTOR"].str.casefold().eq("techniek")
    return _total(results.loc[technical & results["LEERWEG VMBO"].ne("TL"), "EXAMENKANDIDATEN"])


def _total(counts: pd.Series) -> Measure:
    low, high = (int(counts.fillna(end).sum()) for end in MASK)
    return between(low, high, "kandidaten")
