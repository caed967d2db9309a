"""Whether the printed shares and the printed total can all be true at once."""

from __future__ import annotations

import math

import pandas as pd

from recount.numbers.formats import write_out
from sto_eval.indicators import consistency
from sto_eval.indicators.consistency import (
    ELSEWHERE,
    EVERYONE,
    ONLY_PRACTICAL,
    TOTAL,
    VMBO_ONLY,
    VMBO_TOGETHER,
)
from sto_eval.indicators.participation import ALSO, ONLY, PRACTICAL, TECHNICAL, THEORETICAL

OFFERS = pd.DataFrame(
    {"vestiging": ["90AA00", "90AB00", "90AC00"], "soort": [TECHNICAL, THEORETICAL, PRACTICAL]}
).rename_axis(index="leerlingen")
"""One location of each kind."""

ALL, NONE = (100.0, 100.0), (0.0, 0.0)


def test_an_example_has_the_fewest_outside_the_vmbo() -> None:
    """Both vmbo locations and three in total: the third is for practical education."""
    found = consistency.by_definition(OFFERS, {TECHNICAL: ALL}, (3, 3))[(ALSO, EVERYONE)]
    assert found.clash == ()
    assert found.example[TECHNICAL] == found.example[ONLY_PRACTICAL] == 1
    assert (found.example[VMBO_TOGETHER], found.example[ELSEWHERE]) == (2, 0)


def test_a_location_of_the_vmbo_comes_before_one_outside() -> None:
    """Technology and one more: the location with theory, although that of practical education would do."""
    found = consistency.by_definition(OFFERS, {TECHNICAL: ALL}, (2, 2))[(ALSO, EVERYONE)]
    assert (found.example[THEORETICAL], found.example[ONLY_PRACTICAL]) == (1, 0)


def test_what_the_counts_lack_comes_on_top() -> None:
    """Five in total: the three that exist, and two elsewhere; of the vmbo alone five are impossible."""
    answers = consistency.by_definition(OFFERS, {TECHNICAL: ALL}, (5, 5))
    assert answers[ALSO, EVERYONE].example[ELSEWHERE] == 2
    assert answers[ALSO, VMBO_ONLY].clash == (TOTAL,)
    possible = consistency.consistent_definitions(OFFERS, answers)
    assert (possible.low, possible.value, possible.high) == (1, 1, 1)
    assert (possible.numerator, possible.denominator, possible.unit) == (1, 2, "lezingen")
    needed = consistency.least_outside_vmbo(OFFERS, answers)
    assert (needed.low, needed.value, needed.high) == (3, 3, math.inf)
    assert needed.unit == "vestigingen"
    for one in (possible, needed):
        assert one.recipe.operation == "integer-program"
        assert one.rows.lines("leerlingen").tolist() == [0, 1, 2]


def test_the_smallest_clash_names_no_claim_too_many() -> None:
    """A location with both kinds cannot take part and stay out; read as "only", it is of one kind."""
    both = pd.DataFrame({"vestiging": "90AA00", "soort": [TECHNICAL, THEORETICAL]})
    rows = pd.concat([OFFERS[OFFERS["soort"] == PRACTICAL], both]).rename_axis(index="leerlingen")
    shares = {TECHNICAL: ALL, THEORETICAL: NONE}
    answers = consistency.by_definition(rows, shares, (1, 1))
    assert answers[ALSO, ALSO, EVERYONE].clash == (TECHNICAL, THEORETICAL)
    assert answers[ALSO, ALSO, EVERYONE].example == {}
    assert answers[ALSO, ONLY, EVERYONE].clash == ()
    assert consistency.finding(answers).endswith(
        "voor vmbo, pro en vso in 1 van de 2 betekenissen, voor alleen vmbo in 1 van de 2 betekenissen"
    )
    first = dict([next(iter(answers.items()))])
    assert consistency.sentence(first).endswith("botsen: techniek, theoretisch.")


def test_half_of_one_location_is_no_share() -> None:
    """One claim alone can be impossible; then nothing is known of those outside the vmbo."""
    answers = consistency.by_definition(OFFERS, {TECHNICAL: (50.0, 50.0)}, (1, 1))
    assert {answer.clash for answer in answers.values()} == {(TECHNICAL,)}
    needed = consistency.least_outside_vmbo(OFFERS, answers)
    assert (needed.value, needed.unit) == (None, "vestigingen")
    assert consistency.sentence(answers) == (
        "De drie percentages en het totaal kunnen samen kloppen: voor vmbo, pro en vso in geen "
        "betekenis, voor alleen vmbo in geen betekenis. In de eerste betekenis botsen: techniek."
    )


def test_the_sentence_and_the_table_give_an_example() -> None:
    """One of two readings can be true: technology and practical education, two in total."""
    shares = {TECHNICAL: ALL, THEORETICAL: NONE}
    answers = {
        chosen: found
        for chosen, found in consistency.by_definition(OFFERS, shares, (2, 2)).items()
        if chosen[1] == ALSO
    }
    assert consistency.sentence(answers) == (
        "De drie percentages en het totaal kunnen samen kloppen: voor vmbo, pro en vso in elke "
        "betekenis, voor alleen vmbo in geen betekenis. Een voorbeeld: techniek 1, niet-techniek 0, theoretisch 0, vmbo samen 1, alleen praktijk 1, "
        "buiten de telling 0."
    )
    three = {("ook", *chosen): found for chosen, found in answers.items()}
    table = consistency.definition_table(three)
    assert list(table) == [
        "Lezing", "Totaal van", "Kan het?",
        "Techniek", "Niet-techniek", "Theoretisch", "Vmbo samen", "Zonder vmbo",
    ]  # fmt: skip
    assert table.map(write_out).to_numpy().tolist() == [
        [
            "niet-techniek: ook, theoretisch: ook", "vmbo, pro en vso", "ja",
            "1", "0", "0", "1", "1",
        ],
        [
            "niet-techniek: ook, theoretisch: ook", "alleen vmbo",
            "nee, dit botst: theoretisch, totaal", "–", "–", "–", "–", "–",
        ],
    ]  # fmt: skip
