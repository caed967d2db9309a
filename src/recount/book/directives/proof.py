"""Directive ``bewijs``: the last sweep of ``prove``, if it was run on this build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.typing import OptionSpec

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, element, number_link
from recount.book.directives.numbers import NAME, on_paper, part_of
from recount.book.directives.pages import PageDirective, html_table, scroll_box
from recount.book.directives.store import Card, Store
from recount.notebook.words import enumeration
from recount.numbers.formats import percent

CSS = "rc-proef"
"""Class of the elements that show the sweep."""

NONE = "Voor dit rapport is deze proef niet gedaan. Of elk getal al zijn bestanden noemt, is dus niet bewezen."
SAME = "De proef is gedaan met dezelfde gegevens, code en keuzes als dit rapport."
OTHER = (
    "Er is wel een proef gedaan met andere gegevens, code of keuzes. "
    "Die zegt niets over de getallen die u hier ziet, dus wij tonen de uitkomst niet."
)
NEITHER = "–"


class ProofDirective(PageDirective):
    """Declared and observed dependencies: a summary, a table per chapter, and the exceptions.

    With ``:stand:`` only whether the sweep was run on this build. A page with this option is about the proof alone,
    and is in the book only with an outcome. The results of any other sweep are not shown.
    """

    option_spec: ClassVar[OptionSpec] = {"stand": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return one sentence if this build was not swept; otherwise the full result."""
        proof = self.store.proof
        if not proof:
            return [element("p", element("strong", NONE))]
        if not is_proved(self.store):
            return [element("p", element("strong", NONE), " ", OTHER)]
        lines: list[nodes.Node] = [element("p", element("strong", SAME))]
        if "stand" in self.options:
            return lines
        lines += [element("p", line, css=CSS, data_uit="proef") for line in proof_lines(proof)]
        order = list(self.store.by_chapter)
        chapters = sorted(
            proof["chapters"], key=lambda n: (order.index(n) if n in order else -1, n)
        )
        paper, titles = on_paper(self.env.app), self.env.config.recount_titles
        sections = (
            _section(self.store, name, titles.get(name, name), paper=paper) for name in chapters
        )
        return [*lines, *sections, *_reasons(proof)]


def is_proved(store: Store) -> bool:
    """Whether there is a sweep of this build."""
    return bool(store.proof) and store.proof["made_from"] == store.keys


def proof_lines(proof: Card) -> list[str]:
    """Sentences with the outcome of a sweep."""
    pairs = {name: dutch.number(count) for name, count in proof["pairs"].items()}
    times, faults = (dutch.number(n) for n in (proof["trials"], len(proof["findings"])))
    recall, precision = (percent(proof[name], 1) for name in ("recall", "precision"))
    rows = {name: dutch.number(count) for name, count in proof["rows"].items()}
    return [
        f"Wij rekenden {times} keer een hoofdstuk opnieuw, steeds met een andere verandering in een bestand.",
        f"Van de {pairs['moved']} paren van een getal en een bestand die meebewogen, was {recall} genoemd.",
        f"Van de {pairs['declared']} paren die waren genoemd, bewoog {precision} mee.",
        f"Met alleen de rijen die een getal noemt, rekenden wij {rows['sufficient']} paren na; niet te zeggen: {rows['undecided']}.",
        f"Zonder de rijen die een getal noemt, rekenden wij {rows['necessary']} paren na.",
        f"Uitzonderingen met een reden: {pairs['excused']}; fouten: {faults}.",
    ]


def _section(store: Store, chapter: str, title: str, *, paper: bool) -> nodes.section:
    """Table of the numbers of a chapter: a column per file, or in print, where that does not fit, a list of files."""
    found = store.proof["chapters"][chapter]
    section = nodes.section("", nodes.title("", title), ids=[f"bewijs-{chapter}"])
    sources = list(found["sources"])
    head = ["Getal", "Bestanden"] if paper else ["Getal", *sources]
    rows: list[list[nodes.Node | str]] = [
        [
            _label(store, entry),
            *([files_by_status(entry, sources)] if paper else _cells(entry, sources)),
        ]
        for entry in found["numbers"]
    ]
    section += scroll_box(html_table(head, rows, css=CSS, source="proef"), title)
    return section


def _label(store: Store, entry: Card) -> HtmlElement:
    """The label of a number, linked to its passport."""
    name = entry["number"]
    record = store.records.get(name)
    link = number_link(name, str(part_of(record, NAME)), NAME, listed=True) if record else name
    return element("span", link, " (openbare grenzen)" if entry["public"] else None)


def _cells(entry: Card, sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        if source in entry["excused"]:
            yield "uitzondering"
        elif source in entry["missing"]:
            yield "niet genoemd"
        elif source in entry["idle"]:
            yield "beweegt niet"
        elif source in entry["declared"]:
            itself = "value" in entry["moved"][source] or entry["public"]
            yield "ja" if itself else "ja, via een andere manier van tellen"
        else:
            yield NEITHER


def files_by_status(entry: Card, sources: list[str]) -> str:
    """The files of a number grouped by status; files without any dependency are left out."""
    found: dict[str, list[str]] = {}
    for source, cell in zip(sources, _cells(entry, sources), strict=True):
        found.setdefault(cell, []).append(source)
    found.pop(NEITHER, None)
    return "; ".join(f"{cell}: {', '.join(names)}" for cell, names in found.items()) or NEITHER


def _reasons(proof: Card) -> list[nodes.Node]:
    """Table of the exceptions: every reason once, with its numbers and sources."""
    about: dict[str, dict[str, list[str]]] = {}
    for found in proof["chapters"].values():
        for entry in found["numbers"]:
            for source in entry["excused"]:
                pairs = about.setdefault(entry["reasons"][source], {})
                pairs.setdefault(entry["number"], []).append(source)
    if not about:
        return []
    section = nodes.section("", nodes.title("", "Uitzonderingen"), ids=["bewijs-uitzonderingen"])
    rows = [
        [enumeration(pairs), enumeration(sorted({s for each in pairs.values() for s in each})), reason]
        for reason, pairs in about.items()
    ]  # fmt: skip
    table = html_table(["Getallen", "Bestanden", "Reden"], rows, css=CSS, source="proef")
    section += scroll_box(table, "Uitzonderingen")
    return [section]
