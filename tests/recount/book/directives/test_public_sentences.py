"""The sentence on public figures in the place of a number whose source is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.sample_edition import write_edition
from support.sample_records import a_record

from recount.book.directives.elements import HtmlElement
from recount.book.directives.public_sentences import public_sentence
from recount.book.directives.store import load_store
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, between, unknown

CLAIM = {"public": "Het zijn er {telling}, volgens {telling.naam}."}


def said(folder: Path, known: Measure, evidence: Evidence = Evidence.MISSING) -> HtmlElement | None:
    """The sentence, with this number for ``telling``, and our own number on a source of this grade."""
    edition = write_edition(folder / "edition")
    store = replace(load_store(folder, edition), records={"telling": a_record(known)})
    return public_sentence(CLAIM, a_record(unknown("scholen"), evidence=evidence), store)


def test_every_number_is_that_of_its_record(tmp_path: Path) -> None:
    """The number itself, and a part of it."""
    sentence = said(tmp_path, between(2, 8, "scholen"))
    assert sentence is not None
    assert sentence.astext() == "Het zijn er tussen 2 en 8, volgens Deel."


def test_no_line_ends_between_a_euro_sign_and_its_number(tmp_path: Path) -> None:
    """A no-break space binds them, also when the number is a link."""
    store = replace(
        load_store(tmp_path, write_edition(tmp_path / "edition")),
        records={"telling": a_record(between(2, 8, "scholen"))},
    )
    ours = a_record(unknown("scholen"), evidence=Evidence.MISSING)
    sentence = public_sentence({"public": "Van € {telling}."}, ours, store)
    assert sentence is not None
    assert "€\N{NO-BREAK SPACE}tussen" in sentence.astext()


@pytest.mark.parametrize(
    ("known", "evidence"),
    [
        (between(2, 8, "scholen"), Evidence.ADMINISTRATION),
        (between(2, 8, "scholen"), Evidence.MADE_UP),
        (unknown("scholen"), Evidence.MISSING),
    ],
)
def test_our_own_number_and_an_unknown_one_leave_no_sentence(
    known: Measure, evidence: Evidence, tmp_path: Path
) -> None:
    """With the source our number is shown; without a number the sentence says nothing."""
    assert said(tmp_path, known, evidence) is None
