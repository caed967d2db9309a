"""The publishers' files in a database, and the answers of queries.

This module uses none of the project's layouts, tables, measures or records: the two ways to a number must not
share code. An import contract holds that.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import python_calamine

from recount.errors import WitnessError
from recount.evidence.witness.queries import LAYOUTS, Queries, Query
from recount.evidence.witness.registers import write_plain
from recount.handover import WITNESS
from recount.names import COMMAND

if TYPE_CHECKING:
    import duckdb

ENGINE = "duckdb"
COLUMNS, BOUNDS = {"id", "value"}, ("low", "high")

_SETTINGS: dict[str, Any] = {
    "threads": 1,  # the order of a sum decides its last digit
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publisher: its layout and reference date, and where it is; of a register also its columns."""

    layout: str
    reference_date: dt.date
    path: Path
    register: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class CorrectedColumn:
    """A correction of one column: the rows of a source that have these texts, and the new text."""

    source: str
    match: Mapping[str, str]
    column: str
    new: str


@dataclass(frozen=True, slots=True)
class QueryInputs:
    """What the queries may read.

    Parameters
    ----------
    files
        Source -> its file, of all sources that are present.
    corrections
        The corrections of these.
    assumptions
        Assumption -> its value as text.
    """

    files: Mapping[str, PublishedFile]
    corrections: Sequence[CorrectedColumn]
    assumptions: Mapping[str, str]

    @property
    def layout_of(self) -> dict[str, str]:
        """Source -> its layout."""
        return {name: file.layout for name, file in self.files.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query says about a number; the bounds equal the value when the query has none."""

    id: str
    value: float | None
    low: float | None
    high: float | None


def installed() -> bool:
    """Whether the database can be used."""
    return find_spec(ENGINE) is not None


def version() -> str:
    """The version of the database.

    Errors: ``WitnessError`` when it is not installed.
    """
    if not installed():
        raise WitnessError(
            "the second way cannot be computed",
            "this environment",
            f"the package '{ENGINE}'",
            "none",
            f"Run pip install '{COMMAND}[witness]'.",
        )
    import duckdb  # noqa: PLC0415 - of an extra

    return duckdb.__version__


class Database:
    """A database with files as they were published; queries can read nothing else.

    - a table per source, with its id as name, made by the query of its layout;
    - a view per layout, with its id as name: all its sources, with their id in the column ``bron``;
    - ``bronnen``: ``id``, ``layout``, ``peildatum``;
    - ``correcties``: a row per corrected column: ``bron``, ``rij`` (column -> text that a row has), ``kolom``,
      ``nieuw``;
    - ``aannames``: ``id``, ``waarde``.

    Parameters
    ----------
    queries
        The SQL of the edition.
    asked
        The queries that will be asked; only what these need is loaded.
    evidence
        What they may read.
    scratch
        A folder for copies of files that SQL cannot read.
    step
        Called after each file.

    Errors: ``WitnessError`` when the database is not installed, when a layout has no query, or when the query of a
    layout or a macro fails.
    """

    def __init__(
        self,
        queries: Queries,
        asked: Sequence[Query],
        evidence: QueryInputs,
        scratch: Path,
        step: Callable[[int], object] = lambda _: None,
    ) -> None:
        version()
        import duckdb  # noqa: PLC0415 - of an extra

        self._parameters: list[str] = []
        self._database = duckdb.connect(config=_SETTINGS)
        self._add_facts(evidence)
        loaded: dict[str, list[str]] = {}
        for name in sorted(set[str]().union(*(q.sources(evidence.layout_of) for q in asked))):
            file = evidence.files[name]
            self._add_source(name, file, queries, scratch)
            loaded.setdefault(file.layout, []).append(name)
            step(1)
        for layout, names in loaded.items():
            if layout not in names:
                parts = (f"SELECT '{name}' AS bron, * FROM \"{name}\"" for name in names)  # noqa: S608 - ids of the catalogue
                self._execute(f'CREATE VIEW "{layout}" AS {" UNION ALL BY NAME ".join(parts)}')
        self._execute("SET enable_external_access = false")
        for name, macro in queries.macros.items():
            if any(name in query.macros for query in asked):
                self._rows(macro.file, macro.sql)

    def ask(self, query: Query, parameters: Mapping[str, Any]) -> list[Answer]:
        """The answers of a query, with the parameters of its chapter as variables.

        Errors: ``WitnessError`` when it is not one SELECT, when the database refuses it, or when its rows are not
        numbers with an id.
        """
        for name in self._parameters:
            self._execute(f'RESET VARIABLE "{name}"')
        self._parameters = list(parameters)
        for name, value in parameters.items():
            self._set(name, value)
        rows = self._rows(query.name, query.sql, one_select=True)
        return [_answer(query.name, row) for row in rows]

    def _add_facts(self, evidence: QueryInputs) -> None:
        self._execute("CREATE TABLE bronnen (id VARCHAR, layout VARCHAR, peildatum DATE)")
        self._execute(
            "CREATE TABLE correcties"
            " (bron VARCHAR, rij MAP(VARCHAR, VARCHAR), kolom VARCHAR, nieuw VARCHAR)"
        )
        self._execute("CREATE TABLE aannames (id VARCHAR, waarde VARCHAR)")
        for name, file in evidence.files.items():
            self._execute(
                "INSERT INTO bronnen VALUES (?, ?, ?)", name, file.layout, file.reference_date
            )
        for one in evidence.corrections:
            self._execute(
                "INSERT INTO correcties VALUES (?, ?, ?, ?)",
                one.source, dict(one.match), one.column, one.new,
            )  # fmt: skip
        for name, value in evidence.assumptions.items():
            self._execute("INSERT INTO aannames VALUES (?, ?)", name, value)

    def _add_source(self, name: str, file: PublishedFile, queries: Queries, scratch: Path) -> None:
        reader = f"{LAYOUTS}/{file.layout}.sql"
        if file.layout not in queries.readers:
            raise WitnessError(
                f"source '{name}' cannot be read",
                f"{WITNESS}/{reader}",
                "a query that reads getvariable('file')",
                "no such file",
                "Write it; see CONTRIBUTING.md.",
            )
        self._set("file", str(_readable(file, scratch / name)))
        self._rows(reader, f'CREATE TABLE "{name}" AS {queries.readers[file.layout]}')

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - text, number or list
        self._execute(f'SET VARIABLE "{name}" = $1', value)

    def _execute(self, sql: str, *values: Any) -> duckdb.DuckDBPyConnection:  # noqa: ANN401 - cells
        try:
            return self._database.execute(sql, list(values))
        except RuntimeError as error:
            if "interrupted" in str(error):  # by the keyboard
                raise KeyboardInterrupt from error
            raise

    def _rows(self, name: str, sql: str, *, one_select: bool = False) -> list[dict[str, Any]]:
        """The rows of a statement from a file of the edition."""
        import duckdb  # noqa: PLC0415 - of an extra

        try:
            kinds = [found.type for found in self._database.extract_statements(sql)]
            if one_select and kinds != [duckdb.StatementType.SELECT]:
                raise _failed(name, "something else than one SELECT")
            answer = self._execute(sql)
            columns = [column[0] for column in answer.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
        except duckdb.Error as error:
            raise _failed(name, " ".join(str(error).split("LINE ")[0].split())) from None


def _answer(name: str, row: Mapping[str, Any]) -> Answer:
    if row.keys() not in (COLUMNS, COLUMNS.union(BOUNDS)):
        raise _failed(name, f"columns {', '.join(row)}")
    number, value = row["id"], row["value"]
    if not isinstance(number, str):
        raise _failed(name, f"{number!r} as id")
    ends = (_figure(name, row.get(end, value)) for end in BOUNDS)
    return Answer(number, _figure(name, value), *ends)


def _figure(name: str, cell: object) -> float | None:
    """A cell as a number; ``None`` for an open end, which the database has as NULL or as infinity."""
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        raise _failed(name, f"{cell!r} as a number")
    return float(cell) if math.isfinite(cell) else None


def _failed(name: str, found: str) -> WitnessError:
    return WitnessError(
        "a query of the second way failed",
        f"{WITNESS}/{name}",
        "rows with id, value and possibly low and high",
        found,
        f"Correct the query; '{COMMAND} witness' asks it again.",
    )


def _readable(file: PublishedFile, target: Path) -> Path:
    """A file that SQL can read: a register or the largest sheet of a workbook as CSV, the largest member of a zip."""
    path = file.path
    if file.register:
        return write_plain(path, file.register, target)
    if path.suffix == ".xlsx":
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        largest = max(sheets, key=len)
        with target.open("w", encoding="utf-8", newline="") as plain:
            csv.writer(plain).writerows(largest)
        return target
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            member = max(archive.infolist(), key=lambda entry: entry.file_size)
            target.write_bytes(archive.read(member))
        return target
    return path
