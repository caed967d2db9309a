"""When two ways to a number are equal, and for how long an answer is about the record."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from support.sample_records import a_record, a_source

from recount.handover import SECOND_WAYS, WITNESS
from recount.numbers.measures import Measure, exact
from recount.results.records import Amount, Record
from recount.results.second_way import (
    Agreement,
    Answered,
    AskedQuery,
    SecondWay,
    SecondWays,
    Values,
    compared,
    read_answers,
    second_ways,
)
from recount.storage import write_json

SHARE = Amount.of(exact(75.3, "%"))
QUERY, SQL = "proef/proef-deel.sql", "SELECT 75.3"


def values(value: float | None, *bounds: float | None) -> Values:
    """A value, with its own value as bounds unless these are given."""
    low, high = bounds or (value, value)
    return Values(value=value, low=low, high=high)


@pytest.mark.parametrize(
    ("amount", "second", "equal"),
    [
        (SHARE, values(75.3), True),
        (SHARE, values(75.3 * (1 + 1e-12)), True),
        (SHARE, values(75.3 * (1 + 1e-8)), False),
        (SHARE, values(75.3, 75.3, 80), False),
        (SHARE, values(None), False),
        (Amount.of(exact(10**12, "euro")), values(10**12 + 1), False),
        (Amount.of(exact(481148423.54, "euro")), values(481148423.55), False),
        (Amount.of(exact(0, "%")), values(1e-15), True),
        (Amount.of(Measure(None, None, None, "%")), values(None), True),
        (Amount.of(Measure(5, 2, 8, "leerlingen")), values(5, 2, 8), True),
        (Amount.of(Measure(5, 2, 8, "leerlingen")), values(5), False),
        (Amount.of(Measure(5, 2, float("inf"), "leerlingen")), values(5, 2, None), True),
    ],
)
def test_two_ways_are_equal_to_the_last_digit(amount: Amount, second: Values, equal: bool) -> None:
    """Whole numbers to the unit, others to nine digits and in every digit shown, and so are the bounds."""
    assert compared(amount, second) is (Agreement.EQUAL if equal else Agreement.DIFFERENT)


def write_answer(folder: Path, record: Record) -> None:
    """An answer about a record, with the SQL that gave it."""
    path = folder / "edition" / WITNESS / QUERY
    path.parent.mkdir(parents=True)
    path.write_text(SQL, "utf-8")
    asked = AskedQuery(
        files={QUERY: hashlib.sha256(SQL.encode()).hexdigest()},
        sources={card.id: card.sha256 for card in record.sources},
        parameters=record.parameters,
    )
    answered = Answered(
        query=QUERY,
        agreement=Agreement.EQUAL,
        first=Values.of(record.measure),
        second=Values.of(record.measure),
        parameters=record.parameters,
    )
    answers = SecondWays(
        key="0", engine="1", queries={QUERY: asked}, unasked={}, numbers={record.id: answered}, faults=(),
    )  # fmt: skip
    write_json(folder / SECOND_WAYS, answers.as_json())


def shown(folder: Path, record: Record) -> dict[str, SecondWay]:
    """What is shown of the second way to a record."""
    return second_ways(folder, folder / "edition", {record.id: record})


def test_an_answer_about_the_present_record_is_shown_with_its_sql(tmp_path: Path) -> None:
    """The same value, parameters, sources and query."""
    record = a_record(exact(75.3, "%"), parameters={"radius_km": 10.0})
    write_answer(tmp_path, record)
    found = shown(tmp_path, record)["proef-deel"]
    assert (found.agreement, found.texts) == (Agreement.EQUAL, {QUERY: SQL})
    assert Values.of(found.amount) == values(75.3)


@pytest.mark.parametrize(
    "other",
    [
        {"measure": Amount.of(exact(75.4, "%"))},
        {"parameters": {"radius_km": 7.5}},
        {"sources": (a_source(sha256="f" * 64),)},
    ],
    ids=["value", "parameter", "source"],
)
def test_an_answer_about_an_earlier_record_is_not_shown(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    """Another value, parameter or source file makes it stale."""
    record = a_record(exact(75.3, "%"), parameters={"radius_km": 10.0})
    write_answer(tmp_path, record)
    assert shown(tmp_path, record.model_copy(update=other)) == {}


@pytest.mark.parametrize("text", [SQL.lower(), None])
def test_an_answer_of_another_query_is_not_shown(tmp_path: Path, text: str | None) -> None:
    """The query changed, or is gone."""
    record = a_record(exact(75.3, "%"))
    write_answer(tmp_path, record)
    path = tmp_path / "edition" / WITNESS / QUERY
    path.unlink()
    if text is not None:
        path.write_text(text, "utf-8")
    assert shown(tmp_path, record) == {}


@pytest.mark.parametrize("content", [None, b"{", b'{"key": "0"}'])
def test_an_unreadable_file_has_no_answers(tmp_path: Path, content: bytes | None) -> None:
    """Missing, damaged or of another version: the next build asks again."""
    if content is not None:
        (tmp_path / SECOND_WAYS).write_bytes(content)
    assert read_answers(tmp_path) is None
