"""Whether chapters, figures and tables are numbered in the order of reading, without a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from sto_eval.book.passages import even
from sto_eval.sphinxext.numbering import CSS

CHAPTER = "section-number"
"""Class in which Sphinx writes the number of a chapter."""

_TITLES = {"h1", "p", "caption"}
"""Where a number belongs to what it stands in; in a list it only refers."""


def misnumbered(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every number of a chapter, figure or table that is not the next one, and the one expected."""
    chapter, counts = "", Counter[str]()
    for node in root.iter("span"):
        if node.getparent().tag not in _TITLES:
            continue
        text, css = even(node.xpath("string()")), node.get("class", "").split()
        if CHAPTER in css:
            mark = text.rstrip(".").split()[-1]
            if chapter and mark not in _next(chapter):
                yield text, " or ".join(_next(chapter))
            chapter, counts = mark, Counter()
        elif CSS in css:
            kind = text.partition(" ")[0]
            counts[kind] += 1
            number = ".".join(filter(None, [chapter, str(counts[kind])]))
            if text != f"{kind} {number}":
                yield text, f"{kind} {number}"


def _next(mark: str) -> list[str]:
    """A number is followed by the next or by the first letter, a letter by the next."""
    return [str(int(mark) + 1), "A"] if mark.isdigit() else [chr(ord(mark[0]) + 1)]
