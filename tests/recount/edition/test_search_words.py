"""The words that readers of an edition search with."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.edition.search_words import load_search_words
from recount.errors import DefinitionError


def test_an_edition_without_words_has_no_groups(tmp_path: Path) -> None:
    """A missing file is an empty list."""
    assert load_search_words(tmp_path) == []


def test_a_group_has_words_that_mean_the_same(tmp_path: Path) -> None:
    """In the order of the file."""
    (tmp_path / "search.toml").write_text('[a]\nwords = ["geld", "euro"]\n', "utf-8")
    assert load_search_words(tmp_path) == [("geld", "euro")]


@pytest.mark.parametrize("words", ['["geld"]', '["geld", "veel geld"]'])
def test_a_group_without_use_is_refused(tmp_path: Path, words: str) -> None:
    """A single word, and words with a space: a query is looked up word by word."""
    (tmp_path / "search.toml").write_text(f"[a]\nwords = {words}\n", "utf-8")
    with pytest.raises(DefinitionError, match="search.toml"):
        load_search_words(tmp_path)
