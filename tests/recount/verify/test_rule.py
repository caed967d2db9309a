"""The second computation of a verdict equals the first on every side of the rule, with answers by head."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations_with_replacement

import pytest
from support.sample_records import a_record, a_source, as_bundled

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification
from recount.results import records
from recount.results.public_bounds import fit
from recount.results.verdicts import holds, judge
from recount.verify.model import Amount, Record
from recount.verify.parsing import shaped
from recount.verify.rule import (
    covers,
    expected_fit,
    expected_reason,
    expected_word,
    weakest_grade,
)
from recount.verify.shapes import Claim as KnownClaim

PRINTED = Claim(
    text="98% doet mee.", shown="98%", value=Decimal(98), step=Decimal(1), relation="gelijk",
    unit="%", place="Dekkend", definition="Deelnemers.",
)  # fmt: skip
SAID = PRINTED.model_copy(update={"relation": "kwalitatief", "value": None, "step": None})
CLAIMS = {
    "gelijk": PRINTED,
    "circa": PRINTED.model_copy(update={"relation": "circa", "step": Decimal(10)}),
    "meer-dan": PRINTED.model_copy(update={"relation": "meer-dan"}),
    "daling": SAID.model_copy(update={"direction": "daling"}),
    "stijging": SAID.model_copy(update={"direction": "stijging"}),
    "geen daling": SAID.model_copy(update={"direction": "geen daling", "step": Decimal(1)}),
    "kwalitatief": SAID,
    "stated": PRINTED.model_copy(update={"stated_by": "afdruk", "stated": "De afdruk zegt het."}),
}
"""98 as printed, for each relation of the rule."""

ENDS = (
    -1.0,
    -0.5,
    0.0,
    1.0,
    92.9,
    93.0,
    97.4,
    97.5,
    98.0,
    98.1,
    98.5,
    98.6,
    103.0,
    103.1,
    math.inf,
)
"""Every edge of the rule and both sides of it."""


def known(rule: str) -> KnownClaim:
    """The claim with this rule as the verifier reads it."""
    return shaped(CLAIMS[rule].model_dump(), KnownClaim)


def amount(low: float | None, high: float | None) -> Amount:
    """A measure with these bounds as a bundle has it; JSON has no infinity."""
    made = records.Amount.of(Measure(high, low, high, "%"))
    return shaped(made.model_dump(), Amount)


def number(evidence: str, ours: Measure, *others: Measure) -> Record:
    """A record with one source, and other definitions."""
    variants = tuple(
        records.Variant(choices={"soort": "x"}, measure=records.Amount.of(one), holds=None)
        for one in others
    )
    sources = (a_source(evidence=Evidence(evidence)),)
    return as_bundled(a_record(ours, sources=sources, specifications=variants))


@pytest.mark.parametrize(
    ("rule", "low", "high", "answer"),
    [
        ("gelijk", 97.5, 98.5, True),
        ("gelijk", 97.4, 98.5, None),
        ("gelijk", 90, 97.4, False),
        ("circa", 93, 103, True),
        ("circa", 103.1, 104, False),
        ("meer-dan", 98, 99, None),
        ("meer-dan", 98.1, None, True),
        ("meer-dan", 90, 98, False),
        ("daling", -2, -1, True),
        ("daling", -2, 0, None),
        ("daling", 0, 0, False),
        ("stijging", 1, None, True),
        ("stijging", 0, 1, None),
        ("stijging", -1, 0, False),
        ("geen daling", -0.5, 1, True),
        ("geen daling", -0.6, 1, None),
        ("geen daling", -1, -0.6, False),
        ("kwalitatief", 98, 98, None),
        ("gelijk", None, None, None),
    ],
)
def test_the_whole_measure_is_held_against_the_print(
    rule: str, low: float | None, high: float | None, answer: bool | None
) -> None:
    """98 means 97.5 up to and including 98.5; without an upper bound a measure can be higher."""
    assert covers(known(rule), amount(low, high)) is answer


@pytest.mark.parametrize("rule", CLAIMS)
def test_both_computations_agree_at_every_edge(rule: str) -> None:
    """For any bounds: half a step, strictly above, and either side of zero."""
    for low, high in combinations_with_replacement(ENDS[:-1], 2):
        for end in (high, math.inf):
            first = holds(CLAIMS[rule], Measure(low, low, end, "%"))
            assert covers(known(rule), amount(low, end)) is first, (low, end)


@pytest.mark.parametrize("rule", CLAIMS)
def test_both_give_the_same_reason(rule: str) -> None:
    """Of the verdict, up to the names of definitions, and of what public counts allow."""
    for low, high in combinations_with_replacement(ENDS[:-1], 2):
        measure, other = Measure(low, low, high, "%"), Measure(98.0, 98.0, 98.0, "%")
        unknown = Measure(0, -200, 200, "%")
        for grade in (Evidence.OPEN, Evidence.MADE_UP):
            for others in (
                [],
                [other],
                [measure, other],
                [measure, unknown],
                [measure, other, unknown],
            ):
                tried = [Specification({"soort": "x"}, one) for one in others]
                first = judge(CLAIMS[rule], measure, grade, tried, "de druk")
                second = expected_reason(known(rule), number(grade, measure, *others), "de druk")
                assert first.reason.partition(":")[0] == second.partition(":")[0]
            allowed = fit(CLAIMS[rule], measure, grade)
            second = expected_fit(known(rule), amount(low, high), grade)
            assert second == (allowed.word, allowed.reason)


@pytest.mark.parametrize(
    ("evidence", "ours", "others", "word"),
    [
        ("openbaar", (98, 98), [], "klopt"),
        ("openbaar", (98, 98), [(98, 98)], "klopt"),
        ("gepubliceerd", (90, 90), [(91, 91)], "wijkt af"),
        ("openbaar", (98, 98), [(98, 98), (90, 90)], "hangt af van definitie"),
        ("openbaar", (98, 98), [(97, 98)], "hangt af van definitie"),
        ("openbaar", (90, 90), [(98, 98)], "hangt af van definitie"),
        ("openbaar", (97, 98), [(98, 98)], "niet na te rekenen"),
        ("nagebootst", (98, 98), [(98, 98)], "niet na te rekenen"),
    ],
)
def test_a_verdict_follows_from_source_measure_and_definitions(
    evidence: str, ours: tuple[float, float], others: list[tuple[float, float]], word: str
) -> None:
    """98 is printed; made-up files and undecided bounds take precedence over other definitions."""
    measure = Measure(ours[0], *ours, "%")
    tried = [Specification({"soort": "x"}, Measure(low, low, high, "%")) for low, high in others]
    record = number(evidence, measure, *(other.measure for other in tried))
    assert expected_word(known("gelijk"), record) == word
    first = judge(PRINTED, measure, Evidence(evidence), tried)
    assert first.word == word


def test_neighbouring_counts_are_a_choice_and_no_interval() -> None:
    """A reason that writes them as an interval is not that of the rule."""
    counted = as_bundled(a_record(Measure(97.5, 97, 98, "scholen"))).measure
    word, reason = expected_fit(known("gelijk"), counted, Evidence.OPEN)
    assert (word, reason) == ("verenigbaar", "Het getal is dan 97 of 98.")


def test_the_weakest_source_grades_a_number() -> None:
    """From open to made-up, in any order; missing without a source."""
    grades = ["openbaar", "administratie", "gepubliceerd", "nagebootst"]
    record = a_record(
        Measure(5, 5, 5, "%"), sources=tuple(a_source(evidence=Evidence(g)) for g in grades)
    )
    cards = as_bundled(record).sources
    assert [weakest_grade(cards[n::-1]) for n in range(4)] == grades
    assert weakest_grade([]) == "ontbreekt"


def test_a_stated_definition_decides_here_too() -> None:
    """The print says what it counts: another definition that fails changes nothing."""
    record = number("openbaar", Measure(98, 98, 98, "%"), Measure(90, 90, 90, "%"))
    assert expected_word(known("stated"), record) == "klopt"
