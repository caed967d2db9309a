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
from recount.book.directives.numbers import ANNEX, annexes, on_paper
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

_HEAD = ("Getal", "Waarde", "Oordeel", "Bewijs")


class AnnexDirective(PageDirective):
    """An entry for every number of the report.

    A number has one anchor in the book: if there is a page ``herkomst``, other pages link to it.
    """

    def run(self) -> list[nodes.Node]:
        """Return a section per chapter, folded; in print also sections with the functions and the files."""
        if ANNEX in self.env.found_docs and self.env.docname != ANNEX:
            link = PageLink("", "Herkomst van elk getal", page=ANNEX)
            return [element("p", "Elk getal heeft een eigen plek in de bijlage ", link, ".")]
        annexes(self.env).add(self.env.docname)
        titles = self.env.config.recount_titles
        if on_paper(self.env.app):
            return list(PaperAnnex(self.store).sections(titles))
        chapters = nodes.section("", nodes.title("", "Per hoofdstuk"), ids=["per-hoofdstuk"])
        chapters += [
            _chapter(chapter, titles.get(chapter, chapter), records)
            for chapter, records in self.store.by_chapter.items()
        ]
        return [
            _downloads(self.env.docname, self.store, whole=not self.env.config.recount_names),
            chapters,
        ]


def _downloads(page: str, store: Store, *, whole: bool) -> HtmlElement:
    """Links to the files with all numbers, at the top of the website; only the whole report has a workbook."""
    top, mark = "../" * page.count("/"), "verzonnen-" if store.demo else ""
    items = [
        element(
            "li",
            element("a", file.title, href=f"{top}{file.name}", download=f"{mark}{file.name}"),
        )
        for file in OFFERED
        if whole or file.name.startswith(ALL)
    ]
    schema = element("a", "Wat de velden betekenen (JSON Schema)", href=f"{top}{SCHEMA}")
    return element("ul", *items, element("li", schema), css="rc-bestanden")


def _chapter(chapter: str, title: str, records: list[Record]) -> nodes.section:
    """Section with a table of the numbers of a chapter, each with its anchor."""
    section = nodes.section("", nodes.title("", title), ids=[f"herkomst-{chapter}"])
    section += scroll_box(html_table(_HEAD, map(_row, records), right=[1]), title)
    return section


def _row(record: Record) -> list[nodes.Node | str]:
    value = number_link(record.id, record.measure.display, listed=True)
    return [
        _name(record),
        value,
        verdict_mark(record.verdict.word) if record.verdict else "–",
        evidence_label(record.evidence),
    ]


def _name(record: Record) -> HtmlElement:
    link = PageLink("", record.label, page=f"{PASSPORTS}/{record.id}")
    name = element("span", link)
    name["ids"] = [anchor(record.id)]
    return name
