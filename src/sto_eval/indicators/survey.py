"""The survey among programme leaders: who agrees, and how much the non-response could change.

One leader per region is asked. A region without a row did not answer, and its opinion is unknown: over all
regions a share lies between "none of them agrees" and "all of them agree". Self-report, not an observation.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from recount.edition.ranges import LATEST
from recount.numbers.disclosure import withheld_if_small
from recount.numbers.measures import (
    Measure,
    Specification,
    between,
    indicator,
    share,
    unknown,
    withheld,
)
from sto_eval.indicators.regions import share_having

AGREES = 4
"""From this answer on, on a scale of five, a leader agrees."""

ALL, ANSWERED = "alle regio's", "regio's die antwoordden"


def wave(survey: pd.DataFrame, year: str) -> pd.DataFrame:
    """The rows of one year of the survey, or of the latest."""
    wanted = survey["meetjaar"].max() if year == LATEST else int(year)
    return survey[survey["meetjaar"] == wanted]


@indicator
def response_share(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions that answered at least one question; it says nothing about the answers."""
    return share_having(rows[rows["antwoord"].notna()], regions)


@indicator
def agreement_share(
    rows: pd.DataFrame, regions: pd.DataFrame, question: str, among: str = ALL
) -> Measure:
    """Share that agrees with a statement (answer 4 or 5).

    Among all regions the bounds allow any opinion of those without an answer; among those who answered there
    are no bounds. Withheld if fewer than five agree, or fewer than five do not; if nobody was asked, there is
    nothing to withhold.
    """
    answers = rows[(rows["vraag"] == question) & rows["antwoord"].notna()]
    agree = answers["antwoord"] >= AGREES
    silent = len(regions) - len(answers) if among == ALL else 0
    part, rest = (
        between(len(known), len(known) + silent, "regio's").with_recipe("known-count", known)
        for known in (answers[agree], answers[~agree])
    )
    found = share(part, rest).resting_on(regions if among == ALL else regions[:0])
    revealed = (int(agree.sum()), int((~agree).sum())) if len(answers) else ()
    return withheld_if_small(found, *revealed)


def agreement_shares(
    rows: pd.DataFrame, regions: pd.DataFrame, questions: Sequence[str], among: str = ALL
) -> dict[str, Measure]:
    """:func:`agreement_share` of each question."""
    return {name: agreement_share(rows, regions, name, among) for name in questions}


@indicator
def least_agreement(
    rows: pd.DataFrame, regions: pd.DataFrame, questions: Sequence[str], among: str = ALL
) -> Measure:
    """The lowest share over several statements: at least this share of the regions agrees with each.

    Its bounds are the lowest of their lower and the lowest of their upper bounds; those may be of different
    statements, and then it is in the middle. Withheld if any of them is, because that may be the lowest.
    """
    family = tuple(agreement_shares(rows, regions, questions, among).values())
    ends = [(one.low, one.high) for one in family if one.low is not None and one.high is not None]
    least = unknown("%")
    if any(measure.withheld for measure in family):
        least = withheld("%")
    elif ends:
        low, high = (min(side) for side in zip(*ends, strict=True))
        least = next(
            (one for one in family if (one.low, one.high) == (low, high)), between(low, high, "%")
        )
    return least.with_recipe("least", parts=family)


def specifications(
    rows: pd.DataFrame, regions: pd.DataFrame, questions: Sequence[str]
) -> list[Specification]:
    """The share of each statement, among all regions and among those who answered."""
    return [
        Specification(
            {"uitspraak": name, "noemer": among}, agreement_share(rows, regions, name, among)
        )
        for name in questions
        for among in (ALL, ANSWERED)
    ]
