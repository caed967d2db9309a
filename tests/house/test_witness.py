"""House rules for the second way: short queries, for every number that must have one.

Whether the queries give the same numbers is tested on a whole build (``tests/golden/test_edition.py``).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from recount.edition.claims import load_claims
from recount.edition.edition import load_edition
from recount.edition.number_texts import FAMILY, number_texts
from recount.evidence.witness.comparison import reasons
from recount.evidence.witness.queries import load_queries
from recount.handover import WITNESS

ROOT = Path(__file__).parents[2]
EDITIONS = [ROOT / "data/editions", ROOT / "tests/programmes/leesreis/data/editions"]
FILES = sorted(path for folder in EDITIONS for path in folder.glob(f"*/{WITNESS}/**/*.sql"))
EDITION = load_edition(ROOT)
LONGEST = 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_query_is_short_and_begins_with_what_it_is(path: Path) -> None:
    """At most 60 lines, the first of which is a comment; a file without SQL needs none."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert text.startswith("--") or not text


def test_the_queries_are_asked_without_any_code_of_the_first_way() -> None:
    """These are all modules of ours that a process with the database loads."""
    script = (
        "import sys, recount.evidence.witness.database\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('recount', 'sto_eval'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [
        "recount",
        "recount.errors",
        "recount.evidence",
        "recount.evidence.witness",
        "recount.evidence.witness.database",
        "recount.evidence.witness.queries",
        "recount.evidence.witness.registers",
        "recount.handover",
        "recount.names",
    ]


def answers(sql: str, text: str) -> bool:
    """Whether a query has the id of a text in ``numbers.toml`` as a literal, or a beginning of it up to a hyphen."""
    literals = re.findall(r"'([a-z0-9-]+)'", sql)
    stem = text.removesuffix("*")
    return any(
        literal == stem
        or (literal.endswith("-") and stem.startswith(literal))
        or (text.endswith(FAMILY) and f"{literal}-".startswith(stem))
        for literal in literals
    )


def unanswered(chapter: str, wanted: set[str]) -> set[str]:
    """The texts of a chapter that no query names, and that have no reason."""
    queries = load_queries(EDITION.folder / WITNESS).all
    mine = [query.sql for query in queries if query.chapter == chapter]
    excused = reasons(EDITION).get(chapter, {})
    return {
        name for name in wanted if name not in excused and not any(answers(s, name) for s in mine)
    }


@pytest.mark.parametrize("chapter", EDITION.card.witness)
def test_every_number_of_a_chapter_has_a_query_or_a_reason(chapter: str) -> None:
    """Each text of ``numbers.toml`` of the chapters that the edition names."""
    assert unanswered(chapter, set(number_texts(EDITION, chapter).texts)) == set()


@pytest.mark.skipif(not EDITION.card.witness, reason="no chapter must have a second way")
@pytest.mark.parametrize("claim", load_claims(EDITION))
def test_every_claim_has_a_query_or_a_reason(claim: str) -> None:
    """Whatever its chapter; a claim that no chapter publishes has no number."""
    chapter = load_claims(EDITION)[claim].chapter
    entry = number_texts(EDITION, chapter).entry(claim) if chapter else None
    assert unanswered(chapter, {entry} if entry else set()) == set()


def test_every_reason_is_a_sentence_about_a_number() -> None:
    """The chapter and the text exist."""
    for chapter, given in reasons(EDITION).items():
        assert set(given) <= set(number_texts(EDITION, chapter).texts)
        assert all(reason.endswith(".") for reason in given.values())
