"""A second, independent computation of the grade of a number, its verdict and the reason for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from recount.verify.model import Amount, Grade, Record, SourceCard
from recount.verify.notation import UNKNOWN
from recount.verify.shapes import Claim

GRADES = get_args(Grade)
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
    if amount.low is None and amount.high is None:
        return None
    low = Decimal(str(-math.inf if amount.low is None else amount.low))
    high = Decimal(str(math.inf if amount.high is None else amount.high))
    if claim.direction == "daling":
        inside, outside = high < 0, low >= 0
    elif claim.direction == "stijging":
        inside, outside = low > 0, high <= 0
    elif claim.direction == "geen daling" and claim.step is not None:
        inside, outside = low >= -claim.step / 2, high < -claim.step / 2
    elif claim.value is None or claim.step is None:
        inside = outside = False
    else:
        first, last = printed_range(claim)
        inside, outside = first <= low and high <= last, high < first or last < low
        if claim.relation == "meer-dan":
            inside, outside = low > first, high <= first
    return True if inside else False if outside else None


def printed_range(claim: Claim) -> tuple[Decimal, Decimal]:
    """The values that a printed number can mean."""
    printed = Decimal(claim.value or 0)
    if claim.relation == "meer-dan":
        return printed, Decimal("Infinity")
    half = Decimal(claim.step or 0) / 2
    return printed - half, printed + half


def expected_reason(claim: Claim, record: Record, print_name: str) -> str:
    """The reason for the verdict, at least up to a colon: after it may come definitions in any order."""
    weak = {
        MADE_UP: "Dit getal rust op verzonnen gegevens en bewijst niets.",
        MISSING: "Het bestand om dit na te rekenen is niet openbaar, of ontbreekt hier.",
    }
    if reason := weak.get(weakest_grade(record.sources)):
        return reason
    if claim.relation == "kwalitatief" and claim.direction is None:
        name = print_name[:1].upper() + print_name[1:]
        return f"{name} noemt geen getal; deze uitspraak kunnen wij niet controleren."
    ours = covers(claim, record.measure)
    if ours is None:
        return "De bron geeft te weinig"
    others = [covers(claim, other.measure) for other in record.specifications]
    different = [other for other in others if other is not ours]
    said, opposite = _direction(claim, ours)
    if different and claim.stated_by is None:
        ways = {opposite: different.count(not ours), "weten wij het niet": different.count(None)}
        rest = [f"op {_counted(n, len(others))} {what}" for what, n in ways.items() if n]
        return f"{said} O{', '.join(rest)[1:]}"
    found = said if claim.direction else _beside(claim, record.measure, ours, print_name)
    return f"{found} {claim.stated}" if different else found


def _direction(claim: Claim, ours: bool) -> tuple[str, str]:  # noqa: FBT001 - the outcome itself
    """What our way of counting gives, and the word for the opposite."""
    verb = {"stijging": "steeg", "daling": "daalde", "geen daling": "daalde"}.get(
        claim.direction or "", "klopt"
    )
    if ours is (claim.direction != "geen daling"):
        return f"Zoals wij tellen {verb} het.", "niet"
    return f"Zoals wij tellen {verb} het niet.", "wel"


def _counted(different: int, tried: int) -> str:
    if tried == 1:
        return "één andere manier"
    if different == tried:
        return f"alle {tried} andere manieren"
    return f"{'één' if different == 1 else different} van de {tried} manieren"


def _beside(claim: Claim, amount: Amount, ours: bool, print_name: str) -> str:  # noqa: FBT001 - the outcome itself
    """Our number beside the printed one."""
    number = f"Wij komen uit op {amount.display}"
    if claim.relation == "meer-dan":
        return f"{number}. Dat is {'meer' if ours else 'niet meer'} dan {print_name} noemt."
    if not ours:
        return f"{number}; {print_name} noemt {claim.shown}."
    same = amount.low == amount.high and Decimal(str(amount.low)) == claim.value
    return f"{number}. {'Dat is' if same else 'Afgerond is dat'} wat {print_name} noemt."


def expected_fit(claim: Claim, allowed: Amount, grade: str) -> tuple[str, str]:
    """Whether public figures allow a printed figure, and the reason."""
    if grade == MADE_UP:
        return "niet te bepalen", "De getallen waarmee dit zou moeten, zijn verzonnen."
    if claim.value is None or allowed.display == UNKNOWN:
        return "niet te bepalen", "Een ondergrens of bovengrens is niet bekend."
    first, last = printed_range(claim)
    high = Decimal("Infinity") if allowed.high is None else Decimal(str(allowed.high))
    low = Decimal("-Infinity") if allowed.low is None else Decimal(str(allowed.low))
    possible = first <= high and low <= last
    return "verenigbaar" if possible else "strijdig", f"Het getal is dan {allowed.display}."
