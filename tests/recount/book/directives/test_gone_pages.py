"""The page of a number that is gone, and the number that takes its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from support.sample_edition import write_chapters, write_edition

from recount.book.directives.elements import PageLink
from recount.book.directives.gone_pages import successor_of
from recount.book.directives.store import Store, load_store
from recount.edition.gone_numbers import GoneNumber


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The store of the invented book, without numbers that lack their sources."""
    found = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))
    assert found.complete
    return found


def gone(successor: str) -> GoneNumber:
    """A number with this one in its place."""
    return GoneNumber(reason="Dubbel geteld.", date=dt.date(2026, 11, 28), successor=successor)


def test_the_successor_is_linked_by_its_label(store: Store) -> None:
    """It is a number of the report."""
    link = successor_of(gone("proef-deel"), store)
    assert isinstance(link, PageLink)
    assert link["page"] == "getallen/proef-deel"


def test_a_successor_that_lacks_its_sources_is_named_without_a_link(store: Store) -> None:
    """A report in which sources are missing does not have all numbers; that is no fault."""
    first, *others = store.records.values()
    lacking = first.model_copy(update={"missing": ("leerlingen",)})
    records = {one.id: one for one in (lacking, *others)}
    assert successor_of(gone("proef-later"), replace(store, records=records)) == "proef-later"
