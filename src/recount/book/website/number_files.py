"""The numbers of a website as files: each as JSON beside its passport, and all in one JSON and one CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pydantic
from pydantic.json_schema import GenerateJsonSchema

from recount.book.directives.elements import ALL, FILES, PASSPORTS, SCHEMA
from recount.book.directives.functions import file_of
from recount.book.directives.row_files import FOLDER
from recount.book.directives.store import Store
from recount.numbers.evidence_grade import Evidence
from recount.results.recipes import Step
from recount.results.record_parts import Figure, Part
from recount.results.records import Count, Parameter, Printed, Record, SourceCard
from recount.results.verdicts import Verdict
from recount.spreadsheets import INVENTED, YES_NO, Cell, write_rows
from recount.storage import write_json

HEAD: Final = (
    "id", "naam", "waarde", "ondergrens", "bovengrens", "eenheid", "tekst", "teller", "noemer",
    "afdruk", "oordeel", "reden", "bewijs", "bronnen", "hoofdstuk", "definitie", "paspoort", INVENTED,
)  # fmt: skip
"""The columns of the table of all numbers."""


class _Described(Part):
    """A part whose fields are described in the schema by their docstrings."""

    model_config = pydantic.ConfigDict(use_attribute_docstrings=True)


class RowFile(_Described):
    """The rows of a source that a number rests on."""

    file: str | None
    """Address of the file with these rows, from the front of the website; null if they are not public."""
    count: Count
    """How many rows."""
    whole: bool
    """Whether these are all rows of the source that are used."""
    sha256: str | None
    """Checksum of the file with these rows."""


class SourceFile(_Described):
    """A source that a number rests on."""

    id: str
    title: str
    publisher: str
    reference_date: dt.date
    """The day that its figures describe."""
    licence: str
    url: str
    evidence: Evidence
    sha256: str
    """Checksum of the publisher's file."""
    rows: RowFile | None
    """The rows that the number rests on; null if they are unknown."""


class Code(_Described):
    """The code that computed a number."""

    commit: str | None
    chapter: str
    cell: Count
    """The cell of the chapter that published the number; the first is 1."""
    function: str | None
    file: str | None
    """Address of the module of the function, from the front of the website."""
    line: Count | None
    sha256: str | None
    """Checksum of the source code of the function."""


class EditionName(_Described):
    """The edition of the report."""

    id: str
    title: str
    version: str
    """Version of the software that made it."""
    demo: bool
    """Whether the report is the demo, on made-up files."""


class NumberFile(_Described):
    """A number of the report, as it is published."""

    id: str
    """Stays the same from edition to edition."""
    page: str
    """Address of its passport, from the front of the website."""
    label: str
    definition: str
    value: Figure | None
    """Null if it is unknown, withheld, or has no upper end."""
    low: Figure | None
    """The lowest value that is possible; null without a bound."""
    high: Figure | None
    """The highest value that is possible; null without a bound."""
    unit: str
    numerator: Figure | None
    denominator: Figure | None
    withheld: bool
    """Whether it is not shown because it is about very few persons."""
    text: str
    """As the report shows it, in Dutch notation."""
    printed: Printed | None
    """What the evaluated publication prints."""
    verdict: Verdict | None
    """The verdict on what is printed, with its reason."""
    evidence: Evidence
    """The weakest grade among its sources."""
    verzonnen: bool
    """Whether it rests on made-up data, and so proves nothing."""
    missing: tuple[str, ...]
    """The sources that it lacks."""
    sources: tuple[SourceFile, ...]
    recipe: Step
    """How it is computed from the rows."""
    parameters: dict[str, Parameter]
    """The parameters of its chapter."""
    code: Code
    edition: EditionName


def write_numbers(numbers: Sequence[NumberFile], store: Store, site: Path) -> None:
    """Write every number into a website, the schema that they follow, and the files with all of them."""
    made = [number.as_json() for number in numbers]
    for number in made:
        write_json(site / PASSPORTS / f"{number['id']}.json", number)
    write_json(site / SCHEMA, schema())
    edition = edition_name(store).as_json()
    write_json(site / f"{ALL}.json", {"edition": edition, "schema": SCHEMA, "numbers": made})
    write_rows(site / f"{ALL}.csv", HEAD, map(row_of, numbers))


def schema() -> dict[str, Any]:
    """The JSON Schema of a number."""
    return {"$schema": GenerateJsonSchema.schema_dialect, **NumberFile.model_json_schema()}


def published(store: Store) -> list[NumberFile]:
    """The numbers of a book as they are published, in annex order."""
    return [_number_file(record, store) for record in store.records.values()]


def _number_file(record: Record, store: Store) -> NumberFile:
    measure = record.measure
    return NumberFile(
        id=record.id,
        page=f"{PASSPORTS}/{record.id}.html",
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
        verzonnen=record.evidence is Evidence.MADE_UP,
        missing=record.missing,
        sources=tuple(_source(card, store) for card in record.sources),
        recipe=record.recipe,
        parameters=record.parameters,
        code=_code(record, store),
        edition=edition_name(store),
    )


def edition_name(store: Store) -> EditionName:
    """The edition of a book."""
    return EditionName(
        id=str(store.run.get("edition") or ""),
        title=store.report,
        version=str(store.run.get("version") or ""),
        demo=store.demo,
    )


def row_of(number: NumberFile) -> Sequence[Cell]:
    """The row of a number in the table of all numbers."""
    verdict = number.verdict
    return (
        number.id, number.label, number.value, number.low, number.high, number.unit, number.text,
        number.numerator, number.denominator, number.printed.shown if number.printed else None,
        verdict.word if verdict else None, verdict.reason if verdict else None, number.evidence,
        ", ".join(source.id for source in number.sources), number.code.chapter, number.definition,
        number.page, YES_NO[number.verzonnen],
    )  # fmt: skip


def _source(card: SourceCard, store: Store) -> SourceFile:
    return SourceFile(
        id=card.id,
        title=card.title,
        publisher=card.producer,
        reference_date=card.reference_date,
        licence=card.licence,
        url=card.url,
        evidence=card.evidence,
        sha256=card.sha256,
        rows=_rows(card, store),
    )


def _rows(card: SourceCard, store: Store) -> RowFile | None:
    """The rows of a source; ``None`` if they are unknown."""
    rows = store.rows_of(card)
    if card.rows is None or rows is None:
        return None
    public = rows["evidence"] != Evidence.ADMINISTRATION
    return RowFile(
        file=f"{FILES}/{FOLDER}/{card.rows.set}.csv" if public else None,
        count=card.rows.count,
        whole=card.rows.whole,
        sha256=rows["csv_sha256"],
    )


def _code(record: Record, store: Store) -> Code:
    function = record.function if record.function.name else None
    return Code(
        commit=store.run.get("commit"),
        chapter=record.chapter,
        cell=record.cell,
        function=function.name if function else None,
        file=f"{FILES}/{file_of(function)}" if function else None,
        line=function.line if function else None,
        sha256=function.sha256 if function else None,
    )
