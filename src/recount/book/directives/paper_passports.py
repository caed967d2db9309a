"""Passports in print: an entry per number, and the functions and files that the entries refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from recount.book.directives import dutch
from recount.book.directives.code_proofs import code_proof_facts
from recount.book.directives.elements import HtmlElement, PageLink, anchor, element
from recount.book.directives.functions import all_functions, code_of
from recount.book.directives.numbers import ANNEX
from recount.book.directives.pages import SHOWN_DIGITS
from recount.book.directives.passports import (
    CLOSED_SENTENCE,
    EXACT,
    Fact,
    as_paragraph,
    correction_summary,
    definitions,
    judgement_facts,
    line_ranges,
    parameters_of,
    row_number_terms,
    rows_counted,
    rows_read,
    source_facts,
    unprinted,
    value_facts,
)
from recount.book.directives.row_files import token
from recount.book.directives.second_ways import SENTENCE, second_way_facts
from recount.book.directives.store import Card, Store
from recount.book.directives.trail import CELL, PLACES, pending_links
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Record, SourceCard

MAX_RANGES = 6
"""Maximum number of line ranges per source in the PDF; the website and the list of rows have all of them."""

DEFAULTS = (
    "Staan bij een getal geen grenzen, dan is het precies dit getal. "
    "Staat er geen oordeel, dan noemt {print_name} het niet. "
    "Uitgever, licentie, peildatum en bewijs van een bestand staan bij het bestand zelf."
)
"""Introduction of the annex: the default facts that entries omit."""


class PaperAnnex:
    """The annex of the PDF.

    An entry has the ordinal that follows its number in the text. Functions and files are shared by numbers,
    so each is listed once with its full checksum, as F1, F2, ... and B1, B2, ...
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

    def sections(self, titles: Mapping[str, str]) -> Iterator[nodes.Element]:
        """Yield the introduction, a section per chapter, and sections with the functions and the files.

        Parameters
        ----------
        titles
            Titles of chapters; a chapter without one shows its id.
        """
        yield element("p", DEFAULTS.format(print_name=self.store.print_name))
        if self.store.second_ways:
            yield element("p", SENTENCE, " De query's staan op de website.")
        for chapter, records in self.store.by_chapter.items():
            entries = [self.entry(record) for record in records]
            title = titles.get(chapter, chapter)
            yield _section("", title, f"herkomst-{chapter}", *entries)
        yield _section("", "Functies", "herkomst-functies", *map(self._function, self.functions))
        yield _section(
            "", "Bestanden en regels", "herkomst-bestanden", *map(self._file, self.files)
        )

    def entry(self, record: Record) -> nodes.section:
        """The full passport of a number in compact form."""
        groups = [
            [*self._value(record), *judgement_facts(record, self.store)],
            self._calculation(record),
        ]
        defaults = ([EXACT], [unprinted(self.store)], ["geen"])
        lines = [
            as_paragraph(fact for fact in facts if fact[1] not in defaults) for facts in groups
        ]
        lines += [self._source(source) for source in record.sources]
        mark, title = str(self.order[record.id]), record.label
        entry = _section(mark, title, anchor(record.id), element("div", *lines, css="rc-paspoort"))
        entry["record"] = record.id
        return entry

    def _value(self, record: Record) -> Iterator[Fact]:
        # the unit already follows the number
        yield from (fact for fact in value_facts(record, self.store.nouns) if fact[0] != "Eenheid")
        if defined := definitions(record):
            yield "Alle manieren van tellen", ["; ".join(defined)]

    def _calculation(self, record: Record) -> list[Fact]:
        facts: list[Fact] = [("Berekend in", [pending_links(record, CELL)])]
        for function in record.functions:
            name = "Functie" if function == record.function else "Functie van de grenzen"
            mark = f"F{self.function_order[function.name]}"
            facts.append((name, [_reference(mark), " ", element("code", function.name)]))
        facts.append(("Parameters", parameters_of(record)))
        facts += second_way_facts(record, self.store)
        facts += code_proof_facts(record, self.store)
        if record.corrections:
            facts.append(("Correcties", list(correction_summary(record.corrections))))
        facts.append(("Staat bij", [pending_links(record, PLACES)]))
        return facts

    def _source(self, source: SourceCard) -> HtmlElement:
        mark = f"B{self.file_order[source.id, source.sha256]}"
        rows = self.store.rows_of(source)
        lines = (
            [element("span", f" ({_lines(rows)})", **token(rows))] if rows and rows["lines"] else []
        )
        facts: list[Fact] = [
            ("Bron", [_reference(mark), f" {source.title}"]),
            ("Rust op", [rows_counted(source), *lines]),
        ]
        if rows:
            digest = element("code", str(rows["csv_sha256"])[:SHOWN_DIGITS], **token(rows))
            facts.append(("Controlegetal van de regels", [digest, "…"]))
        return as_paragraph(facts)

    def _function(self, name: str) -> nodes.section:
        function, code = self.functions[name], code_of(name)
        place = f"{function.file}, regel {function.line}; sha256 "
        text = nodes.literal_block("", code.text if code else "", language="none")
        mark = f"F{self.function_order[name]}"
        digest = element("code", function.sha256, css="rc-lang")
        line = element("p", place, digest, css="rc-klein", data_uit="functies")
        return _section(mark, name, mark.lower(), line, text)

    def _file(self, key: tuple[str, str]) -> nodes.section:
        source, mark = self.files[key], f"B{self.file_order[key]}"
        facts: list[Fact] = [
            ("Bestand", [element("code", source.file or "onbekend")]),
            ("Controlegetal (sha256)", [element("code", key[1], css="rc-lang")]),
            ("Adres", [element("span", source.url or "geen", css="rc-lang")]),
            ("Regels in het bestand", [rows_read(source)]),
        ]
        lines = [as_paragraph([*facts, *source_facts(source)]), *self._sets(source)]
        entry = element("div", *lines, css="rc-paspoort", data_uit="bronnen")
        return _section(mark, source.title, mark.lower(), entry)

    def _sets(self, source: SourceCard) -> Iterator[HtmlElement]:
        """The row sets of a file that numbers are based on, each with its full checksum."""
        mine = [rows for rows in self.store.rows.values() if rows["sha256"] == source.sha256]
        if any(rows["evidence"] == Evidence.ADMINISTRATION for rows in mine):
            yield element("p", CLOSED_SENTENCE)
        for rows in mine:
            digest = element("code", str(rows["csv_sha256"]), css="rc-lang")
            count = f"{dutch.quantity(rows['count'], 'regels', {})}, sha256"
            content = element("code", str(rows["set"])), f" ({count} ", digest, ")"
            yield as_paragraph([("Reeks", [element("span", *content, **token(rows))])])


def _lines(rows: Card) -> str:
    _, one, several = row_number_terms(str(rows["file"]))
    return f"{one if rows['count'] == 1 else several} {line_ranges(rows['lines'], MAX_RANGES)}"


def _reference(mark: str) -> HtmlElement:
    """A reference to a function or file in the annex."""
    link = PageLink("", mark, page=ANNEX, fragment=mark.lower())
    return element("span", link, css="rc-nr rc-nr-regel")


def _section(mark: str, title: str, name: str, *content: nodes.Node) -> nodes.section:
    """A section whose title starts with the mark of its entry, if any."""
    words: list[nodes.Node] = [nodes.Text(title)]
    if mark:
        words.insert(0, nodes.inline("", f"[{mark}] ", classes=["rc-nr", "rc-nr-regel"]))
    return nodes.section("", nodes.title("", "", *words), *content, ids=[name])
