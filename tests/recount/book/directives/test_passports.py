"""The passport of a number says in words between which bounds it lies."""

from __future__ import annotations

import math

import pytest

from recount.book.directives.passports import MIDDLE, bounds
from recount.numbers.measures import Measure
from recount.results.records import Amount


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (270, 271, f"ten minste 270 kandidaten en hooguit 271 kandidaten; {MIDDLE}"),
        (2, math.inf, "ten minste 2 kandidaten"),
        (-math.inf, 8, "hooguit 8 kandidaten"),
        (5, 5, ""),
    ],
)
def test_bounds_are_part_of_what_is_possible(low: float, high: float, said: str) -> None:
    """Either may be the number itself; an open end is left out, and an exact number has none."""
    assert bounds(Amount.of(Measure(5.0, low, high, "kandidaten")), {}) == said
