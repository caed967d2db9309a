"""The workbook of the report: cover, contents, notes, and a sheet for every table, as ODS and XLSX.

It follows the advice of statistical offices for accessible spreadsheets: one table per sheet, no merged cells,
no empty rows, units in headers, bounds in columns of their own, and a sign where a value is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from recount.book.directives import dutch
from recount.book.directives.annexes import run_sentence
from recount.book.directives.elements import WORKBOOK
from recount.book.directives.made_up_box import WARNING
from recount.book.directives.store import Exhibit, Store
from recount.book.earlier_parts import parts_of
from recount.book.staging import Stage
from recount.book.website.number_files import HEAD, NumberFile, row_of
from recount.book.website.workbook_formats import WRITERS, Book, Link, Sheet
from recount.numbers.disclosure import WHY
from recount.results.record_parts import whole
from recount.spreadsheets import Cell, read_sheet

UNKNOWN, WITHHELD = "..", "x"
"""The signs for a number that is unknown, and for one that is not shown."""

_SIGNS = {
    UNKNOWN: "Het getal is onbekend, of er is geen grens.",
    WITHHELD: f"Het getal is afgeschermd: {WHY}.",
    "<5": "In een definitie: de uitgever zegt alleen dat het er minder dan vijf zijn.",
}
_NUMERIC = slice(HEAD.index("waarde"), HEAD.index("bovengrens") + 1)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_MAX_NAME = 31
"""Characters in the name of a sheet."""


def write_workbook(stage: Stage, store: Store, numbers: Sequence[NumberFile], site: Path) -> None:
    """Write the workbook into a website, in every format; equal results give equal bytes."""
    book = Book(stage.title, stage.author, tuple(_sheets(stage, store, numbers)))
    content = repr(book).encode()
    with parts_of(stage, "workbook") as earlier:
        for kind, write in WRITERS.items():
            earlier.write(site / f"{WORKBOOK}.{kind}", partial(write, book), kind.encode(), content)


def _sheets(stage: Stage, store: Store, numbers: Sequence[NumberFile]) -> Iterator[Sheet]:
    tables = [_numbers(numbers), _sources(store), *_exhibits(store)]
    notes = Sheet("Toelichting", "Toelichting", (), ("teken", "betekenis"), [*_SIGNS.items()])
    listed = [notes, *tables]
    contents = [(Link(sheet.name), sheet.title) for sheet in listed]
    yield Sheet("Voorblad", stage.title, tuple(_cover(stage, store)))
    yield Sheet("Inhoud", "Inhoud", (), ("blad", "onderwerp"), contents)
    yield from listed


def _cover(stage: Stage, store: Store) -> Iterator[str]:
    if store.demo:
        yield WARNING
    yield f"Alle getallen, bronnen, tabellen en gegevens van figuren van het rapport van {stage.author}."
    yield run_sentence(store.run)
    yield "Elk blad heeft één tabel. De tekens staan op het blad Toelichting."
    yield "Bij een getal staan de laagste en de hoogste waarde die mogelijk zijn; zijn zij gelijk, dan is het getal precies bekend."
    yield "Tekst en figuren van het rapport: CC BY 4.0. Voor gegevens geldt de licentie van hun uitgever."


def _numbers(numbers: Iterable[NumberFile]) -> Sheet:
    rows = []
    for number in numbers:
        row = list(row_of(number))
        sign = WITHHELD if number.withheld else UNKNOWN
        row[_NUMERIC] = [sign if cell is None else cell for cell in row[_NUMERIC]]
        rows.append(row)
    note = "De eenheid staat in een kolom, want elk getal heeft een eigen eenheid."
    return Sheet("Getallen", "Alle getallen", (note,), HEAD, rows)


def _sources(store: Store) -> Sheet:
    head = ("id", "titel", "uitgever", "peildatum", "licentie", "bewijs", "regels gelezen",
            "regels gebruikt", "adres", "controlegetal (SHA-256)")  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (card.id, card.title, card.producer, card.reference_date.isoformat(), card.licence,
         dutch.EVIDENCE[card.evidence], card.rows_in, card.rows_out, card.url, card.sha256)
        for card in store.all_sources()
    ]  # fmt: skip
    return Sheet("Bronnen", "Bestanden waarop dit rapport rust", (), head, rows)


def _exhibits(store: Store) -> Iterator[Sheet]:
    """A sheet for every table and for the data of every figure, by chapter."""
    shown = [one for chapter in store.sources for one in store.exhibits(chapter)]
    for place, one in enumerate(shown, 1):
        yield _exhibit(f"{place} {one.card['id']}"[:_MAX_NAME], one, store)


def _exhibit(name: str, shown: Exhibit, store: Store) -> Sheet:
    card = shown.card
    head, *rows = read_sheet(shown.folder / f"{card['id']}.csv")
    columns = [_typed(column) for column in zip(*rows, strict=True)]
    kind = "Figuur" if card["id"] in store.figures else "Tabel"
    notes = [
        f"{kind} in hoofdstuk {card['chapter']}.",
        str(card.get("caption") or ""),
        "Verzonnen gegevens." if card.get("standin") else "",
    ]
    return Sheet(
        name,
        " ".join(filter(None, [str(card["title"]), str(card.get("subtitle") or "")])),
        tuple(filter(None, notes)),
        tuple(head),
        [*zip(*columns, strict=True)],
    )


def _typed(column: Sequence[str]) -> list[Cell]:
    """A column of numbers as numbers, with a sign where one is unknown; any other column as text."""
    known = [cell for cell in column if cell]
    if not known or not all(map(_NUMBER.fullmatch, known)):
        return list(column)
    return [whole(float(cell)) if cell else UNKNOWN for cell in column]
