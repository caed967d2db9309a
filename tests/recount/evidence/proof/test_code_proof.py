"""The result of a sweep over the code: scores and findings."""

from __future__ import annotations

from dataclasses import replace

from recount.evidence.proof.code_proof import CodeProof, TriedMutation
from recount.evidence.proof.mutations import Mutation


def mutation(line: int) -> Mutation:
    """A change of a line."""
    return Mutation("shop.till.count", line, "constant", "1 -> 2", line, 0)


PROOF = CodeProof(
    seed=1,
    sample=3,
    keys={"proef": "k"},
    runs=8,
    numbers={"a": ["tests", "sql"], "b": ["tests"]},
    tried=[
        TriedMutation(mutation(1), {"a": ["tests"], "b": ["tests"]}, tested=True),
        TriedMutation(mutation(2), {"a": ["sql"], "b": []}, tested=False),
        TriedMutation(mutation(3), {}, tested=False),
        TriedMutation(mutation(4), {}, tested=True),
        TriedMutation(mutation(5), {}, tested=None, stopped=True),
    ],
)


def test_a_score_counts_the_changes_that_move_a_number() -> None:
    """Per witness that there is, and those that any witness notices."""
    assert PROOF.scores() == {
        "a": {"tried": 2, "noticed": 2, "tests": 1, "sql": 1},
        "b": {"tried": 2, "noticed": 1, "tests": 1},
    }


def test_a_finding_is_a_change_that_moves_a_number_unnoticed() -> None:
    """Noticed for one number is not noticed for another."""
    assert [(one.where, one.note) for one in PROOF.findings()] == [
        ("b", "shop.till.count, line 2, constant: 1 -> 2")
    ]


def test_changes_without_effect_are_no_finding() -> None:
    """No number moves, no chapter stops and no test notices."""
    assert PROOF.without_effect() == ["shop.till.count, line 3, constant: 1 -> 2"]


def test_the_outcome_is_said_in_lines() -> None:
    """How much was tried, each number, and which witnesses are absent."""
    lines = list(PROOF.lines())
    assert lines[0] == "5 changes (seed 1, at most 3 per function), 8 runs;"
    assert lines[-3:] == [
        "a: 2 of 2 noticed (tests 1, sql 1)",
        "b: 1 of 2 noticed (tests 1)",
        "absent witnesses: accepted",
    ]
    assert PROOF.as_json()["stopped"] == 1


def test_tests_that_were_not_asked_are_not_said_to_notice_nothing() -> None:
    """Without the tools of the tests there is no such witness, and the lines say so."""
    without = replace(PROOF, tried=[TriedMutation(mutation(3), {}, tested=None)])
    said = "0 changes stop a chapter, 1 change no number here"
    assert f"{said} (tests not asked):" in without.lines()
    with_tests = replace(PROOF, tried=[TriedMutation(mutation(3), {}, tested=False)])
    assert f"{said} while no test notices:" in with_tests.lines()
