"""The search: the index has the stems that the browser looks for."""

from __future__ import annotations

import pytest

from sto_eval.sphinxext.search import DutchSearch


@pytest.mark.parametrize(
    ("word", "stem"),
    [("nagebootst", "nagebootst"), ("vestigingen", "vestig"), ("leerlingen", "leerling")],
)
def test_a_word_has_the_stem_that_the_script_makes(word: str, stem: str) -> None:
    """Snowball's other Dutch stemmer makes "naboots", "vest" and "leerl" of these."""
    assert DutchSearch({}).stem(word) == stem
