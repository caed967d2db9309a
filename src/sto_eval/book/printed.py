"""The text of the PDF held against the text that was laid out: the same numerals in the same order.

What the laid-out text says is classified by the census, so a numeral that stands in the PDF only is
unclassified, and one that was altered or left out is found. Page numbers and running heads are looked at
apart: they stand in the margins, and in the list of contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import pypdfium2
from lxml import etree

from sto_eval.book.census import Finding
from sto_eval.book.passages import BREAK, even, passages
from sto_eval.numerals import numerals
from sto_eval.sphinxext import dutch

TOP, BOTTOM = 26, 24
"""Margins of a page, in millimetres, as the style sheet for print sets them."""

POINTS: Final = 72 / 25.4
AROUND: Final = 60
"""Characters of the PDF's text around a numeral that a message shows."""

_SOFT = re.compile("[\N{HYPHEN}\N{SOFT HYPHEN}\x02\ufffe]\\s*\n\\s*")
_MARK = re.compile(r"(?<=\d)(?=v\b)")
"""Between a made-up number and its mark, which stands raised behind it."""
_ITEM = re.compile(r"^\s*(\d+)\.\s*$", re.MULTILINE)
_PLUS = re.compile(r"\+\s(?=€)")
_LABELS = re.compile(rf"\b(?:{'|'.join(dutch.EVIDENCE.values())})\b")
_PAGE_NUMBER = r"[\s.]*(?P<page>\d+)[ \t]*$"
"""Behind a title in the contents; one that fills its line leaves no room for dots."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the PDF.

    Parameters
    ----------
    number
        Its number, from 1.
    body, margins
        The text within the margins, and that of the margins.
    """

    number: int
    body: str
    margins: str


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral of the PDF or of the laid-out text, with the words around it.

    ``item`` is true for a number that stands alone on its line with a point: that of an item in a list,
    which the engine draws.
    """

    text: str
    page: str
    around: str
    item: bool = False


def compare(pdf: Path, laid_out: etree._Element) -> list[Finding]:
    """What the PDF says otherwise than the laid-out text, page by page."""
    pages, titles = read_pdf(pdf), _listed(laid_out)
    expected, heads = list(_expected(laid_out)), list(_heads(laid_out))
    found = [token for page in pages for token in _tokens(_without_contents(page, titles, pages))]
    said = {token.text for token in found}
    return [*_margin_faults(pages, said), *_differences(expected, found, heads)]


def read_pdf(pdf: Path) -> list[Page]:
    """The pages of a PDF; the cover has no margins."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(number, page) for number, page in enumerate(document, 1)]


def _page(number: int, page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    low, high = (BOTTOM * POINTS, height - TOP * POINTS) if number > 1 else (0, height)
    margins = [(0, high, width, height), (0, 0, width, low)] if number > 1 else []
    body = text.get_text_bounded(0, low, width, high)
    return Page(number, _joined(body), " ".join(text.get_text_bounded(*box) for box in margins))


def _joined(text: str) -> str:
    """Lines as one text; a word that was broken at the end of a line is whole again."""
    return _SOFT.sub("", text.replace("\r\n", "\n"))


def _expected(laid_out: etree._Element) -> Iterator[Token]:
    for passage in passages(laid_out):
        if not passage.tag.startswith("@"):
            for one in numerals(passage.text):
                yield Token(_key(one.text), "", passage.sentence_at(one.start))


def _heads(laid_out: etree._Element) -> Iterator[tuple[str, ...]]:
    """The numerals in the head of each table: it stands again on each page that the table goes on."""
    for head in laid_out.iter("thead"):
        texts = tuple(_key(one.text) for one in numerals(even(" ".join(head.itertext()))))
        if texts:
            yield texts


def _tokens(page: Page) -> Iterator[Token]:
    text = _MARK.sub(BREAK, _PLUS.sub("+", page.body))
    items = {found.start(1) for found in _ITEM.finditer(text)}
    for one in numerals(text):
        around = " ".join(text[max(0, one.start - AROUND) : one.end + AROUND].split())
        yield Token(_key(one.text), f"bladzijde {page.number}", around, one.start in items)


def _key(text: str) -> str:
    return "".join(text.lower().split())


def _without_contents(page: Page, titles: Sequence[str], pages: Sequence[Page]) -> Page:
    """The page without the numbers behind the titles of the contents that lead to a page with that title."""
    body = page.body
    for title in titles:
        words = r"\s+".join(map(re.escape, title.split()))
        for entry in reversed(list(re.finditer(words + _PAGE_NUMBER, body, re.MULTILINE))):
            if _leads(title, int(entry["page"]), pages):
                body = body[: entry.start("page")] + body[entry.end("page") :]
    return Page(page.number, body, page.margins)


def _listed(laid_out: etree._Element) -> list[str]:
    """The titles in the contents and the lists."""
    found = laid_out.xpath(".//nav//a[starts-with(@href, '#')]")
    return list(dict.fromkeys(" ".join(link.text_content().split()) for link in found))


def _leads(title: str, number: int, pages: Sequence[Page]) -> bool:
    return 0 < number <= len(pages) and _bare(title) in _bare(pages[number - 1].body)


def _bare(text: str) -> str:
    """A text without labels of evidence: one beside a title is read between its lines."""
    return even(_LABELS.sub("", text))


def _margin_faults(pages: Sequence[Page], said: set[str]) -> Iterator[Finding]:
    """Margins hold the number of the page, how many there are, and titles that stand in the text."""
    for page in pages[1:]:
        found = [one.text for one in numerals(page.margins)]
        heads, foot = found[:-2], found[-2:]
        wrong = [text for text in heads if _key(text) not in said]
        if foot != [str(page.number), str(len(pages))] or wrong:
            where, text = f"bladzijde {page.number}", " ".join(page.margins.split())
            why = "stands in the margin of the PDF only"
            yield Finding(where, ", ".join([*wrong, *foot]), text, why)


def _differences(
    expected: Sequence[Token], found: Sequence[Token], heads: Sequence[tuple[str, ...]]
) -> Iterator[Finding]:
    ours, theirs = [one.text for one in expected], [one.text for one in found]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        extra = [one for one in found[c:d] if not one.item]
        said, shown = ours[a:b], tuple(one.text for one in extra)
        if tag == "equal" or "".join(said) in {"".join(shown), "".join(theirs[c:d])}:
            continue
        if not said and any(tuple(one) in heads for one in _slid(theirs, c, d)):
            continue
        if not extra:
            page = found[c - 1].page if c else expected[a].page
            yield from (_finding(one, page, "is missing in the PDF") for one in expected[a:b])
        meant = f", where the report says {', '.join(said)}" if said else ""
        yield from (_finding(one, one.page, f"stands in the PDF only{meant}") for one in extra)


def _slid(texts: Sequence[str], start: int, end: int) -> Iterator[Sequence[str]]:
    """The stretches that may have been put in just as well: those beside it that leave the same text."""
    first, last = start, end
    while first > 0 and texts[first - 1] == texts[last - 1]:
        first, last = first - 1, last - 1
    yield texts[first:last]
    while last < len(texts) and texts[first] == texts[last]:
        first, last = first + 1, last + 1
        yield texts[first:last]


def _finding(token: Token, page: str, why: str) -> Finding:
    return Finding(page, token.text, token.around, why)
