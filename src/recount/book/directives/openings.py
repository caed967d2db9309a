"""Directives ``antwoord`` and ``samenvatting``: answers per chapter and for the whole report."""

from __future__ import annotations

from docutils import nodes

from recount.book.directives.elements import HtmlElement, PageLink, element
from recount.book.directives.pages import PageDirective, chapter_of
from recount.book.directives.panels import (
    dated_outcome,
    large_number,
    made_up_class,
    panel,
    printed_figure,
    public_word,
    record_attribute,
)
from recount.book.directives.store import Card, Store
from recount.results.public_bounds import Fit
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
        return [panel(answers, str(chapter), store)]


class SummaryDirective(PageDirective):
    """The question of each chapter, with its claims, our numbers and the verdicts."""

    def run(self) -> list[nodes.Node]:
        """Return an entry for every chapter that answers a claim, in edition order."""
        entries = [_entry(chapter, self.store) for chapter in self.store.by_chapter]
        return [element("ol", *entries, css="rc-vragen", role="list")]


def claims_of(chapter: str, store: Store) -> list[Card]:
    """The claims of a chapter."""
    return [claim for claim in store.claims.values() if claim.get("chapter") == chapter]


def _entry(chapter: str, store: Store) -> HtmlElement | None:
    claims = claims_of(chapter, store)
    if not claims:
        return None
    question = element("p", PageLink("", "", page=f"chapters/{chapter}"), css="rc-vraag")
    lines = [_line(claim, store.record_of(claim["id"]), store) for claim in claims]
    return element("li", question, element("ul", *lines, role="list"))


def _line(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """A claim in the list: its label, what the front page has in large type with the printed figure, and the verdict.

    The page says once that public figures cannot tell whether a claim is true.
    """
    decided = record and record.public and record.public.word != Fit.UNDECIDED
    return element(
        "li",
        element("p", record.label if record else claim["id"], css="rc-wat"),
        element(
            "p",
            large_number((claim, record), store, "span", listed=True),
            " ",
            printed_figure(claim),
            css="rc-koppel",
        ),
        element(
            "div",
            element("p", *dated_outcome(record, store), css="rc-uitslag"),
            public_word(record) if decided else None,
        ),
        css=f"rc-antwoord {made_up_class(record)}".strip(),
        **record_attribute(record),
    )
