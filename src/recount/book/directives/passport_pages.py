"""The passport page of every number on the website."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from operator import itemgetter
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge
from sphinx.util.display import status_iterator
from sphinx.util.docutils import new_document

from recount.book.directives.code_proofs import code_proof_facts
from recount.book.directives.elements import (
    FILES,
    PASSPORTS,
    HtmlElement,
    PageLink,
    element,
    typographic,
    web_link,
    write_html,
)
from recount.book.directives.functions import code_of, file_of
from recount.book.directives.made_up_box import box
from recount.book.directives.numbers import resolve_links
from recount.book.directives.pages import (
    evidence_label,
    folded,
    html_table,
    outcome_line,
    scroll_box,
    store_of,
)
from recount.book.directives.passports import (
    CORRECTION_HEAD,
    MADE_UP_SENTENCE,
    Fact,
    as_table,
    correction_rows,
    definitions,
    judgement_facts,
    parameters_of,
    rows_counted,
    source_facts,
    value_facts,
)
from recount.book.directives.recomputing import recomputing
from recount.book.directives.row_files import no_rows, rows_facts, rows_link
from recount.book.directives.second_ways import SENTENCE, second_way_facts, sql_box
from recount.book.directives.store import Store
from recount.book.directives.trail import CELL, first_place, pending_links, place_links
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Record

_MARK = re.compile(r"paspoort--([a-z_]+)--")
_MARKED_PAGE = f"{PASSPORTS}/paspoort--id--"


def passport_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the passport of every number.

    A site has hundreds of passports, and the theme takes long for each page. So it renders only one with marks
    for what differs, per combination of neighbours; a passport is that page with the marks replaced.

    Yields
    ------
    Name, context and template of every page with marks, rendered by Sphinx before the next step.
    """
    store = store_of(app)
    marked: dict[tuple[str, ...], str] = {}
    chapters = status_iterator(
        store.by_chapter.items(), "writing passports... ", length=len(store.by_chapter),
        stringify_func=itemgetter(0),
    )  # fmt: skip
    for _, records in chapters:
        for before, record, after in zip(
            [None, *records], records, [*records[1:], None], strict=False
        ):
            around = {"before": before, "after": after}
            neighbours = tuple(name for name, other in around.items() if other)
            if neighbours not in marked:
                yield _MARKED_PAGE, _marked_context(neighbours), "page.html"
                path = _path(app, _MARKED_PAGE)
                marked[neighbours] = path.read_text("utf-8")
                path.unlink()
            page = f"{PASSPORTS}/{record.id}"
            values = {
                "id": record.id,
                "title": _title(record),
                "body": render(app, page, passport(app, record, store)),
                "before": before.id if before else "",
                "before_title": _title(before) if before else "",
                "after": after.id if after else "",
                "after_title": _title(after) if after else "",
            }
            _path(app, page).write_text(_fill(marked[neighbours], values), "utf-8")


def _title(record: Record) -> str:
    return escape(typographic(record.label))


def render(app: Sphinx, page: str, content: HtmlElement) -> str:
    """Render content as HTML, with links relative to a page."""
    builder: Any = app.builder  # ours are HTML builders
    resolve_links(content, app, page)
    builder.current_docname = page
    document = new_document("")
    document.settings = builder.docsettings
    document += content
    translator = builder.create_translator(document, builder)
    write_html(translator, content)
    for node in list(content.findall(nodes.Element)):
        node.clear()  # nodes hold each other, so the collector would have to find them
    return "".join(translator.body)


def passport(app: Sphinx, record: Record, store: Store) -> HtmlElement:
    """The full passport of a number."""
    return element(
        "section",
        element("p", "← ", _back(app, record), css="rc-terug"),
        element("h1", record.label),
        box(MADE_UP_SENTENCE) if record.evidence == Evidence.MADE_UP else None,
        element("p", record.measure.display, css="rc-groot"),
        outcome_line(record, store),
        element("p", element("a", "Dit getal als bestand (JSON)", href=f"{record.id}.json")),
        *_section("Regels waarop dit getal rust", _rows_table(record, store)),
        *_section("Narekenen", *recomputing(record, store)),
        *_section("Het getal", as_table(value_facts(record, store.nouns)), *_definitions(record)),
        *_section("Oordeel", as_table(judgement_facts(record, store))),
        *_section(
            "Berekening",
            as_table(_calculation(record, store)),
            *_source_code(app, record),
            *sql_box(record, store),
        ),
        *_section("Bronnen", *_sources(record, store)),
        *_section("Correcties", _corrections(record)),
        *_section("Waar dit getal staat", _places(app, record)),
        css="rc-pas",
        data_bij=record.id,
    )


def _section(title: str, *content: nodes.Node) -> list[nodes.Node]:
    return [element("h2", title), *content]


def _back(app: Sphinx, record: Record) -> nodes.Node:
    """Link to the number in its chapter, otherwise to its first place, otherwise to the cell that published it."""
    place = first_place(app.env, record.id, f"chapters/{record.chapter}")
    if place is None:
        return pending_links(record, CELL)
    return PageLink("", app.env.titles[place.page].astext(), page=place.page, fragment=place.anchor)


def _rows_table(record: Record, store: Store) -> HtmlElement:
    """The rows per source, in two columns so that the links fit on a phone screen."""
    rows = [
        [
            element("span", f"{source.title} ", evidence_label(source.evidence)),
            element(
                "span",
                rows_counted(source),
                element("br"),
                rows_link(source, store) or no_rows(source),
            ),
        ]
        for source in record.sources
    ]
    if not rows:
        return element("p", "Dit getal rust op geen bestand.")
    table = html_table(("Bron", "Rust op"), rows, css="rc-rust")
    return scroll_box(table, "Regels waarop dit getal rust")


def _definitions(record: Record) -> list[nodes.Node]:
    items = [element("li", text) for text in definitions(record)]
    return [element("h3", "Alle manieren van tellen"), element("ul", *items)] if items else []


def _calculation(record: Record, store: Store) -> Iterator[Fact]:
    yield "Berekend in", [pending_links(record, CELL)]
    for function in record.functions:
        name = "Functie" if function == record.function else "Functie van de grenzen"
        place = element(
            "a",
            f"{function.file}, regel {function.line}",
            href=f"{FILES}/{file_of(function)}",
        )
        yield name, [element("code", function.name), " (", place, ")"]
        digest = element("code", function.sha256, css="rc-lang")
        yield "Controlegetal van de broncode", [digest]
    if store.run.get("commit"):
        yield "Commit", [element("code", str(store.run["commit"]))]
    yield "Parameters", parameters_of(record)
    for name, content in second_way_facts(record, store):
        yield name, [*content, f". {SENTENCE}"]
    yield from code_proof_facts(record, store)


def _source_code(app: Sphinx, record: Record) -> list[nodes.Node]:
    """The current source code of every function, collapsed; ``check_functions`` compares it with the record."""
    found: list[nodes.Node] = []
    for function in record.functions:
        code = code_of(function.name)
        if code is not None:
            summary = element("summary", f"Broncode van {function.name.rpartition('.')[2]}")
            text = nodes.raw("", _highlighted(app.builder.highlighter, code.text), format="html")  # type: ignore[attr-defined] # ours are HTML builders
            found.append(element("details", summary, text, css="rc-broncode"))
    return found


@cache
def _highlighted(highlighter: PygmentsBridge, code: str) -> str:
    """Python as a code block in HTML; cached, as many numbers share a function."""
    block = highlighter.highlight_block(code, "python")
    return f'<div class="highlight-python notranslate">{block}</div>\n'


def _sources(record: Record, store: Store) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for source in record.sources:
        facts = [*source_facts(source), *rows_facts(source, store)]
        found += [element("h3", web_link(source.title, source.url)), as_table(facts)]
    return found


def _corrections(record: Record) -> HtmlElement:
    applied = record.corrections
    if not applied:
        return element("p", "Op de bronnen van dit getal is geen correctie toegepast.")
    table = html_table(CORRECTION_HEAD, correction_rows(applied), right=[2])
    return folded("Tabel: Correcties", scroll_box(table, "Correcties"))


def _places(app: Sphinx, record: Record) -> HtmlElement:
    links = place_links(app.env, record.id)
    if not links:
        return element("p", "Nergens in de tekst; alleen in de bijlage.")
    return element("ul", *(element("li", link) for link in links))


def _mark(name: str) -> str:
    return f"paspoort--{name}--"


def _fill(page: str, values: Mapping[str, str]) -> str:
    return _MARK.sub(lambda found: values[found[1]], page)


def _marked_context(neighbours: Iterable[str]) -> dict[str, Any]:
    """The context of a page with marks; ``before`` and ``after`` are the neighbours to link to."""
    links = {
        name: {"link": f"{_mark(name)}.html", "title": _mark(f"{name}_title")}
        for name in neighbours
    }
    return {
        "title": _mark("title"),
        "body": _mark("body"),
        "metatags": f'<link rel="alternate" type="application/json" href="{_mark("id")}.json">',
        "prev": links.get("before"),
        "next": links.get("after"),
    }


def _path(app: Sphinx, page: str) -> Path:
    return Path(app.builder.get_outfilename(page))  # type: ignore[attr-defined] # ours are HTML builders
