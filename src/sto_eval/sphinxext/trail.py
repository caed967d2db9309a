"""Where every number stands in the book, noted while the pages are read: the trail from number to page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sto_eval.records import Record
from sto_eval.sphinxext.elements import NumberLink, PageLink
from sto_eval.sphinxext.pages import chapter_of, store_of

CELL, PLACES = "cell", "places"
"""What a trail leads to: the cell that published a number, or everywhere it is shown."""


class TrailLinks(nodes.Inline, nodes.TextElement):
    """Links from a passport into the book, made once all pages are known."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a number is shown.

    Parameters
    ----------
    page
        The page, by its document name.
    anchor
        What to put behind ``#`` to come to the number itself.
    section
        Title of the section, empty when the number stands before the first one.
    """

    page: str
    anchor: str
    section: str


@dataclass(slots=True)
class Trail:
    """What was noted of one page: the places per number, and the code cells that can be linked to."""

    numbers: dict[str, list[Place]] = field(default_factory=dict)
    cells: set[str] = field(default_factory=set)


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Give the numbers and code cells of a page an anchor, and remember them."""
    page, noted = app.env.docname, Trail()
    chapter = chapter_of(page, store_of(app))
    for link in doctree.findall(NumberLink):
        if not link.get("listed"):
            _note_number(link, page, noted)
    for cell in doctree.findall(nodes.container):
        if cell.get("nb_element") == "cell_code" and cell.get("exec_count") and chapter:
            anchor = cell_anchor(chapter, cell["exec_count"])
            cell["ids"].append(anchor)
            noted.cells.add(anchor)
    trails(app.env)[page] = noted


def cell_anchor(chapter: str, cell: int) -> str:
    """The anchor of a code cell of a chapter; it is the only one of that name in the book."""
    return f"cel-{chapter}-{cell}"


def numbers_on(env: BuildEnvironment, page: str) -> list[str]:
    """The numbers that a page shows, each once, in order; none of those that it only lists."""
    return list(trails(env)[page].numbers) if page in trails(env) else []


def places_of(env: BuildEnvironment, record_id: str) -> list[Place]:
    """Where a number stands: the first place in every section, in order of reading."""
    found: dict[tuple[str, str], Place] = {}
    for page in _in_order(env, env.config.root_doc, set()):
        for place in trails(env).get(page, Trail()).numbers.get(record_id, ()):
            found.setdefault((page, place.section), place)
    return list(found.values())


def trail(record: Record, to: str) -> TrailLinks:
    """The place of the links from a passport to a cell or to all places."""
    return TrailLinks("", "", record=record.id, to=to)


def trail_links(env: BuildEnvironment, record: Record, to: str) -> list[nodes.Node]:
    """The links themselves; a cell that the book leaves out has no place to lead to."""
    if to == CELL:
        page, anchor = f"chapters/{record.chapter}", cell_anchor(record.chapter, record.cell)
        shown = anchor in trails(env).get(page, Trail()).cells
        text = f"hoofdstuk {record.chapter}, cel {record.cell}"
        return [PageLink("", text, page=page, fragment=anchor if shown else "")]
    links = place_links(env, record.id)
    parts: list[nodes.Node] = [part for link in links for part in (nodes.Text("; "), link)]
    return parts[1:] or [nodes.Text("nergens in de tekst; alleen in de bijlage")]


def place_links(env: BuildEnvironment, record_id: str) -> list[PageLink]:
    """A link to every place of a number, by the titles of its page and section."""
    return [
        PageLink("", _place_name(env, place), page=place.page, fragment=place.anchor)
        for place in places_of(env, record_id)
    ]


def first_place(env: BuildEnvironment, record_id: str, page: str) -> Place | None:
    """Where a page shows a number first; when it does not, the first place in the book."""
    found = places_of(env, record_id)
    return next((place for place in found if place.page == page), found[0] if found else None)


def _place_name(env: BuildEnvironment, place: Place) -> str:
    title = env.titles[place.page].astext()
    return f"{title} – {place.section}" if place.section else title


def trails(env: BuildEnvironment) -> dict[str, Trail]:
    """Page -> what was noted of it, kept with Sphinx's own memory of the pages."""
    found: dict[str, Trail] = env.__dict__.setdefault("sto_eval_trails", {})
    return found


def _note_number(link: NumberLink, page: str, noted: Trail) -> None:
    places = noted.numbers.setdefault(link["record"], [])
    slug = nodes.make_id(page)
    place = Place(page, f"staat-{slug}-{link['record']}-{len(places) + 1}", _section(link))
    link["ids"].append(place.anchor)
    places.append(place)


def _section(node: nodes.Node) -> str:
    """Title of the innermost section around a node; empty for that of the page itself."""
    around = node.parent
    while around is not None and not isinstance(around, nodes.section):
        around = around.parent
    if around is None or isinstance(around.parent, nodes.document):
        return ""
    return around[0].astext()


def _in_order(env: BuildEnvironment, page: str, seen: set[str]) -> Iterator[str]:
    """The pages as the table of contents has them."""
    if page in seen:
        return
    seen.add(page)
    yield page
    for below in env.toctree_includes.get(page, ()):
        yield from _in_order(env, below, seen)
