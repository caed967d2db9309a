"""Directive ``herkomst``: all numbers of the report, as a list on the website and as passports in print."""

from __future__ import annotations

from docutils import nodes

from recount.book.directives.elements import (
    ALL,
    PASSPORTS,
    SCHEMA,
    HtmlElement,
    PageLink,
    anchor,
    element,
    number_link,
)
from recount.book.directives.numbers import ANNEX, on_paper
from recount.book.directives.pages import (
    PageDirective,
    evidence_label,
    html_table,
    scroll_box,
    verdict_mark,
)
from recount.book.directives.paper_passports import PaperAnnex
from recount.book.directives.publication import OFFERED
from recount.book.directives.store import Store
from recount.results.records import Record


class AnnexDirective(PageDirective):
    """An entry for every number of the report.

    A number has one anchor in the book, on the page ``herkomst``; other pages link to that page.
    """

    def run(self) -> list[nodes.Node]:
        """Return a section per chapter, folded; in print also sections with the functions and the files."""
        if self.env.docname != ANNEX:
            link = PageLink("", "Herkomst van elk getal", page=ANNEX)
            return [element("p", "Elk getal heeft een eigen plek in de bijlage ", link, ".")]
        titles = self.env.config.recount_titles
        if on_paper(self.env.app):
            return list(PaperAnnex(self.store).sections(titles))
        chapters = nodes.section("", nodes.title("", "Per hoofdstuk"), ids=["per-hoofdstuk"])
        chapters += [
            _chapter(chapter, titles.get(chapter, chapter), records)
            for chapter, records in self.store.by_chapter.items()
        ]
        whole = not self.env.config.recount_names
        return [_downloads(self.store, whole=whole), chapters]


def _downloads(store: Store, *, whole: bool) -> HtmlElement:
    """Links to the files with all numbers, at the top of the website; only the whole report has a workbook."""
    mark = "verzonnen-" if store.demo else ""
    items = [
        element(
            "li",
            element("a", file.title, href=file.name, download=f"{mark}{file.name}"),
        )
        for file in OFFERED
        if whole or file.name.startswith(ALL)
    ]
    schema = element("a", "Wat de velden betekenen (JSON Schema)", href=SCHEMA)
    return element("ul", *items, element("li", schema), css="rc-bestanden")


def _chapter(chapter: str, title: str, records: list[Record]) -> nodes.section:
    """Section with a table of the numbers of a chapter, each with its anchor."""
    section = nodes.section("", nodes.title("", title), ids=[f"herkomst-{chapter}"])
    head = ("Getal", "Waarde", "Oordeel", "Bewijs")
    section += scroll_box(html_table(head, map(_row, records), right=[1]), title)
    return section


def _row(record: Record) -> list[nodes.Node | str]:
    link = PageLink("", record.label, page=f"{PASSPORTS}/{record.id}")
    return [
        element("span", link, id_=anchor(record.id)),
        number_link(record.id, record.measure.display, listed=True),
        verdict_mark(record.verdict.word) if record.verdict else "–",
        evidence_label(record.evidence),
    ]
