"""Files as they were published become tables, and the rows of a query become answers."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recount.errors import WitnessError
from recount.evidence.witness import database
from recount.evidence.witness.database import (
    Answer,
    CorrectedColumn,
    Database,
    PublishedFile,
    QueryInputs,
)
from recount.evidence.witness.queries import load_queries

duckdb = pytest.importorskip("duckdb")

READER = "SELECT * FROM read_csv(getvariable('file'), header = true, all_varchar = true)"
CSV = "naam,aantal\nA,2\nB,3\nC,<5\n"


def ask(folder: Path, sql: str, reader: str = READER, **parameters: Any) -> list[Answer]:
    """The answers of one query over the files in a folder: a source for each, named after its stem."""
    texts = {"layouts/list": reader, "chapter/number": sql}
    for name, text in texts.items():
        path = folder / "witness" / f"{name}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    queries = load_queries(folder / "witness")
    day = dt.date(2019, 10, 1)
    evidence = QueryInputs(
        {path.stem: PublishedFile("list", day, path) for path in sorted(folder.glob("*.*"))},
        [CorrectedColumn("a", {"naam": "A"}, "aantal", "7")],
        {"week": "5"},
    )
    scratch = folder / "scratch"
    scratch.mkdir()
    return Database(queries, queries.all, evidence, scratch).ask(queries.all[0], parameters)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a source of three rows."""
    (tmp_path / "a.csv").write_text(CSV, "utf-8")
    return tmp_path


def test_the_bounds_of_a_number_without_bounds_are_its_value(folder: Path) -> None:
    """Two and three are five."""
    sql = "SELECT 'som' AS id, sum(TRY_CAST(aantal AS INTEGER)) AS value FROM \"a\""
    assert ask(folder, sql) == [Answer("som", 5, 5, 5)]


def test_bounds_may_be_open(folder: Path) -> None:
    """NULL and infinity are both an open end; the order of the columns is free."""
    sql = "SELECT 'x' AS id, 1.5 AS low, NULL AS value, 'infinity'::DOUBLE AS high"
    assert ask(folder, sql) == [Answer("x", None, 1.5, None)]


def test_parameters_are_variables(folder: Path) -> None:
    """A list of a parameter is a list."""
    sql = "SELECT 'x' AS id, getvariable('least') + len(getvariable('years')) AS value"
    assert ask(folder, sql, least=1, years=[2019, 2023]) == [Answer("x", 3, 3, 3)]


def test_a_layout_is_all_its_sources(folder: Path) -> None:
    """With the source of each row, also where one file has a column more."""
    (folder / "b.csv").write_text("naam,aantal,meer\nD,9,1\n", "utf-8")
    sql = 'SELECT bron AS id, count(*) AS value FROM "list" GROUP BY bron ORDER BY bron'
    assert [(one.id, one.value) for one in ask(folder, sql)] == [("a", 3), ("b", 1)]


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("SELECT 'x' AS id, year(peildatum) AS value FROM bronnen WHERE layout = 'list'", 2019),
        ("SELECT 'x' AS id, nieuw::INTEGER AS value FROM correcties WHERE rij['naam'] = 'A'", 7),
        ("SELECT 'x' AS id, waarde::INTEGER AS value FROM aannames WHERE id = 'week'", 5),
    ],
)
def test_a_query_can_read_what_is_known_of_its_sources(folder: Path, sql: str, value: int) -> None:
    """Their reference dates, the corrections and the assumptions."""
    assert ask(folder, sql)[0].value == value


def test_a_workbook_is_its_largest_sheet(tmp_path: Path) -> None:
    """As the rows stand: the sheet of two rows, not the note."""
    book = openpyxl.Workbook()
    book.active.append(["Toelichting"])
    sheet = book.create_sheet("Cijfers")
    for row in (["naam", "aantal"], ["A", 2]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    sql = 'SELECT naam AS id, aantal::DOUBLE AS value FROM "a"'
    assert ask(tmp_path, sql) == [Answer("A", 2, 2, 2)]


def test_a_zip_is_its_largest_file(tmp_path: Path) -> None:
    """The table, not the note."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("lees.txt", "x")
        packed.writestr("a.csv", CSV)
    assert ask(tmp_path, "SELECT 'x' AS id, count(*) AS value FROM \"a\"")[0].value == 3


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT 'x' AS id, nonsense AS value FROM \"a\"", "nonsense"),
        ("SELECT 'x' AS id FROM \"a\"", "columns id"),
        ("SELECT 'x' AS id, 1 AS value, 1 AS low", "columns id, value, low"),
        ("SELECT 1 AS id, 1 AS value", "1 as id"),
        ("SELECT 'x' AS id, 'veel' AS value", "'veel' as a number"),
        ("SELECT 'x' AS id, true AS value", "True as a number"),
        ("SELECT 1; SELECT 2", "something else than one SELECT"),
        ("CREATE TABLE x AS SELECT 1", "something else than one SELECT"),
        ("SELECT 'x' AS id, count(*) AS value FROM read_csv('a.csv')", "disabled"),
        ("", "something else than one SELECT"),
    ],
)
def test_a_query_that_fails_says_where_and_why(folder: Path, sql: str, found: str) -> None:
    """The file, and the message of the database in one line."""
    with pytest.raises(WitnessError) as error:
        ask(folder, sql)
    assert error.value.where == "witness/chapter/number.sql"
    assert found in error.value.found
    assert "\n" not in str(error.value)


class Interrupted:
    """A connection whose query the keyboard interrupts; the real one also raises a plain RuntimeError then."""

    def execute(self, *_: object) -> None:
        """Fail as every statement does."""
        raise RuntimeError("Query interrupted")


def test_an_interrupt_is_passed_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of the query, and no traceback of the database."""
    monkeypatch.setattr(duckdb, "connect", lambda **_: Interrupted())
    with pytest.raises(KeyboardInterrupt):
        ask(folder, "SELECT 'x' AS id, 1 AS value")


def test_a_reader_that_fails_is_named(folder: Path) -> None:
    """It is the file of the layout that must be corrected."""
    with pytest.raises(WitnessError, match=r"witness/layouts/list\.sql.*elders"):
        ask(folder, "SELECT 'x' AS id, 1 AS value FROM \"a\"", reader="SELECT * FROM elders")


def test_without_the_database_the_error_says_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an optional dependency."""
    monkeypatch.setattr(database, "installed", lambda: False)
    with pytest.raises(WitnessError, match=r"pip install 'sto-eval\[witness\]'"):
        ask(folder, "SELECT 'x' AS id, 1 AS value FROM \"a\"")
