"""Split a page of the book into passages, and passages into segments with a token.

Our directives write their text into elements with a token: the record, claim, table or file that the text was
generated from. Text without a token was written by the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree, html

from recount.numbers.dutch_numerals import WHITE
from recount.translation.values import STRAIGHT

BREAK: Final = "\N{ZERO WIDTH SPACE}"
"""Separator between segments, so that no numeral spans two of them."""

TEXT_ATTRIBUTES: Final = ("alt", "aria-label", "title")
"""Attributes with text for the reader."""

SEPARATOR: Final = " · "
"""Between the parts of a description in the head of a page; each part is a text of the page."""

_PREVIEWED: Final = frozenset({"description", "og:title", "og:description", "og:image:alt"})
"""What a link to a page shows elsewhere."""

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SKIPPED: Final = frozenset({"script", "style", "head", "noscript"})
_KINDS: Final = {
    f"data-{kind}": kind
    for kind in ("getal", "stelling", "uitspraak", "bij", "figuur", "tabel", "uit")
}
"""Attribute whose value names the referent of a token -> kind of the token."""
_BY_ID: Final = re.compile(r"(?:.*--)?(figuur|tabel|getal|register|herkomst)-(.+)")
"""Id of a section, figure or table of ours, which serves as its token."""
_BY_CLASS: Final = {
    "cell_output": "uitvoer", "section-number": "nummer", "rc-nummer": "nummer", "rc-nr": "nummer",
}  # fmt: skip
"""Classes for the output of notebook cells and for the numbers of chapters, figures and entries."""


class Token(NamedTuple):
    """What a text was generated from.

    Parameters
    ----------
    kind
        ``getal`` (a number or a part of it), ``bij`` (text about a number), ``stelling``, ``uitspraak``,
        ``figuur``, ``tabel``, ``register``, ``herkomst``, ``uit`` (a file or list), ``nummer`` (of a chapter,
        figure, table or entry), ``uitvoer`` (of a cell), ``code``, or ``tekst`` (written by the author).
    name
        Id of the record, claim, figure or table; the predicate of a statement; the name of the list.
    part
        Part of the number.
    """

    kind: str
    name: str = ""
    part: str = ""


PROSE: Final = Token("tekst")
COVER: Final = Token("uit", "omslag")
_MADE_UP: Final = Token("uit", "merk")


class Segment(NamedTuple):
    """A text with one token, and its position in the passage."""

    text: str
    token: Token
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A continuous stretch of text: a paragraph, cell, heading or attribute.

    Parameters
    ----------
    text
        Its text with normalised white space.
    tag
        The enclosing element; ``@alt`` and the like for an attribute.
    segments
        Its text by token.
    """

    text: str
    tag: str
    segments: tuple[Segment, ...]

    @property
    def quotation(self) -> str:
        """Its text as quoted elsewhere, where the mark of a made-up number is a word."""
        texts = (" (verzonnen)" if one.token == _MADE_UP else one.text for one in self.segments)
        return WHITE.sub(" ", "".join(texts)).strip()

    def segment_at(self, position: int) -> Segment:
        """The segment with the character at a position."""
        return next(one for one in reversed(self.segments) if one.start <= position)

    def sentence_at(self, position: int) -> str:
        """The sentence around a position, for a message."""
        before = [found.end() for found in re.finditer(r"[.!?]\s", self.text[:position])]
        after = re.search(r"[.!?](?:\s|$)", self.text[position:])
        end = position + after.end() if after else len(self.text)
        return self.text[before[-1] if before else 0 : end].replace(BREAK, "").strip()


def read_page(page: bytes) -> etree._Element:
    """The content of a page: its article, or the whole body."""
    root = html.document_fromstring(page, html.HTMLParser(encoding="utf-8"))
    article = root.find(".//article")
    return root.find("body") if article is None else article


def passages(root: etree._Element) -> list[Passage]:
    """All passages of an element, in reading order."""
    found: list[Passage] = []
    texts: list[tuple[str, Token]] = []
    _walk(root, PROSE, "body", texts, found)
    _flush(texts, "body", found)
    return found


def previews(root: etree._Element) -> Iterator[str]:
    """The parts of what a link to the page of an element shows elsewhere."""
    for meta in root.getroottree().iter("meta"):
        if _PREVIEWED & {meta.get("name"), meta.get("property")}:
            yield from meta.get("content", "").split(SEPARATOR)


_STRAIGHT = STRAIGHT | {ord("\N{NO-BREAK SPACE}"): " "}


@lru_cache(maxsize=2**17)
def normalise(text: str) -> str:
    """A text with normalised white space and straight quotes, as in the data.

    >>> normalise("  Er zijn  “vijf” scholen ")
    'Er zijn "vijf" scholen'
    """
    return WHITE.sub(" ", text.replace(BREAK, "").translate(_STRAIGHT)).strip()


def token_of(node: etree._Element, outer: Token = PROSE) -> Token:
    """The token of an element; if it has none, that of the enclosing element."""
    attributes = dict(node.attrib)
    for name, kind in _KINDS.items():
        if name in attributes:
            return Token(kind, attributes[name], attributes.get("data-deel", ""))
    named = _BY_ID.fullmatch(attributes.get("id", ""))
    if named and node.tag in {"figure", "div", "section"}:
        return Token("bij" if named[1] == "getal" else named[1], named[2])
    for css in attributes.get("class", "").split():
        if css in _BY_CLASS:
            return Token(_BY_CLASS[css])
    if node.tag == "pre" and outer.kind != "uitvoer":
        return Token("code")
    return Token("code") if node.tag == "code" and outer == PROSE else outer


def _walk(
    node: etree._Element,
    outer: Token,
    tag: str,
    texts: list[tuple[str, Token]],
    passages: list[Passage],
) -> None:
    """Collect the completed passages of an element in ``passages``, and the text of the last one in ``texts``."""
    if (
        not isinstance(node.tag, str)
        or node.tag in _SKIPPED
        or "headerlink" in node.get("class", "").split()
    ):
        return
    block, token = node.tag in _BLOCKS, token_of(node, outer)
    inner = node.tag if block else tag
    if block and texts:
        _flush(texts, tag, passages)
    passages += [
        Passage(text, f"@{name}", (Segment(text, token, 0),))
        for name in TEXT_ATTRIBUTES
        if (text := node.get(name, "")).strip()
    ]
    if text := " " if node.tag == "br" else node.text:
        texts.append((text, token))
    for child in node:
        _walk(child, token, inner, texts, passages)
        if child.tail:
            texts.append((child.tail, token))
    if block and texts:
        _flush(texts, inner, passages)


def _flush(texts: list[tuple[str, Token]], tag: str, passages: list[Passage]) -> None:
    """Add the passage of the collected texts, unless it is blank; empties ``texts``."""
    segments: list[Segment] = []
    text = ""
    for piece, token in ((WHITE.sub(" ", piece), token) for piece, token in texts):
        if segments and segments[-1].token == token:
            last = segments[-1]
            segments[-1] = Segment(last.text + piece, token, last.start)
        else:
            text += BREAK if segments else ""
            segments.append(Segment(piece, token, len(text)))
        text += piece
    texts.clear()
    if text.replace(BREAK, "").strip():
        passages.append(Passage(text, tag, tuple(segments)))
