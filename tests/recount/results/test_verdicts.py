"""Verdicts: one rule for every claim, and never "klopt" on made-up files."""

from __future__ import annotations

from typing import Any

import pytest

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence, weakest
from recount.numbers.measures import Measure, Specification, between, exact
from recount.results.verdicts import Verdict, Word, holds, judge


def claim(
    relation: str, value: str | None, step: str | None, direction: str | None = None
) -> Claim:
    """A claim that differs only in what the rule uses."""
    return Claim.model_validate(
        {
            "text": "…", "shown": "…", "relation": relation, "unit": "%", "place": "Dekkend",
            "definition": "…", "value": value, "step": step, "direction": direction,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "value", "step", "found", "word"),
    [
        ("gelijk", "98", "1", 98.5, Word.HOLDS),
        ("gelijk", "98", "1", 98.51, Word.DIFFERS),
        ("circa", "90", "10", 85.0, Word.HOLDS),
        ("circa", "90", "10", 95.01, Word.DIFFERS),
        ("circa", "600", "100", 610, Word.HOLDS),
        ("circa", "610", "10", 600, Word.DIFFERS),
        ("meer-dan", "40", "1", 40.0, Word.DIFFERS),
        ("meer-dan", "40", "1", 40.1, Word.HOLDS),
    ],
)
def test_the_rule_at_its_edges(
    relation: str, value: str, step: str, found: float, word: Word
) -> None:
    """Half a step for gelijk and circa, strictly above for meer dan; 610 is about 600, 600 not about 610."""
    verdict = judge(claim(relation, value, step), exact(found, "%"), Evidence.OPEN)
    assert verdict.word is word


def test_a_made_up_file_never_confirms() -> None:
    """A perfect match on a stand-in is "niet na te rekenen"."""
    verdict = judge(claim("gelijk", "98", "1"), exact(98, "%"), Evidence.MADE_UP)
    assert verdict.word is Word.UNCHECKED


@pytest.mark.parametrize(("low", "high"), [(97.0, 98.2), (90.0, 99.9)])
def test_bounds_that_do_not_decide_leave_it_open(low: float, high: float) -> None:
    """Bounds across one edge of the rule, or around all of it, neither confirm nor deny."""
    wide = Measure((low + high) / 2, low, high, "%")
    verdict = judge(claim("gelijk", "98", "1"), wide, Evidence.OPEN)
    assert verdict.word is Word.UNCHECKED


def test_definitions_that_disagree_are_named() -> None:
    """The chosen definition holds and another one does not: the verdict depends on the definition."""
    verdict = judge(
        claim("gelijk", "5", "1"), exact(5, "vestigingen"), Evidence.OPEN,
        [
            Specification({"eenheid": "vestigingen"}, exact(5, "vestigingen")),
            Specification({"eenheid": "scholen"}, exact(3, "scholen")),
        ],
    )  # fmt: skip
    assert verdict.word is Word.DEPENDS
    assert "Op één van de 2 manieren niet: scholen." in verdict.reason


def test_a_claim_without_a_number_is_not_confirmed() -> None:
    """Qualitative claims have no figure to compare with."""
    verdict = judge(claim("kwalitatief", None, None), exact(99, "%"), Evidence.OPEN)
    assert verdict.word is Word.UNCHECKED


@pytest.mark.parametrize(
    ("direction", "low", "high", "word"),
    [
        ("daling", -0.5, -0.1, Word.HOLDS),
        ("daling", -0.5, 0.0, Word.UNCHECKED),
        ("daling", 0.0, 0.0, Word.DIFFERS),
        ("daling", 0.0, 0.3, Word.DIFFERS),
        ("daling", -0.5, 0.3, Word.UNCHECKED),
        ("stijging", 0.1, 0.3, Word.HOLDS),
        ("stijging", -0.3, 0.0, Word.DIFFERS),
    ],
)
def test_a_direction_is_compared_with_zero(
    direction: str, low: float, high: float, word: Word
) -> None:
    """The whole interval on its side holds, zero or beyond fails, both sides decide nothing."""
    change = Measure((low + high) / 2, low, high, "procentpunt")
    said = claim("kwalitatief", None, None, direction)
    verdict = judge(said, change, Evidence.OPEN)
    assert verdict.word is word
    went = "daalde het." in verdict.reason or "steeg het." in verdict.reason
    assert went is (word is Word.HOLDS)


def test_a_direction_depends_on_a_definition_that_goes_the_other_way() -> None:
    """A definition that falls while ours rises is named; an unknown change decides nothing."""
    said = claim("kwalitatief", None, None, "daling")
    up, down = exact(0.1, "procentpunt"), exact(-0.5, "procentpunt")
    verdict = judge(said, up, Evidence.OPEN, [Specification({"leerjaar": "3 en 4"}, down)])
    assert verdict.word is Word.DEPENDS
    assert verdict.reason.startswith("Zoals wij tellen daalde het niet. Op één andere manier wel: ")
    unknown = Measure(None, None, None, "procentpunt")
    assert judge(said, unknown, Evidence.OPEN).word is Word.UNCHECKED


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [(-0.5, 3, True), (-0.6, -0.4, None), (-9, -0.5, None), (-9, -0.6, False), (2, 3, True)],
)
def test_supply_is_maintained_if_it_does_not_fall_in_whole_steps(
    low: float, high: float, answer: bool | None
) -> None:
    """In steps of one, -0.5 is no fall and -0.6 is; bounds on both sides decide nothing."""
    said = claim("kwalitatief", None, "1", "geen daling")
    assert holds(said, Measure(low, low, high, "%")) is answer


@pytest.mark.parametrize(("found", "word"), [(98, Word.HOLDS), (90, Word.DIFFERS)])
def test_a_stated_definition_decides(found: float, word: Word) -> None:
    """Another definition gives another answer, but the print says which one it means; the reason says so."""
    stated = {"stated_by": "afdruk", "stated": "De afdruk noemt vestigingen."}
    said = claim("gelijk", "98", "1").model_copy(update=stated)
    other = Specification({"eenheid": "scholen"}, exact(188 - found, "%"))
    verdict = judge(said, exact(found, "%"), Evidence.OPEN, [other])
    assert verdict.word is word
    assert verdict.reason.endswith("De afdruk noemt vestigingen.")


def test_a_direction_on_made_up_files_is_not_confirmed() -> None:
    """A fall on a stand-in proves nothing."""
    said = claim("kwalitatief", None, None, "daling")
    fall = exact(-1, "procentpunt")
    assert judge(said, fall, Evidence.MADE_UP).word is Word.UNCHECKED


def test_a_number_without_its_source_is_unchecked() -> None:
    """Whatever its value, and for a direction too."""
    verdict = judge(claim("gelijk", "5", "1"), exact(5, "%"), Evidence.MISSING)
    assert verdict == Verdict(
        Word.UNCHECKED, "Het bestand om dit na te rekenen is niet openbaar, of ontbreekt hier."
    )


def test_a_number_is_as_strong_as_its_weakest_source() -> None:
    """One made-up file among open ones makes the number made-up; without a source it is missing."""
    assert weakest(["openbaar", "nagebootst", "administratie"]) is Evidence.MADE_UP
    assert weakest([]) is Evidence.MISSING


@pytest.mark.parametrize(
    ("relation", "low", "high", "answer"),
    [
        ("gelijk", 97.5, 98.5, True),
        ("gelijk", 97.4, 98.5, None),
        ("gelijk", 97.5, 98.6, None),
        ("gelijk", 90, 97.5, None),
        ("gelijk", 90, 97.4, False),
        ("gelijk", 98.5, 99, None),
        ("gelijk", 98.6, 99, False),
        ("meer-dan", 98.1, 99, True),
        ("meer-dan", 98, 99, None),
        ("meer-dan", 90, 98, False),
    ],
)
def test_both_bounds_of_a_measure_are_compared_with_both_ends_of_the_rule(
    relation: str, low: float, high: float, answer: bool | None
) -> None:
    """98 means 97.5 up to and including 98.5; more than 98 above 98."""
    assert holds(claim(relation, "98", "1"), Measure(low, low, high, "%")) is answer


@pytest.mark.parametrize(("low", "high"), [(None, 98.0), (98.0, None)])
def test_a_measure_that_nothing_bounds_decides_nothing(
    low: float | None, high: float | None
) -> None:
    """Unbounded on either side; nor does a claim without a number or a direction."""
    assert holds(claim("gelijk", "98", "1"), Measure(98, low, high, "%")) is None
    assert holds(claim("kwalitatief", None, None), exact(98, "%")) is None


def test_an_undecided_rise_holds_for_neither_side() -> None:
    """From 0 to 0.3 may be a rise, and is certainly not a fall."""
    change = Measure(0.1, 0.0, 0.3, "procentpunt")
    assert holds(claim("kwalitatief", None, None, "stijging"), change) is None
    assert holds(claim("kwalitatief", None, None, "daling"), change) is False


def test_the_weakest_grade_is_by_strength_and_not_by_letter() -> None:
    """Open is stronger than a register, a register than a publication, a publication than a missing one."""
    grades = ["openbaar", "administratie", "gepubliceerd", "ontbreekt", "nagebootst"]
    assert [weakest(grades[: n + 1]).value for n in range(5)] == grades


@pytest.mark.parametrize(("others", "dots"), [(4, False), (5, True)])
def test_the_first_four_definitions_with_another_outcome_are_named(others: int, dots: bool) -> None:
    """The reason names the first four; ours is within the rule."""
    tried = [Specification({"eenheid": f"eenheid {n}"}, exact(9, "%")) for n in range(others)]
    verdict = judge(claim("gelijk", "5", "1"), exact(5, "%"), Evidence.OPEN, tried)
    assert "eenheid 3" in verdict.reason
    assert ("eenheid 4" in verdict.reason, "…" in verdict.reason) == (False, dots)
    assert verdict.reason.startswith(
        f"Zoals wij tellen klopt het. Op alle {others} andere manieren"
    )


DEPENDS = "Zoals wij tellen {}. Op één andere manier {}."
DECREASE, INCREASE = exact(-1, "procentpunt"), exact(1, "procentpunt")


@pytest.mark.parametrize(
    ("said", "measure", "reason"),
    [
        (("gelijk", "5", "0.50"), exact(5, "%"),
         "Wij komen uit op 5,0%. Dat is wat de publicatie noemt."),
        (("gelijk", "5", "10"), exact(11, "%"), "Wij komen uit op 11,0%; de publicatie noemt …."),
        (("gelijk", "6", "1"), between(5.9, 6, "%"),
         "Wij komen uit op 6%. Afgerond is dat wat de publicatie noemt."),
        (("circa", "600", "100"), exact(610, "km"),
         "Wij komen uit op 610,0. Afgerond is dat wat de publicatie noemt."),
        (("meer-dan", "5", "1"), exact(4, "%"),
         "Wij komen uit op 4,0%. Dat is niet meer dan de publicatie noemt."),
        (("meer-dan", "5", "1"), exact(6, "%"),
         "Wij komen uit op 6,0%. Dat is meer dan de publicatie noemt."),
        (("kwalitatief", None, None, "daling"), DECREASE, "Zoals wij tellen daalde het."),
        (("kwalitatief", None, None, "daling"), INCREASE, "Zoals wij tellen daalde het niet."),
        (("kwalitatief", None, "1", "geen daling"), INCREASE, "Zoals wij tellen daalde het niet."),
        (("kwalitatief", None, "1", "geen daling"), DECREASE, "Zoals wij tellen daalde het."),
        (("kwalitatief", None, None, "stijging"), INCREASE, "Zoals wij tellen steeg het."),
        (("kwalitatief", None, None, "stijging"), DECREASE, "Zoals wij tellen steeg het niet."),
        (("kwalitatief", None, None), exact(5, "%"),
         "De publicatie noemt geen getal; deze uitspraak kunnen wij niet controleren."),
        (("gelijk", "5", "1"), Measure(5, 4, 6, "%"),
         "De bron geeft te weinig: binnen de grenzen van wat is afgeschermd kan het beide kanten op."),
    ],
)  # fmt: skip
def test_a_verdict_gives_its_reason(said: tuple[Any, ...], measure: Measure, reason: str) -> None:
    """Our number beside the printed one, or in which direction it went, or why there is none."""
    assert judge(claim(*said), measure, Evidence.OPEN).reason == reason


def test_the_reason_on_a_made_up_file_says_so() -> None:
    """Whatever the claim and the number are."""
    verdict = judge(claim("gelijk", "5", "1"), exact(5, "%"), Evidence.MADE_UP)
    assert verdict.reason == "Dit getal rust op verzonnen gegevens en bewijst niets."


@pytest.mark.parametrize(
    ("said", "ours", "other", "named"),
    [
        (("gelijk", "5", "1"), exact(5, "%"), exact(9, "%"),
         ("klopt het", "niet: klas")),
        (("gelijk", "5", "1"), exact(9, "%"), exact(5, "%"),
         ("klopt het niet", "wel: klas")),
        (("kwalitatief", None, None, "daling"), DECREASE, INCREASE,
         ("daalde het", "niet: klas")),
        (("kwalitatief", None, None, "daling"), INCREASE, DECREASE,
         ("daalde het niet", "wel: klas")),
        (("kwalitatief", None, "1", "geen daling"), DECREASE, INCREASE,
         ("daalde het", "niet: klas")),
        (("gelijk", "5", "1"), exact(5, "%"), Measure(5, 4, 6, "%"),
         ("klopt het", "weten wij het niet: klas")),
    ],
)  # fmt: skip
def test_the_reason_says_on_which_side_our_definition_is(
    said: tuple[Any, ...], ours: Measure, other: Measure, named: tuple[str, str]
) -> None:
    """Whether it holds or what happened; and names the way of counting with a different outcome."""
    others = [Specification({"eenheid": "klas"}, other)]
    verdict = judge(claim(*said), ours, Evidence.OPEN, others)
    assert (verdict.word, verdict.reason) == (Word.DEPENDS, DEPENDS.format(*named))


def test_other_definitions_of_circa_have_the_same_margin() -> None:
    """Ours is 4 and the other 6 points from the print, printed in tens: the outcomes differ."""
    others = [Specification({"eenheid": "klas"}, exact(n, "%")) for n in (94, 96)]
    verdict = judge(claim("circa", "90", "10"), exact(94, "%"), Evidence.OPEN, others)
    assert "Op één van de 2 manieren niet: klas." in verdict.reason


def test_the_named_definitions_are_separated_by_semicolons() -> None:
    """Five with a different outcome: four names, and an ellipsis for the fifth and the full stop."""
    others = [Specification({"eenheid": name}, exact(9, "%")) for name in "abcde"]
    verdict = judge(claim("gelijk", "5", "1"), exact(5, "%"), Evidence.OPEN, others)
    assert verdict.reason.endswith("manieren niet: a; b; c; d; …")


def test_ways_that_fall_and_ways_that_are_unknown_are_counted_apart() -> None:
    """Two fall, one has bounds on both sides of zero, and two rise as ours does."""
    up, down = exact(1, "procentpunt"), exact(-1, "procentpunt")
    ways = {"a": up, "b": down, "c": Measure(0, -1, 1, "procentpunt"), "d": up, "e": down}
    others = [Specification({"eenheid": name}, found) for name, found in ways.items()]
    said = claim("kwalitatief", None, None, "daling")
    reason = judge(said, up, Evidence.OPEN, others).reason
    assert reason == (
        "Zoals wij tellen daalde het niet. "
        "Op 2 van de 5 manieren wel, op één van de 5 manieren weten wij het niet: b; c; e."
    )
