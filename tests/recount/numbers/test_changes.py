"""Changes: differences of shares, changes in percent, and their direction."""

from __future__ import annotations

import pytest

from recount.numbers.changes import POINTS, difference, direction, relative_change
from recount.numbers.measures import Measure, between, exact, unknown


def test_a_change_goes_from_highest_to_lowest_and_back() -> None:
    """From 20 (10 to 30) to 25 (24 to 26): plus 5, with bounds -6 and 16."""
    before, after = Measure(20, 10, 30, "%"), Measure(25, 24, 26, "%")
    assert difference(before, after) == Measure(5, -6, 16, POINTS)
    assert difference(before, unknown("%")) == unknown(POINTS)
    assert difference(unknown("%"), after) == unknown(POINTS)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0, 0, "gelijk"),
        (-2, -1, "daling"),
        (1, 2, "stijging"),
        (-1, 0, "niet te zeggen"),
        (0, 1, "niet te zeggen"),
        (None, None, "niet te zeggen"),
        (None, -1, "niet te zeggen"),
        (1, None, "niet te zeggen"),
    ],
)
def test_a_direction_needs_bounds_on_one_side_of_zero(
    low: float | None, high: float | None, word: str
) -> None:
    """Zero itself is on neither side."""
    assert direction(Measure(0, low, high, POINTS)) == word


def test_a_change_in_percent_is_of_the_first() -> None:
    """From 2 (1 to 4) to 3 (2 to 4): half as many more; at least half of the first, at most four times."""
    found = relative_change(Measure(2, 1, 4, ""), Measure(3, 2, 4, ""))
    assert (found.value, found.low, found.high, found.unit) == (50, -50, 300, "%")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (unknown(""), exact(3, "")),
        (exact(3, ""), unknown("")),
        (exact(0, ""), exact(3, "")),
        (between(0, 3, ""), exact(3, "")),
    ],
)
def test_there_is_no_change_in_percent_of_perhaps_nothing(before: Measure, after: Measure) -> None:
    """Nor of or to an unknown number; it still says what it would be computed from."""
    found = relative_change(before, after)
    assert found == unknown("%")
    assert (found.recipe.operation, found.recipe.parts) == ("change", (before, after))
