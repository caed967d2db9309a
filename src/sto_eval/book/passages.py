"""A page of the book as passages: stretches of text that read as one, each part with its owner.

The owner of a text is the nearest element that the extension made from something: a record, a claim, a
figure. Text without one is the author's own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from lxml import etree, html

BREAK: Final = "\N{ZERO WIDTH SPACE}"
"""Between texts of different owners, so that no numeral is read across two."""

ATTRIBUTES: Final = ("alt", "aria-label", "title")
"""Attributes that a reader may hear or see."""

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "head", "noscript"})
_BY_DATA: Final = {"data-getal": "getal", "data-stelling": "stelling", "data-uitspraak": "afdruk",
                   "data-bij": "paspoort", "data-tabel": "tabel", "data-elders": "elders",
                   "data-figuur": "figuur"}  # fmt: skip
_BY_ID: Final = re.compile(r"(?:.*--)?(figuur|tabel|getal|register|herkomst)-(.+)")
_ID_KINDS: Final = {"getal": "paspoort"}
_BY_CLASS: Final = {
    "sto-telling": "telling", "omslag-regel": "omslag", "sto-run": "uitvoering",
    "sto-bronnen": "bronnen", "sto-correcties": "correcties",
    "sto-proef": "proef", "cell_output": "uitvoer", "sto-merk": "merk", "sto-nr": "verwijzing",
    "section-number": "nummer", "sto-nummer": "nummer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owner:
    """What a text was made from.

    Parameters
    ----------
    kind
        ``getal``, ``stelling``, ``afdruk``, ``paspoort``, ``figuur``, ``tabel``, ``register``, ``elders``, ``telling``,
        ``uitvoering``, ``bronnen``, ``correcties``, ``proef``, ``uitvoer``, ``code``, ``nummer`` (of a chapter, a
        figure or a table), ``omslag``, or ``tekst``: the author's own.
    name
        Id of the record, claim, figure or table; the predicate of a statement.
    part
        Part of the number.
    """

    kind: str
    name: str = ""
    part: str = ""


AUTHOR: Final = Owner("tekst")


@dataclass(frozen=True, slots=True)
class Run:
    """A text of one owner, and where it begins in its passage."""

    text: str
    owner: Owner
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that reads as one: a paragraph, a cell, a heading, an attribute.

    Parameters
    ----------
    text
        Its text, white space made even.
    tag
        The element it stands in; ``@alt`` for an attribute.
    runs
        Its text by owner.
    """

    text: str
    tag: str
    runs: tuple[Run, ...]

    def owner_at(self, position: int) -> Owner:
        """The owner of the character at a position."""
        return next(run.owner for run in reversed(self.runs) if run.start <= position)

    def sentence_at(self, position: int) -> str:
        """The sentence around a position, for a message."""
        before = [found.end() for found in re.finditer(r"[.!?]\s", self.text[:position])]
        after = re.search(r"[.!?](?:\s|$)", self.text[position:])
        end = position + after.end() if after else len(self.text)
        return self.text[before[-1] if before else 0 : end].replace(BREAK, "").strip()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or a table on a page.

    Parameters
    ----------
    owner
        Its kind and id.
    rows
        The cells of a table, head included; none for a figure that has no table under it.
    lines
        The paragraphs and the caption in its block, among which the line with its sources.
    """

    owner: Owner
    rows: list[list[str]]
    lines: frozenset[str]


def read_page(path: Path | zipfile.Path) -> etree._Element:
    """The part of a page that a reader reads: its article, or the whole body."""
    page = html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))
    article = page.find(".//article")
    return page.find("body") if article is None else article


def passages(root: etree._Element, owner: Owner = AUTHOR) -> Iterator[Passage]:
    """All passages of an element, in the order of reading; of one owner where no element has another."""
    pile = _Pile()
    yield from _walk(root, owner, "body", pile)
    yield from pile.flush("body")


def exhibits(root: etree._Element) -> Iterator[Exhibit]:
    """Every figure and table that a chapter published, in the order of reading."""
    for block in root.iter("div", "figure"):
        owner = _owner(block, AUTHOR)
        if owner.kind in {"figuur", "tabel"}:
            rows = [[even(cell.xpath("string()")) for cell in row] for row in block.iter("tr")]
            lines = {even(line.xpath("string()")) for line in block.iter("p", "figcaption")}
            yield Exhibit(owner, rows, frozenset(lines))


_STRAIGHT = str.maketrans("“”„‘’\N{NO-BREAK SPACE}", '"""\'\' ')


@lru_cache(maxsize=2**17)
def even(text: str) -> str:
    """A text with even white space and straight quotes, as it stands in the data.

    >>> even("  Er zijn  “vijf” scholen ")
    'Er zijn "vijf" scholen'
    """
    return " ".join(text.replace(BREAK, "").translate(_STRAIGHT).split())


class _Pile:
    """The texts gathered since the last block began."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, Owner]] = []

    def add(self, text: str | None, owner: Owner) -> None:
        if text:
            self.texts.append((re.sub(r"\s+", " ", text), owner))

    def flush(self, tag: str) -> Iterator[Passage]:
        runs: list[Run] = []
        text = ""
        for piece, owner in self.texts:
            if runs and runs[-1].owner == owner:
                runs[-1] = Run(runs[-1].text + piece, owner, runs[-1].start)
            else:
                text += BREAK if runs else ""
                runs.append(Run(piece, owner, len(text)))
            text += piece
        self.texts.clear()
        if text.replace(BREAK, "").strip():
            yield Passage(text, tag, tuple(runs))


def _walk(node: etree._Element, owner: Owner, tag: str, pile: _Pile) -> Iterator[Passage]:
    if not isinstance(node.tag, str) or node.tag in _SILENT or "headerlink" in _classes(node):
        return
    block, mine = node.tag in _BLOCKS, _owner(node, owner)
    inner = node.tag if block else tag
    if block:
        yield from pile.flush(tag)
    yield from _spoken(node, mine)
    pile.add(" " if node.tag == "br" else node.text, mine)
    for child in node:
        yield from _walk(child, mine, inner, pile)
        pile.add(child.tail, mine)
    if block:
        yield from pile.flush(inner)


def _spoken(node: etree._Element, owner: Owner) -> Iterator[Passage]:
    for name in ATTRIBUTES:
        text = node.get(name)
        if text and text.strip():
            yield Passage(text, f"@{name}", (Run(text, owner, 0),))


def _owner(node: etree._Element, outer: Owner) -> Owner:
    for attribute, kind in _BY_DATA.items():
        if attribute in node.attrib:
            return Owner(kind, node.get(attribute), node.get("data-deel", ""))
    named = _BY_ID.fullmatch(node.get("id", ""))
    if named and node.tag in {"figure", "div", "section"}:
        return Owner(_ID_KINDS.get(named[1], named[1]), named[2])
    for css in _classes(node):
        if css in _BY_CLASS:
            return Owner(_BY_CLASS[css])
    if node.tag == "pre" and outer.kind != "uitvoer":
        return Owner("code")
    return Owner("code") if node.tag == "code" and outer == AUTHOR else outer


def _classes(node: etree._Element) -> list[str]:
    return str(node.get("class", "")).split()
