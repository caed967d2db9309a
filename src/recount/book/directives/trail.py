"""Index of the places where the book shows each number, collected while Sphinx reads the pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from recount.book.directives.elements import NumberLink, PageLink
from recount.book.directives.pages import chapter_of, store_of
from recount.results.records import Record

CELL, PLACES = "cell", "places"
"""Targets of a link from a passport: the cell that published the number, or every place that shows it."""


class PendingLinks(nodes.Inline, nodes.TextElement):
    """Placeholder for the links from a passport into the book, resolved once all pages are known."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the book shows a number.

    Parameters
    ----------
    page
        Document name of the page.
    anchor
        Anchor of the number, without ``#``.
    section
        Title of the section; empty if the number precedes the first one.
    """

    page: str
    anchor: str
    section: str


@dataclass(slots=True)
class PageIndex:
    """The places of numbers on one page, and the anchors of its code cells."""

    numbers: dict[str, list[Occurrence]] = field(default_factory=dict)
    cells: set[str] = field(default_factory=set)


def index_page(app: Sphinx, doctree: nodes.document) -> None:
    """Add anchors to the numbers and code cells of a page, and index them."""
    page, index = app.env.docname, PageIndex()
    chapter = chapter_of(page, store_of(app))
    for link in doctree.findall(NumberLink):
        if not link.get("listed"):
            _index_number(link, page, index)
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") == "cell_code" and cell.get("exec_count") and chapter:
            anchor = cell_anchor(chapter, cell["exec_count"])
            cell["ids"].append(anchor)
            index.cells.add(anchor)
    page_indexes(app.env)[page] = index


def cell_anchor(chapter: str, cell: int) -> str:
    """Anchor of a code cell of a chapter, unique in the book."""
    return f"cel-{chapter}-{cell}"


def numbers_on(env: BuildEnvironment, page: str) -> list[str]:
    """The numbers that a page shows, each once and in order, without those that it only lists."""
    indexes = page_indexes(env)
    return list(indexes[page].numbers) if page in indexes else []


def places_of(env: BuildEnvironment, record_id: str) -> list[Occurrence]:
    """The first place of a number in every section, in reading order."""
    found: dict[tuple[str, str], Occurrence] = {}
    for page in env.collect_relations():
        for place in page_indexes(env).get(page, PageIndex()).numbers.get(record_id, ()):
            found.setdefault((page, place.section), place)
    return list(found.values())


def pending_links(record: Record, to: str) -> PendingLinks:
    """Placeholder for the links from a passport to a cell or to all places."""
    return PendingLinks("", "", record=record.id, to=to)


def links_to(env: BuildEnvironment, record: Record, to: str) -> list[nodes.Node]:
    """The links for a placeholder; without an anchor for a cell that the book leaves out."""
    if to == CELL:
        page, anchor = f"chapters/{record.chapter}", cell_anchor(record.chapter, record.cell)
        shown = anchor in page_indexes(env).get(page, PageIndex()).cells
        text = f"hoofdstuk {record.chapter}, cel {record.cell}"
        return [PageLink("", text, page=page, fragment=anchor if shown else "")]
    links = place_links(env, record.id)
    parts: list[nodes.Node] = [part for link in links for part in (nodes.Text("; "), link)]
    return parts[1:] or [nodes.Text("nergens in de tekst; alleen in de bijlage")]


def place_links(env: BuildEnvironment, record_id: str) -> list[PageLink]:
    """A link to every place of a number, labelled with the titles of page and section."""
    links = []
    for place in places_of(env, record_id):
        title = env.titles[place.page].astext()
        text = f"{title} – {place.section}" if place.section else title
        links.append(PageLink("", text, page=place.page, fragment=place.anchor))
    return links


def first_place(env: BuildEnvironment, record_id: str, page: str) -> Occurrence | None:
    """The first place of a number on a page; if there is none, the first place in the book."""
    found = places_of(env, record_id)
    return next((place for place in found if place.page == page), found[0] if found else None)


def page_indexes(env: BuildEnvironment) -> dict[str, PageIndex]:
    """Page -> index, stored in the environment of this build."""
    found: dict[str, PageIndex] = env.__dict__.setdefault("recount_page_indexes", {})
    return found


def _index_number(link: NumberLink, page: str, index: PageIndex) -> None:
    places = index.numbers.setdefault(link["record"], [])
    slug = nodes.make_id(page)
    place = Occurrence(page, f"staat-{slug}-{link['record']}-{len(places) + 1}", _section(link))
    link["ids"].append(place.anchor)
    places.append(place)


def _section(node: nodes.Node) -> str:
    """Title of the innermost section around a node; empty for the top section of the page."""
    around = node.parent
    while around is not None and not isinstance(around, nodes.section):
        around = around.parent
    if around is None or isinstance(around.parent, nodes.document):
        return ""
    return around[0].astext()
