"""A page of the book as passages: stretches of text that read as one, each part with its token.

A directive of ours writes its text in an element with a token: the record, claim, table or file that the
text was made from. Text without a token is the author's own.
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
"""Between texts with different tokens, so that no numeral is read across two."""

SPOKEN: Final = ("alt", "aria-label", "title")
"""Attributes that a reader may hear or see."""

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "head", "noscript"})
_KINDS: Final = ("getal", "stelling", "uitspraak", "bij", "figuur", "tabel", "uit")
"""Kinds of tokens in an attribute ``data-<kind>``, whose value is what the text was made from."""
_BY_ID: Final = re.compile(r"(?:.*--)?(figuur|tabel|getal|register|herkomst)-(.+)")
"""A section, figure or table of ours, which has its token as id."""
_BY_CLASS: Final = {
    "cell_output": "uitvoer", "section-number": "nummer", "sto-nummer": "nummer", "sto-nr": "nummer",
}  # fmt: skip
"""What Sphinx writes for a notebook and for the numbers of chapters, figures and entries."""


@dataclass(frozen=True, slots=True)
class Token:
    """What a text was made from.

    Parameters
    ----------
    kind
        ``getal`` (a part of a number), ``bij`` (what is told of a number), ``stelling``, ``uitspraak``, ``figuur``,
        ``tabel``, ``register``, ``herkomst``, ``uit`` (a file or list), ``nummer`` (of a chapter, figure, table
        or entry), ``uitvoer`` (of a cell), ``code``, or ``tekst``: the author's own.
    name
        Id of the record, claim, figure or table; the predicate of a statement; the list.
    part
        Part of the number.
    """

    kind: str
    name: str = ""
    part: str = ""


PROSE: Final = Token("tekst")


@dataclass(frozen=True, slots=True)
class Run:
    """A text with one token, and where it begins in its passage."""

    text: str
    token: Token
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
        Its text by token.
    """

    text: str
    tag: str
    runs: tuple[Run, ...]

    def run_at(self, position: int) -> Run:
        """The run with the character at a position."""
        return next(run for run in reversed(self.runs) if run.start <= position)

    def sentence_at(self, position: int) -> str:
        """The sentence around a position, for a message."""
        before = [found.end() for found in re.finditer(r"[.!?]\s", self.text[:position])]
        after = re.search(r"[.!?](?:\s|$)", self.text[position:])
        end = position + after.end() if after else len(self.text)
        return self.text[before[-1] if before else 0 : end].replace(BREAK, "").strip()


def read_page(path: Path | zipfile.Path) -> etree._Element:
    """The part of a page that a reader reads: its article, or the whole body."""
    page = html.document_fromstring(path.read_bytes(), html.HTMLParser(encoding="utf-8"))
    article = page.find(".//article")
    return page.find("body") if article is None else article


def passages(root: etree._Element) -> Iterator[Passage]:
    """All passages of an element, in the order of reading."""
    texts: list[tuple[str, Token]] = []
    yield from _walk(root, PROSE, "body", texts)
    yield from _flush(texts, "body")


_STRAIGHT = str.maketrans("“”„‘’\N{NO-BREAK SPACE}", '"""\'\' ')


@lru_cache(maxsize=2**17)
def even(text: str) -> str:
    """A text with even white space and straight quotes, as it stands in the data.

    >>> even("  Er zijn  “vijf” scholen ")
    'Er zijn "vijf" scholen'
    """
    return " ".join(text.replace(BREAK, "").translate(_STRAIGHT).split())


def token_of(node: etree._Element, outer: Token = PROSE) -> Token:
    """The token of an element; where it has none, that of the element around it."""
    for kind in _KINDS:
        if f"data-{kind}" in node.attrib:
            return Token(kind, node.get(f"data-{kind}"), node.get("data-deel", ""))
    named = _BY_ID.fullmatch(node.get("id", ""))
    if named and node.tag in {"figure", "div", "section"}:
        return Token("bij" if named[1] == "getal" else named[1], named[2])
    for css in _classes(node):
        if css in _BY_CLASS:
            return Token(_BY_CLASS[css])
    if node.tag == "pre" and outer.kind != "uitvoer":
        return Token("code")
    return Token("code") if node.tag == "code" and outer == PROSE else outer


def _walk(
    node: etree._Element, outer: Token, tag: str, texts: list[tuple[str, Token]]
) -> Iterator[Passage]:
    """The passages of an element that are complete; ``texts`` has those of the passage that is not."""
    if not isinstance(node.tag, str) or node.tag in _SILENT or "headerlink" in _classes(node):
        return
    block, token = node.tag in _BLOCKS, token_of(node, outer)
    inner = node.tag if block else tag
    if block:
        yield from _flush(texts, tag)
    for name in SPOKEN:
        if (text := node.get(name, "")).strip():
            yield Passage(text, f"@{name}", (Run(text, token, 0),))
    texts.append((" " if node.tag == "br" else node.text or "", token))
    for child in node:
        yield from _walk(child, token, inner, texts)
        texts.append((child.tail or "", token))
    if block:
        yield from _flush(texts, inner)


def _flush(texts: list[tuple[str, Token]], tag: str) -> Iterator[Passage]:
    """The passage of the texts gathered, if a reader sees any; then none are left."""
    runs: list[Run] = []
    text = ""
    for piece, token in ((re.sub(r"\s+", " ", piece), token) for piece, token in texts if piece):
        if runs and runs[-1].token == token:
            runs[-1] = Run(runs[-1].text + piece, token, runs[-1].start)
        else:
            text += BREAK if runs else ""
            runs.append(Run(piece, token, len(text)))
        text += piece
    texts.clear()
    if text.replace(BREAK, "").strip():
        yield Passage(text, tag, tuple(runs))


def _classes(node: etree._Element) -> list[str]:
    return str(node.get("class", "")).split()
