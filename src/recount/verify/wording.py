"""The text of the website: what an author wrote has no numeral and no claim of its own, and tables are data.

A text of the report without a token was written by an author. Its numerals and claim words are those that the
edition exempts. Text with a token was generated from data; the numbers in it are checked elsewhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from recount.findings import Finding
from recount.verify.markup import classes, read_page
from recount.verify.notation import plain
from recount.verify.opened import OpenedBundle
from recount.verify.places import EXHIBITS, RESULTS
from recount.verify.shapes import Exhibit

MAX_PER_PAGE = 20
"""Findings reported per page; a page of another report has thousands."""

BREAK = "\N{ZERO WIDTH SPACE}"
"""What separates texts with different tokens, so that no pattern takes them for one."""

ADDRESS = "url"
"""The last column of a table with links, whose addresses stand behind the texts of the column before it."""

_EXCLUDED = {"_static", "search.html", "genindex.html", "regios"}
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SKIPPED = frozenset({"script", "style", "head", "noscript"})
_TOKENS = ("getal", "stelling", "uitspraak", "bij", "figuur", "tabel", "uit")
"""An attribute ``data-<token>`` names what the text was generated from."""

_BY_ID = re.compile(r"(?:.*--)?(figuur|tabel|getal|register|herkomst)-(.+)")
_BY_CLASS = {"cell_output", "section-number", "rc-nummer", "rc-nr"}
_NUMERAL = re.compile(
    r"\d(?:[\d.,]*\d)?|\b(?:één|nul|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
    r"|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig"
    r"|negentig|honderd|duizend|miljoen|miljard|helft|half|halve|kwart|driekwart)\b",
    re.IGNORECASE,
)

Token = tuple[str, ...]
PROSE: Token = ()


class Passage(NamedTuple):
    """A paragraph, cell, heading or attribute: its text, and the stretches of it that an author wrote."""

    text: str
    prose: list[tuple[int, int]]

    def is_prose(self, place: int) -> bool:
        """Whether an author wrote the character at a place."""
        return any(start <= place < end for start, end in self.prose)


def check_wording(opened: OpenedBundle) -> Iterator[Finding]:
    """Check the pages of the report, and those of the regions."""
    for site in opened.sites:
        for name in opened.under(site, ".html"):
            if name.removeprefix(f"{site}/").split("/")[0] in _EXCLUDED:
                continue
            notes = list(_notes(opened.archive.read(name), opened))
            for note in notes[:MAX_PER_PAGE]:
                yield Finding("B8", name, note)
            if len(notes) > MAX_PER_PAGE:
                yield Finding("B8", name, f"and {len(notes) - MAX_PER_PAGE} more on this page")


def _notes(raw: bytes, opened: OpenedBundle) -> Iterator[str]:
    """What is wrong with the article of a page, or with its whole text if it has no article."""
    try:
        page = read_page(raw)
    except ValueError:
        return  # a finding of the pages
    for root in page.findall(".//article")[:1] or page.findall("body"):
        yield from _exhibits(root, opened)
        yield from _prose(root, opened)


def _prose(root: HtmlElement, opened: OpenedBundle) -> Iterator[str]:
    """The numerals and claim words in texts of an author that no exemption covers."""
    for passage in passages(root):
        if not passage.prose:
            continue
        exempt = [
            (one.covers, *span)
            for one in opened.exemptions.values()
            for span in one.spans(passage.text)
        ]
        numerals = [found.span() for found in _NUMERAL.finditer(passage.text)]
        claims = [s for word in opened.claim_words.values() for s in word.spans(passage.text)]
        for kind, spans in (("getal", numerals), ("woord", claims)):
            for start, end in spans:
                free = any(k == kind and a <= start and end <= b for k, a, b in exempt)
                if passage.is_prose(start) and not free:
                    around = passage.text[max(0, start - 60) : end + 60].replace(BREAK, "")
                    yield f"'{passage.text[start:end]}' has no proof and no exemption: “{around}”"


def _exhibits(root: HtmlElement, opened: OpenedBundle) -> Iterator[str]:
    """Every table on a page has the cells that a chapter published."""
    words = {word: folder for folder, word in EXHIBITS.items()}
    for block in root.iter("div", "figure"):
        kind, *name = token_of(block) or [""]
        if kind not in words:
            continue
        data = _cells(words[kind], name[0], opened)
        shown = [[plain(cell.text_content()) for cell in row] for row in block.iter("tr")]
        if data is None:
            yield f"{kind} '{name[0]}' is published by no chapter"
        elif shown != data and (shown or kind == "tabel"):
            yield f"{kind} '{name[0]}' differs from the data of its chapter"


def _cells(folder: str, name: str, opened: OpenedBundle) -> list[list[str]] | None:
    """The cells of a figure or table: the texts on its card, or else its CSV; ``None`` if there is none."""
    for chapter in opened.chapters():
        place = f"{RESULTS}/{chapter}/{folder}/{name}"
        if f"{place}.json" not in opened.digests:
            continue
        card = opened.load_json(f"{place}.json", Exhibit, "B8")
        if card and card.rows is not None:
            rows = [[str(column.get("name")) for column in card.columns], *card.rows]
        else:
            text = opened.text(f"{place}.csv").lstrip("\ufeff")
            lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
            rows = [row[:-1] for row in lines]  # the last column says whether it is made up
        width = len(rows[0]) - (rows[0][-1:] == [ADDRESS]) if rows else 0
        return [[plain(cell) for cell in row[:width]] for row in rows]
    return None


def passages(root: HtmlElement) -> Iterator[Passage]:
    """All passages of an element, in reading order."""
    texts: list[tuple[str, Token]] = []
    yield from _walk(root, PROSE, texts)
    yield from _flush(texts)


def token_of(tag: HtmlElement, outer: Token = PROSE) -> Token:
    """What the text of an element was generated from; without a token of its own, that of the element around it."""
    for kind in _TOKENS:
        if f"data-{kind}" in tag.attrib:
            return kind, tag.get(f"data-{kind}", ""), tag.get("data-deel", "")
    named = _BY_ID.fullmatch(tag.get("id", ""))
    if named and tag.tag in {"figure", "div", "section"}:
        return named[1], named[2], ""
    if marked := _BY_CLASS & classes(tag):
        return tuple(sorted(marked))
    if tag.tag == "pre" or (tag.tag == "code" and outer == PROSE and _has_letter(tag)):
        return ("code",)
    return outer


def _has_letter(tag: HtmlElement) -> bool:
    return any(map(str.isalpha, tag.text_content()))


def _walk(tag: HtmlElement, outer: Token, texts: list[tuple[str, Token]]) -> Iterator[Passage]:
    """The finished passages of an element; ``texts`` collects those of the unfinished one."""
    if not isinstance(tag.tag, str) or tag.tag in _SKIPPED or "headerlink" in classes(tag):
        return
    block, token = tag.tag in _BLOCKS, token_of(tag, outer)
    if block:
        yield from _flush(texts)
    for name in ("alt", "aria-label", "title"):
        if text := tag.get(name, "").strip():
            yield Passage(text, [(0, len(text))] if token == PROSE else [])
    texts.append((" " if tag.tag == "br" else tag.text or "", token))
    for child in tag:
        yield from _walk(child, token, texts)
        texts.append((child.tail or "", token))
    if block:
        yield from _flush(texts)


def _flush(texts: list[tuple[str, Token]]) -> Iterator[Passage]:
    """The passage of the collected texts, unless it is blank; empties ``texts``."""
    text, last = "", None
    prose: list[tuple[int, int]] = []
    for piece, token in texts:
        if not piece:
            continue
        if last is not None and token != last:
            text += BREAK
        start = len(text)
        text += re.sub(r"\s+", " ", piece)
        if token == PROSE:
            prose.append((start, len(text)))
        last = token
    texts.clear()
    if text.replace(BREAK, "").strip():
        yield Passage(text, prose)
