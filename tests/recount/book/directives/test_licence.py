"""What readers may do with the report, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.sample_edition import write_edition

from recount.book.directives.licence import IN_WORDS, licence_in_words
from recount.book.directives.store import Store, load_store
from recount.book.pdf.cover import COLOPHON, cover_lines
from recount.edition.publication import Publication

(KNOWN,) = IN_WORDS
ADDRESS = "https://a.example/rapport/"


def published(folder: Path, **publication: str) -> Store:
    """The store of a report that is published in this way."""
    store = load_store(folder, write_edition(folder / "edition"))
    card = store.edition.model_copy(update={"publication": Publication(**publication)})
    return replace(store, edition=card, run={})


@pytest.mark.parametrize(
    ("licence", "said"), [(KNOWN, IN_WORDS[KNOWN]), ("https://a.example/", ""), ("", "")]
)
def test_only_a_known_licence_has_words(licence: str, said: str, tmp_path: Path) -> None:
    """We do not guess what another allows."""
    assert licence_in_words(published(tmp_path, licence=licence)) == said


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_summary_says_what_it_is_of(address: str, tmp_path: Path) -> None:
    """The title of the report, its address if that is known, and what readers may do with it."""
    store = published(tmp_path, licence=KNOWN, address=address)
    lines = [text for kind, text in cover_lines(store) if kind == COLOPHON]
    assert store.report in lines[0]
    assert any(ADDRESS in line for line in lines) == bool(address)
    assert lines[-1] == IN_WORDS[KNOWN]
