"""The store knows which verdicts concern a day before the period."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.sample_records import a_record, a_source

from recount.book.directives.pages import earlier_line
from recount.book.directives.store import Store, load_store
from recount.numbers.measures import exact
from recount.results.records import Record
from recount.results.verdicts import Verdict, Word

NOTE = "Geldt voor het aanbod van 1 oktober 2019, dus van vóór het programma."
EDITION = """\
title = "Proef"
programme = "Proef"
first_year = 2020
last_year = 2024
places = []
counted_before = "Geldt voor het aanbod van {}, dus van vóór het programma."

[chapters.proef]
sources = []
"""
CLAIM = """\
[mat]
text = "MaT is op vijf plaatsen."
shown = "vijf"
value = 5
step = 1
relation = "gelijk"
unit = "vestigingen"
place = ""
definition = "Vestigingen."
counted_in = "leerlingen-*"
"""


def record(word: Word | None, **days: int) -> Record:
    """A record with a verdict, based on sources of 1 October of the given years."""
    return a_record(
        exact(5, "vestigingen"),
        id="mat",
        claim="mat",
        sources=tuple(
            a_source(id=name.replace("_", "-"), reference_date=dt.date(year, 10, 1))
            for name, year in days.items()
        ),
        verdict=Verdict(word, "") if word else None,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An edition from 2020 on with a claim about counts of a day; no chapter was run."""
    (tmp_path / "edition.toml").write_text(EDITION, "utf-8")
    (tmp_path / "claims.toml").write_text(CLAIM, "utf-8")
    (tmp_path / "sources.toml").touch()
    return load_store(tmp_path / "chapters", tmp_path)


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (record(Word.HOLDS, leerlingen_2019=2019), NOTE),
        (record(Word.DIFFERS, leerlingen_2019=2019, inwoners=2024), NOTE),
        (record(Word.HOLDS, leerlingen_2016=2016, leerlingen_2019=2019), NOTE),
        (record(Word.HOLDS, leerlingen_2019=2019, leerlingen_2023=2023), ""),
        (record(Word.HOLDS, leerlingen_2020=2020), ""),
        (record(Word.HOLDS, inwoners=2019), ""),
        (record(Word.UNCHECKED, leerlingen_2019=2019), ""),
        (record(None, leerlingen_2019=2019), ""),
    ],
)
def test_a_verdict_on_a_day_before_the_period_says_so(
    store: Store, found: Record, note: str
) -> None:
    """The newest source decides, in the words of the edition; a record without a verdict has no note."""
    assert store.earlier_note(found) == note


def test_a_claim_without_such_sources_has_no_note(store: Store) -> None:
    """The claim names no sources that count it."""
    other = record(Word.HOLDS, leerlingen_2019=2019).model_copy(update={"claim": "ander"})
    assert store.earlier_note(other) == ""


def test_the_verdict_shows_the_note(store: Store) -> None:
    """The note carries the id of its number."""
    shown = earlier_line(record(Word.HOLDS, leerlingen_2019=2019), store)
    assert shown is not None
    assert shown.astext() == NOTE
    assert shown["attributes"]["data-bij"] == "mat"
