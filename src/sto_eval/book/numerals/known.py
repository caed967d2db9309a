"""What the text with a token may say: what stands in the record, claim, table or file that the token names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import chain

from sto_eval.book.cover import cover_lines
from sto_eval.book.numerals.tokens import Token, even
from sto_eval.errors import DefinitionError
from sto_eval.formats import number, signed
from sto_eval.layouts.registers import REGISTERS
from sto_eval.layouts.registers.templates import explained
from sto_eval.numerals import Numeral, numerals
from sto_eval.predicates import parse_predicate
from sto_eval.records import Part, Record
from sto_eval.sphinxext import dutch, elsewhere
from sto_eval.sphinxext.descriptions import describe
from sto_eval.sphinxext.display import ADDRESS, SOURCE, source_line
from sto_eval.sphinxext.figures import citation
from sto_eval.sphinxext.functions import all_functions
from sto_eval.sphinxext.numbers import part_of
from sto_eval.sphinxext.pages import verdict_word
from sto_eval.sphinxext.paperpassports import MAX_RANGES, PaperAnnex
from sto_eval.sphinxext.passports import line_ranges
from sto_eval.sphinxext.proof import proof_lines
from sto_eval.sphinxext.rowfiles import MAX_UNFOLDED, size_of
from sto_eval.sphinxext.statements import bounds_of
from sto_eval.sphinxext.store import Exhibit, Store

PARTS = ("", "teller", "noemer", "afdruk", "definities", "raak", "openbaar", "peildatum")
PERCENT = 100
CLOSE = 0.5
"""How far a part in words may lie from the percentage that its predicate names, in points."""

_CHECKSUM = re.compile(r"[0-9a-f]{40,}")
_SHORT, _DECIMALS = 12, 3
_ORDINAL = re.compile(r"\[?((Figuur|Tabel|Bijlage) )?([A-Z]?\d+|[A-Z])(\.\d+)?\.?\]?")
"""The number of a chapter, annex, figure or table, or the mark of an entry on paper."""


class Known:
    """What the tokens of a book name.

    Parameters
    ----------
    store
        The records, figures, tables, claims and run of this build.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._numerals: dict[Token, frozenset[str]] = {}

    def texts(self, token: Token) -> set[str] | None:
        """The whole texts that a token allows; ``None`` when its text is checked by numeral."""
        store = self.store
        match token.kind, token.name:
            case "getal", name:
                record = store.records.get(name)
                return {even(part_of(record, token.part) or "")} if record else set()
            case "uit", "telling":
                records = [store.record_of(name) for name in store.claims]
                words = [verdict_word(record) or dutch.NOT_YET for record in records]
                grades = [record.evidence if record else "" for record in records]
                summary = " ".join(dutch.summary([*zip(words, grades, strict=True)]))
                return {even(dutch.verdict_count(words)), even(summary)}
            case "uit", "omslag":
                return {even(text) for _, text in cover_lines(store)}
        return None

    def has(self, token: Token, numeral: Numeral, text: str) -> bool:
        """Whether what a token names has this numeral; ``text`` is all that stands in the token."""
        if token.kind == "nummer":
            return _ORDINAL.fullmatch(even(text)) is not None
        if token.kind == "stelling":
            return self.holds(token) and _named(token, numeral)
        if token not in self._numerals:
            found = map(_numerals_of, map(even, self._said(token)))
            self._numerals[token] = frozenset(chain.from_iterable(found))
        return _key(numeral.text) in self._numerals[token]

    def holds(self, statement: Token) -> bool:
        """Whether the predicate of a statement is true on the records."""
        try:
            predicate = parse_predicate(statement.name)
        except DefinitionError:
            return False
        return predicate.holds(bounds_of(predicate, self.store))

    def faults(self, token: Token, rows: list[list[str]], lines: set[str]) -> Iterator[str]:
        """What is wrong with a figure or table on a page, from its cells and its lines of text."""
        shown = self._exhibit(token)
        if shown is None:
            yield "is published by no chapter"
            return
        head, *body = shown.cells()
        width = len(head) - (head[-1:] == [ADDRESS])
        expected = [[even(cell) for cell in row[:width]] for row in [head, *body]]
        if rows != expected and (rows or token.kind == "tabel"):
            pairs = zip(chain(*rows), chain(*expected), strict=False)
            first = next(
                (f"'{one}' is '{two}' there" for one, two in pairs if one != two), "its size"
            )
            yield f"differs from the CSV beside it ({first})"
        source = source_line(shown.card, self.store) or str(shown.card.get("caption") or "")
        if not (source.startswith(SOURCE) and even(source) in lines):
            yield "has no line with its source"

    def _exhibit(self, token: Token) -> Exhibit | None:
        return (self.store.figures if token.kind == "figuur" else self.store.tables).get(token.name)

    def _said(self, token: Token) -> Iterator[str]:
        """All texts in what a token names."""
        store, name = self.store, token.name
        match token.kind:
            case "bij":
                yield from self._of_record(store.records.get(name))
            case "uitspraak":
                yield from _texts(store.claims.get(name))
            case "figuur" | "tabel":
                yield from self._of_exhibit(self._exhibit(token))
            case "register" if register := REGISTERS.get(name):
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
        """A list that the extension made: the sources, the corrections, the run, a set of rows."""
        store = self.store
        match kind:
            case "rijen" if rows := store.rows.get(name):
                yield from _texts({key: value for key, value in rows.items() if key != "lines"})
                yield from (
                    line_ranges(rows["lines"], most) for most in (None, MAX_UNFOLDED, MAX_RANGES)
                )
                yield size_of(rows["bytes"])
            case "elders":
                yield elsewhere.sentence(name, store)
            case "bronnen":
                yield from _texts([*store.all_sources(), *PaperAnnex(store).files.values()])
            case "functies":
                yield from _texts(all_functions(store))
            case "correcties":
                yield from _texts([one.as_json()["corrections"] for one in store.records.values()])
            case "run":
                yield from _texts(store.run)
            case "proef" if store.proof:
                yield from (*proof_lines(store.proof), *_texts(store.proof["chapters"]))

    def _of_record(self, record: Record | None) -> Iterator[str]:
        """A number with its sources, its claim and the commit; how many corrections each source has."""
        if record:
            yield from _texts([record, self.store.claims.get(record.claim or "")])
            yield from (amount.display for amount in record.amounts)
            yield self.store.supply_note(record)
            yield str(self.store.run.get("commit") or "")
            done = Counter(one.source for one in record.corrections)
            yield from map(str, done.values())

    def _of_exhibit(self, shown: Exhibit | None) -> Iterator[str]:
        """A figure or table: the data beside it, in all notations, and the numbers of its chapter."""
        if shown is None:
            return
        yield from chain.from_iterable(map(_notations, chain(*shown.cells())))
        for record in self.store.records.values():
            if record.chapter == shown.card["chapter"]:
                parts = (*PARTS, *record.parameters)
                yield from (str(part_of(record, part) or "") for part in parts)
                yield from (one.measure.display for one in record.specifications)
        yield source_line(shown.card, self.store)
        if shown.card["id"] in self.store.figures:
            yield from (citation(shown.card, self.store), *describe(shown.cells()))


def _texts(content: object) -> Iterator[str]:
    """Every text in JSON or in a part of a record, and every number in Dutch notation; a checksum also as its first digits."""
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
        yield from (text, dutch.date(text), *(one[:_SHORT] for one in _CHECKSUM.findall(text)))


def _notations(cell: str) -> Iterator[str]:
    """A cell as it is, and its number in the ways in which a sentence writes one."""
    yield cell
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return
    if value.is_finite():
        yield from (signed(value), *(number(value, decimals) for decimals in range(_DECIMALS)))


def _named(statement: Token, numeral: Numeral) -> bool:
    """Whether the predicate of a statement holds its number against this numeral, or its percentage."""
    value, literals = numeral.value, parse_predicate(statement.name).literals()
    return value is not None and any(
        one == value or abs(one - PERCENT * value) <= CLOSE for one in literals
    )


@lru_cache(maxsize=2**16)
def _numerals_of(text: str) -> tuple[str, ...]:
    """The numerals of a text; the card of a source comes back with every number that rests on it."""
    return tuple(_key(one.text) for one in numerals(text))


def _key(numeral: str) -> str:
    return numeral.lower().lstrip("+\N{MINUS SIGN}")
