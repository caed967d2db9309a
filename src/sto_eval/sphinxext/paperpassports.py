"""The passports on paper: an entry per number, and the functions and files that entries refer to, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from sto_eval.evidence import Evidence
from sto_eval.records import Record, SourceCard
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.annexes import SHOWN_DIGITS
from sto_eval.sphinxext.elements import HtmlElement, PageLink, anchor, element
from sto_eval.sphinxext.functions import all_functions, code_of
from sto_eval.sphinxext.numbers import ANNEX
from sto_eval.sphinxext.passports import (
    CLOSED_SENTENCE,
    EXACT,
    UNPRINTED,
    Fact,
    corrections_in_short,
    counted_as,
    definitions,
    judgement_facts,
    line_runs,
    parameters_of,
    rows_counted,
    rows_read,
    run_in,
    source_facts,
    value_facts,
)
from sto_eval.sphinxext.rowfiles import token
from sto_eval.sphinxext.store import Card, Store
from sto_eval.sphinxext.trail import CELL, PLACES, trail

RUNS = 6
"""So many runs of lines of a source stand on paper; the website and the list of rows have all."""


UNSAID = (
    "Staan bij een getal geen grenzen, dan is het precies dit getal. "
    "Staat er geen oordeel, dan noemt de infographic het niet. "
    "Uitgever, licentie, peildatum en bewijs van een bestand staan bij het bestand zelf."
)
"""What the entries leave out, as it would be the same in many."""

_SAME = ([EXACT], [UNPRINTED], ["geen"])


class PaperAnnex:
    """The annex on paper.

    An entry has the ordinal that stands behind its number in the text. A function and a file serve many
    numbers: each is printed once, under F and B with an ordinal, with the whole checksum.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.functions = all_functions(store)
        self.files = {
            (source.id, source.sha256): source
            for record in store.records.values()
            for source in record.sources
        }
        self.order = {name: place for place, name in enumerate(store.records, 1)}
        self.function_order = {name: place for place, name in enumerate(self.functions, 1)}
        self.file_order = {key: place for place, key in enumerate(self.files, 1)}

    def marks(self) -> list[str]:
        """Every mark that an entry has: an ordinal for a number, F or B and an ordinal for the others."""
        return [
            *map(str, self.order.values()),
            *(f"F{place}" for place in self.function_order.values()),
            *(f"B{place}" for place in self.file_order.values()),
        ]

    def sections(self, names: Mapping[str, str]) -> Iterator[nodes.Element]:
        """What goes without saying, a section per chapter, then the functions and the files.

        ``names`` has what a chapter is called, where that is not its id.
        """
        yield element("p", UNSAID)
        for chapter, records in self.store.by_chapter().items():
            entries = [self.entry(record) for record in records]
            name = names.get(chapter, chapter.capitalize())
            yield _section("", name, f"herkomst-{chapter}", *entries)
        yield _section("", "Functies", "herkomst-functies", *map(self._function, self.functions))
        yield _section(
            "", "Bestanden en regels", "herkomst-bestanden", *map(self._file, self.files)
        )

    def entry(self, record: Record) -> nodes.section:
        """All that is known of a number, as dense lines."""
        groups = [
            [*self._value(record), *judgement_facts(record, self.store)],
            self._making(record),
        ]
        lines = [run_in(fact for fact in facts if fact[1] not in _SAME) for facts in groups]
        lines += [self._source(source) for source in record.sources]
        mark, title = str(self.order[record.id]), record.label
        entry = _section(mark, title, anchor(record.id), element("div", *lines, css="sto-paspoort"))
        entry["record"] = record.id
        return entry

    def _value(self, record: Record) -> Iterator[Fact]:
        yield from (
            fact for fact in value_facts(record) if fact[0] != "Eenheid"
        )  # it stands behind the number
        if defined := definitions(record):
            yield "Alle verdedigbare definities", ["; ".join(defined)]

    def _making(self, record: Record) -> list[Fact]:
        facts: list[Fact] = [("Berekend in", [trail(record, CELL)])]
        for function in record.functions:
            whose = (
                "Functie" if function == record.function else "Functie van de openbare tellingen"
            )
            mark = f"F{self.function_order[function.name]}"
            facts.append((whose, [_reference(mark), " ", element("code", function.name)]))
        facts.append(("Parameters", parameters_of(record)))
        if record.corrections:
            facts.append(("Correcties", list(corrections_in_short(record.corrections))))
        facts.append(("Staat bij", [trail(record, PLACES)]))
        return facts

    def _source(self, source: SourceCard) -> HtmlElement:
        mark = f"B{self.file_order[source.id, source.sha256]}"
        rows = self.store.rows_of(source)
        lines = [element("span", f" ({_lines(rows)})", **token(rows))] if rows else []
        facts: list[Fact] = [
            ("Bron", [_reference(mark), f" {source.title}"]),
            ("Rust op", [rows_counted(source), *lines]),
        ]
        if rows:
            digest = element("code", str(rows["csv_sha256"])[:SHOWN_DIGITS], **token(rows))
            facts.append(("Controlegetal van de regels", [digest, "…"]))
        return run_in(facts)

    def _function(self, name: str) -> nodes.section:
        function, code = self.functions[name], code_of(name)
        place = f"{function.file}, regel {function.line}; sha256 "
        text = nodes.literal_block("", code.text if code else "", language="none")
        mark = f"F{self.function_order[name]}"
        digest = element("code", function.sha256, css="sto-lang")
        line = element("p", place, digest, css="sto-klein", data_uit="functies")
        return _section(mark, name, mark.lower(), line, text)

    def _file(self, key: tuple[str, str]) -> nodes.section:
        source, mark = self.files[key], f"B{self.file_order[key]}"
        facts: list[Fact] = [
            ("Bestand", [element("code", source.file or "onbekend")]),
            ("Controlegetal (sha256)", [element("code", key[1], css="sto-lang")]),
            ("Adres", [element("span", source.url or "geen", css="sto-lang")]),
            ("Regels in het bestand", [rows_read(source)]),
        ]
        lines = [run_in([*facts, *source_facts(source)]), *self._sets(source)]
        entry = element("div", *lines, css="sto-paspoort", data_uit="bronnen")
        return _section(mark, source.title, mark.lower(), entry)

    def _sets(self, source: SourceCard) -> Iterator[HtmlElement]:
        """The sets of rows of a file that numbers rest on, with the whole checksum of each."""
        mine = [rows for rows in self.store.rows.values() if rows["sha256"] == source.sha256]
        if any(rows["evidence"] == Evidence.ADMINISTRATION for rows in mine):
            yield element("p", CLOSED_SENTENCE)
        for rows in mine:
            digest = element("code", str(rows["csv_sha256"]), css="sto-lang")
            count = f"{dutch.quantity(rows['count'], 'regels')}, sha256"
            content = element("code", str(rows["set"])), f" ({count} ", digest, ")"
            yield run_in([("Reeks", [element("span", *content, **token(rows))])])


def _lines(rows: Card) -> str:
    return f"{counted_as(str(rows['file']))[1]} {line_runs(rows['lines'], RUNS)}"


def _reference(mark: str) -> HtmlElement:
    """A reference to a function or a file in the annex."""
    link = PageLink("", mark, page=ANNEX, fragment=mark.lower())
    return element("span", link, css="sto-nr sto-nr-regel")


def _section(mark: str, title: str, name: str, *content: nodes.Node) -> nodes.section:
    """A section, with the mark of its entry in front of the title where it has one."""
    words: list[nodes.Node] = [nodes.Text(title)]
    if mark:
        words.insert(0, nodes.inline("", f"[{mark}] ", classes=["sto-nr", "sto-nr-regel"]))
    return nodes.section("", nodes.title("", "", *words), *content, ids=[name])
