"""Numbers of chapters, figures and tables, identical on the website and in print.

Chapters have numbers and annexes have letters, by the captions in the table of contents. The number of a
figure or table consists of the mark of its chapter and its rank among its kind.
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

from recount.book.directives.elements import HtmlElement, element

CHAPTERS, ANNEXES = "Hoofdstukken", "Bijlagen"
"""Captions in the table of contents above the numbered pages and above the lettered ones."""

FIGURE, TABLE = "Figuur", "Tabel"
"""Kinds of numbered exhibits."""

CSS = "rc-nummer"
"""Class of the number of a figure or table."""


class Ordinal(nodes.Inline, nodes.TextElement):
    """Placeholder for the number of a figure or table, resolved once the pages are numbered."""


def ordinal(kind: str) -> HtmlElement:
    """Placeholder for the number in front of the title of a figure or table."""
    return element("span", Ordinal("", "", kind=kind), " ", css=CSS)


def number_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Number the chapters and letter the annexes, after Sphinx has assigned its own numbers."""
    for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree):
        marks: dict[str, Iterable[int | str]] = {CHAPTERS: count(1), ANNEXES: ascii_uppercase}
        part = marks.get(str(toctree.get("caption")), ())
        for mark, (_, page) in zip(part, toctree["entries"], strict=False):
            _mark(env, str(page), mark)
    return []


class NumberExhibits(SphinxPostTransform):
    """Number the figures and tables of every page."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Replace every placeholder; in print all pages form one document."""
        counts: Counter[tuple[str, str]] = Counter()
        for node in list(self.document.findall(Ordinal)):
            page, kind = _page_of(node) or self.env.docname, str(node["kind"])
            counts[page, kind] += 1
            parts = (*self.env.toc_secnumbers.get(page, {}).get("", ()), counts[page, kind])
            node.replace_self(nodes.Text(f"{kind} {'.'.join(map(str, parts))}"))


def _mark(env: BuildEnvironment, page: str, mark: int | str) -> None:
    """Set the mark on the title of a page; its sections have none."""
    links = list(env.tocs[page].findall(nodes.reference)) if page in env.tocs else []
    for link in links[:1]:
        link["secnumber"] = (mark,)
    numbers: dict[str, Any] = {str(link["anchorname"]): None for link in links}
    env.toc_secnumbers[page] = numbers | {"": (mark,)}


def _page_of(node: nodes.Node) -> str:
    """The page that a node of the single print document comes from; empty on the website."""
    around = node.parent
    while around is not None and "docname" not in around:
        around = around.parent
    return "" if around is None else str(around["docname"])
