"""What a page of the website says: its title, its answer in a sentence, and its text by section.

Search and previews of links take their texts from here, so from pages in which every numeral was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree
from pydantic import TypeAdapter

from recount.book.directives.elements import PASSPORTS
from recount.book.earlier_parts import ANEW, EarlierParts
from recount.book.numerals.check import is_checked
from recount.book.numerals.tokens import passages, read_page

_LEFT_OUT: Final = (
    "descendant::*[self::pre or self::template or self::script or self::details[not(section)] "
    "or contains(@class, 'rc-bediening') or starts-with(@id, 'getal-')]"
)
"""Code, cards, controls, what is folded away except sections, and the entries of the list of all numbers."""

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=\W?[A-Z])")


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of a page without the sections in it: its anchor, heading and sentences."""

    anchor: str
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as the panel at the start of a chapter shows it.

    Parameters
    ----------
    subject
        What the claim is about.
    printed
        The printed figure.
    sign, verdict
        Sign and word of the verdict.
    """

    subject: str
    printed: str
    sign: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PageContents:
    """The contents of a page.

    Parameters
    ----------
    address
        Address of the page, from the front of the website.
    number
        The number of a chapter or the letter of an annex; empty for other pages.
    title
        Its title, without the number.
    description
        What it says, shortly: value, verdict and definition of a passport, else its first sentence; the title
        of a page without sentences.
    claims
        The claims that the panel at its start shows.
    sections
        Its sections, in reading order; those of a passport are not read.
    """

    address: str
    number: str
    title: str
    description: tuple[str, ...]
    claims: tuple[ShownClaim, ...]
    sections: tuple[PageSection, ...]


_PLAIN: Final = TypeAdapter(PageContents)
"""The contents of a page as JSON."""


def read_contents(
    site: Path, earlier: EarlierParts = ANEW, *, passports: bool = True
) -> list[PageContents]:
    """The pages of a book in reading order: those without a number, chapters, annexes.

    The search page and the other book are left out, and without ``passports`` those of numbers too. Only pages that
    differ from those of ``earlier`` are parsed.
    """
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    ours = [path.as_posix() for path in sorted(found) if is_checked(path)]
    shown = [address for address in ours if passports or not _is_passport(address)]
    return sorted((_contents(site, address, earlier) for address in shown), key=_reading_order)


def _is_passport(address: str) -> bool:
    return address.startswith(f"{PASSPORTS}/")


def _reading_order(page: PageContents) -> tuple[str, int]:
    is_chapter = page.number.isdecimal()
    return ("", int(page.number)) if is_chapter else (page.number, 0)


def _contents(site: Path, address: str, earlier: EarlierParts) -> PageContents:
    page = (site / address).read_bytes()
    made = earlier.get(lambda: _PLAIN.dump_json(_parsed(address, page)), address.encode(), page)
    return _PLAIN.validate_json(made)


def _parsed(address: str, page: bytes) -> PageContents:
    article = read_page(page)
    for left_out in article.xpath(_LEFT_OUT):
        left_out.drop_tree()
    sections = () if _is_passport(address) else tuple(_sections(article))
    number = _text_of(article, "h1//*[@class='section-number']").rstrip(". ")
    title = sections[0].heading if sections else _text_of(article, "h1")
    title = title.removeprefix(f"{number}.").strip() if number else title
    description = tuple(filter(None, _description(article))) or (title,)
    return PageContents(address, number, title, description, tuple(_claims(article)), sections)


def _description(article: etree._Element) -> Iterator[str]:
    if article.xpath("section[contains(@class, 'rc-pas')]"):
        yield _text_of(article, "p[@class='rc-groot']")
        yield _text_of(article, "section/p/*[contains(@class, 'rc-oordeelwoord')]")
        definition = _text_of(article, "tr[th[1]='Definitie']/td[1]")
        yield _first_sentence(definition or _text_of(article, "p[not(@class)]"))
    else:
        yield _first_sentence(_text_of(article, "section[1]/p[not(@class)]"))


def _claims(article: etree._Element) -> Iterator[ShownClaim]:
    panel = "div[contains(@class, 'rc-opening')]"
    for row in article.xpath(f".//{panel}/div[@class='rc-stemmen']"):
        printed = "div[contains(@class, 'rc-stem-afdruk')]/p[contains(@class, 'rc-groot')]"
        yield ShownClaim(
            _text_of(row, "p[@class='rc-wat']"),
            _text_of(row, printed),
            _text_of(row, "span[@class='rc-teken']"),
            _text_of(row, "span[contains(@class, 'rc-oordeelwoord')]/span[2]"),
        )


def _sections(article: etree._Element) -> Iterator[PageSection]:
    for section in article.iter("section"):
        own = [child for child in section if child.tag not in {"section", "details"}]
        heads = [child for child in own if child.tag in {"h1", "h2", "h3", "h4"}]
        heading = _text(heads[0]) if heads else _text_of(section, "preceding-sibling::summary")
        texts = (text for child in own if child not in heads for text in _texts(child))
        sentences = (one for text in texts for one in _SENTENCE_END.split(text))
        yield PageSection(section.get("id", ""), heading, tuple(sentences))


def _text_of(within: etree._Element, path: str) -> str:
    """The text of the first element at a path; empty if there is none."""
    found = within.xpath(f"(.//{path})[1]")
    return _text(found[0]) if found else ""


def _text(element: etree._Element) -> str:
    return " ".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    """The text of every paragraph, cell and other block of an element, with single spaces."""
    for one in passages(element):
        if not one.tag.startswith("@"):
            yield one.quotation


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(text, maxsplit=1)[0]
