"""Directives ``antwoord``, ``vragen`` and ``samenvatting``: the answers first, per chapter and together."""

from __future__ import annotations

from docutils import nodes

from sto_eval.records import Record
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import HtmlElement, PageLink, amount, element, number_link
from sto_eval.sphinxext.pages import (
    PageDirective,
    chapter_of,
    evidence_label,
    html_table,
    scroll_box,
    supply_line,
    verdict_mark,
    verdict_word,
)
from sto_eval.sphinxext.store import Card, Store
from sto_eval.sphinxext.voices import flat, made_up, outcome, owner_of, panel


class AnswerDirective(PageDirective):
    """The opening of a chapter: its answers large, the verdict, the evidence, what was printed."""

    def run(self) -> list[nodes.Node]:
        """The panel, from the records of the claims that the register gives to this chapter."""
        store, chapter = self.store, chapter_of(self.env.docname, self.store)
        claims = claims_of(chapter, store) if chapter else []
        if not claims:
            chapters = {str(claim.get("chapter")) for claim in store.claims.values()}
            return self.unknown("chapter with claims", str(chapter), chapters)
        answers = [(claim, store.record_of(claim["id"])) for claim in claims]
        return [panel(answers, chapter, store, opening=True)]


class QuestionsDirective(PageDirective):
    """What each chapter asks, and what it answers: a list of contents with the verdicts in it."""

    def run(self) -> list[nodes.Node]:
        """An entry for every chapter that answers a claim, in the order of the edition."""
        entries = [_entry(chapter, self.store) for chapter in self.store.by_chapter()]
        return [element("ol", *entries, css="sto-vragen", role="list")]


class SummaryDirective(PageDirective):
    """What could be checked and what could not, in one paragraph and one table."""

    def run(self) -> list[nodes.Node]:
        """The paragraph, and a row for every claim."""
        store = self.store
        words = [
            (_word(record), record.evidence if record else "")
            for record in map(store.record_of, store.claims)
        ]
        summary = element(
            "p", " ".join(dutch.summary(words)), css="sto-telling", data_uit="telling"
        )
        return [summary, overview_table(store)] if store.claims else [summary]


def claims_of(chapter: str, store: Store) -> list[Card]:
    """The claims that the register gives to a chapter."""
    return [claim for claim in store.claims.values() if claim.get("chapter") == chapter]


def overview_table(store: Store) -> HtmlElement:
    """All claims as rows."""
    rows = [
        _overview_row(claim, store.record_of(name), store) for name, claim in store.claims.items()
    ]
    head = ["Op de infographic", "Onze berekening", "Oordeel", "Met openbare tellingen"]
    return scroll_box(html_table(head, rows, css="sto-overzicht"), "Alle uitspraken")


def _entry(chapter: str, store: Store) -> HtmlElement | None:
    claims = claims_of(chapter, store)
    if not claims:
        return None
    question = element("p", PageLink("", "", page=f"chapters/{chapter}"), css="sto-vraag")
    lines = [_line(claim, store.record_of(claim["id"]), store) for claim in claims]
    return element("li", question, element("ul", *lines, role="list"))


def _line(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """A claim in the list: our number, what it is, the verdict."""
    shown = number_link(record.id, record.measure.display, listed=True) if record else "–"
    return element(
        "li",
        element("span", shown, css="sto-antwoord-getal"),
        " ",
        element("span", record.label if record else claim["id"], css="sto-wat"),
        " ",
        element("span", *outcome(record, store), css="sto-uitslag"),
        css=f"sto-antwoord {made_up(record)}".strip(),
        **owner_of(record),
    )


def _overview_row(claim: Card, record: Record | None, store: Store) -> list[nodes.Node | str]:
    shown = element("strong", amount(claim.get("shown") or "–"))
    text = element("span", flat(claim["text"]), css="sto-klein")
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
