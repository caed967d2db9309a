"""Whether public counts allow a printed figure at all; pure, and separate from the verdict.

If the programme's register is missing, public counts still bound the figure: a share cannot lie outside what
the number of schools allows. That bounds the figure but does not prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import UNKNOWN, display
from recount.numbers.measures import Measure
from recount.results.verdicts import rule_interval


class Fit(StrEnum):
    """The three answers."""

    POSSIBLE = "verenigbaar"
    IMPOSSIBLE = "strijdig"
    UNDECIDED = "niet te bepalen"


@dataclass(frozen=True, slots=True)
class Public:
    """The bounds that public counts put on a printed figure.

    Parameters
    ----------
    measure
        ``low`` and ``high`` are the smallest and the largest value that the counts allow, in the unit of
        the claim.
    explanation
        How these were found, in one or more Dutch sentences.
    """

    measure: Measure
    explanation: str


@dataclass(frozen=True, slots=True)
class Compatibility:
    """An answer and the reason for it, in a Dutch sentence."""

    word: Fit
    reason: str


def fit(claim: Claim, allowed: Measure, evidence: Evidence) -> Compatibility:
    """Whether the printed figure, with its rounding, lies within what the counts allow.

    Undecided if the counts are made up, if nothing bounds the figure on either side, and for a claim without
    a printed number.
    """
    if evidence is Evidence.MADE_UP:
        return Compatibility(Fit.UNDECIDED, "De tellingen waarmee dit zou moeten, zijn verzonnen.")
    shown = display(allowed)
    if claim.value is None or shown == UNKNOWN:
        return Compatibility(Fit.UNDECIDED, "Geen openbare telling begrenst dit getal.")
    floor, ceiling = rule_interval(claim)
    low, high = Decimal(str(allowed.low)), Decimal(str(allowed.high))
    if floor <= high and low <= ceiling:
        return Compatibility(Fit.POSSIBLE, f"Openbare tellingen laten toe: {shown}.")
    return Compatibility(Fit.IMPOSSIBLE, f"Openbare tellingen laten alleen toe: {shown}.")
