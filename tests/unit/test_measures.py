"""Measures: bounds of masked counts, shares, and the name of the maker."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sto_eval.measures import MASK, between, bounds, exact, indicator, share, source_of


def test_a_masked_cell_stands_for_one_to_four() -> None:
    """One masked cell beside a 7 gives between 8 and 11."""
    table = pd.DataFrame({"man": [7], "vrouw": [None]}, dtype="Int64")
    assert bounds(table, MASK).iloc[0].to_list() == [8, 11]


def test_a_share_of_nothing_is_unknown() -> None:
    """Zero of zero has no value, and no bounds either."""
    empty = share(exact(0, "leerlingen"), exact(0, "leerlingen"))
    assert (empty.value, empty.low, empty.high) == (None, None, None)


def test_the_share_keeps_its_parts() -> None:
    """Three of four is 75%, with 3 above and 4 below the line."""
    quarter = share(exact(3, "leerlingen"), exact(1, "leerlingen"))
    assert (quarter.value, quarter.numerator, quarter.denominator) == (75.0, 3, 4)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=5))
def test_the_true_share_lies_within_the_bounds(groups: list[tuple[int, int]]) -> None:
    """Mask every count of 1 to 4: whatever they were, the true share lies between low and high."""
    masked = [tuple(None if 1 <= n <= MASK[1] else n for n in pair) for pair in groups]
    table = pd.DataFrame(masked, columns=["deel", "rest"], dtype="Int64")
    ends = [bounds(table[[column]], MASK).sum() for column in table]
    part, rest = (between(int(end["low"]), int(end["high"]), "leerlingen") for end in ends)
    found = share(part, rest)
    true_part, true_rest = (sum(column) for column in zip(*groups, strict=True))
    if found.low is None or found.high is None or true_part + true_rest == 0:
        assert true_part + true_rest == 0
        return
    true = 100 * true_part / (true_part + true_rest)
    assert 0 <= found.low <= true + 1e-9
    assert true - 1e-9 <= found.high <= 100


def test_an_indicator_signs_its_measure() -> None:
    """The record must be able to name the function behind a number."""

    @indicator
    def three() -> object:
        return exact(3, "regio's")

    assert three().function.endswith("three")


def test_the_source_of_a_name_is_the_undecorated_function() -> None:
    """Following a name leads to the text that a person reads."""
    assert source_of("sto_eval.measures.share") is share
