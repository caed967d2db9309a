"""The answers of queries are compared with the records, and kept for as long as nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.sample_records import write_record
from support.second_way_project import QUERY, write_queries
from support.tiny_project import EDITION

from recount.edition.edition import Edition, load_edition
from recount.errors import RecordError, WitnessError
from recount.evidence.witness import comparison, database
from recount.evidence.witness.checked_edition import load_checked_edition
from recount.handover import SECOND_WAYS, WITNESS
from recount.results.second_way import Agreement, SecondWays, Values

pytest.importorskip("duckdb")

ONE = Values(value=1, low=1, high=1)


def answers(edition: Edition) -> SecondWays:
    """The answers for the present state."""
    return comparison.compare(load_checked_edition(edition))


@pytest.fixture
def built(edition: Edition) -> Edition:
    """The tiny demo with the record of its number, which is one, and a query for it."""
    write_record(edition, 1.0, "nagebootst")
    write_queries(edition)
    return edition


def test_an_equal_answer(built: Edition) -> None:
    """One location by both; the answer says what it came from."""
    found = answers(built)
    one = found.numbers["aanbod-mat"]
    assert (one.agreement, one.first, one.second) == (Agreement.EQUAL, ONE, ONE)
    asked = found.queries["proef/aanbod-mat.sql"]
    assert list(asked.files) == ["layouts/duo-leerlingen.sql", "macros.sql", "proef/aanbod-mat.sql"]
    assert list(asked.sources) == ["leerlingen-2019"]
    assert found.faults == ()


def test_a_different_answer(built: Edition) -> None:
    """Both values are kept."""
    write_queries(built, QUERY.replace("count(*)", "2"))
    one = answers(built).numbers["aanbod-mat"]
    assert (one.agreement, one.second.value) == (Agreement.DIFFERENT, 2)


def test_a_query_without_its_source_is_not_asked(built: Edition) -> None:
    """The source of 2023 has no stand-in."""
    more = "UNION ALL SELECT 'x', count(*) FROM \"leerlingen-2023\""
    write_queries(built, QUERY + more)
    found = answers(built)
    assert found.unasked == {"proef/aanbod-mat.sql": ("leerlingen-2023",)}
    assert (found.numbers, found.faults) == ({}, ())


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("UNION ALL SELECT 'elders', 1", "number 'elders'"),
        ("UNION ALL SELECT 'aanbod-mat', 1", "number 'aanbod-mat' again"),
        ("WHERE nonsense", "nonsense"),
    ],
)
def test_an_unusable_answer_is_a_fault(built: Edition, more: str, fault: str) -> None:
    """An id that the chapter does not publish, a number twice, a query that fails: each names the file."""
    write_queries(built, QUERY + more)
    (said,) = answers(built).faults
    assert "witness/proef/aanbod-mat.sql" in said
    assert fault in said


def test_a_number_of_two_queries_is_a_fault(built: Edition) -> None:
    """The second answer does not count."""
    write_queries(built, QUERY.replace("count(*)", "2"), "proef/nog-een")
    found = answers(built)
    assert found.numbers["aanbod-mat"].query == "proef/aanbod-mat.sql"
    assert "number 'aanbod-mat' again" in found.faults[0]


def test_without_records_the_error_says_to_run(edition: Edition) -> None:
    """There is nothing to compare with."""
    write_queries(edition)
    with pytest.raises(RecordError, match="Run 'sto-eval run' first"):
        load_checked_edition(edition)


def test_an_edition_without_queries_is_an_error(edition: Edition) -> None:
    """It names the folder."""
    with pytest.raises(WitnessError, match="data/editions/proef/witness"):
        load_checked_edition(edition)


def test_equal_states_give_equal_bytes(built: Edition) -> None:
    """The file has no time and no machine."""
    comparison.write_answers(built, answers(built))
    before = (built.build / SECOND_WAYS).read_bytes()
    (built.build / SECOND_WAYS).unlink()
    comparison.renew(load_checked_edition(built))
    assert (built.build / SECOND_WAYS).read_bytes() == before


def test_nothing_is_asked_again_until_something_changes(
    built: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last answers are kept; a changed query or record is asked again."""
    first = comparison.renew(load_checked_edition(built))
    monkeypatch.setattr(comparison, "compare", lambda _: None)
    assert comparison.renew(load_checked_edition(built)) == first
    write_record(built, 2.0, "nagebootst")
    assert comparison.current_answers(load_checked_edition(built)) is None
    write_record(built, 1.0, "nagebootst")
    write_queries(built, QUERY.replace("count(*)", "2"))
    assert comparison.current_answers(load_checked_edition(built)) is None


def test_without_the_database_only_current_answers_remain(
    built: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers to another query are removed, so that no page shows them."""
    first = comparison.renew(load_checked_edition(built))
    for module in (comparison, database):
        monkeypatch.setattr(module, "installed", lambda: False)
    assert comparison.renew(load_checked_edition(built)) == first
    write_queries(built, QUERY.replace("count(*)", "2"))
    assert comparison.renew(load_checked_edition(built)) is None
    assert not (built.build / SECOND_WAYS).exists()


@pytest.mark.parametrize(
    ("demanded", "reason", "lost"),
    [
        ("", "", []),
        ('witness = ["proef"]', "", ["aanbod-mat"]),
        ('witness = ["elders"]', "", ["aanbod-mat"]),
        ('witness = ["proef"]', '[proef]\naanbod-mat = "Dat kan niet."\n', []),
    ],
)
def test_a_demanded_number_without_a_query_is_lacking(
    built: Edition, demanded: str, reason: str, lost: list[str]
) -> None:
    """In a chapter that must have a second way, and as a claim in any; unless there is a reason."""
    write_queries(built, "SELECT 'x' AS id, 1 AS value LIMIT 0")
    (built.folder / WITNESS / comparison.REASONS).write_text(reason, "utf-8")
    built.file("edition").write_text(
        EDITION.replace("[chapters", f"{demanded}\n[chapters"), "utf-8"
    )
    checked = replace(load_checked_edition(built), edition=load_edition(built.root))
    found = comparison.compare(checked)
    assert comparison.without_query(checked, found) == ["aanbod-mat"]
    assert comparison.lacking(checked, found) == lost
