"""Predicates over numbers, with bounds."""

from __future__ import annotations

import pytest

from recount.errors import DefinitionError
from recount.numbers.predicates import alternatives, parse_predicate

NUMBERS = {"a": (3, 3), "b": (1, 2), "c": (2, 4), "a.teller": (7, 7), "leeg": None}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a > b", True),
        ("a > c", False),
        ("c > a", False),
        ("c > b", False),
        ("c >= b", True),
        ("b < a", True),
        ("b <= c", True),
        ("a = 3", True),
        ("c = 3", False),
        ("a > 2 * b", False),
        ("2 * b >= 2", True),
        ("2 * b > 2", False),
        ("2 * b <= 4", True),
        ("2 * b < 4", False),
        ("a > 1,4 * b", True),
        ("a.teller >= 7%", True),
        ("a > b en a < 4", True),
        ("a > b en a < 3", False),
        ("leeg > 0", False),
        ("leeg < 0", False),
    ],
)
def test_a_predicate_holds_only_if_true_for_all_values(text: str, answer: bool) -> None:
    """Overlapping bounds and unknown numbers make a comparison undecided, which is not true."""
    assert parse_predicate(text).holds(NUMBERS) is answer


@pytest.mark.parametrize("text", ["", "a", "a >", "a > b of c", "a>b", "a > 1.2.3", "A > b"])
def test_an_invalid_predicate_is_rejected(text: str) -> None:
    """A syntax error gives a message with the correct form."""
    with pytest.raises(DefinitionError, match="cannot be read"):
        parse_predicate(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [("a > b en a>c", "a>c"), ("a > b en c", "c"), ("a > b en a > 1.2.3", "1.2.3")],
)
def test_a_message_has_the_whole_predicate_and_the_part_at_fault(text: str, part: str) -> None:
    """Five parts; the comparison, or the side of it, that cannot be read."""
    with pytest.raises(DefinitionError) as caught:
        parse_predicate(text)
    assert caught.value.args == (
        "a predicate cannot be read",
        f"'{text}'",
        "comparisons as in 'a > b' or 'a.teller >= 2 * b', joined by 'en'",
        f"'{part}'",
        "Put spaces around the sign, and write numbers in Dutch notation.",
    )


def test_a_predicate_names_its_numbers() -> None:
    """Ids are listed once and in order; literals and factors are listed separately."""
    predicate = parse_predicate("b > 1.234,5 en a > 2 * b")
    assert predicate.ids() == ["b", "a"]
    assert predicate.literals() == [1234.5, 2]


def test_the_last_words_of_a_statement_need_no_predicate() -> None:
    """Each alternative is split at its bar, without the spaces around words and predicate."""
    assert alternatives(" meer | a > b || gelijk | a = b || minder ") == [
        ("meer", "a > b"), ("gelijk", "a = b"), ("minder", ""),
    ]  # fmt: skip
