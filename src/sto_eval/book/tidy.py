"""From Sphinx's single page to a document for print: cover, contents, every page a chapter.

The clean-up is also what makes the PDF pass PDF/UA-1: links hold text only, header cells have a
scope, images have words, no name occurs twice.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

_START = "document-"
_DROPPED = (
    ".sto-bediening", ".sto-definities", "a.headerlink", "script", "style", "summary", ".sto-bestanden", ".sto-verder", ".tag_hide-cell",
    ".tag_hide-input .cell_input", ".tag_hide-output .cell_output", ".toctree-wrapper > p.caption",
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DRAWN, _PAINTED = ".svg", ".png"
"""On paper a figure is the picture of dots: WeasyPrint takes half a second for each drawing."""
_FRONT = "De infographic nagerekend"
_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"></head>
<body>{cover}{contents}<main>{text}</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the book, taken out of the single page.

    Parameters
    ----------
    page
        Name of the page in Sphinx.
    section
        Its text.
    """

    page: str
    section: Tag

    @property
    def name(self) -> str:
        """The name that its anchors begin with."""
        return self.page.replace("/", "-")


def tidy_document(page: str, title: str, author: str) -> str:
    """The whole document for print."""
    soup = BeautifulSoup(page, "lxml")
    for found in soup.select(", ".join(_DROPPED)):
        found.decompose()
    chapters = _take_out(soup)
    _mend_anchors(chapters)
    for chapter in chapters:
        _mend(chapter.section)
    cover = _cover(chapters[0].section, title, author)
    _call_summary(chapters[0].section)
    return _PAGE.format(
        title=html.escape(title),
        author=html.escape(author),
        cover=cover,
        contents=_contents(chapters),
        text="".join(str(chapter.section) for chapter in chapters),
    )


def _take_out(soup: BeautifulSoup) -> list[Chapter]:
    """Every page in order of reading; the title of each becomes an h1."""
    front = soup.select_one("div.body section")
    assert front is not None, "the basic theme writes the front page in div.body"  # noqa: S101
    chapters = [Chapter("index", front)]
    for mark in soup.select(f'span[id^="{_START}"]'):
        section = mark.find_next("section")
        if isinstance(section, Tag) and section is not front:
            chapters.append(Chapter(str(mark["id"]).removeprefix(_START), section))
        mark.decompose()
    for chapter in reversed(chapters):
        chapter.section.extract()
        chapter.section["class"] = ["hoofdstuk"]
        _raise_headings(chapter.section)
    return chapters


def _raise_headings(section: Tag) -> None:
    headings = section.find_all(_HEADINGS)
    shift = int(headings[0].name[1]) - 1 if headings else 0
    for heading in headings:
        heading.name = f"h{max(1, int(heading.name[1]) - shift)}"


def _mend_anchors(chapters: list[Chapter]) -> None:
    """Chapters have sections of the same name: those get the name of the page before it.

    A link means the section of its own chapter first; a link to a whole page leads to its title.
    """
    count = Counter(
        str(tag["id"]) for chapter in chapters for tag in chapter.section.select("[id]")
    )
    first: dict[str, str] = {}
    for chapter in chapters:
        for number, heading in enumerate(chapter.section.find_all(("h1", "h2"))):
            heading["id"] = f"kop-{chapter.name}-{number}"
        first[f"{_START}{chapter.page}"] = f"kop-{chapter.name}-0"
    for chapter in chapters:
        own = _rename_doubles(chapter, count)
        first = own | first
        for link in chapter.section.select("a[href]"):
            link["href"] = _address(str(link["href"]), own)
    for chapter in chapters:
        for link in chapter.section.select("a[href]"):
            link["href"] = _address(str(link["href"]), first)


def _rename_doubles(chapter: Chapter, count: Counter[str]) -> dict[str, str]:
    renamed = {}
    for tag in chapter.section.select("[id]"):
        old = str(tag["id"])
        if count[old] > 1:
            tag["id"] = renamed[old] = f"{chapter.name}--{old}"
    return renamed


def _address(address: str, names: dict[str, str]) -> str:
    inside = address.removeprefix("index.html")
    if not inside.startswith("#"):
        return address
    return f"#{names.get(inside[1:], inside[1:])}"


def _mend(section: Tag) -> None:
    """What a reader of the tagged PDF needs and Sphinx leaves out, and what lays out faster on paper."""
    for paragraph in section.select("li > p:only-child"):
        paragraph.unwrap()  # the tag of a list item may hold a body, and no paragraph
    for code in section.find_all("pre"):
        code.string = code.get_text()
    for image in section.select(f'img[src$="{_DRAWN}"]'):
        image["src"] = str(image["src"]).removesuffix(_DRAWN) + _PAINTED
    for link in section.find_all("a"):
        link.string = link.get_text()
    for cell in section.find_all("th"):
        cell["scope"] = cell.get("scope") or ("col" if cell.find_parent("thead") else "row")
    for image in section.find_all("img"):
        image["alt"] = image.get("alt") or "afbeelding"
    for folded in section.find_all("details"):
        folded.unwrap()
    for box in section.select("[tabindex], [role]"):
        del box["tabindex"], box["role"]


def _call_summary(front: Tag) -> None:
    """The front page bears the title of the book; on paper the cover does."""
    heading = front.find("h1")
    if isinstance(heading, Tag):
        heading.string = _FRONT


def _contents(chapters: list[Chapter]) -> str:
    items = "".join(line for chapter in chapters for line in _contents_lines(chapter))
    return f'<nav class="inhoud"><h1>Inhoud</h1><ul>{items}</ul></nav>'


def _contents_lines(chapter: Chapter) -> Iterator[str]:
    """The title of a chapter; its sections have the same names in all, and would tell nothing."""
    for heading in chapter.section.find_all("h1"):
        text = html.escape(" ".join(heading.get_text().split()))
        yield f'<li class="op-{heading.name}"><a href="#{heading["id"]}">{text}</a></li>'


def _cover(front: Tag, title: str, author: str) -> str:
    """Title, the count of verdicts, the warning when there is one, and how it was made."""
    parts = "".join(
        f'<div class="omslag-{name}">{html.escape(" ".join(found.get_text().split()))}</div>'
        for name, css in (("telling", ".sto-telling"), ("waarschuwing", ".sto-waarschuwing"))
        if (found := front.select_one(css)) is not None
    )
    made = front.select_one(".sto-run")
    foot = [author, " ".join(made.get_text().split()) if made else ""]
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in foot if line)
    return (
        f'<div class="omslag"><p class="omslag-titel">{html.escape(title)}</p>{parts}'
        f'<div class="omslag-voet">{lines}</div></div>'
    )
