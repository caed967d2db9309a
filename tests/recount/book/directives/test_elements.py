"""What the elements of our pages write."""

from __future__ import annotations

from recount.book.directives.elements import typographic


def test_quotes_are_those_of_print() -> None:
    """A passport has the same apostrophes as the pages that Sphinx reads."""
    assert typographic("de regio's 'van toen', zo'n \"lab\"") == "de regio’s ‘van toen’, zo’n “lab”"
