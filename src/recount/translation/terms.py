"""Explain the terms that stay Dutch on a page in another language, where it first has them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from recount.translation.messages import WORDLESS

EXPLANATION: Final = "rc-uitleg"
"""Class of the meaning of a term."""

_PARAGRAPHS: Final = (
    "//p[not(@class)][ancestor::article or ancestor::section[parent::main]]"
    "[not(ancestor::template)]"
)
"""Where a term is explained: in running text, on the website and on paper."""


def explain(page: etree._Element, terms: Mapping[str, str]) -> None:
    """Put its meaning after each term that stays Dutch, once on a page.

    A term in a link is left alone, and so is one in a name, and one after its own meaning.

    Parameters
    ----------
    page
        A translated page.
    terms
        Term -> meaning.
    """
    left = dict(terms)
    for paragraph in page.xpath(_PARAGRAPHS):
        said = " ".join(paragraph.xpath("string()").split()).lower()
        left = {term: meaning for term, meaning in left.items() if not _says(said, term, meaning)}
        for text in _texts(paragraph):
            rest = text
            while found := _first(left, rest.value):
                rest = _insert(rest, found.end(), left.pop(found[0]))


def _first(terms: Iterable[str], text: str) -> re.Match[str] | None:
    """The first term in a text."""
    found = (
        re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-]| [A-Z])", text)
        for term in terms
        if term in text
    )
    return min(filter(None, found), key=lambda one: one.start(), default=None)


def _says(paragraph: str, term: str, meaning: str) -> bool:
    """Whether a paragraph itself gives the meaning of a term that it has."""
    return term.lower() in paragraph and meaning.partition(",")[0].lower() in paragraph


class _Text:
    """A text of a page: that of an element, or the one after it."""

    def __init__(self, node: etree._Element, *, is_tail: bool) -> None:
        self.node, self.is_tail = node, is_tail
        self.value = (node.tail if is_tail else node.text) or ""


def _texts(block: etree._Element) -> Iterator[_Text]:
    if block.tag in WORDLESS or block.tag == "a" or block.get("class") == EXPLANATION:
        return
    children = list(block)
    yield _Text(block, is_tail=False)
    for child in children:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield _Text(child, is_tail=True)


def _insert(text: _Text, place: int, meaning: str) -> _Text:
    """Insert a meaning into a text, in brackets, or after a comma if the text is in brackets there; return the rest."""
    before = text.value[:place]
    within = before.count("(") > before.count(")")
    added = etree.Element("span", {"class": EXPLANATION})
    added.text = f", {meaning}" if within else f" ({meaning})"
    added.tail = text.value[place:]
    if text.is_tail:
        text.node.tail = before
        parent = text.node.getparent()
        parent.insert(parent.index(text.node) + 1, added)
    else:
        text.node.text = before
        text.node.insert(0, added)
    return _Text(added, is_tail=True)
