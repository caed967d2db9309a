"""From a printed claim and a computed measure to a verdict: pure, and the same for every claim.

The rule, as in the report:

- *gelijk* holds within half the rounding step of the print;
- *circa* holds likewise, within half the place of the last printed digit that is not a zero;
- *meer dan* holds above the printed figure;
- a claim without a number is *niet na te rekenen*, unless it states a direction: a *daling* holds if the
  whole interval of the measured change is below zero, and fails if it is at or above zero; a *stijging* is
  the reverse; *geen daling* holds if the change is not below zero, once rounded to the step of the claim;
- a number that depends on a made-up file, or whose source is missing, is *niet na te rekenen*;
- bounds on both sides of the rule decide nothing: *niet na te rekenen*;
- if the print or the programme states what the figure counts, that definition decides; if both leave it
  open, other defensible definitions with a different outcome make it *hangt af van definitie*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from recount.edition.claims import Claim
from recount.edition.edition import PRINT
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import capitalised
from recount.numbers.measures import Measure, Specification

NAMED = 4
"""Deciding definitions that a reason names; the grid of definitions shows all."""


class Word(StrEnum):
    """The four verdicts."""

    HOLDS = "klopt"
    DIFFERS = "wijkt af"
    DEPENDS = "hangt af van definitie"
    UNCHECKED = "niet na te rekenen"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word and the reason for it, in a Dutch sentence."""

    word: Word
    reason: str


def judge(
    claim: Claim,
    measure: Measure,
    evidence: Evidence,
    specifications: Sequence[Specification] = (),
    print_name: str = PRINT,
) -> Verdict:
    """The verdict on a claim.

    Parameters
    ----------
    claim
        The printed claim.
    measure
        The computed number, in the unit of the claim.
    evidence
        The weakest grade among the sources.
    specifications
        The same number under other defensible definitions.
    print_name
        What the print is called, with its article.
    """
    if evidence is Evidence.MADE_UP:
        return Verdict(Word.UNCHECKED, "Dit getal rust op verzonnen gegevens en bewijst niets.")
    if evidence is Evidence.MISSING:
        return Verdict(
            Word.UNCHECKED, "Het bestand om dit na te rekenen is niet openbaar, of ontbreekt hier."
        )
    if claim.relation == "kwalitatief" and claim.direction is None:
        return Verdict(
            Word.UNCHECKED,
            f"{capitalised(print_name)} noemt geen getal; deze uitspraak laat zich niet toetsen.",
        )
    main = holds(claim, measure)
    if main is None:
        return Verdict(
            Word.UNCHECKED,
            "De bron geeft te weinig: binnen de grenzen van wat is afgeschermd kan het beide kanten op.",
        )
    otherwise = [other.label for other in specifications if holds(claim, other.measure) is not main]
    if otherwise and not claim.stated_by:
        return Verdict(Word.DEPENDS, _depends(claim, otherwise, len(specifications), main=main))
    stated = f" {claim.stated}" if otherwise else ""
    return Verdict(Word.HOLDS if main else Word.DIFFERS, _outcome(claim, main=main) + stated)


def holds(claim: Claim, measure: Measure) -> bool | None:
    """Whether the rule of the claim holds for the measure; ``None`` if its bounds do not decide."""
    if measure.low is None or measure.high is None:
        return None
    low, high = Decimal(str(measure.low)), Decimal(str(measure.high))
    if claim.direction:
        return _goes(claim, low, high)
    if claim.value is None:
        return None
    floor, ceiling = rule_interval(claim)
    if claim.relation == "meer-dan":
        return _decide(all_in=low > floor, all_out=high <= floor)
    return _decide(all_in=floor <= low and high <= ceiling, all_out=high < floor or ceiling < low)


def _goes(claim: Claim, low: Decimal, high: Decimal) -> bool | None:
    """Whether a change with these bounds goes in the printed direction."""
    if claim.direction == "daling":
        return _decide(all_in=high < 0, all_out=low >= 0)
    if claim.direction == "stijging":
        return _decide(all_in=low > 0, all_out=high <= 0)
    assert claim.step is not None  # noqa: S101 - the register checks it
    least = -claim.step / 2
    return _decide(all_in=low >= least, all_out=high < least)


def rule_interval(claim: Claim) -> tuple[Decimal, Decimal]:
    """The interval of values that the printed figure can mean; *meer dan* excludes the smallest.

    Only for a claim with a number.
    """
    assert claim.value is not None and claim.step is not None  # noqa: S101, PT018 - validated with the claim
    if claim.relation == "meer-dan":
        return claim.value, Decimal("Infinity")
    return claim.value - claim.step / 2, claim.value + claim.step / 2


def _decide(*, all_in: bool, all_out: bool) -> bool | None:
    return True if all_in else False if all_out else None


def _depends(claim: Claim, otherwise: Sequence[str], tried: int, *, main: bool) -> str:
    """Name the definitions with a different outcome; of many, the first."""
    named = "; ".join(otherwise[:NAMED]) + ("; …" if len(otherwise) > NAMED else "")
    ours, others = f"valt de uitkomst {'binnen' if main else 'buiten'} de regel", "niet"
    if claim.direction:
        ours, others = f"is er {_change(claim, main=main)}", "anders of onbeslist"
    return (
        f"Met onze definitie {ours}; met {len(otherwise)} van de {tried} "
        f"verdedigbare definities {others}: {named}."
    )


def _outcome(claim: Claim, *, main: bool) -> str:
    if claim.direction:
        return f"De gemeten verandering is {_change(claim, main=main)}."
    assert claim.step is not None  # noqa: S101 - a claim with a relation has a step
    rule = f"de afronding van de druk (een half maal {_dutch(claim.step)})"
    if claim.relation == "meer-dan":
        rule = "de regel dat de uitkomst hoger is dan het gedrukte getal"
    return f"De uitkomst valt {'binnen' if main else 'buiten'} {rule}."


def _change(claim: Claim, *, main: bool) -> str:
    """What the change is called, with its article."""
    kind = "stijging" if claim.direction == "stijging" else "daling"
    return f"een {kind}" if main == (claim.direction == kind) else f"geen {kind}"


def _dutch(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
