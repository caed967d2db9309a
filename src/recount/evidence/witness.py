"""A second way to a number: the same number once more in SQL, over the publishers' files.

The queries are written from the Dutch definitions alone, and nothing here uses the layouts or the code of the
indicators: what the two ways share is the file and the definition.

``data/editions/<id>/witness/`` holds ``layouts/<layout>.sql``, a query that reads one file as it was
published; ``macros.sql``, what queries share; and ``<chapter>/<number>.sql``, a query that returns
rows with ``id``, ``value`` and, for a number between bounds, ``low`` and ``high``.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import python_calamine

from recount.edition.corrections import load_corrections
from recount.edition.edition import Edition
from recount.sources.catalogue import load_catalogue
from recount.sources.files import Found, located

if TYPE_CHECKING:
    import duckdb

FOLDER = "witness"
LAYOUTS = "layouts"
MACROS = "macros.sql"


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a query says about a number; the bounds equal the value when the query gives none."""

    id: str
    value: Any
    low: Any
    high: Any


def queries(edition: Edition) -> dict[str, list[Path]]:
    """Chapter -> its queries, in the order of their names."""
    folder = edition.folder / FOLDER
    chapters = sorted(p for p in folder.iterdir() if p.is_dir() and p.name != LAYOUTS)
    return {chapter.name: sorted(chapter.glob("*.sql")) for chapter in chapters}


def open_database(edition: Edition, scratch: Path) -> duckdb.DuckDBPyConnection:
    """A database with the sources of the edition that are present, as published.

    - a table per source, with its id as name, by the query of its layout;
    - a table per layout, with its id as name: all its sources, with their id in the column ``bron``;
    - ``bronnen``: ``id``, ``layout``, ``peildatum``;
    - ``correcties``: a row per corrected column: ``bron``, ``rij`` (column -> text that a row has), ``kolom``, ``nieuw``;
    - ``aannames``: ``id``, ``waarde``.
    """
    import duckdb  # noqa: PLC0415 - an optional dependency

    database = duckdb.connect()
    folder = edition.folder / FOLDER
    found = located(edition, list(load_catalogue(edition)))
    _tables_about(database, edition, found)
    by_layout: dict[str, list[str]] = {}
    for name, source in found.items():
        reader = folder / LAYOUTS / f"{source.source.layout}.sql"
        if not reader.is_file():
            continue
        _set(database, "file", str(_plain(source.path, scratch / name)))
        database.execute(f'CREATE TABLE "{name}" AS {reader.read_text("utf-8")}')
        by_layout.setdefault(source.source.layout, []).append(name)
    for layout, names in by_layout.items():
        parts = [f"SELECT '{name}' AS bron, * FROM \"{name}\"" for name in names]
        if layout not in found:
            database.execute(f'CREATE TABLE "{layout}" AS ' + " UNION ALL BY NAME ".join(parts))
    macros = folder / MACROS
    if macros.is_file():
        database.execute(macros.read_text("utf-8"))
    return database


def _tables_about(
    database: duckdb.DuckDBPyConnection, edition: Edition, found: Mapping[str, Found]
) -> None:
    database.execute("CREATE TABLE bronnen (id VARCHAR, layout VARCHAR, peildatum DATE)")
    database.execute(
        "CREATE TABLE correcties (bron VARCHAR, rij MAP(VARCHAR, VARCHAR), kolom VARCHAR, nieuw VARCHAR)"
    )
    database.execute("CREATE TABLE aannames (id VARCHAR, waarde VARCHAR)")
    for name, source in found.items():
        row = [name, source.source.layout, source.source.reference_date]
        database.execute("INSERT INTO bronnen VALUES (?, ?, ?)", row)
    for correction in [] if edition.demo else load_corrections(edition):
        for column, new in correction.card.new.items():
            row = [correction.source, correction.card.match, column, str(new)]
            database.execute("INSERT INTO correcties VALUES (?, ?, ?, ?)", row)
    for name, assumption in edition.assumptions.items():
        database.execute("INSERT INTO aannames VALUES (?, ?)", [name, str(assumption.value)])


def needed(sql: str, names: Iterable[str]) -> list[str]:
    """The sources and layouts among the names that a query reads: those it has between double quotes."""
    quoted = set(re.findall(r'"([^"]+)"', sql))
    return sorted(quoted.intersection(names))


def ask(
    database: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]
) -> list[Testimony]:
    """The answers of a query, with the parameters of its chapter as variables."""
    for name, value in parameters.items():
        _set(database, name, value)
    answer = database.execute(sql)
    columns = [column[0] for column in answer.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    return [
        Testimony(
            row["id"], row["value"], row.get("low", row["value"]), row.get("high", row["value"])
        )
        for row in rows
    ]


def _set(database: duckdb.DuckDBPyConnection, name: str, value: Any) -> None:  # noqa: ANN401 - text, number or list
    database.execute(f'SET VARIABLE "{name}" = $1', [value])


def _plain(path: Path, target: Path) -> Path:
    """A file that SQL can read: the largest sheet of a workbook as CSV, the largest member of a zip."""
    if path.suffix == ".xlsx":
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_index(i).to_python() for i in range(len(book.sheet_names))]
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(max(sheets, key=len))
        return target
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            member = max(archive.infolist(), key=lambda entry: entry.file_size)
            target.write_bytes(archive.read(member))
        return target
    return path


if __name__ == "__main__":
    import json
    import os
    import sys

    from recount.edition.edition import load_edition

    root = Path(sys.argv[1])
    edition = load_edition(root, "sto-2020-2024", demo="--demo" in sys.argv)
    with TemporaryDirectory() as name:
        database = open_database(edition, Path(name))
        names = [row[0] for row in database.execute("SHOW TABLES").fetchall()]
        print(names)
