"""Directives of the annexes: ``bronnen``, ``herkomst``, ``correcties`` and ``run``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import HtmlElement, PageLink, anchor, element
from sto_eval.sphinxext.numbers import ANNEX, annexes
from sto_eval.sphinxext.pages import (
    PageDirective,
    evidence_label,
    html_table,
    scroll_box,
    verdict_mark,
)
from sto_eval.sphinxext.store import Card

SHOWN_DIGITS = 12
"""Characters of a checksum that a table shows; the annex has all."""

_SOURCE_HEAD = ("Bron", "Peildatum", "Regels", "Controlegetal", "Bewijs")


class SourcesDirective(PageDirective):
    """The sources of one chapter, or of all."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table of sources, or a warning."""
        store = self.store
        if not self.arguments:
            return _source_table(store.all_sources())
        chapter = self.arguments[0]
        if chapter not in store.sources:
            return self.unknown("chapter", chapter, store.sources)
        return _source_table(store.sources[chapter])


class AnnexDirective(PageDirective):
    """An entry for every number of the report.

    A number has one anchor in the book: when there is a page ``herkomst``, other pages refer to it.
    """

    def run(self) -> list[nodes.Node]:
        """One section per chapter, with one entry per number."""
        if ANNEX in self.env.found_docs and self.env.docname != ANNEX:
            link = PageLink("", "Herkomst van elk getal", page=ANNEX)
            return [element("p", "Elk getal heeft een eigen plek in de bijlage ", link, ".")]
        annexes(self.env).add(self.env.docname)
        records = self.store.records.values()
        chapters = sorted({str(record["chapter"]) for record in records})
        return [
            _chapter_section(chapter, [r for r in records if r["chapter"] == chapter])
            for chapter in chapters
        ]


class CorrectionsDirective(PageDirective):
    """Every correction that touched a number."""

    def run(self) -> list[nodes.Node]:
        """The corrections, each once, or a sentence that there are none."""
        found = {
            c["id"]: c for r in self.store.records.values() for c in r.get("corrections") or []
        }
        if not found:
            return [element("p", "Op de cijfers in dit rapport is geen correctie toegepast.")]
        rows = [
            [str(c["id"]), str(c["source"]), dutch.number(c["rows"]), str(c["reason"])]
            for c in sorted(found.values(), key=lambda c: str(c["id"]))
        ]
        table = html_table(
            ["Correctie", "Bron", "Regels", "Reden"], rows, [2], css="sto-correcties"
        )
        return [scroll_box(table, "Correcties")]


class RunDirective(PageDirective):
    """With which version the report was made; with ``:pakketten:`` also with which packages."""

    option_spec: ClassVar[dict[str, Any]] = {"pakketten": directives.flag}

    def run(self) -> list[nodes.Node]:
        """A line of small print, or nothing when the run is unknown."""
        run = self.store.run
        if not run:
            return []
        parts = [
            f"versie {run['version']}" if run.get("version") else "",
            f"commit {str(run['commit'])[:SHOWN_DIGITS]}" if run.get("commit") else "",
            f"editie {run['edition']}" if run.get("edition") else "",
            f"gerekend op {dutch.date(run['time'])}" if run.get("time") else "",
        ]
        line = element("p", f"Gemaakt met {dutch.listing([p for p in parts if p])}.", css="sto-run")
        return [line, *_packages(run)] if "pakketten" in self.options else [line]


def _packages(run: Card) -> list[nodes.Node]:
    packages = sorted((run.get("packages") or {}).items())
    names = ", ".join(f"{name} {version}" for name, version in packages)
    return [element("p", f"Pakketten: {names}.", css="sto-run")] if names else []


def _source_table(cards: list[Card]) -> list[nodes.Node]:
    if not cards:
        return [element("p", "Dit hoofdstuk gebruikt geen bronbestanden.")]
    table = html_table(_SOURCE_HEAD, [_source_row(card) for card in cards], css="sto-bronnen")
    return [scroll_box(table, "Bronnen")]


def _source_row(card: Card) -> list[nodes.Node | str]:
    return [
        _two_lines(str(card["title"]), str(card["producer"])),
        _two_lines(
            dutch.date(card.get("reference_date")), str(card.get("status") or "status onbekend")
        ),
        _two_lines(_rows(card), _left_out(card)),
        element("code", str(card.get("sha256") or "geen")[:SHOWN_DIGITS]),
        evidence_label(str(card["evidence"])),
    ]


def _two_lines(first: str, second: str) -> HtmlElement:
    small = element("span", second, css="sto-klein") if second else None
    return element("span", first, element("br") if small else None, small)


def _rows(card: Card) -> str:
    if card.get("rows_in") is None:
        return "onbekend"
    return f"{dutch.number(card.get('rows_out'))} van {dutch.number(card['rows_in'])} gebruikt"


def _left_out(card: Card) -> str:
    left_out = card.get("left_out") or {}
    reasons = "; ".join(f"{dutch.number(count)} ({reason})" for reason, count in left_out.items())
    return f"weggelaten: {reasons}" if reasons else ""


def _chapter_section(chapter: str, records: list[Card]) -> nodes.section:
    section = nodes.section("", nodes.title("", chapter.capitalize()), ids=[f"herkomst-{chapter}"])
    section += [_entry(record) for record in records]
    return section


def _entry(record: Card) -> nodes.section:
    section = nodes.section("", nodes.title("", str(record["label"])), ids=[anchor(record["id"])])
    rows = [
        element("tr", element("th", name, scope="row"), element("td", *content))
        for name, content in _facts(record)
    ]
    passport = element("table", element("tbody", *rows), css="sto-paspoort")
    passport["record"] = record["id"]
    section += passport
    return section


def _facts(record: Card) -> Iterable[tuple[str, list[nodes.Node | str]]]:
    measure, unit = record["measure"], str(record["measure"].get("unit") or "")
    yield "In de tekst", [element("strong", str(record["display"]))]
    yield "Niet afgerond", [dutch.quantity(measure["value"], unit)]
    if measure.get("low") is not None and measure["low"] != measure.get("high"):
        low, high = (dutch.quantity(measure[bound], unit) for bound in ("low", "high"))
        yield "Grenzen", [f"tussen {low} en {high}, doordat kleine aantallen zijn afgeschermd"]
    if measure.get("denominator") is not None:
        parts = dutch.number(measure.get("numerator")), dutch.number(measure["denominator"])
        yield "Teller en noemer", [f"{parts[0]} van {parts[1]}"]
    yield "Definitie", [str(record["definition"])]
    yield from _judgement(record)
    yield "Hoofdstuk", [PageLink("", str(record["chapter"]), page=f"chapters/{record['chapter']}")]
    yield from _making(record)


def _judgement(record: Card) -> Iterable[tuple[str, list[nodes.Node | str]]]:
    printed, verdict = record.get("printed"), record.get("verdict")
    if printed:
        yield (
            "Op de infographic",
            [" ".join(f"{printed.get('shown') or ''} ‘{printed['text']}’".split())],
        )
    if verdict:
        yield (
            "Oordeel",
            [verdict_mark(str(verdict["word"])), f". {verdict.get('reason') or ''}".rstrip()],
        )
    yield "Bewijs", [evidence_label(str(record["evidence"]))]
    if record.get("specifications"):
        yield "Alle definities", [element("ul", *map(_specification, record["specifications"]))]
    if record.get("public"):
        public = record["public"]
        words = f". {public['reason']} {public['explanation']}".rstrip()
        yield "Openbare tellingen", [element("strong", str(public["word"])), words]


def _specification(other: Card) -> HtmlElement:
    return element("li", f"{', '.join(other['choices'].values())}: {other['display']}")


def _making(record: Card) -> Iterable[tuple[str, list[nodes.Node | str]]]:
    function = record.get("function") or {}
    if function.get("name"):
        place = f"{function['file']}, regel {function['line']}"
        yield "Functie", [element("code", str(function["name"])), f" ({place})"]
    if record.get("parameters"):
        pairs = [f"{name} = {value}" for name, value in sorted(record["parameters"].items())]
        yield "Parameters", [element("code", "; ".join(pairs))]
    if record.get("sources"):
        yield "Bronnen", [element("ul", *(_source_item(card) for card in record["sources"]))]
    if record.get("corrections"):
        yield "Correcties", list(_corrections(record["corrections"]))


def _corrections(applied: list[Card]) -> Iterable[nodes.Node | str]:
    """How many per source, and where they are told: the reasons stand in the book once."""
    per_source = Counter(str(correction["source"]) for correction in applied)
    counts = (f"{dutch.number(count)} op {source}" for source, count in per_source.items())
    yield f"{dutch.listing(list(counts))}; de redenen staan bij de "
    yield PageLink("", "correcties", page="chapters/verantwoording", fragment="correcties")


def _source_item(card: Card) -> HtmlElement:
    title: nodes.Node | str = str(card["title"])
    if card.get("url"):
        title = nodes.reference("", str(card["title"]), refuri=str(card["url"]), internal=False)
    facts = [
        str(card["producer"]),
        str(card.get("licence") or "licentie onbekend"),
        f"peildatum {dutch.date(card.get('reference_date'))}",
        f"opgehaald {dutch.date(card.get('accessed'))}",
    ]
    return element(
        "li",
        title,
        f" ({', '.join(facts)}, {card.get('status') or 'status onbekend'}) ",
        evidence_label(str(card["evidence"])),
        element("br"),
        element("code", f"sha256 {card.get('sha256') or 'geen'}", css="sto-lang"),
    )
