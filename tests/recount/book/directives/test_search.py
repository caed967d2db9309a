"""The search index has the stems that the browser looks for."""

from __future__ import annotations

import pytest

from recount.book.directives.search import DutchSearch


@pytest.mark.parametrize(
    ("word", "stem"),
    [("nagebootst", "nagebootst"), ("vestigingen", "vestig"), ("leerlingen", "leerling")],
)
def test_the_index_uses_the_stemmer_of_the_browser(word: str, stem: str) -> None:
    """Snowball's other Dutch stemmer gives "naboots", "vest" and "leerl"."""
    assert DutchSearch({}).stem(word) == stem
