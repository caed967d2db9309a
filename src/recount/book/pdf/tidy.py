"""Turn Sphinx's single page into a document for print, with a cover, contents and chapters.

The clean-up also makes the PDF pass PDF/UA-1: links contain only text, header cells have a scope, images have
alternative text and ids are unique.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree, html

from recount.book.directives.numbering import ANNEXES
from recount.book.directives.store import Store
from recount.book.pdf.cover import cover
from recount.book.pdf.front_matter import Chapter, front_matter
from recount.numbers.formats import capitalised

_START = "document-"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DRAWN, _PAINTED = ".svg", ".png"
"""In print figures are PNG: WeasyPrint takes half a second per SVG."""
_ORIGIN = "Herkomst"
_FIRST = {"samenvatting"}
"""Pages that come first in print."""
_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"></head>
<body>{cover}{contents}<main>{text}</main></body></html>
"""


def _by_class(*css: str) -> str:
    """XPath of elements with these classes, at any depth."""
    tests = "".join(f"[contains(concat(' ', @class, ' '), ' {one} ')]" for one in css)
    return f".//*{tests}"


_MARK = f".//span[starts-with(@id, '{_START}')]"
_DROPPED = "|".join((
    _by_class("headerlink"), ".//script", ".//style", ".//summary", _by_class("rc-bestanden"),
    _by_class("rc-bediening"), _by_class("rc-definities"), _by_class("rc-verder"),
    _by_class("tag_hide-cell"),
    f"{_by_class('tag_hide-input')}{_by_class('cell_input')[1:]}",
    f"{_by_class('tag_hide-output')}{_by_class('cell_output')[1:]}",
))  # fmt: skip


def tidy_document(page: str, title: str, author: str, store: Store, front: str = "") -> str:
    """The complete document for print; ``front`` replaces the default title of the front page."""
    document = html.document_fromstring(page)
    (body,), parts = document.xpath("//div[@class='body']"), dict(_parts(document))
    for found in body.xpath(_DROPPED):
        found.drop_tree()
    chapters = sorted(_extract(body, parts), key=lambda chapter: chapter.page not in _FIRST)
    _make_anchors_unique(chapters)
    for chapter in chapters:
        _prepare_for_pdf(chapter.section)
        _drop_origin(chapter.section)
        _set_title(chapter, front or f"{capitalised(store.print_name)} nagerekend")
    sections = (etree.tostring(c.section, method="html", encoding="unicode") for c in chapters)
    return _PAGE.format(
        title=escape(title),
        author=escape(author),
        cover=cover(title, author, store),
        contents=front_matter(chapters),
        text="".join(sections),
    )


def _parts(document: etree._Element) -> Iterator[tuple[str, str]]:
    """Every page with the caption of its part of the book, from the sidebar."""
    for caption in document.xpath("//p[@role='heading']"):
        for address in caption.xpath("following-sibling::ul[1]//a/@href"):
            yield address.removeprefix(f"#{_START}"), caption.text_content()


def _extract(body: etree._Element, parts: Mapping[str, str]) -> list[Chapter]:
    """Every page in reading order, with its title as h1."""
    front = body.find("section")
    part = next((caption for caption in parts.values() if caption != ANNEXES), "")
    chapters = [Chapter("index", part, front)]
    for mark in body.xpath(_MARK):
        page, section = mark.get("id").removeprefix(_START), mark.getnext()
        if section is not None:
            chapters.append(Chapter(page, parts.get(page, ""), section))
        mark.drop_tree()
    for chapter in reversed(chapters):
        chapter.section.drop_tree()
        chapter.section.tail = None
        chapter.section.set("class", "hoofdstuk")
        _raise_headings(chapter.section)
    return chapters


def _raise_headings(section: etree._Element) -> None:
    headings = list(section.iter(*_HEADINGS))
    shift = int(headings[0].tag[1]) - 1 if headings else 0
    for heading in headings:
        heading.tag = f"h{max(1, int(heading.tag[1]) - shift)}"


def _make_anchors_unique(chapters: list[Chapter]) -> None:
    """Prefix duplicate ids with the name of their page, and update the links.

    A link refers to its own chapter first; a link to a page leads to the title of that page.
    """
    count = Counter(name for chapter in chapters for name in chapter.section.xpath(".//@id"))
    first: dict[str, str] = {}
    for chapter in chapters:
        for number, heading in enumerate(chapter.section.iter("h1", "h2")):
            heading.set("id", f"kop-{chapter.name}-{number}")
        first[f"{_START}{chapter.page}"] = f"kop-{chapter.name}-0"
    for chapter in chapters:
        own = _rename_duplicates(chapter, count)
        first = own | first
        _update_links(chapter.section, own)
    for chapter in chapters:
        _update_links(chapter.section, first)


def _rename_duplicates(chapter: Chapter, count: Counter[str]) -> dict[str, str]:
    renamed = {}
    for tag in chapter.section.xpath(".//*[@id]"):
        old = tag.get("id")
        if count[old] > 1:
            renamed[old] = f"{chapter.name}--{old}"
            tag.set("id", renamed[old])
    return renamed


def _update_links(section: etree._Element, names: Mapping[str, str]) -> None:
    """Update the links within the document to the new ids."""
    for link in section.iter("a"):
        inside = link.get("href", "").removeprefix("index.html")
        if inside.startswith("#"):
            link.set("href", f"#{names.get(inside[1:], inside[1:])}")


def _prepare_for_pdf(section: etree._Element) -> None:
    """Add what a tagged PDF needs, and simplify what is slow to lay out."""
    for paragraph in section.xpath(".//li[count(*)=1]/p"):
        paragraph.drop_tag()  # PDF/UA allows no paragraph directly in a list item
    for plain in section.iter("pre", "a"):
        _set_text(plain, plain.text_content())
    for image in section.iter("img"):
        source = image.get("src", "")
        if source.endswith(_DRAWN):
            image.set("src", source.removesuffix(_DRAWN) + _PAINTED)
        image.set("alt", image.get("alt") or "afbeelding")
    for cell in section.iter("th"):
        inside = "col" if cell.xpath("boolean(ancestor::thead)") else "row"
        cell.set("scope", cell.get("scope") or inside)
    for around in section.xpath(".//details | .//picture | .//source"):
        around.drop_tag()  # lxml nests the element after <source>, which is never closed, in it
    for box in section.xpath(".//*[@tabindex or @role]"):
        for name in ("tabindex", "role"):
            box.attrib.pop(name, None)


def _set_text(node: etree._Element, text: str) -> None:
    """Replace the content of an element with text."""
    for child in list(node):
        node.remove(child)
    node.text = text


def _set_title(chapter: Chapter, front: str) -> None:
    """Retitle the front page, since the cover has the title of the book, and label annexes as such."""
    heading = chapter.section.find(".//h1")
    if chapter.page == "index" and heading is not None:
        _set_text(heading, front)
    if chapter.part == ANNEXES:
        for number in chapter.section.xpath("(.//h1)[1]/span[@class='section-number']"):
            number.text = f"Bijlage {number.text}"


def _drop_origin(section: etree._Element) -> None:
    """Drop the section that only links to the passports: in print each number has a mark instead."""
    for part in section.xpath(f"./section[h2[normalize-space()='{_ORIGIN}']][not(.//table)]"):
        part.drop_tree()
