"""The numbers of the website as files: each says what its record says, and the lists have all of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from recount.findings import Finding
from recount.verify.model import Figure, Grade, Parameters, Printed, Record, Step, Verdict
from recount.verify.opened import OpenedBundle
from recount.verify.places import FILES
from recount.verify.shapes import Known

CODE = "B10"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows(Known):
    """The rows of a source that a number rests on."""

    file: str | None
    count: int
    whole: bool
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source(Known):
    """A source of a number."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    evidence: Grade
    sha256: str
    rows: _Rows | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number(Known):
    """A number as it is published; its edition and code are held against others by a rebuild."""

    id: str
    label: str
    definition: str
    value: Figure
    low: Figure
    high: Figure
    unit: str
    numerator: Figure
    denominator: Figure
    withheld: bool
    text: str
    printed: Printed | None
    verdict: Verdict | None
    evidence: Grade
    missing: tuple[str, ...]
    sources: tuple[_Source, ...]
    recipe: Step
    parameters: Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers(Known):
    """The list of all numbers."""

    numbers: tuple[_Number, ...]


def check_number_files(opened: OpenedBundle) -> Iterator[Finding]:
    """The files of both websites; workbook, feed and catalogue are for a rebuild."""
    for site in opened.sites:
        expected = {
            record.id: _number(record, opened)
            for record in opened.records.values()
            if opened.site(record.chapter) == site
        }
        for name, number in expected.items():
            file = f"{site}/getallen/{name}.json"
            if (found := opened.load_json(file, _Number, CODE)) and found != number:
                yield Finding(CODE, file, f"not what the record of '{name}' says")
        listed = opened.load_json(f"{site}/cijfers.json", _Numbers, CODE)
        if listed and sorted(listed.numbers, key=_id) != sorted(expected.values(), key=_id):
            yield Finding(CODE, f"{site}/cijfers.json", "not the numbers of the records")
        text = io.StringIO(opened.text(f"{site}/cijfers.csv").removeprefix("\ufeff"), newline="")
        cells = sorted(map(_cells, csv.DictReader(text, delimiter=";")))
        if cells != sorted(
            (one.id, one.text, one.verdict.word if one.verdict else "") for one in expected.values()
        ):
            yield Finding(CODE, f"{site}/cijfers.csv", "not the numbers of the records")


def _id(number: _Number) -> str:
    return number.id


def _cells(row: dict[str, str]) -> tuple[str, ...]:
    """Id, text and verdict, without the apostrophe in front of a text that a spreadsheet would run."""
    return tuple(str(row.get(name, "")).removeprefix("'") for name in ("id", "tekst", "oordeel"))


def _number(record: Record, opened: OpenedBundle) -> _Number:
    measure = record.measure
    return _Number(
        id=record.id,
        label=record.label,
        definition=record.definition,
        value=measure.value,
        low=measure.low,
        high=measure.high,
        unit=measure.unit,
        numerator=measure.numerator,
        denominator=measure.denominator,
        withheld=measure.withheld,
        text=measure.display,
        printed=record.printed,
        verdict=record.verdict,
        evidence=record.evidence,
        missing=record.missing,
        sources=tuple(_sources(record, opened)),
        recipe=record.recipe,
        parameters=record.parameters,
    )


def _sources(record: Record, opened: OpenedBundle) -> Iterator[_Source]:
    for card in record.sources:
        known = opened.row_cards.get(card.rows.set) if card.rows else None
        rows = None
        if card.rows and known:
            file = (
                f"{FILES}/rijen/{card.rows.set}.csv" if known.evidence != "administratie" else None
            )
            rows = _Rows(
                file=file, count=card.rows.count, whole=card.rows.whole, sha256=known.csv_sha256
            )
        yield _Source(
            id=card.id,
            title=card.title,
            publisher=card.producer,
            licence=card.licence,
            url=card.url,
            evidence=card.evidence,
            sha256=card.sha256,
            rows=rows,
        )
