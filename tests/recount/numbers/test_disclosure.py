"""Disclosure: below five persons, or with fewer than five left, a number is withheld and says so."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from recount.book.directives.passports import bounds
from recount.notebook.figures import grids
from recount.notebook.words import PARTLY, most_and_least
from recount.numbers.disclosure import MINIMUM, WHY, withheld_if_small
from recount.numbers.formats import display
from recount.numbers.measures import (
    Measure,
    Specification,
    count,
    exact,
    indicator,
    share,
    withheld,
)
from recount.results.records import Amount

HIDDEN = withheld_if_small(exact(4, "ondersteuners"), 4)


@indicator
def agreement(agree: int, others: int) -> Measure:
    """The share that agrees."""
    return withheld_if_small(
        share(exact(agree, "personen"), exact(others, "personen")), agree, others
    )


@pytest.mark.parametrize(
    ("agree", "others", "text"),
    [
        (5, 5, "50,0%"),
        (4, 16, "afgeschermd"),
        (16, 4, "afgeschermd"),
        (0, 20, "afgeschermd"),
        (20, 0, "afgeschermd"),
    ],
)
def test_five_on_either_side_are_published(agree: int, others: int, text: str) -> None:
    """Four are withheld, and so is zero; the text is the same whichever side is small."""
    assert MINIMUM == 5
    assert display(agreement(agree, others)) == text


def test_a_withheld_number_keeps_only_its_function() -> None:
    """No value, no bounds, no numerator and no denominator."""
    left = agreement(4, 16)
    assert left == replace(withheld("%"), function=left.function)
    assert left.function.endswith("test_disclosure.agreement")
    assert left.recipe.parts == ()


def test_a_withheld_number_keeps_its_operation_and_its_rows() -> None:
    """Of two regions one is busy: the share still depends on both of their lines."""
    regions = pd.DataFrame({"regio": ["a", "b"]}, index=pd.Index([2, 3], name="regios"))
    busy, others = (count(regions.iloc[[row]], "regio's") for row in (0, 1))
    left = withheld_if_small(replace(share(busy, others), function="aandeel"), 1, 1)
    assert (left.unit, left.function, left.recipe.operation) == ("%", "aandeel", "share")
    assert left.rows.lines("regios").tolist() == [2, 3]


def test_a_total_has_no_remainder_to_protect() -> None:
    """Only the persons counted matter: five are published, four are not."""
    assert display(withheld_if_small(exact(5, "ondersteuners"), 5)) == "5"
    assert display(HIDDEN) == "afgeschermd"


def test_a_passport_says_why_a_number_is_withheld() -> None:
    """In the place of the bounds."""
    assert bounds(Amount.of(HIDDEN), {}) == WHY
    assert "minder dan 5 personen" in WHY


def test_a_title_does_not_rank_a_withheld_number() -> None:
    """It may be the lowest; otherwise the title would name another."""
    family = {"een": exact(9, ""), "twee": exact(7, ""), "drie": HIDDEN}
    assert most_and_least(family, "{who} meest", "{who} minst") == PARTLY
    ways = [Specification({"keuze": name}, measure) for name, measure in family.items()]
    assert (
        grids.texts("Deel", ways, [None] * 3, "de folder")["title"]
        == "Deel: een deel is afgeschermd"
    )
