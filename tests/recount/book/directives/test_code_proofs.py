"""The line of the proof of the code in a passport: only of a sweep of this build, with verbs that fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.sample_edition import write_chapters, write_edition

from recount.book.directives.code_proofs import NAME, code_proof_facts, code_proof_line
from recount.book.directives.store import Store, load_store

NUMBER = "proef-deel"


def store(folder: Path, score: dict[str, int]) -> Store:
    """The results of a chapter, with a sweep in which a number has this score."""
    chapters, edition = write_chapters(folder / "chapters"), write_edition(folder / "edition")
    proof = {"made_from": {}, "numbers": {NUMBER: score}}
    return replace(load_store(chapters, edition), code_proof=proof, keys={})


@pytest.mark.parametrize(
    ("score", "line"),
    [
        (
            {"tried": 24, "noticed": 24, "tests": 22, "accepted": 24, "sql": 20},
            "24 van de 24 veranderingen in de code die dit getal veranderen, vallen op (toetsen 22, vastgestelde waarden 24, SQL 20).",
        ),
        (
            {"tried": 1234, "noticed": 1, "tests": 1},
            "1 van de 1.234 veranderingen in de code die dit getal veranderen, valt op (toetsen 1).",
        ),
        (
            {"tried": 1, "noticed": 1, "sql": 1},
            "De ene verandering in de code die dit getal verandert, valt op (SQL 1).",
        ),
        (
            {"tried": 1, "noticed": 0},
            "De ene verandering in de code die dit getal verandert, valt niet op.",
        ),
        ({"tried": 0, "noticed": 0, "tests": 0}, ""),
    ],
)
def test_the_line_fits_the_score(tmp_path: Path, score: dict[str, int], line: str) -> None:
    """Only witnesses that there are, and nothing if no change moves the number."""
    shown = store(tmp_path, score)
    assert code_proof_line(shown.records[NUMBER], shown) == line
    facts = list(code_proof_facts(shown.records[NUMBER], shown))
    assert facts == ([(NAME, [line])] if line else [])


def test_a_sweep_of_another_build_is_not_shown(tmp_path: Path) -> None:
    """Nor is there a line without a sweep, or for a number that was not swept."""
    score = {"tried": 2, "noticed": 2}
    swept = store(tmp_path, score)
    record, unswept = swept.records[NUMBER], swept.records["proef-som"]
    assert code_proof_line(record, swept) != ""
    assert code_proof_line(record, replace(swept, keys={"proef": "other"})) == ""
    assert code_proof_line(record, replace(swept, code_proof={})) == ""
    assert code_proof_line(unswept, swept) == ""
