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
from recount.numbers.dutch_words import capitalised
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import display
from recount.numbers.measures import Measure, Specification

NAMED = 4
"""Ways of counting that a reason names; the grid of definitions shows all."""


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
    """The verdict on a claim, from the computed number in the unit of the claim.

    ``evidence`` is the weakest grade among the sources; ``specifications`` are the same number under other defensible
    definitions; ``print_name`` is what the print is called, with its article.
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
            f"{capitalised(print_name)} noemt geen getal; deze uitspraak kunnen wij niet controleren.",
        )
    main = holds(claim, measure)
    if main is None:
        return Verdict(
            Word.UNCHECKED,
            "De bron geeft te weinig: binnen de grenzen van wat is afgeschermd kan het beide kanten op.",
        )
    answers = [holds(claim, other.measure) for other in specifications]
    differs = any(answer is not main for answer in answers)
    if differs and not claim.stated_by:
        labels = [other.label for other in specifications]
        return Verdict(Word.DEPENDS, _depends(claim, answers, labels, main=main))
    stated = f" {claim.stated}" if differs else ""
    reason = _outcome(claim, measure, print_name, main=main) + stated
    return Verdict(Word.HOLDS if main else Word.DIFFERS, reason)


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


def _depends(
    claim: Claim, answers: Sequence[bool | None], labels: Sequence[str], *, main: bool
) -> str:
    """In how many ways of counting the outcome differs, and which these are; of many, the first."""
    otherwise = [label for label, answer in zip(labels, answers, strict=True) if answer is not main]
    named = "; ".join(otherwise[:NAMED]) + ("; …" if len(otherwise) > NAMED else ".")
    opposite = "wel" if _denied(claim, main=main) else "niet"
    outcomes = [(answers.count(not main), opposite), (answers.count(None), "weten wij het niet")]
    rest = [f"op {_ways(some, len(answers))} {what}" for some, what in outcomes if some]
    return f"{_as_we_count(claim, main=main)} {capitalised(', '.join(rest))}: {named}"


def _ways(some: int, all_: int) -> str:
    """A number of the ways of counting; all of them if ours is not among them."""
    if all_ == 1:
        return "één andere manier"
    if some == all_:
        return f"alle {all_} andere manieren"
    return f"{'één' if some == 1 else some} van de {all_} manieren"


def _outcome(claim: Claim, measure: Measure, print_name: str, *, main: bool) -> str:
    """The number beside the printed one, or what happened if only a direction is printed."""
    if claim.direction:
        return _as_we_count(claim, main=main)
    ours = f"Wij komen uit op {display(measure)}"
    if claim.relation == "meer-dan":
        return f"{ours}. Dat is {'' if main else 'niet '}meer dan {print_name} noemt."
    if not main:
        return f"{ours}; {print_name} noemt {claim.shown}."
    same = measure.low == measure.high and Decimal(str(measure.low)) == claim.value
    return f"{ours}. {'Dat is' if same else 'Afgerond is dat'} wat {print_name} noemt."


def _as_we_count(claim: Claim, *, main: bool) -> str:
    """Whether the claim holds, or in which direction the number went."""
    verb = {None: "klopt", "stijging": "steeg"}.get(claim.direction, "daalde")
    return f"Zoals wij tellen {verb} het{' niet' if _denied(claim, main=main) else ''}."


def _denied(claim: Claim, *, main: bool) -> bool:
    """Whether the outcome is said with *niet*: a claim that fails, or a fall that did not happen."""
    return main == (claim.direction == "geen daling")
