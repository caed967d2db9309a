"""The numbers of chapters, figures and tables, the same on the website and on paper.

Chapters are counted and annexes have letters, by the captions in the table of contents. A figure or a table
has the mark of its chapter, and its place among those of its kind there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count
from string import ascii_uppercase
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sto_eval.sphinxext.elements import HtmlElement, element

CHAPTERS, ANNEXES = "Hoofdstukken", "Bijlagen"
"""Captions in the table of contents of the pages that have a number, and of those with a letter."""

FIGURE, TABLE = "Figuur", "Tabel"
"""What a number is of."""

CSS = "sto-nummer"
"""Class of the number of a figure or a table."""


class Ordinal(nodes.Inline, nodes.TextElement):
    """The number of a figure or a table, made once the pages have theirs."""


def ordinal(kind: str) -> HtmlElement:
    """The number of the next figure or table, in front of its title."""
    return element("span", Ordinal("", "", kind=kind), " ", css=CSS)


def number_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give every chapter its number and every annex its letter, once Sphinx has made its own."""
    for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree):
        marks = _marks(str(toctree.get("caption") or ""))
        for mark, (_, page) in zip(marks, toctree["entries"], strict=False):
            _mark(env, str(page), mark)
    return []


class NumberExhibits(SphinxPostTransform):
    """Count the figures and tables of every page."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Put each number in its place; on paper all pages are one document."""
        counts: Counter[tuple[str, str]] = Counter()
        for node in list(self.document.findall(Ordinal)):
            page, kind = _page_of(node) or self.env.docname, str(node["kind"])
            counts[page, kind] += 1
            parts = (*self.env.toc_secnumbers.get(page, {}).get("", ()), counts[page, kind])
            node.replace_self(nodes.Text(f"{kind} {'.'.join(map(str, parts))}"))


def _marks(caption: str) -> Iterable[int | str]:
    marks: dict[str, Iterable[int | str]] = {CHAPTERS: count(1), ANNEXES: ascii_uppercase}
    return marks.get(caption, ())


def _mark(env: BuildEnvironment, page: str, mark: int | str) -> None:
    """The title of a page has the mark, its sections have none."""
    links = list(env.tocs[page].findall(nodes.reference)) if page in env.tocs else []
    for link in links[:1]:
        link["secnumber"] = (mark,)
    numbers: dict[str, Any] = {str(link["anchorname"]): None for link in links}
    env.toc_secnumbers[page] = numbers | {"": (mark,)}


def _page_of(node: nodes.Node) -> str:
    """The page that a node of the one document for paper comes from; empty on the website."""
    around = node.parent
    while around is not None and "docname" not in around:
        around = around.parent
    return "" if around is None else str(around["docname"])
