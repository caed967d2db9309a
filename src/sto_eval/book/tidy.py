"""From Sphinx's single page to a document for print: cover, contents, every page of the book a chapter.

The clean-up is also what makes the PDF pass PDF/UA-1: links hold text only, header cells have a
scope, images have words, no name occurs twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree, html

from sto_eval.book.cover import cover
from sto_eval.book.frontmatter import Chapter, front_matter
from sto_eval.sphinxext.numbering import ANNEXES
from sto_eval.sphinxext.store import Store

_START = "document-"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DRAWN, _PAINTED = ".svg", ".png"
"""On paper a figure is the picture of dots: WeasyPrint takes half a second for each drawing."""
FRONT = "De infographic nagerekend"
"""The title of the front page of the report."""

_ORIGIN = "Herkomst"
_FIRST = {"samenvatting"}
"""What stands before all else on paper: who reads one page reads this one."""
_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"></head>
<body>{cover}{contents}<main>{text}</main></body></html>
"""


def _with(*css: str) -> str:
    """The XPath of an element with these classes, at any depth."""
    tests = "".join(f"[contains(concat(' ', @class, ' '), ' {one} ')]" for one in css)
    return f".//*{tests}"


_MARK = f".//span[starts-with(@id, '{_START}')]"
_DROPPED = "|".join((
    _with("headerlink"), ".//script", ".//style", ".//summary", _with("sto-bestanden"),
    _with("sto-bediening"), _with("sto-definities"), _with("sto-verder"), _with("tag_hide-cell"),
    f"{_with('tag_hide-input')}{_with('cell_input')[1:]}",
    f"{_with('tag_hide-output')}{_with('cell_output')[1:]}",
))  # fmt: skip


def tidy_document(page: str, title: str, author: str, store: Store, front: str = "") -> str:
    """The whole document for print; ``front`` is the title of the front page, where it has another."""
    document = html.document_fromstring(page)
    (body,), parts = document.xpath("//div[@class='body']"), dict(_parts(document))
    for found in body.xpath(_DROPPED):
        found.drop_tree()
    chapters = sorted(_take_out(body, parts), key=lambda chapter: chapter.page not in _FIRST)
    _mend_anchors(chapters)
    for chapter in chapters:
        _mend(chapter.section)
        _drop_origin(chapter.section)
        _name(chapter, front or FRONT)
    sections = (etree.tostring(c.section, method="html", encoding="unicode") for c in chapters)
    return _PAGE.format(
        title=escape(title),
        author=escape(author),
        cover=cover(title, author, store),
        contents=front_matter(chapters),
        text="".join(sections),
    )


def _parts(document: etree._Element) -> Iterator[tuple[str, str]]:
    """Every page, and the caption of the part of the book it stands in, as the sidebar has it."""
    for caption in document.xpath("//p[@role='heading']"):
        for address in caption.xpath("following-sibling::ul[1]//a/@href"):
            yield address.removeprefix(f"#{_START}"), caption.text_content()


def _take_out(body: etree._Element, parts: Mapping[str, str]) -> list[Chapter]:
    """Every page in order of reading; the title of each becomes an h1."""
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


def _mend_anchors(chapters: list[Chapter]) -> None:
    """Chapters have sections of the same name: those get the name of the page before it.

    A link means the section of its own chapter first; a link to a whole page leads to its title.
    """
    count = Counter(name for chapter in chapters for name in chapter.section.xpath(".//@id"))
    first: dict[str, str] = {}
    for chapter in chapters:
        for number, heading in enumerate(chapter.section.iter("h1", "h2")):
            heading.set("id", f"kop-{chapter.name}-{number}")
        first[f"{_START}{chapter.page}"] = f"kop-{chapter.name}-0"
    for chapter in chapters:
        own = _rename_doubles(chapter, count)
        first = own | first
        _lead(chapter.section, own)
    for chapter in chapters:
        _lead(chapter.section, first)


def _rename_doubles(chapter: Chapter, count: Counter[str]) -> dict[str, str]:
    renamed = {}
    for tag in chapter.section.xpath(".//*[@id]"):
        old = tag.get("id")
        if count[old] > 1:
            renamed[old] = f"{chapter.name}--{old}"
            tag.set("id", renamed[old])
    return renamed


def _lead(section: etree._Element, names: Mapping[str, str]) -> None:
    """Let the links within the document lead to the names that these now have."""
    for link in section.iter("a"):
        inside = link.get("href", "").removeprefix("index.html")
        if inside.startswith("#"):
            link.set("href", f"#{names.get(inside[1:], inside[1:])}")


def _mend(section: etree._Element) -> None:
    """What a reader of the tagged PDF needs and Sphinx leaves out, and what lays out faster on paper."""
    for paragraph in section.xpath(".//li[count(*)=1]/p"):
        paragraph.drop_tag()  # the tag of a list item may hold a body, and no paragraph
    for plain in section.iter("pre", "a"):
        _say(plain, plain.text_content())
    for image in section.iter("img"):
        source = image.get("src", "")
        if source.endswith(_DRAWN):
            image.set("src", source.removesuffix(_DRAWN) + _PAINTED)
        image.set("alt", image.get("alt") or "afbeelding")
    for cell in section.iter("th"):
        inside = "col" if cell.xpath("boolean(ancestor::thead)") else "row"
        cell.set("scope", cell.get("scope") or inside)
    for around in section.xpath(".//details | .//picture | .//source"):
        around.drop_tag()  # a picture for another width: its tag is never closed, and has the next in it
    for box in section.xpath(".//*[@tabindex or @role]"):
        for name in ("tabindex", "role"):
            box.attrib.pop(name, None)


def _say(node: etree._Element, text: str) -> None:
    """Let an element hold this text only."""
    for child in list(node):
        node.remove(child)
    node.text = text


def _name(chapter: Chapter, front: str) -> None:
    """The front page bears the title of the book, which on paper the cover does; an annex says that it is one."""
    heading = chapter.section.find(".//h1")
    if chapter.page == "index" and heading is not None:
        _say(heading, front)
    if chapter.part == ANNEXES:
        for number in chapter.section.xpath("(.//h1)[1]/span[@class='section-number']"):
            number.text = f"Bijlage {number.text}"


def _drop_origin(section: etree._Element) -> None:
    """Take away the section that only says where the passports are: on paper a mark behind each number does."""
    for part in section.xpath(f"./section[h2[normalize-space()='{_ORIGIN}']][not(.//table)]"):
        part.drop_tree()
