"""Opinions of programme leaders: counts of persons, of which no small one is told or follows."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_eval.disclosure.audit import audit
from sto_eval.disclosure.tables import MARK
from sto_eval.indicators import opinions


def survey(**answers: tuple[int, int, int]) -> pd.DataFrame:
    """Per statement so many who disagree, who are in between, and who agree; and one who skipped it."""
    rows = [
        (name, answer)
        for name, counts in answers.items()
        for answer, count in zip((1, 3, 5), counts, strict=True)
        for _ in range(count)
    ]
    skipped = [(name, None) for name in answers]
    return pd.DataFrame([*rows, *skipped], columns=["vraag", "antwoord"]).astype(
        {"antwoord": "Int64"}
    )


def printed(**answers: tuple[int, int, int]) -> dict[str, list[str]]:
    """The rows of the table, by statement."""
    table = opinions.leaders(survey(**answers))
    found = opinions.printed(table, opinions.protected(table))
    return {str(row[0]): list(map(str, row[1:])) for row in found.to_numpy()}


def test_a_small_count_takes_its_neighbour_with_it() -> None:
    """Three disagree: with the total and those who agree in print, those in between would tell them."""
    assert printed(een=(3, 11, 36), twee=(9, 14, 26)) == {
        "een": [MARK, MARK, "36", "50"],
        "twee": ["9", "14", "26", "49"],
    }


def test_nobody_is_small_too() -> None:
    """That no leader disagrees says something about each of them."""
    assert printed(een=(0, 11, 36))["een"][:2] == [MARK, MARK]


def test_a_statement_with_few_on_one_side_is_left_out() -> None:
    """Four others in all, of whom the report says so: there is no way to hide how they divide."""
    assert list(printed(een=(1, 3, 36), twee=(9, 14, 26))) == ["twee"]


def test_without_answers_the_table_has_its_heads() -> None:
    """A survey that is not of these regions."""
    table = opinions.leaders(survey(een=(9, 14, 26)).iloc[:0])
    found = opinions.printed(table, opinions.protected(table))
    assert found.empty
    assert list(found.columns) == ["Uitspraak", *opinions.ANSWERS, "Totaal"]


@given(st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=1, max_size=4))
def test_nothing_small_follows(counts: list[tuple[int, int, int]]) -> None:
    """Whatever the answers, the auditor finds no leak."""
    named = {f"vraag {place}": one for place, one in enumerate(counts)}
    table = opinions.leaders(survey(**named))
    assert audit(opinions.protected(table)) == []


@pytest.mark.parametrize("answer", range(1, 6))
def test_every_answer_has_a_kind(answer: int) -> None:
    """Four and five agree, three is between."""
    kinds = dict(zip(range(1, 6), ["oneens", "oneens", "ertussenin", "eens", "eens"], strict=True))
    table = pd.DataFrame({"vraag": ["een"], "antwoord": pd.array([answer], dtype="Int64")})
    assert opinions.counts(table).loc["een", kinds[answer]] == 1
