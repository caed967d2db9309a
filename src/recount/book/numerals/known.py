"""The texts that a token allows: those in the record, claim, table or file that it refers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from recount.book.directives import dutch, other_publications
from recount.book.directives.accepted_changes import CHANGES, change_texts
from recount.book.directives.code_proofs import code_proof_line
from recount.book.directives.descriptions import describe
from recount.book.directives.display import ADDRESS, SOURCE, source_line
from recount.book.directives.figures import citation, mark_texts
from recount.book.directives.functions import all_functions
from recount.book.directives.gone_pages import GONE
from recount.book.directives.numbers import PUBLIC_PARTS, part_of
from recount.book.directives.overview import counts_text
from recount.book.directives.pages import SHOWN_DIGITS
from recount.book.directives.paper_passports import MAX_RANGES, PaperAnnex
from recount.book.directives.passports import in_dutch, line_ranges
from recount.book.directives.proof import proof_lines
from recount.book.directives.publication import CITED, report_citation
from recount.book.directives.row_files import MAX_UNFOLDED, size_of
from recount.book.directives.row_texts import decimal_of
from recount.book.directives.second_ways import difference
from recount.book.directives.statements import bounds_of
from recount.book.directives.store import Exhibit, Store
from recount.book.directives.tables import sentence
from recount.book.numerals.tokens import Token, normalise
from recount.book.pdf.cover import cover_lines
from recount.errors import DefinitionError
from recount.layouts.templates import explained
from recount.numbers.dutch_numerals import Numeral, numerals
from recount.numbers.formats import number, signed
from recount.numbers.predicates import parse_predicate
from recount.results.record_parts import Part
from recount.results.records import Record

PARTS = ("", "teller", "noemer", "afdruk", "definities", "raak", *PUBLIC_PARTS, "peildatum")
PERCENT = 100
TOLERANCE = 0.5
"""Maximum difference, in percentage points, between a fraction in words and the percentage in its predicate."""

_CHECKSUM = re.compile(r"[0-9a-f]{40,}")
_ORDINAL = re.compile(r"\[?((Figuur|Tabel|Bijlage) )?([A-Z]?\d+|[A-Z])(\.\d+)?\.?\]?")
"""The number of a chapter, annex, figure or table, or the mark of an annex entry of the PDF."""


class KnownTexts:
    """The texts that the tokens of a book refer to.

    Parameters
    ----------
    store
        The records, figures, tables, claims and run of this build.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._complete: dict[Token, set[str] | None] = {}
        self._numerals: dict[Token, frozenset[str]] = {}

    def texts(self, token: Token) -> set[str] | None:
        """The complete texts that a token allows; ``None`` if its text is checked per numeral."""
        if token not in self._complete:
            self._complete[token] = self._complete_texts(token)
        return self._complete[token]

    def _complete_texts(self, token: Token) -> set[str] | None:
        store = self.store
        match token.kind, token.name:
            case "getal", name:
                record = store.records.get(name)
                return {normalise(part_of(record, token.part) or "")} if record else set()
            case "uit", "telling":
                return {normalise(counts_text(store))}
            case "uit", "omslag":
                return {normalise(text) for _, text in cover_lines(store)}
        return None

    def has(self, token: Token, numeral: Numeral, text: str) -> bool:
        """Whether the referent of a token contains a numeral; ``text`` is the full text of the token."""
        if token.kind == "nummer":
            return _ORDINAL.fullmatch(normalise(text)) is not None
        if token.kind == "stelling":
            return self.holds(token) and _in_predicate(token, numeral)
        if token not in self._numerals:
            found = map(_numerals_of, map(normalise, self._referent(token)))
            self._numerals[token] = frozenset(chain.from_iterable(found))
        return _key(numeral.text) in self._numerals[token]

    def holds(self, statement: Token) -> bool:
        """Whether the predicate of a statement is true for the records."""
        try:
            predicate = parse_predicate(statement.name)
        except DefinitionError:
            return False
        return predicate.holds(bounds_of(predicate, self.store))

    def faults(self, token: Token, rows: list[list[str]], lines: set[str]) -> Iterator[str]:
        """Problems of a figure or table on a page, given its cells and its lines of text."""
        shown = self._exhibit(token)
        if shown is None:
            yield "is published by no chapter"
            return
        head, *body = shown.cells()
        width = len(head) - (head[-1:] == [ADDRESS])
        expected = [[normalise(cell) for cell in row[:width]] for row in [head, *body]]
        if rows != expected and (rows or not _in_words(token, shown, lines)):
            pairs = zip(chain(*rows), chain(*expected), strict=False)
            first = next(
                (f"'{one}' is '{two}' there" for one, two in pairs if one != two), "its size"
            )
            yield f"differs from the CSV of the chapter ({first})"
        source = source_line(shown.card, self.store) or str(shown.card.get("caption") or "")
        if not (source.startswith(SOURCE) and normalise(source) in lines):
            yield "has no source line"

    def wrong_marks(self, token: Token, said: list[str]) -> Iterator[str]:
        """Problems of what the marks of a figure say on a page."""
        shown = self._exhibit(token)
        rows = (
            {normalise(row.text) for row in mark_texts(shown, self.store.nouns)}
            if shown and said
            else set()
        )
        for text in said:
            if text not in rows:
                yield f"has a mark that says what no row of its data says ('{text}')"

    def _exhibit(self, token: Token) -> Exhibit | None:
        return (self.store.figures if token.kind == "figuur" else self.store.tables).get(token.name)

    def _referent(self, token: Token) -> Iterator[str]:
        """All texts in the referent of a token."""
        store, name = self.store, token.name
        registers = {register.id: register for register in store.registers}
        match token.kind:
            case "bij":
                yield from self._of_record(store.records.get(name))
            case "uitspraak":
                yield from _texts(store.claims.get(name))
            case "figuur" | "tabel":
                yield from self._of_exhibit(self._exhibit(token))
            case "register" if register := registers.get(name):
                columns = [explained(column) for column in register.columns]
                rules = [rule.text for rule in register.rules]
                yield from _texts([register.title, register.text, columns, rules])
            case "herkomst":
                yield from (one.label for one in store.records.values() if one.chapter == name)
                yield from self._of_list({"bestanden": "bronnen"}.get(name, name), "")
            case "uit":
                kind, _, what = name.partition(" ")
                yield from self._of_list(kind, what)

    def _of_list(self, kind: str, name: str) -> Iterator[str]:
        """A list generated by the extension: the sources, the corrections, the run, a row set."""
        store = self.store
        match kind:
            case "rijen" if rows := store.rows.get(name):
                yield from _texts({key: value for key, value in rows.items() if key != "lines"})
                yield from (
                    line_ranges(rows["lines"], most) for most in (None, MAX_UNFOLDED, MAX_RANGES)
                )
                yield size_of(rows["bytes"])
            case "elders":
                yield other_publications.sentence(name, store)
            case "bronnen":
                yield from _texts([*store.all_sources(), *PaperAnnex(store).files.values()])
            case "catalogus":
                cards = store.catalogue.values()
                yield from chain(*((one.title, one.answers, one.cannot_say) for one in cards))
            case "functies":
                yield from _texts(all_functions(store))
            case "correcties":
                yield from _texts([one.as_json()["corrections"] for one in store.records.values()])
            case "run":
                yield from _texts(store.run)
            case "proef" if store.proof:
                yield from (*proof_lines(store.proof), *_texts(store.proof["chapters"]))
            case _:
                yield from self._of_publication(kind)

    def _of_publication(self, kind: str) -> Iterator[str]:
        """How the report is cited, and the numbers that changed or are gone."""
        if kind == CITED:
            yield report_citation(self.store)
        if kind == CHANGES:
            yield from change_texts(self.store)
        if kind == GONE:
            yield from _texts({name: one.model_dump() for name, one in self.store.gone.items()})

    def _of_record(self, record: Record | None) -> Iterator[str]:
        """A record with its claim, the commit, and the number of corrections per source."""
        if record:
            yield from _texts([record, self.store.claims.get(record.claim or "")])
            yield from (amount.display for amount in record.amounts)
            yield self.store.earlier_note(record)
            yield difference(record, self.store)
            yield code_proof_line(record, self.store)
            yield str(self.store.run.get("commit") or "")
            yield from map(str, Counter(one.source for one in record.corrections).values())

    def _of_exhibit(self, shown: Exhibit | None) -> Iterator[str]:
        """A figure or table: its data in all notations, and the numbers of its chapter."""
        if shown is None:
            return
        yield from chain.from_iterable(map(_notations, chain(*shown.cells())))
        for record in self.store.by_chapter.get(shown.card["chapter"], []):
            parts = (*PARTS, *record.parameters)
            yield from (str(part_of(record, part) or "") for part in parts)
            yield from (one.measure.display for one in record.specifications)
        yield source_line(shown.card, self.store)
        if shown.card["id"] in self.store.figures:
            yield from (
                citation(shown.card, self.store),
                *describe(shown.cells(), self.store.nouns),
            )


def _in_words(token: Token, shown: Exhibit, lines: set[str]) -> bool:
    """Whether a figure, or a table with nothing to show, has its sentence on the page instead of a table."""
    return token.kind == "figuur" or normalise(sentence(shown.card) or "?") in lines


def _texts(content: object) -> Iterator[str]:
    """Every text in JSON or in part of a record, every number in Dutch notation, and abbreviated checksums."""
    if isinstance(content, Part):
        yield from _texts(content.as_json())
    elif isinstance(content, Mapping):
        yield from chain.from_iterable(map(_texts, chain(content.keys(), content.values())))
    elif isinstance(content, list | tuple):
        yield from chain.from_iterable(map(_texts, content))
    elif isinstance(content, int | float | Decimal) and not isinstance(content, bool):
        yield from (dutch.number(content), str(content))
    elif content is not None:
        text = str(content)
        yield from (
            text,
            in_dutch(text),
            dutch.date(text),
            *(one[:SHOWN_DIGITS] for one in _CHECKSUM.findall(text)),
        )


def _notations(cell: str) -> Iterator[str]:
    """A cell as it is, and its number in the notations used in sentences."""
    yield cell
    value = decimal_of(cell)
    if value is not None:
        near = float(value)
        yield from (signed(near), *(number(near, decimals) for decimals in (0, 1, 2)))


def _in_predicate(statement: Token, numeral: Numeral) -> bool:
    """Whether the predicate of a statement contains this numeral, or the percentage it stands for."""
    value, literals = numeral.value, parse_predicate(statement.name).literals()
    return value is not None and any(
        one == value or abs(one - PERCENT * value) <= TOLERANCE for one in literals
    )


@lru_cache(maxsize=2**16)
def _numerals_of(text: str) -> tuple[str, ...]:
    """The numerals of a text; cached, as the card of a source recurs for every number based on it."""
    return tuple(_key(one.text) for one in numerals(text))


def _key(numeral: str) -> str:
    """A numeral without a plus sign, and with one kind of minus sign."""
    return numeral.lower().lstrip("+").replace("-", "\N{MINUS SIGN}")
