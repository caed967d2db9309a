"""A sample of numbers and the inference about all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.evidence.sampling import draw, most_wrong


def test_the_same_seed_draws_the_same() -> None:
    """Regardless of the order of the ids; another seed draws others."""
    ids = [f"getal-{n}" for n in range(50)]
    assert draw(ids, 5, seed=1) == draw(reversed(ids), 5, seed=1)
    assert draw(ids, 5, seed=1) != draw(ids, 5, seed=2)


def test_a_sample_is_never_larger_than_the_population() -> None:
    """Five out of three are three, each once."""
    assert draw(["c", "a", "b"], 5, seed=1) == ["a", "b", "c"]


def test_a_complete_sample_leaves_no_doubt() -> None:
    """When all are drawn, the wrong ones are known."""
    assert most_wrong(4, 4, wrong=1) == 1


def test_one_of_two_leaves_the_other_in_doubt() -> None:
    """One of two is drawn and correct: the other may be wrong, with probability one half."""
    assert most_wrong(2, 1, wrong=0) == 1


@given(st.integers(1, 60), st.data())
def test_the_bound_lies_between_what_was_seen_and_what_can_be(
    population: int, data: st.DataObject
) -> None:
    """At least the wrong ones in the sample, at most all except its correct ones."""
    size = data.draw(st.integers(0, population))
    wrong = data.draw(st.integers(0, size))
    assert wrong <= most_wrong(population, size, wrong) <= population - (size - wrong)
