"""The second computation of a verdict equals the first on every side of the rule, with answers by head."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations_with_replacement

import pytest
from recorded import a_record, a_source

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification
from recount.results.records import Amount, Record, Variant
from recount.results.verdicts import holds, judge
from recount.verify.rule import covers, expected_word, weakest_grade

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


def amount(low: float | None, high: float | None) -> Amount:
    """The JSON of a measure with these bounds; JSON has no infinity."""
    return Amount.of(Measure(high, low, high, "%"))


def number(evidence: str, ours: Amount, *others: Amount) -> Record:
    """A record with one source, and other definitions."""
    variants = tuple(Variant(choices={"soort": "x"}, measure=one, holds=None) for one in others)
    sources = (a_source(evidence=Evidence(evidence)),)
    return a_record(ours.measure, sources=sources, specifications=variants)


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
    assert covers(CLAIMS[rule], amount(low, high)) is answer


@pytest.mark.parametrize("rule", CLAIMS)
def test_both_computations_agree_at_every_edge(rule: str) -> None:
    """For any bounds: half a step, strictly above, and either side of zero."""
    for low, high in combinations_with_replacement(ENDS[:-1], 2):
        for end in (high, math.inf):
            first = holds(CLAIMS[rule], Measure(low, low, end, "%"))
            assert covers(CLAIMS[rule], amount(low, end)) is first, (low, end)


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
    record = number(evidence, amount(*ours), *(amount(*other) for other in others))
    assert expected_word(PRINTED, record) == word
    tried = [Specification({"soort": "x"}, Measure(low, low, high, "%")) for low, high in others]
    first = judge(PRINTED, Measure(ours[0], *ours, "%"), Evidence(evidence), tried)
    assert first.word == word


def test_the_weakest_source_grades_a_number() -> None:
    """From open to made-up, in any order; missing without a source."""
    grades = ["openbaar", "administratie", "gepubliceerd", "nagebootst"]
    cards = [a_source(evidence=Evidence(grade)) for grade in grades]
    assert [weakest_grade(cards[n::-1]) for n in range(4)] == grades
    assert weakest_grade([]) == "ontbreekt"


def test_a_stated_definition_decides_here_too() -> None:
    """The print says what it counts: another definition that fails changes nothing."""
    stated = PRINTED.model_copy(update={"stated_by": "afdruk", "stated": "De afdruk zegt het."})
    assert expected_word(stated, number("openbaar", amount(98, 98), amount(90, 90))) == "klopt"
