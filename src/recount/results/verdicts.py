"""From a printed claim and a computed measure to a verdict: pure, and the same for every claim.

The rule, as in the report:

- *gelijk* holds within half the rounding step of the print;
- *circa* holds within the margin of the edition's assumptions, in points around the printed figure;
- *meer dan* holds above the printed figure;
- a claim without a number is *niet na te rekenen*, unless it states a direction: a *daling* holds if the
  whole interval of the measured change is below zero, and fails if it is at or above zero; a *stijging* is
  the reverse;
- a number that depends on a made-up file, or whose source is missing, is *niet na te rekenen*;
- bounds on both sides of the rule decide nothing: *niet na te rekenen*;
- other defensible definitions with a different outcome make it *hangt af van definitie*.
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


def judge(  # noqa: PLR0913 - a claim, a number, and what the edition says about both
    claim: Claim,
    measure: Measure,
    evidence: Evidence,
    circa_margin: Decimal,
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
    circa_margin
        Half-width of *circa*, in the unit of the claim.
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
    main = holds(claim, measure, circa_margin)
    if main is None:
        return Verdict(
            Word.UNCHECKED,
            "De bron geeft te weinig: binnen de grenzen van wat is afgeschermd kan het beide kanten op.",
        )
    otherwise = [
        other.label
        for other in specifications
        if holds(claim, other.measure, circa_margin) is not main
    ]
    if otherwise:
        return Verdict(Word.DEPENDS, _depends(claim, otherwise, len(specifications), main=main))
    return _plain(claim, main=main, circa_margin=circa_margin)


def holds(claim: Claim, measure: Measure, circa_margin: Decimal) -> bool | None:
    """Whether the rule of the claim holds for the measure; ``None`` if its bounds do not decide."""
    if measure.low is None or measure.high is None:
        return None
    if claim.direction == "daling":
        return _decide(all_in=measure.high < 0, all_out=measure.low >= 0)
    if claim.direction == "stijging":
        return _decide(all_in=measure.low > 0, all_out=measure.high <= 0)
    if claim.value is None:
        return None
    low, high = Decimal(str(measure.low)), Decimal(str(measure.high))
    floor, ceiling = rule_interval(claim, circa_margin)
    if claim.relation == "meer-dan":
        return _decide(all_in=low > floor, all_out=high <= floor)
    return _decide(all_in=floor <= low and high <= ceiling, all_out=high < floor or ceiling < low)


def rule_interval(claim: Claim, circa_margin: Decimal) -> tuple[Decimal, Decimal]:
    """The interval of values that the printed figure can mean; *meer dan* excludes the smallest.

    Only for a claim with a number.
    """
    assert claim.value is not None and claim.step is not None  # noqa: S101, PT018 - validated with the claim
    if claim.relation == "meer-dan":
        return claim.value, Decimal("Infinity")
    margin = circa_margin if claim.relation == "circa" else claim.step / 2
    return claim.value - margin, claim.value + margin


def _decide(*, all_in: bool, all_out: bool) -> bool | None:
    return True if all_in else False if all_out else None


def _depends(claim: Claim, otherwise: Sequence[str], tried: int, *, main: bool) -> str:
    """Name the definitions with a different outcome; of many, the first."""
    named = "; ".join(otherwise[:NAMED]) + ("; …" if len(otherwise) > NAMED else "")
    ours, others = f"valt de uitkomst {'binnen' if main else 'buiten'} de regel", "niet"
    if claim.direction:
        ours, others = f"is er {'een' if main else 'geen'} {claim.direction}", "anders of onbeslist"
    return (
        f"Met onze definitie {ours}; met {len(otherwise)} van de {tried} "
        f"verdedigbare definities {others}: {named}."
    )


def _plain(claim: Claim, *, main: bool, circa_margin: Decimal) -> Verdict:
    if claim.direction:
        found = f"De gemeten verandering is {'een' if main else 'geen'} {claim.direction}."
        return Verdict(Word.HOLDS if main else Word.DIFFERS, found)
    assert claim.step is not None  # noqa: S101 - a claim with a relation has a step
    rule = {
        "gelijk": f"de afronding van de druk (een half maal {_dutch(claim.step)})",
        "circa": f"de marge van {_dutch(circa_margin)} rond het gedrukte getal",
        "meer-dan": "de regel dat de uitkomst hoger is dan het gedrukte getal",
    }[claim.relation]
    if main:
        return Verdict(Word.HOLDS, f"De uitkomst valt binnen {rule}.")
    return Verdict(Word.DIFFERS, f"De uitkomst valt buiten {rule}.")


def _dutch(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
