"""A second, independent computation of the grade and the verdict of a number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from recount.edition.claims import Claim
from recount.results.records import Amount, Record, SourceCard

GRADES = ("openbaar", "administratie", "gepubliceerd", "ontbreekt", "nagebootst")
"""Grades of evidence, from strong to weak."""

MISSING, MADE_UP = GRADES[-2:]

UNCHECKED = "niet na te rekenen"


def weakest_grade(sources: Sequence[SourceCard]) -> str:
    """The weakest grade among the sources of a number; without a source, that it is missing."""
    return max((card.evidence for card in sources), key=GRADES.index, default=MISSING)


def expected_word(claim: Claim, record: Record) -> str:
    """The verdict that follows from the sources, the measure, the other definitions and the claim."""
    if weakest_grade(record.sources) in {MISSING, MADE_UP}:
        return UNCHECKED
    ours = covers(claim, record.measure)
    if ours is None:
        return UNCHECKED
    if claim.stated_by is None and any(
        covers(claim, other.measure) is not ours for other in record.specifications
    ):
        return "hangt af van definitie"
    return "klopt" if ours else "wijkt af"


def covers(claim: Claim, amount: Amount) -> bool | None:
    """Whether the whole range of the measure agrees with the printed figure; ``None`` if only part does."""
    if amount.low is None:
        return None
    low = Decimal(str(amount.low))
    high = Decimal(str(math.inf if amount.high is None else amount.high))
    if claim.direction == "daling":
        inside, outside = high < 0, low >= 0
    elif claim.direction == "stijging":
        inside, outside = low > 0, high <= 0
    elif claim.direction == "geen daling" and claim.step is not None:
        inside, outside = low >= -claim.step / 2, high < -claim.step / 2
    elif claim.value is None or claim.step is None:
        inside = outside = False
    elif claim.relation == "meer-dan":
        inside, outside = low > claim.value, high <= claim.value
    else:
        first, last = claim.value - claim.step / 2, claim.value + claim.step / 2
        inside, outside = first <= low and high <= last, high < first or last < low
    return True if inside else False if outside else None
