"""From a printed claim and a computed measure to a verdict: pure, and the same for every claim.

The rule, as it stands in the report:

- *gelijk* holds within half the rounding step of the print;
- *circa* holds within the margin that the edition's assumptions give, in points around the print;
- *meer dan* holds above the print;
- a claim without a number is *niet na te rekenen*, unless it says a direction: a *daling* holds when the
  whole interval of the measured change lies below zero, and fails when it lies at or above zero; a
  *stijging* the other way round;
- a number that rests on a made-up file is *niet na te rekenen*, however well it matches;
- bounds that lie on both sides of the rule decide nothing: *niet na te rekenen*;
- other defensible definitions that judge differently make it *hangt af van definitie*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sto_eval.claims import Claim
from sto_eval.measures import Measure


class Word(StrEnum):
    """The four verdicts."""

    HOLDS = "klopt"
    DIFFERS = "wijkt af"
    DEPENDS = "hangt af van definitie"
    UNCHECKED = "niet na te rekenen"


class Evidence(StrEnum):
    """What a number rests on, from strong to weak; a number is as strong as its weakest source."""

    OPEN = "openbaar"
    ADMINISTRATION = "administratie"
    PUBLISHED = "gepubliceerd"
    MADE_UP = "nagebootst"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word and the reason for it, in a Dutch sentence."""

    word: Word
    reason: str


def weakest(grades: Sequence[str]) -> Evidence:
    """The weakest grade of evidence in a list; of nothing at all, made-up.

    >>> weakest(["openbaar", "nagebootst"]).value
    'nagebootst'
    """
    order = list(Evidence)
    return max((Evidence(grade) for grade in grades), key=order.index, default=Evidence.MADE_UP)


def judge(
    claim: Claim,
    measure: Measure,
    evidence: Evidence,
    circa_margin: Decimal,
    alternatives: Mapping[str, Measure] | None = None,
) -> Verdict:
    """The verdict on a claim.

    Parameters
    ----------
    claim
        What was printed.
    measure
        What was computed, in the unit of the claim.
    evidence
        The weakest grade among the sources.
    circa_margin
        Half-width of *circa*, in the unit of the claim.
    alternatives
        The same number under other defensible definitions, by Dutch label.
    """
    if evidence is Evidence.MADE_UP:
        return Verdict(Word.UNCHECKED, "Dit getal rust op nagebootste gegevens en bewijst niets.")
    if claim.relation == "kwalitatief" and claim.direction is None:
        return Verdict(
            Word.UNCHECKED,
            "De infographic noemt geen getal; deze uitspraak laat zich niet toetsen.",
        )
    main = holds(claim, measure, circa_margin)
    if main is None:
        return Verdict(
            Word.UNCHECKED,
            "De bron geeft te weinig: binnen de grenzen van wat is afgeschermd kan het beide kanten op.",
        )
    others = (alternatives or {}).items()
    otherwise = [name for name, other in others if holds(claim, other, circa_margin) is not main]
    if otherwise:
        return Verdict(Word.DEPENDS, f"{_ours(claim, main=main)}: {'; '.join(otherwise)}.")
    return _plain(claim, main=main, circa_margin=circa_margin)


def holds(claim: Claim, measure: Measure, circa_margin: Decimal) -> bool | None:
    """Whether the rule of the claim holds for the measure; ``None`` when its bounds do not decide."""
    if measure.low is None or measure.high is None:
        return None
    if claim.direction == "daling":
        return _decide(all_in=measure.high < 0, all_out=measure.low >= 0)
    if claim.direction == "stijging":
        return _decide(all_in=measure.low > 0, all_out=measure.high <= 0)
    if claim.value is None or claim.step is None:
        return None
    low, high = Decimal(str(measure.low)), Decimal(str(measure.high))
    if claim.relation == "meer-dan":
        return _decide(all_in=low > claim.value, all_out=high <= claim.value)
    margin = circa_margin if claim.relation == "circa" else claim.step / 2
    floor, ceiling = claim.value - margin, claim.value + margin
    return _decide(all_in=floor <= low and high <= ceiling, all_out=high < floor or ceiling < low)


def _decide(*, all_in: bool, all_out: bool) -> bool | None:
    return True if all_in else False if all_out else None


def _ours(claim: Claim, *, main: bool) -> str:
    """What our definition says, and that others do not say it."""
    if claim.direction:
        return (
            f"Met onze definitie is er {'een' if main else 'geen'} {claim.direction}; een andere "
            "verdedigbare definitie zegt iets anders, of laat beide open"
        )
    side = "binnen" if main else "buiten"
    return (
        f"Met onze definitie valt de uitkomst {side} de regel; met een andere verdedigbare "
        "definitie niet"
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
