"""The passport of a number says in words between which bounds it lies."""

from __future__ import annotations

import math

import pytest
from support.sample_records import a_record

from recount.book.directives.passports import bounds, value_facts
from recount.numbers.measures import Measure
from recount.results.records import Amount


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (270, 271, "ten minste 270 kandidaten en hooguit 271 kandidaten"),
        (2, math.inf, "ten minste 2 kandidaten"),
        (-math.inf, 8, "hooguit 8 kandidaten"),
        (5, 5, ""),
    ],
)
def test_bounds_are_part_of_what_is_possible(low: float, high: float, said: str) -> None:
    """Either may be the number itself; an open end is left out, and an exact number has none."""
    assert bounds(Amount.of(Measure(5.0, low, high, "kandidaten")), {}) == said


def test_only_an_exact_number_has_an_unrounded_value() -> None:
    """12.3 is on its passport as 12,3; 270 or 271 has no middle there, but its two bounds."""
    exact, either = (
        dict(value_facts(a_record(measure), {}))
        for measure in (Measure(12.3, 12.3, 12.3, "%"), Measure(270.5, 270, 271, "kandidaten"))
    )
    assert exact["Niet afgerond"] == ["12,3%"]
    assert "Niet afgerond" not in either
    assert either["Grenzen"] == ["ten minste 270 kandidaten en hooguit 271 kandidaten"]
