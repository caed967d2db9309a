"""The command ``witness`` prints what is equal and what differs, and ``build`` keeps the answers up to date."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from support.sample_records import write_record
from support.second_way_project import QUERY, write_queries

from recount.cli import main
from recount.cli.witness import second_way_lines
from recount.edition.edition import Edition
from recount.evidence.witness import comparison, database
from recount.handover import SECOND_WAYS

pytest.importorskip("duckdb")

TWO = QUERY.replace("count(*)", "2")


def witness(*words: str) -> Result:
    """The command on the current project."""
    return CliRunner().invoke(main, ["witness", *words], catch_exceptions=False)


@pytest.fixture
def built(edition: Edition) -> Edition:
    """The tiny demo with the record of its number, which is one, and a query for it."""
    write_record(edition, 1.0, "nagebootst")
    write_queries(edition)
    return edition


def test_it_counts_per_chapter_and_stores_the_answers(built: Edition) -> None:
    """One number, equal by both ways."""
    done = witness()
    assert (done.exit_code, done.stdout) == (
        0,
        "proef: 1 equal, 0 different, 0 not asked, 0 without a second way\n",
    )
    assert (built.build / SECOND_WAYS).is_file()


def test_a_number_that_differs_is_named_with_both_values(built: Edition) -> None:
    """And the exit status is 1."""
    write_queries(built, TWO)
    done = witness()
    assert done.exit_code == 1
    assert "aanbod-mat: 1 in the record, 2 by witness/proef/aanbod-mat.sql" in done.stderr


def test_a_query_that_fails_is_named(built: Edition) -> None:
    """With the message of the database."""
    write_queries(built, QUERY + "WHERE nonsense")
    done = witness()
    assert done.exit_code == 1
    assert "a query of the second way failed in witness/proef/aanbod-mat.sql" in done.stderr


def test_a_query_that_is_not_asked_is_no_error(built: Edition) -> None:
    """The absent source is named."""
    write_queries(built, "SELECT 'aanbod-mat' AS id, count(*) AS value FROM \"leerlingen-2023\"")
    done = witness()
    assert done.exit_code == 0
    assert "1 not asked" in done.stdout
    assert "source absent: leerlingen-2023" in done.stdout


@pytest.mark.parametrize("words", [["aanbod-mat"], ["--chapter", "proef"]])
def test_a_part_is_compared_but_not_stored(built: Edition, words: list[str]) -> None:
    """Only the answers to all queries belong in the book."""
    assert witness(*words).exit_code == 0
    assert not (built.build / SECOND_WAYS).exists()


@pytest.mark.parametrize("words", [["aanbod-mta"], ["--chapter", "proof"]])
def test_an_unknown_number_or_chapter_is_an_error(built: Edition, words: list[str]) -> None:
    """It names the nearest."""
    done = witness(*words)
    assert done.exit_code == 1
    assert "the closest is" in done.stderr


def test_json_has_the_answers(built: Edition) -> None:
    """Numbers by id, and those without a query."""
    found = json.loads(witness("--format", "json").stdout)
    assert found["numbers"]["aanbod-mat"]["agreement"] == "gelijk"
    assert (found["without"], found["lacking"]) == ([], [])


def test_audit_and_trace_show_the_second_way(built: Edition) -> None:
    """The count, and the answer with its query."""
    witness()
    audit = CliRunner().invoke(main, ["audit"])
    trace = CliRunner().invoke(main, ["trace", "aanbod-mat"])
    assert "second way: 1 of 1 numbers have one, 1 agree" in audit.stderr
    assert "second way   gelijk: 1\n" in trace.stdout
    assert "witness/proef/aanbod-mat.sql" in trace.stdout


def test_a_build_prints_the_count_and_every_difference(built: Edition) -> None:
    """A difference does not stop it."""
    assert second_way_lines(built) == ["second way: 1 of 1 numbers equal, 0 different"]
    write_queries(built, TWO)
    assert second_way_lines(built) == [
        "second way: 0 of 1 numbers equal, 1 different",
        "aanbod-mat: 1 in the record, 2 by witness/proef/aanbod-mat.sql",
    ]


def test_a_build_without_queries_says_nothing(edition: Edition) -> None:
    """The second way is optional."""
    assert second_way_lines(edition) == []


def test_a_build_without_the_database_says_so_in_one_line(
    built: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how to get it."""
    for module in (comparison, database):
        monkeypatch.setattr(module, "installed", lambda: False)
    (line,) = second_way_lines(built)
    assert "pip install 'sto-eval[witness]'" in line


def test_a_build_with_a_broken_reader_shows_no_answers(built: Edition) -> None:
    """The error is a line, and earlier answers are gone."""
    second_way_lines(built)
    (built.folder / "witness/layouts/duo-leerlingen.sql").write_text("SELECT nonsense", "utf-8")
    (line,) = second_way_lines(built)
    assert line.startswith("Error: a query of the second way failed")
    assert not (built.build / SECOND_WAYS).exists()
