"""What the chapters left behind and what the edition claims, read once per build.

The only module of the extension that opens files. Numbers and sources are typed; every other answer keeps the
shape of the JSON and the TOML that was written, so that a page can show all of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from sto_eval.claims import Claim
from sto_eval.edition import EditionCard, read_one, read_tables
from sto_eval.records import Record, SourceCard, read_records, read_sources
from sto_eval.rows import LIST, ROWS
from sto_eval.sphinxext import dutch
from sto_eval.spreadsheets import read_sheet
from sto_eval.verdicts import Word

Card = Mapping[str, Any]

PROOF = "prove.json"
"""Where the last sweep stands, beside the folder of the chapters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure or a table as a chapter published it.

    Parameters
    ----------
    card
        The JSON beside the files.
    folder
        Where the files are.
    """

    card: Card
    folder: Path

    def cells(self) -> list[list[str]]:
        """Its rows, head included: texts as the chapter shows them, or else the data beside it."""
        if "rows" in self.card:
            return [[column["name"] for column in self.card["columns"]], *self.card["rows"]]
        return read_sheet(self.folder / f"{self.card['id']}.csv")


@dataclass(frozen=True, slots=True)
class Store:
    """All that the pages may show, by id.

    Parameters
    ----------
    records
        Number id -> record, in the order of the chapters of the edition and then of their cells: the order
        of the annex, in which an entry has the ordinal of its record as its number.
    figures
        Figure id -> figure.
    tables
        Table id -> table.
    sources
        Chapter -> the source cards it declared.
    claims
        Claim id -> entry of the register, in the order of the register.
    places
        The blocks of the infographic, in reading order.
    edition
        Its title, programme and period; empty when the edition has no card.
    run
        Version, commit, edition and packages of the last run; empty when unknown.
    rows
        Set of rows -> its card, as ``rijen.json`` has it.
    folder
        Where the row files are.
    proof
        The last sweep of ``sto-eval prove``; empty when there was none.
    keys
        Chapter -> the key of its run, to tell whether the sweep was of this state.
    report
        What the report is called where it is cited; empty when the edition has no card.
    """

    records: Mapping[str, Record]
    figures: Mapping[str, Shown]
    tables: Mapping[str, Shown]
    sources: Mapping[str, list[SourceCard]]
    claims: Mapping[str, Card]
    places: Sequence[str]
    edition: Card
    run: Card
    rows: Mapping[str, Card]
    folder: Path
    proof: Card
    keys: Mapping[str, str]
    report: str

    def rows_of(self, source: SourceCard) -> Card | None:
        """The card of the rows of a source that a number rests on; ``None`` when nothing is known of them."""
        return self.rows.get(source.rows.set) if source.rows else None

    def record_of(self, claim: str) -> Record | None:
        """The record that answers a claim: that of the same name first, then one with a verdict."""
        rivals = [record for record in self.records.values() if record.claim == claim]
        rivals.sort(key=lambda record: (record.id != claim, not record.verdict))
        return rivals[0] if rivals else None

    def by_chapter(self) -> dict[str, list[Record]]:
        """Chapter -> its records, in the order of the annex."""
        found: dict[str, list[Record]] = {}
        for record in self.records.values():
            found.setdefault(record.chapter, []).append(record)
        return found

    def exhibits(self, chapter: str) -> list[Shown]:
        """The figures and tables of a chapter."""
        shown = [*self.figures.values(), *self.tables.values()]
        return [one for one in shown if one.card["chapter"] == chapter]

    def all_sources(self) -> list[SourceCard]:
        """The source cards of all chapters, each once, by title."""
        cards = {card.id: card for cards in self.sources.values() for card in cards}
        return sorted(cards.values(), key=lambda card: card.title)

    def supply_note(self, record: Record) -> str:
        """The sentence that the verdict on a record is about supply from before the programme, or nothing.

        A record without a verdict, or that is *niet na te rekenen*, has nothing to say, and neither has a claim
        that names no sources of supply. What decides is the newest of these that the number rests on.
        """
        supply = str(self.claims.get(record.claim or "", {}).get("supply") or "")
        days = [card.reference_date for card in record.sources if fnmatchcase(card.id, supply)]
        word = record.verdict.word if record.verdict else Word.UNCHECKED
        if not days or word is Word.UNCHECKED or not self.edition:
            return ""
        if max(days).year >= self.edition["first_year"]:
            return ""
        return f"Geldt voor het aanbod van {dutch.date(max(days))}, dus van vóór het programma."


@lru_cache(maxsize=4)
def load_store(chapters: Path, edition: Path) -> Store:
    """Everything under the chapters' folder and the register of the edition."""
    card, built = _load_card(edition / "edition.toml"), chapters.parent
    return Store(
        records=_records(chapters, card),
        figures=_shown(chapters, "*/figures/*.json"),
        tables=_shown(chapters, "*/tables/*.json"),
        sources={
            path.parent.name: read_sources(path.read_bytes())
            for path in sorted(chapters.glob("*/sources.json"))
        },
        claims=_load_claims(edition),
        places=card.places if card else [],
        edition=card.model_dump(exclude={"chapters", "places"}) if card else {},
        run=_json_or_nothing(built / "run.json"),
        rows=_json_or_nothing(built / ROWS.name / LIST),
        folder=built / ROWS.name,
        proof=_json_or_nothing(built / PROOF),
        keys={p.parent.name: str(_json(p).get("key")) for p in sorted(chapters.glob("*/key.json"))},
        report=report_title(card) if card else "",
    )


def report_title(card: EditionCard) -> str:
    """What the report is called where it is cited."""
    return f"{card.programme} {card.first_year}-{card.last_year} nagerekend"


def _load_claims(edition: Path) -> dict[str, Card]:
    path = edition / "claims.toml"
    claims = read_tables(path, Claim) if path.exists() else {}
    return {name: {"id": name} | claim.model_dump() for name, claim in claims.items()}


def _load_card(path: Path) -> EditionCard | None:
    return read_one(path, EditionCard) if path.exists() else None


def _records(chapters: Path, card: EditionCard | None) -> dict[str, Record]:
    """In order of chapter, cell and id; of an edition without a card by the names of the chapters."""
    order = {name: place for place, name in enumerate(card.chapters if card else ())}
    found = sorted(
        read_records(chapters).values(),
        key=lambda one: (order.get(one.chapter, len(order)), one.chapter, one.cell, one.id),
    )
    return {record.id: record for record in found}


def _shown(folder: Path, pattern: str) -> dict[str, Shown]:
    found = [Shown(_json(path), path.parent) for path in sorted(folder.glob(pattern))]
    return {shown.card["id"]: shown for shown in found}


def _json_or_nothing(path: Path) -> Card:
    return _json(path) if path.exists() else {}


def _json(path: Path) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(path.read_text(encoding="utf-8"))
