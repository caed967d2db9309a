"""Directives ``antwoord``, ``vragen`` and ``samenvatting``: answers per chapter and for the whole report."""

from __future__ import annotations

from docutils import nodes

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, PageLink, bind_euro, element, number_link
from recount.book.directives.pages import (
    PageDirective,
    chapter_of,
    evidence_label,
    html_table,
    scroll_box,
    supply_line,
    verdict_mark,
    verdict_word,
)
from recount.book.directives.panels import made_up_class, one_line, outcome, panel, record_attribute
from recount.book.directives.store import Card, Store
from recount.results.records import Record


class AnswerDirective(PageDirective):
    """The opening panel of a chapter: its answers, verdicts, evidence and the printed figures."""

    def run(self) -> list[nodes.Node]:
        """Return the panel for the claims of this chapter."""
        store, chapter = self.store, chapter_of(self.env.docname, self.store)
        claims = claims_of(chapter, store) if chapter else []
        if not claims:
            chapters = {str(claim.get("chapter")) for claim in store.claims.values()}
            return self.unknown("chapter with claims", str(chapter), chapters)
        answers = [(claim, store.record_of(claim["id"])) for claim in claims]
        return [panel(answers, chapter, store, opening=True)]


class QuestionsDirective(PageDirective):
    """The question of each chapter with its answers and verdicts, as a table of contents."""

    def run(self) -> list[nodes.Node]:
        """Return an entry for every chapter that answers a claim, in edition order."""
        entries = [_entry(chapter, self.store) for chapter in self.store.by_chapter()]
        return [element("ol", *entries, css="rc-vragen", role="list")]


class SummaryDirective(PageDirective):
    """What could and could not be checked, in one paragraph and one table."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraph, and a table with a row for every claim."""
        store = self.store
        words = [
            (_word(record), record.evidence if record else "")
            for record in map(store.record_of, store.claims)
        ]
        summary = element(
            "p",
            " ".join(dutch.summary(words, store.print_name)),
            css="rc-telling",
            data_uit="telling",
        )
        return [summary, overview_table(store)] if store.claims else [summary]


def claims_of(chapter: str, store: Store) -> list[Card]:
    """The claims of a chapter."""
    return [claim for claim in store.claims.values() if claim.get("chapter") == chapter]


def overview_table(store: Store) -> HtmlElement:
    """Table with a row for every claim."""
    rows = [
        _overview_row(claim, store.record_of(name), store) for name, claim in store.claims.items()
    ]
    head = [f"Op {store.print_name}", "Onze berekening", "Oordeel", "Met wat openbaar is"]
    return scroll_box(html_table(head, rows, css="rc-overzicht"), "Alle uitspraken")


def _entry(chapter: str, store: Store) -> HtmlElement | None:
    claims = claims_of(chapter, store)
    if not claims:
        return None
    question = element("p", PageLink("", "", page=f"chapters/{chapter}"), css="rc-vraag")
    lines = [_line(claim, store.record_of(claim["id"]), store) for claim in claims]
    return element("li", question, element("ul", *lines, role="list"))


def _line(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """A claim in the list: our number, its label and the verdict."""
    shown = number_link(record.id, record.measure.display, listed=True) if record else "–"
    return element(
        "li",
        element("span", shown, css="rc-antwoord-getal"),
        " ",
        element("span", record.label if record else claim["id"], css="rc-wat"),
        " ",
        element("span", *outcome(record, store), css="rc-uitslag"),
        css=f"rc-antwoord {made_up_class(record)}".strip(),
        **record_attribute(record),
    )


def _overview_row(claim: Card, record: Record | None, store: Store) -> list[nodes.Node | str]:
    shown = element("strong", bind_euro(claim.get("shown") or "–"))
    text = element("span", one_line(claim["text"]), css="rc-klein")
    mark, evidence = (
        verdict_mark(_word(record)),
        evidence_label(record.evidence) if record else None,
    )
    return [
        element("span", shown, element("br"), text, data_uitspraak=claim["id"]),
        number_link(record.id, record.measure.display) if record else "–",
        element("span", mark, element("br"), evidence, supply_line(record, store)),
        record.public.word if record and record.public else "–",
    ]


def _word(record: Record | None) -> str:
    return verdict_word(record) or dutch.NOT_YET
