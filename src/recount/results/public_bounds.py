"""Whether public figures allow a printed figure at all; pure, and separate from the verdict.

If the programme's register is missing, public figures still bound it: an amount cannot exceed its ceilings,
nor a share lie outside what the number of schools allows. That bounds the figure but does not prove it.
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

COUNTS = "openbare tellingen"
"""What bounds a printed figure, unless the chapter calls it otherwise, such as ceilings or press releases."""


class Fit(StrEnum):
    """The three answers."""

    POSSIBLE = "verenigbaar"
    IMPOSSIBLE = "strijdig"
    UNDECIDED = "niet te bepalen"


@dataclass(frozen=True, slots=True)
class Public:
    """The bounds that public figures put on a printed figure.

    Parameters
    ----------
    measure
        ``low`` and ``high`` are the smallest and the largest value that these allow, in the unit of the claim.
    explanation
        How these were found, in one or more Dutch sentences.
    kind
        What bounds the figure, a Dutch plural: ``de plafonds``, ``persberichten``.
    together
        Whether the figure can be true at once with other printed figures, in Dutch sentences.
    """

    measure: Measure
    explanation: str
    kind: str = COUNTS
    together: str = ""


@dataclass(frozen=True, slots=True)
class Compatibility:
    """An answer and the reason for it, in a Dutch sentence."""

    word: Fit
    reason: str


def fit(claim: Claim, allowed: Measure, evidence: Evidence) -> Compatibility:
    """Whether the printed figure, with its rounding, lies within what public figures allow.

    Undecided if these are made up, if nothing bounds the figure on either side, and for a claim without a
    printed number. The reason continues a sentence that names the kind of public figures.
    """
    if evidence is Evidence.MADE_UP:
        return Compatibility(Fit.UNDECIDED, "De getallen waarmee dit zou moeten, zijn verzonnen.")
    shown = display(allowed)
    if claim.value is None or shown == UNKNOWN:
        return Compatibility(Fit.UNDECIDED, "Een ondergrens of bovengrens is niet bekend.")
    floor, ceiling = rule_interval(claim)
    low, high = Decimal(str(allowed.low)), Decimal(str(allowed.high))
    word = Fit.POSSIBLE if floor <= high and low <= ceiling else Fit.IMPOSSIBLE
    return Compatibility(word, f"Het getal is dan {shown}.")
