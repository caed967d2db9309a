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
        return f"{name} noemt geen getal; deze uitspraak laat zich niet toetsen."
    ours = covers(claim, record.measure)
    if ours is None:
        return "De bron geeft te weinig"
    others = [covers(claim, other.measure) for other in record.specifications]
    different = sum(other is not ours for other in others)
    side = "binnen" if ours else "buiten"
    if not different or claim.stated_by:
        found = f"De uitkomst valt {side} {_rule(claim)}."
        if claim.direction:
            found = f"De gemeten verandering is {_change(claim, ours)}."
        return f"{found} {claim.stated}" if different else found
    found, rest = f"valt de uitkomst {side} de regel", "niet"
    if claim.direction:
        found, rest = f"is er {_change(claim, ours)}", "anders of onbeslist"
    count = f"{different} van de {len(others)} verdedigbare definities"
    return f"Met onze definitie {found}; met {count} {rest}"


def _change(claim: Claim, ours: bool) -> str:  # noqa: FBT001 - the outcome itself
    if claim.direction == "geen daling":
        return "geen daling" if ours else "een daling"
    return f"{'een' if ours else 'geen'} {claim.direction}"


def _rule(claim: Claim) -> str:
    if claim.relation == "meer-dan":
        return "de regel dat de uitkomst hoger is dan het gedrukte getal"
    return f"de afronding van de druk (een half maal {_short(claim.step)})"


def _short(value: Decimal | int | None) -> str:
    return f"{Decimal(value or 0).normalize():f}".replace(".", ",")


def expected_fit(claim: Claim, allowed: Amount, grade: str, kind: str) -> tuple[str, str]:
    """Whether public figures of a kind allow a printed figure, and the reason."""
    if grade == MADE_UP:
        return "niet te bepalen", "De getallen waarmee dit zou moeten, zijn verzonnen."
    if claim.value is None or allowed.display == UNKNOWN:
        return "niet te bepalen", "Wat openbaar is, begrenst dit getal niet."
    first, last = printed_range(claim)
    high = Decimal("Infinity") if allowed.high is None else Decimal(str(allowed.high))
    low = Decimal("-Infinity") if allowed.low is None else Decimal(str(allowed.low))
    name = kind[:1].upper() + kind[1:]
    if first <= high and low <= last:
        return "verenigbaar", f"{name} laten toe: {allowed.display}."
    return "strijdig", f"{name} laten alleen toe: {allowed.display}."
