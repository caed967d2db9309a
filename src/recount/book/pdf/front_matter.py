"""Front matter of the PDF: the contents and the lists of figures and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree

from recount.book.directives.elements import bind_euro
from recount.book.directives.numbering import CSS

LISTS = {"figuur": ("Figuren", ".//p[@class='rc-titel']"), "tabel": ("Tabellen", ".//caption")}
"""Prefix of the id of an exhibit -> title of its list, and XPath of its own title."""

INVENTED = '<span class="rc-bewijs rc-nagebootst">verzonnen</span> '
"""Label before the title of an exhibit based on invented data."""

_LABEL = ".//*[contains(@class, 'rc-nagebootst')]"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the book, extracted from the single print document.

    Parameters
    ----------
    page
        Name of the page in Sphinx.
    part
        Caption of the part of the book that it belongs to; empty for the front page.
    section
        Its content.
    """

    page: str
    part: str
    section: etree._Element

    @property
    def name(self) -> str:
        """Prefix of its anchors."""
        return self.page.replace("/", "-")


def front_matter(chapters: list[Chapter]) -> str:
    """The contents, and the lists that are not empty."""
    lists = {kind: list(_exhibits(kind, chapters)) for kind in LISTS}
    sections = [
        f'<nav class="inhoud lijst"><h1 id="lijst-{kind}">{LISTS[kind][0]}</h1>{_items(entries)}</nav>'
        for kind, entries in lists.items()
        if entries
    ]
    names = [(LISTS[kind][0], f"lijst-{kind}") for kind, entries in lists.items() if entries]
    return _contents(chapters, names) + "".join(sections)


def _contents(chapters: list[Chapter], lists: Iterable[tuple[str, str]]) -> str:
    """The titles of the chapters by part; section titles are left out, as all chapters have the same ones."""
    parts: dict[str, list[str]] = {}
    for title, name in lists:
        parts.setdefault("", []).append(_entry("", title, name, ""))
    for chapter in chapters:
        for heading in chapter.section.xpath("(.//h1)[1]"):
            number, title = _split(heading, "section-number")
            mark = "".join(number.split()[-1:])  # drop the word "Bijlage"
            entry = _entry(_numbered("section-number", mark), title, heading.get("id"), "")
            parts.setdefault(chapter.part, []).append(entry)
    text = "".join(
        f"{f'<h2>{escape(part)}</h2>' if part else ''}{_items(items)}"
        for part, items in parts.items()
    )
    return f'<nav class="inhoud"><h1>Inhoud</h1>{text}</nav>'


def _exhibits(kind: str, chapters: list[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        for block in chapter.section.xpath(f".//*[starts-with(@id, '{kind}-')]"):
            for title in block.xpath(LISTS[kind][1]):
                number, text = _split(title, CSS)
                name = block.get("id")
                owner = f' data-{kind}="{name.removeprefix(f"{kind}-")}"'
                label = INVENTED if block.xpath(_LABEL) else ""
                yield _entry(_numbered(CSS, number), text, name, owner, label)


def _split(title: etree._Element, css: str) -> tuple[str, str]:
    """The number of a title, and its text."""
    number = " ".join(title.xpath(f"string(.//span[@class='{css}'])").split())
    words = " ".join(title.text_content().split()).removeprefix(number).strip()
    return number, bind_euro(words)


def _numbered(css: str, number: str) -> str:
    return f'<span class="{css}">{escape(number)}</span> ' if number else ""


def _entry(number: str, title: str, name: str, owner: str, label: str = "") -> str:
    link = f'<span class="naam">{label}<a href="#{name}"{owner}>{escape(title)}</a></span>'
    return f'<li>{number}{link}<span class="blz" data-doel="#{name}"></span></li>'


def _items(entries: Iterable[str]) -> str:
    return f"<ul>{''.join(entries)}</ul>"
