"""The pages of the book as one XHTML document for print.

The numerals are checked in it, and the template ``report.typ`` lays it out: what is checked is what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path

from lxml import etree, html

from recount.book.directives.numbering import ANNEXES
from recount.book.directives.store import Store
from recount.book.pdf.cover import cover
from recount.book.pdf.names import ANNEX, REPORT, SUMMARY
from recount.numbers.dutch_words import capitalised
from recount.translation.pages import Translation
from recount.translation.terms import explain

_FRONT, _SUMMARY_PAGE = "index", "samenvatting"
"""The pages of the summary: of the front page what comes before its first section."""

_REPORT_ONLY = {_FRONT: "./section", _SUMMARY_PAGE: "./div[contains(@class, 'rc-waarschuwing')]"}
"""What the summary leaves out of its pages: it says once that it is the demo, on the first."""

_START = "document-"
_ON_SCREEN = ("Herkomst", "Zo rekenen wij")
"""Sections of chapters that paper does not have: its annexes list the files, and define the numbers."""

_VOID = {"br", "img"}
_PAGE = '<html lang="nl"><body>{cover}<main></main></body></html>'


def _by_class(css: str) -> str:
    """XPath of elements with a class, at any depth."""
    return f".//*[contains(concat(' ', @class, ' '), ' {css} ')]"


_DROPPED = "|".join((
    _by_class("headerlink"), ".//script", ".//style", ".//summary", _by_class("rc-bestanden"), _by_class("rc-scherm"),
    _by_class("rc-bediening"), _by_class("rc-definities"), _by_class("rc-verder"),
    *(f"{_by_class('tag_hide-cell')}{_by_class(part)[1:]}" for part in ("cell_input", "cell_output")),
))  # fmt: skip


def print_pages(
    page: str, title: str, author: str, store: Store, front: str = ""
) -> etree._Element:
    """Sphinx's single page without what only a website has.

    Every chapter is a section of ``main``, with the documents that it is in and the caption of its part of the
    book. ``front`` replaces the default title of the front page.
    """
    single = html.document_fromstring(page)
    (body,), parts = single.xpath("//div[@class='body']"), dict(_parts(single))
    for found in body.xpath(_DROPPED):
        found.drop_tree()
    for around in body.xpath(".//details | .//picture | .//source"):
        around.drop_tag()  # lxml nests the element after <source>, which is never closed, in it
    pages = _pages(body)
    _link(pages)
    _leave_out(
        [section for name, section in pages if parts.get(name) != ANNEXES],
        [section for _, section in pages],
    )
    document = html.document_fromstring(_PAGE.format(cover=cover(title, author, store)))
    before_annexes = next((part for part in parts.values() if part != ANNEXES), "")
    for name, section in pages:
        part = parts.get(name, before_annexes if name == _FRONT else "")
        _set_title(section, part, front or f"{capitalised(store.print_name)} nagerekend", name)
        section.set("data-document", _documents_with(name, part))
        for below in section.xpath(_REPORT_ONLY.get(name, "./none")):
            below.set("data-document", REPORT)
        section.set("data-part", part)
        document.find(".//main").append(section)
    for tag in document.iter():
        if isinstance(tag.tag, str) and tag.text is None and tag.tag not in _VOID:
            tag.text = ""  # HTML has no tag that closes itself
    return document


def translate_print(
    pages: etree._Element, code: str, translation: Translation, work: Path
) -> etree._Element:
    """Print pages in another language, with the pictures of that language in ``work``."""
    translated = deepcopy(pages)
    translation.page(translated)
    explain(translated, translation.terms)
    translated.set("lang", code)
    for section in translated.find(".//main"):
        section.set("data-part", translation.text(section.get("data-part")))
    for image in translated.iter("img"):
        drawn = Path(image.get("src")).with_suffix(f".{code}.svg").as_posix()
        if (work / drawn).is_file():
            image.set("src", drawn)
    return translated


def _parts(single: etree._Element) -> Iterator[tuple[str, str]]:
    """Every page with the caption of its part of the book, from the sidebar."""
    for caption in single.xpath("//p[@role='heading']"):
        for address in caption.xpath("following-sibling::ul[1]//a/@href"):
            yield address.removeprefix(f"#{_START}"), caption.text_content()


def _pages(body: etree._Element) -> list[tuple[str, etree._Element]]:
    """Every page with its name, in reading order, with its title as h1."""
    pages = [(_FRONT, body.find("section"))]
    for mark in body.xpath(f".//span[starts-with(@id, '{_START}')]"):
        pages.append((mark.get("id").removeprefix(_START), mark.getnext()))
        mark.drop_tree()
    for _, section in reversed(pages):
        section.drop_tree()
        section.tail = None
        headings = list(section.iter("h1", "h2", "h3", "h4", "h5", "h6"))
        for heading in reversed(headings):
            heading.tag = f"h{int(heading.tag[1]) - int(headings[0].tag[1]) + 1}"
    return pages


def _link(pages: list[tuple[str, etree._Element]]) -> None:
    """Make ids unique, and links lead to them: to the own page first, and for a page to its section."""
    seen: set[str] = set()
    for page, section in pages:
        own = {}
        for tag in section.xpath("descendant-or-self::*[@id]"):
            if (name := tag.get("id")) in seen:
                own[name] = f"{page.replace('/', '-')}--{name}"
                tag.set("id", own[name])
            seen.add(tag.get("id"))
        for link in section.iter("a"):
            inside = link.get("href", "").removeprefix("index.html")
            link.set("href", f"#{own.get(inside[1:], inside[1:])}" if inside[:1] == "#" else inside)
    sections = {f"#{_START}{page}": f"#{section.get('id')}" for page, section in pages}
    for _, section in pages:
        for link in section.iter("a"):
            link.set("href", sections.get(link.get("href"), link.get("href")))


def _leave_out(chapters: list[etree._Element], every: list[etree._Element]) -> None:
    """Drop the sections that paper does not have, of annexes only those without a table; links to these become text."""
    gone: set[str] = set()
    for section, head in product(every, _ON_SCREEN):
        which = "" if section in chapters else "[not(.//table)]"
        for below in section.xpath(f"./section[h2[normalize-space()=$head]]{which}", head=head):
            gone.update(below.xpath("descendant-or-self::*/@id"))
            below.drop_tree()
    for section in every:
        for link in list(section.iter("a")):
            if link.get("href", "")[1:] in gone:
                link.drop_tag()


def _documents_with(page: str, part: str) -> str:
    """The documents that a page is in."""
    if part == ANNEXES:
        return ANNEX
    return f"{REPORT} {SUMMARY}" if page in {_FRONT, _SUMMARY_PAGE} else REPORT


def _set_title(section: etree._Element, part: str, front: str, page: str) -> None:
    """Retitle the front page, since the cover has the title of the book, and label annexes as such."""
    for heading in section.xpath("(.//h1)[1]") if page == _FRONT else ():
        for child in list(heading):
            heading.remove(child)
        heading.text = front
    for number in section.xpath("(.//h1)[1]/span[@class='section-number']"):
        number.text = f"Bijlage {number.text}" if part == ANNEXES else number.text
