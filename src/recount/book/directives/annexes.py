"""Directives about files and the run: ``bronnen``, ``bronvragen``, ``ontbreekt``, ``rekenweg``, and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, PageLink, element, web_link
from recount.book.directives.pages import (
    SHOWN_DIGITS,
    PageDirective,
    evidence_label,
    folded,
    html_table,
    scroll_box,
)
from recount.book.directives.passports import CORRECTION_HEAD, correction_rows, rows_left_out
from recount.book.directives.store import Card
from recount.notebook.words import enumeration
from recount.numbers.evidence_grade import Evidence
from recount.results.records import SourceCard
from recount.sources.catalogue import Source, select


class SourcesDirective(PageDirective):
    """The sources of one chapter, behind a click, or of all chapters."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table of sources, or warn about an unknown chapter."""
        store = self.store
        if not self.arguments:
            return _source_table(store.all_sources())
        chapter = self.arguments[0]
        if chapter not in store.sources:
            return self.unknown("chapter", chapter, store.sources)
        return [folded("Bestanden met hun controlegetal", *_source_table(store.sources[chapter]))]


class SourceQuestionsDirective(PageDirective):
    """What each source of the catalogue can say, and what it cannot; sources with the same texts together."""

    def run(self) -> list[nodes.Node]:
        """Return a row for each pair of texts, or nothing when no card has them."""
        groups: dict[tuple[str, str], list[str]] = {}
        for name, card in self.store.catalogue.items():
            if card.answers:
                groups.setdefault((card.answers, card.cannot_say), []).append(name)
        if not groups:
            return []
        rows = [
            (
                self._titles(names),
                element(
                    "div",
                    element("div", element("b", "Beantwoordt: "), answers),
                    element("div", element("b", "Kan niet zeggen: "), cannot_say),
                ),
            )
            for (answers, cannot_say), names in groups.items()
        ]
        head = ("Bron", "Wat zij zegt")
        table = html_table(head, rows, css="rc-bronvragen", source="catalogus")
        return [scroll_box(table, "Wat een bron zegt en niet zegt")]

    def _titles(self, names: Sequence[str]) -> HtmlElement:
        """The titles of sources; what two have in common up to the last comma is said once.

        A source without a file in this run says so.
        """
        present = {card.id for card in self.store.all_sources()}
        parts: list[nodes.Node | str] = []
        said = ""
        for name in names:
            title = self.store.catalogue[name].title
            start, _, rest = title.rpartition(", ")
            parts += ["; " if parts else "", rest if said and start == said else title]
            if name not in present:
                parts.append(element("span", " (ontbreekt)", css="rc-klein"))
            said = start
        return element("div", *parts)


class MissingDirective(PageDirective):
    """The files that a chapter lacks: what each is, and who can provide it."""

    required_arguments = 1
    optional_arguments = 100

    def run(self) -> list[nodes.Node]:
        """Return a row for each source in the catalogue of the given names or patterns."""
        catalogue = self.store.catalogue
        cards = [catalogue[name] for name in select(catalogue, self.arguments)]
        rows = [[_two_lines(card.title, card.producer), *_way_to(card)] for card in cards]
        head = ("Bestand", "Openbaar", "Hoe het hier komt")
        table = html_table(head, rows, css="rc-bronnen", source="catalogus")
        return [scroll_box(table, "Bestanden die ontbreken")]


class CalculationDirective(PageDirective):
    """Code that a chapter would run with its missing files, folded like the code that it does run."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the code in a block that opens on request."""
        code = "\n".join(self.content)
        block = nodes.literal_block(code, code, language="python")
        return [
            element(
                "details",
                element("summary", "Toon de code"),
                element("div", block, css="rc-rekenweg"),
            )
        ]


def _way_to(card: Source) -> list[nodes.Node | str]:
    """Whether a missing file is public, and how to get it."""
    if card.evidence == Evidence.ADMINISTRATION:
        return ["niet openbaar", PageLink("", "aanleveren", page="aanleveren")]
    return ["openbaar", web_link("ophalen bij de uitgever", card.url)]


class CorrectionsDirective(PageDirective):
    """Every correction that affects a number."""

    def run(self) -> list[nodes.Node]:
        """Return each correction once, or a sentence that there are none."""
        records = self.store.records.values()
        found = {done.id: done for record in records for done in record.corrections}
        if not found:
            return [element("p", "Op de cijfers in dit rapport is geen correctie toegepast.")]
        rows = correction_rows(sorted(found.values(), key=lambda done: done.id))
        table = html_table(CORRECTION_HEAD, rows, [2], css="rc-correcties", source="correcties")
        return [scroll_box(table, "Correcties")]


class RunDirective(PageDirective):
    """The version that produced the report; with ``:pakketten:`` also the packages."""

    option_spec: ClassVar[dict[str, Any]] = {"pakketten": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return a line of small print, or nothing if the run is unknown."""
        run = self.store.run
        if not run:
            return []
        line = element("p", run_sentence(run), css="rc-run", data_uit="run")
        return [line, *_packages(run)] if "pakketten" in self.options else [line]


def run_sentence(run: Card) -> str:
    """Version, commit, edition and date of a run, in one sentence."""
    parts = [
        f"versie {run['version']}" if run.get("version") else "",
        f"commit {str(run['commit'])[:SHOWN_DIGITS]}" if run.get("commit") else "",
        f"editie {run['edition']}" if run.get("edition") else "",
        f"gerekend op {dutch.date(run['time'])}" if run.get("time") else "",
    ]
    return f"Gemaakt met {enumeration(filter(None, parts))}."


def _packages(run: Card) -> list[nodes.Node]:
    packages = sorted((run.get("packages") or {}).items())
    names = ", ".join(f"{name} {version}" for name, version in packages)
    listed = element("span", names, translate="no")
    return [element("p", "Pakketten: ", listed, ".", css="rc-run", data_uit="run")] if names else []


def _source_table(cards: list[SourceCard]) -> list[nodes.Node]:
    if not cards:
        return [element("p", "Dit hoofdstuk gebruikt geen bronbestanden.")]
    head = ("Bron", "Peildatum", "Regels", "Controlegetal", "Bewijs")
    table = html_table(head, map(_source_row, cards), css="rc-bronnen", source="bronnen")
    return [scroll_box(table, "Bronnen")]


def _source_row(card: SourceCard) -> list[nodes.Node | str]:
    """A source, what is known of its year and its rows, and why a file with odd values was accepted."""
    status = "" if card.evidence == Evidence.MADE_UP else card.status or "status onbekend"
    year = f"jaar: {card.year}" if card.year else ""
    used = f"{dutch.number(card.rows_out)} van {dutch.number(card.rows_in)} gebruikt"
    outside = "; ".join(card.deviations)
    accepted = f"valt buiten de grenzen ({outside}), toch aangenomen: {card.reason}"
    return [
        _two_lines(card.title, card.producer),
        _two_lines(dutch.date(card.reference_date), status, year),
        _two_lines(used, rows_left_out(card), accepted if outside else ""),
        element("code", card.sha256[:SHOWN_DIGITS]),
        evidence_label(card.evidence),
    ]


def _two_lines(first: str, *notes: str) -> HtmlElement:
    """A text, and below it the notes that are not empty, in small print."""
    small = "; ".join(filter(None, notes))
    below = (element("br"), element("span", small, css="rc-klein")) if small else ()
    return element("span", first, *below)
