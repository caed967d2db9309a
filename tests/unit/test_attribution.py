"""Dividing a change over its causes: exact, shared where causes work together, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from sto_eval.compare.attribution import State, apportioned, contributions, states

FACTORS = ("data", "code", "parameters")


def known(values: dict[str, int]) -> Callable[[State], Fraction | None]:
    """The values of the states that are named by the first letters of what is new."""
    named = {frozenset(letters): Fraction(value) for letters, value in values.items()}
    return lambda state: named.get(frozenset(name[0] for name in state))


def subsets() -> list[State]:
    """All states of three causes."""
    sizes = range(len(FACTORS) + 1)
    chosen = chain.from_iterable(combinations(FACTORS, size) for size in sizes)
    return [frozenset(each) for each in chosen]


@given(
    st.lists(st.fractions(), min_size=8, max_size=8),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_contributions_add_up_whatever_can_be_had(
    values: list[Fraction], there: list[bool]
) -> None:
    """With any of the six states in between missing, the sum is the change to the last bit."""
    table = dict(zip(subsets(), values, strict=True))
    missing = {s for s, is_there in zip(states(FACTORS), there, strict=True) if not is_there}
    found = contributions(FACTORS, lambda s: None if s in missing else table[s])
    assert sum(found.values()) == values[-1] - values[0]
    assert sorted(chain.from_iterable(found)) == sorted(FACTORS)


def test_what_two_causes_do_together_is_shared() -> None:
    """Each alone does nothing, together they add 4: two each."""
    found = contributions(["data", "code"], known({"": 1, "d": 1, "c": 1, "dc": 5}))
    assert found == {("data",): 2, ("code",): 2}


def test_only_orders_that_can_be_run_count() -> None:
    """The old data are gone, so data come first: 3 of 4, and the code the rest."""
    found = contributions(["data", "code"], known({"": 1, "d": 4, "dc": 5}))
    assert found == {("data",): 3, ("code",): 1}


def test_causes_that_cannot_be_parted_stay_together() -> None:
    """Old data and old code are gone: the two have one contribution, the parameters their own."""
    found = contributions(FACTORS, known({"": 1, "dc": 4, "dcp": 3}))
    assert found == {("data", "code"): 3, ("parameters",): -1}


def test_an_unknown_end_has_no_contributions() -> None:
    """Nothing can be added up to a number that is not known."""
    assert contributions(["data"], known({"": 1})) == {}


def test_rounded_contributions_still_add_up() -> None:
    """Three thirds of 1 at one decimal: 0.3, 0.3 and 0.4."""
    thirds = {(name,): Fraction(1, 3) for name in FACTORS}
    parts = apportioned(thirds, Fraction(1), 1)
    assert sorted(parts.values()) == [Fraction(3, 10), Fraction(3, 10), Fraction(4, 10)]
