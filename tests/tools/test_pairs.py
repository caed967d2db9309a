"""The comparison of a page with the same page in English."""

from __future__ import annotations

import pytest
from lxml import html
from support.translated_pages import Side, differences

DUTCH = (
    '<p id="a">Op <b data-stelling="x > 1">drie</b> plaatsen 1.234,5, '
    '<a href="../b.html" data-getal="x">2,5</a> <code>1,5</code> in 3.1.6<img src="a.svg" alt="1,5"></p>'
)
ENGLISH = (
    '<p id="a">At <b data-stelling="x > 1">three</b> places<span class="rc-uitleg"> (5)</span> 1,234.5, '
    '<a href="../b.html" data-getal="x">2.5</a> <code>1,5</code> in 3.1.6<img src="../../c/a.en.svg" alt="1.5"></p>'
)

CHANGES = {
    "an id": ('id="a"', 'id="b"'),
    "a statement": ("x > 1", "x > 2"),
    "a number": ('data-getal="x"', 'data-getal="y"'),
    "a link": ("../b.html", "../../b.html"),
    "a picture": ("a.en.svg", "b.en.svg"),
    "a numeral": ("1,234.5", "1.234,5"),
    "a number word": ("three", "two"),
    "digits in code": ("<code>1,5", "<code>1.5"),
    "a numeral in an attribute": ('alt="1.5"', 'alt="1.6"'),
    "an element": ("<code>", "<b></b><code>"),
    "a sentence in Dutch": ("places", '<span lang="nl">plaatsen</span>'),
}


def compared(english: str) -> list[str]:
    """The differences of two pages in the same folder of a website."""
    one, two = (html.document_fromstring(page) for page in (DUTCH, english))
    return differences(Side(one, "c"), Side(two, "en/c", "en"))


def test_a_page_that_says_the_same_does_not_differ() -> None:
    """Whatever its words and notation; the meaning of a term is no part of it."""
    assert compared(ENGLISH) == []


@pytest.mark.parametrize("what", CHANGES)
def test_a_page_that_states_something_else_differs(what: str) -> None:
    """In one thing at least."""
    assert compared(ENGLISH.replace(*CHANGES[what], 1)) != []
