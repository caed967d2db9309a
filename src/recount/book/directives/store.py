"""The outputs of the chapters and the claims of the edition, read once per build.

This is the only module of the extension that reads data files. Numbers and sources are typed; all other data
keeps the structure of the JSON and TOML files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from recount.book.directives import dutch
from recount.edition.claims import Claim
from recount.edition.definitions import read_one, read_tables
from recount.edition.edition import EditionCard
from recount.edition.gone_numbers import GoneNumber, load_gone
from recount.handover import CODE_PROOF, PROOF
from recount.layouts.register import Register
from recount.numbers.dutch_words import Nouns
from recount.numbers.embedded import TEXTS, from_data
from recount.numbers.formats import reader_text, write_out
from recount.programme import load_programme
from recount.results.acceptance import MADE_UP, REAL, histories
from recount.results.accepted_changes import AcceptedChange, accepted_changes
from recount.results.records import Record, SourceCard, read_records, read_sources
from recount.results.second_way import SecondWay, second_ways
from recount.results.verdicts import Word
from recount.sources.catalogue import Source
from recount.sources.row_files import LIST, ROWS
from recount.spreadsheets import read_sheet

Card = Mapping[str, Any]

COMPUTED = ("", "woord", "teller", "noemer", "raak")
"""The parts of a number that are made up or missing if its sources are; the printed figure and parameters never are."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure or table published by a chapter.

    Parameters
    ----------
    card
        The content of its JSON file.
    folder
        The folder with its files.
    """

    card: Card
    folder: Path

    def cells(self) -> list[list[str]]:
        """Its rows, header included: the displayed texts if the card has them, otherwise its CSV data."""
        if "rows" in self.card:
            return [[column["name"] for column in self.card["columns"]], *self.card["rows"]]
        return read_sheet(self.folder / f"{self.card['id']}.csv")


@dataclass(frozen=True)
class Store:
    """All data that pages can show, by id.

    Parameters
    ----------
    records
        Number id -> record, ordered by chapter of the edition and then by cell. This is the order of the
        annex, whose entries are numbered by it.
    figures
        Figure id -> figure.
    tables
        Table id -> table.
    sources
        Chapter -> its declared source cards.
    catalogue
        Source id -> its card in the catalogue.
    claims
        Claim id -> claim, in the order of the file.
    edition
        The card of the edition.
    run
        Version, commit, edition and packages of the last run, and if it is the demo; empty if unknown.
    rows
        Row set -> its card in ``rijen.json``.
    folder
        The folder with the row files.
    proof
        The last sweep of ``prove``; empty if there is none.
    code_proof
        That over the code.
    keys
        Chapter -> the key of its run, to check whether the sweep covers this build.
    second_ways
        Number id -> its second way, of those that have one for this build.
    registers
        The registers of the programme, in the order of the book.
    gone
        Id of a number that is no longer published -> why.
    changes
        The accepted values that changed, on real files or in the demo, the last day first.
    """

    records: Mapping[str, Record]
    figures: Mapping[str, Exhibit]
    tables: Mapping[str, Exhibit]
    sources: Mapping[str, list[SourceCard]]
    catalogue: Mapping[str, Source]
    claims: Mapping[str, Card]
    edition: EditionCard
    run: Card
    rows: Mapping[str, Card]
    folder: Path
    proof: Card
    code_proof: Card
    keys: Mapping[str, str]
    second_ways: Mapping[str, SecondWay]
    registers: Sequence[Register]
    gone: Mapping[str, GoneNumber]
    changes: Sequence[AcceptedChange]

    @property
    def print_name(self) -> str:
        """What the print is called, with its article."""
        return self.edition.print_name

    @property
    def nouns(self) -> Nouns:
        """The nouns of the edition that texts count."""
        return self.edition.nouns

    @property
    def report(self) -> str:
        """Title of the report in citations."""
        card = self.edition
        return f"{card.programme} {card.first_year}-{card.last_year} nagerekend"

    @property
    def demo(self) -> bool:
        """Whether the book is the demo, on made-up files."""
        return bool(self.run.get("demo"))

    @property
    def complete(self) -> bool:
        """Whether no number lacks its sources."""
        return not any(record.missing for record in self.records.values())

    def lacks_any(self, numbers: Iterable[tuple[str, str]]) -> bool:
        """Whether sources are missing for any of these numbers, given by id and part.

        What was printed and what public figures allow does not need them.
        """
        return any(self._lacks(name) for name, part in numbers if part in COMPUTED)

    def _lacks(self, name: str) -> bool:
        record = self.records.get(name)
        if record is None:
            return not self.complete
        return record.measure.value is None and bool(record.missing)

    def rows_of(self, source: SourceCard) -> Card | None:
        """The card of the row set of a source; ``None`` if the rows are unknown."""
        return self.rows.get(source.rows.set) if source.rows else None

    def record_of(self, claim: str) -> Record | None:
        """The record that answers a claim: the one of the same name first, then one with a verdict."""
        return self._answers.get(claim)

    @cached_property
    def _answers(self) -> dict[str, Record]:
        """Claim -> the record that answers it."""
        ranked = sorted(
            self.records.values(), key=lambda one: (one.id != one.claim, not one.verdict)
        )
        return {record.claim: record for record in reversed(ranked) if record.claim}

    @cached_property
    def by_chapter(self) -> dict[str, list[Record]]:
        """Chapter -> its records, in annex order."""
        found: dict[str, list[Record]] = {}
        for record in self.records.values():
            found.setdefault(record.chapter, []).append(record)
        return found

    def exhibits(self, chapter: str) -> list[Exhibit]:
        """The figures and tables of a chapter."""
        shown = [*self.figures.values(), *self.tables.values()]
        return [one for one in shown if one.card["chapter"] == chapter]

    def all_sources(self) -> list[SourceCard]:
        """The source cards of all chapters, each once, by title."""
        cards = {card.id: card for cards in self.sources.values() for card in cards}
        return sorted(cards.values(), key=lambda card: card.title)

    def earlier_note(self, record: Record) -> str:
        """Sentence that the verdict concerns a day before the period; empty if it does not apply.

        It does not apply to a record without a verdict, to the verdict *niet na te rekenen*, or to a claim without
        ``counted_in``. The newest of the sources named there decides.
        """
        counted = str(self.claims.get(record.claim or "", {}).get("counted_in") or "")
        days = [card.reference_date for card in record.sources if fnmatchcase(card.id, counted)]
        word = record.verdict.word if record.verdict else Word.UNCHECKED
        if not days or word is Word.UNCHECKED or max(days).year >= self.edition.first_year:
            return ""
        return self.edition.counted_before.format(dutch.date(max(days)))


@lru_cache(maxsize=4)
def load_store(chapters: Path, edition: Path) -> Store:
    """Load the folder of the chapters and the claims of the edition."""
    card, built = read_one(edition / "edition.toml", EditionCard), chapters.parent
    run = _json_or_nothing(built / "run.json")
    kind = MADE_UP if run.get("demo") else REAL
    records = _records(chapters, card)
    return Store(
        records=records,
        figures=_shown(chapters, "*/figures/*.json", card.nouns),
        tables=_shown(chapters, "*/tables/*.json", card.nouns),
        sources={
            path.parent.name: read_sources(path.read_bytes())
            for path in sorted(chapters.glob("*/sources.json"))
        },
        catalogue=read_tables(edition / "sources.toml", Source),
        claims=_load_claims(edition),
        edition=card,
        run=run,
        rows=_json_or_nothing(built / ROWS.name / LIST),
        folder=built / ROWS.name,
        proof=_json_or_nothing(built / PROOF),
        code_proof=_json_or_nothing(built / CODE_PROOF),
        keys={p.parent.name: str(_json(p).get("key")) for p in sorted(chapters.glob("*/key.json"))},
        second_ways=second_ways(built, edition, records),
        registers=load_programme(card.code).registers,
        gone=load_gone(edition),
        changes=accepted_changes(histories(edition / "results.toml").get(kind, {})),
    )


def reload_store(chapters: Path, edition: Path) -> Store:
    """As ``load_store``, without the older records that an earlier build in this process may have left."""
    load_store.cache_clear()
    return load_store(chapters.resolve(), edition.resolve())


def _load_claims(edition: Path) -> dict[str, Card]:
    claims = read_tables(edition / "claims.toml", Claim)
    return {name: {"id": name} | claim.model_dump() for name, claim in claims.items()}


def _records(chapters: Path, card: EditionCard) -> dict[str, Record]:
    """Records by chapter, cell and id; regional chapters, which the card does not list, are sorted by name."""
    order = {name: place for place, name in enumerate(card.chapters)}
    found = sorted(
        read_records(chapters).values(),
        key=lambda one: (order.get(one.chapter, len(order)), one.chapter, one.cell, one.id),
    )
    return {record.id: record for record in found}


def _shown(folder: Path, pattern: str, nouns: Nouns) -> dict[str, Exhibit]:
    found = [
        Exhibit(_written(_json(path), nouns), path.parent) for path in sorted(folder.glob(pattern))
    ]
    return {shown.card["id"]: shown for shown in found}


def _written(card: Card, nouns: Nouns) -> Card:
    """The card of an exhibit with its numbers in Dutch notation."""
    texts = {name: reader_text(from_data(card[name]), nouns) for name in TEXTS if name in card}
    rows = [[write_out(from_data(cell)) for cell in row] for row in card.get("rows", ())]
    return {**card, **texts, **({"rows": rows} if "rows" in card else {})}


def _json_or_nothing(path: Path) -> Card:
    return _json(path) if path.exists() else {}


def _json(path: Path) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(path.read_text(encoding="utf-8"))
