"""What vouches for a text on a page: the record, claim, figure or run that it says it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from sto_eval.book.cover import cover_lines
from sto_eval.book.passages import Owner, even
from sto_eval.errors import DefinitionError
from sto_eval.formats import number, signed
from sto_eval.layouts.registers import REGISTERS
from sto_eval.layouts.registers.templates import explained
from sto_eval.numerals import numerals
from sto_eval.predicates import parse_predicate
from sto_eval.sphinxext import dutch, elsewhere
from sto_eval.sphinxext.descriptions import describe
from sto_eval.sphinxext.display import ADDRESS, SOURCE, source_line
from sto_eval.sphinxext.figures import citation
from sto_eval.sphinxext.numbers import part_of
from sto_eval.sphinxext.pages import verdict_word
from sto_eval.sphinxext.paperpassports import RUNS, PaperAnnex
from sto_eval.sphinxext.passports import line_runs, rows_counted, rows_read
from sto_eval.sphinxext.proof import proof_lines
from sto_eval.sphinxext.rowfiles import FEW, size_of
from sto_eval.sphinxext.statements import bounds_of
from sto_eval.sphinxext.store import Card, Shown, Store

PARTS = ("teller", "noemer", "afdruk", "definities", "raak", "openbaar", "peildatum")
_CHECKSUM = re.compile(r"[0-9a-f]{40,}")
_SHORT = 12
_DECIMALS = 3


class Vouchers:
    """What each owner of a text allows it to say.

    Parameters
    ----------
    store
        The records, figures, tables, claims and run of this build.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._words: dict[Owner, frozenset[str]] = {}
        self._whole: dict[Owner, frozenset[str]] = {}

    def says(self, owner: Owner) -> set[str] | None:
        """The whole texts that an owner allows; ``None`` when only its numerals are looked at."""
        if owner.kind == "getal":
            record = self.store.records.get(owner.name)
            return {even(part_of(record, owner.part) or "")} if record else set()
        if owner.kind == "telling":
            return self._counts
        if owner.kind == "omslag":
            return {even(text) for _, text in cover_lines(self.store)}
        return None

    def counted(self, owner: Owner, text: str) -> int | None:
        """How many numerals a text has that an owner knows as a whole; ``None`` for another text."""
        whole = even(text)
        return len(_numerals_of(whole)) if whole in self._known(owner) else None

    def numerals(self, owner: Owner) -> frozenset[str]:
        """The numerals that an owner vouches for."""
        if owner not in self._words:
            self._words[owner] = frozenset(
                chain.from_iterable(map(_numerals_of, self._known(owner)))
            )
        return self._words[owner]

    def _known(self, owner: Owner) -> frozenset[str]:
        if owner not in self._whole:
            self._whole[owner] = frozenset(map(even, self._texts(owner)))
        return self._whole[owner]

    def vouches(self, owner: Owner, numeral: str) -> bool:
        """Whether the owner knows this numeral."""
        return _key(numeral) in self.numerals(owner)

    def holds(self, statement: Owner) -> bool:
        """Whether the predicate of a statement is true on the records."""
        try:
            predicate = parse_predicate(statement.name)
        except DefinitionError:
            return False
        return predicate.holds(bounds_of(predicate, self.store))

    def exhibit(self, owner: Owner) -> Shown | None:
        """The figure or table of that name, as a chapter published it."""
        return (self.store.figures if owner.kind == "figuur" else self.store.tables).get(owner.name)

    def source_lines(self, shown: Shown) -> set[str]:
        """The lines of which one must stand under it: made from its sources, or its caption."""
        made = source_line(shown.card, self.store)
        line = made or str(shown.card.get("caption") or "")
        return {even(line)} if line.startswith(SOURCE) else set()

    def rows(self, shown: Shown) -> list[list[str]]:
        """The cells of a table as they stand in the CSV beside it, head included."""
        head, *rows = shown.cells()
        width = len(head) - (head[-1:] == [ADDRESS])
        return [[even(cell) for cell in row[:width]] for row in [head, *rows]]

    def _texts(self, owner: Owner) -> Iterable[str]:
        """All texts that an owner could have put on a page."""
        name, store = owner.name, self.store
        if owner.kind in {"getal", "paspoort"}:
            return [*_record_texts(store.records.get(name, {}), store), *self._marks]
        if owner.kind == "herkomst":
            return list(_origin_texts(name, store))
        if owner.kind == "afdruk":
            return [str(store.claims.get(name, {}).get(key) or "") for key in ("shown", "text")]
        if owner.kind in {"figuur", "tabel"}:
            shown = self.exhibit(owner)
            return list(self._exhibit_texts(shown)) if shown else []
        if owner.kind == "stelling":
            return []
        whole: Mapping[str, Any] = {
            "telling": sorted(self._counts),
            "elders": elsewhere.sentence(name, store),
            "uitvoering": [store.run, dutch.date(store.run.get("time"))],
            "verwijzing": self._marks,
            "nummer": self._ordinals,
            "omslag": [text for _, text in cover_lines(store)],
            "bronnen": [*store.all_sources(), *PaperAnnex(store).files.values()],
            "correcties": [record.get("corrections") for record in store.records.values()],
            "proef": list(_proof_texts(store)),
            "register": [
                [
                    one.title,
                    one.text,
                    [explained(c) for c in one.columns],
                    [r.text for r in one.rules],
                ]
                for one in REGISTERS.values()
            ],
        }
        return list(_plain(whole.get(owner.kind)))

    def _exhibit_texts(self, shown: Shown) -> Iterator[str]:
        """What a title or a caption may speak of: the data beside it, and the numbers of its chapter."""
        for row in shown.cells():
            for cell in row:
                yield from _formatted(cell)
        for record in self.store.records.values():
            if record["chapter"] == shown.card["chapter"]:
                parts = ("", *PARTS, *(record.get("parameters") or {}))
                yield from (str(part_of(record, part) or "") for part in parts)
                yield from (str(one["display"]) for one in record.get("specifications") or [])
        yield source_line(shown.card, self.store)
        if shown.card["id"] in self.store.figures:
            yield from (citation(shown.card, self.store), *describe(shown.cells()))

    @cached_property
    def _marks(self) -> list[str]:
        """What may stand behind a number on paper, to lead to the annex."""
        return PaperAnnex(self.store).marks()

    @cached_property
    def _ordinals(self) -> list[str]:
        """What a chapter, figure or table may have as its number; the census looks at their order."""
        chapters = range(1, len(self.store.sources) + 1)
        shown = range(1, max(len(self.store.figures), len(self.store.tables)) + 1)
        return [*map(str, {*chapters, *shown}), *(f"{c}.{n}" for c in chapters for n in shown)]

    @cached_property
    def _counts(self) -> set[str]:
        records = [self.store.record_of(name) for name in self.store.claims]
        words = [verdict_word(record) or dutch.NOT_YET for record in records]
        pairs = [
            (word, str(record["evidence"]) if record else "")
            for word, record in zip(words, records, strict=True)
        ]
        return {even(dutch.verdict_count(words)), even(" ".join(dutch.summary(pairs)))}


def _record_texts(record: Card, store: Store) -> Iterator[str]:
    """All that a passport can say of a record, on the website and on paper."""
    yield from _plain({**record, "sources": None})
    if not record:
        return
    for part in ("", *PARTS):
        yield str(part_of(record, part) or "")
    yield from _plain(store.claims.get(str(record.get("claim")), {}))
    per_source = Counter(str(one["source"]) for one in record.get("corrections") or [])
    yield from (*map(str, per_source.values()), str(store.run.get("commit") or ""))
    for source in record.get("sources") or []:
        yield from _source_texts(source, store)


def _source_texts(source: Card, store: Store) -> Iterator[str]:
    """All that a passport can say of a source and of its rows that a number rests on."""
    rows = store.rows_of(source)
    yield from _plain({name: value for name, value in source.items() if name != "rows"})
    yield from (rows_counted(source), rows_read(source))
    if rows:
        yield from _plain({name: value for name, value in rows.items() if name != "lines"})
        yield from (line_runs(rows["lines"], most) for most in (None, FEW, RUNS))
        yield size_of(rows["bytes"])


def _origin_texts(name: str, store: Store) -> Iterator[str]:
    """What the annex says in a chapter's list of numbers, and on paper of functions and files."""
    for record in store.records.values():
        if record["chapter"] == name:
            yield str(record["label"])
    annex = PaperAnnex(store)
    if name == "functies":
        yield from _plain(annex.functions)
        yield from (f"F{place}" for place in annex.function_order.values())
    if name == "bestanden":
        for place, source in enumerate(annex.files.values(), 1):
            yield f"B{place}"
            yield from _source_texts(source, store)
        for rows in store.rows.values():
            yield from _plain({name: value for name, value in rows.items() if name != "lines"})


def _proof_texts(store: Store) -> Iterator[str]:
    """What the page with the last sweep can say: its sentences, and the names of numbers and sources."""
    if store.proof:
        yield from proof_lines(store.proof)
        yield from _plain(store.proof["chapters"])
        yield from (str(record["label"]) for record in store.records.values())


def _plain(content: object) -> Iterator[str]:
    """Every text in JSON, and every number in Dutch notation; a checksum also as its first digits."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield str(name)
            yield from _plain(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _plain(value)
    elif isinstance(content, int | float | Decimal) and not isinstance(content, bool):
        yield dutch.number(content)
        yield str(content)
    elif content is not None:
        text = str(content)
        yield from (text, dutch.date(text), *(one[:_SHORT] for one in _CHECKSUM.findall(text)))


def _formatted(cell: str) -> Iterator[str]:
    """A cell as it is, and its number in the ways in which a sentence writes one."""
    yield cell
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return
    if value.is_finite():
        yield from (number(value, decimals) for decimals in range(_DECIMALS))
        yield signed(value)


@lru_cache(maxsize=2**16)
def _numerals_of(text: str) -> tuple[str, ...]:
    """The numerals of a text; the card of a source comes back with every number that rests on it."""
    return tuple(_key(one.text) for one in numerals(text))


def _key(numeral: str) -> str:
    return numeral.lower().lstrip("+\u2212")
