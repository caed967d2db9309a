"""The second way to a number: what a query in SQL answered, and whether the record says the same.

``witness.json`` in the build folder has the answers, with everything that they came from, so that an answer to
earlier records, sources or queries is never shown.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pydantic

from recount.handover import SECOND_WAYS, WITNESS
from recount.results.record_parts import Figure, Part
from recount.results.records import Amount, Parameter, Record

RELATIVE, NOTHING = 1e-9, 1e-12
"""The largest difference between two equal numbers that are not whole: relative, and next to zero."""


class Agreement(StrEnum):
    """Whether two ways to a number give the same, as on its passport."""

    EQUAL = "gelijk"
    DIFFERENT = "anders"


class Values(Part):
    """A number and its bounds; ``None`` for an unknown value or an open end."""

    value: Figure | None
    low: Figure | None
    high: Figure | None

    def __str__(self) -> str:
        """The value, and the bounds if these differ."""
        same = self.low == self.high
        return str(self.value) if same else f"{self.value} ({self.low} to {self.high})"

    @classmethod
    def of(cls, amount: Amount) -> Values:
        """The values of a record."""
        return cls(value=amount.value, low=amount.low, high=amount.high)

    def within(self, amount: Amount) -> Amount:
        """An amount with these values instead of its own."""
        return amount.model_copy(update=dict(self))


class Answered(Part):
    """What a query answered about a number.

    Parameters
    ----------
    query
        Its path in the folder of the queries.
    agreement
        Whether the record says the same.
    first, second
        The values of the record, and those of the query.
    parameters
        Those in the record.
    """

    query: str
    agreement: Agreement
    first: Values
    second: Values
    parameters: dict[str, Parameter]


class AskedQuery(Part):
    """What a query was asked with.

    Parameters
    ----------
    files
        SQL file -> checksum: the query itself, the queries of its layouts, and the macros if it uses any.
    sources
        Source that it reads -> checksum.
    parameters
        Its variables: the parameters of its chapter.
    """

    files: dict[str, str]
    sources: dict[str, str]
    parameters: dict[str, Parameter]


class SecondWays(Part):
    """``witness.json``.

    Parameters
    ----------
    key
        Digest of all that the answers depend on, except the version of the database.
    engine
        That version.
    queries
        Path -> what it was asked with.
    unasked
        Path of a query that was not asked -> the sources that it lacks.
    numbers
        Number -> what a query answered.
    faults
        Queries that failed, and answers that are no number of the chapter.
    """

    key: str
    engine: str
    queries: dict[str, AskedQuery]
    unasked: dict[str, tuple[str, ...]]
    numbers: dict[str, Answered]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondWay:
    """The second way to a number, for a reader.

    Parameters
    ----------
    query
        Path of the query in the folder ``witness`` of the edition.
    texts
        SQL file -> text: the query, the queries of its layouts, and the macros if it uses any.
    agreement
        Whether the record says the same.
    amount
        The number by the query.
    """

    query: str
    texts: Mapping[str, str]
    agreement: Agreement
    amount: Amount

    def as_json(self) -> dict[str, Any]:
        """The second way as plain data."""
        values = Values.of(self.amount).as_json()
        return {"query": self.query, "agreement": self.agreement, **values}


def compared(amount: Amount, second: Values) -> Agreement:
    """Whether a query says the same as a record, in value and bounds.

    Whole numbers are equal to the unit; others to nine digits, and in every digit that a reader sees.
    """
    first = Values.of(amount)
    ends = (first.value, second.value), (first.low, second.low), (first.high, second.high)
    same = all(_is_same(*pair) for pair in ends)
    same = same and amount.display == second.within(amount).display
    return Agreement.EQUAL if same else Agreement.DIFFERENT


def read_answers(build: Path) -> SecondWays | None:
    """The content of ``witness.json`` in a build folder; ``None`` if missing or not of this version."""
    path = build / SECOND_WAYS
    try:
        return SecondWays.model_validate_json(path.read_bytes()) if path.is_file() else None
    except pydantic.ValidationError:
        return None


def second_ways(build: Path, edition: Path, records: Mapping[str, Record]) -> dict[str, SecondWay]:
    """Number -> its second way, where the last answer is about this record, its sources and the present query.

    ``build`` is the build folder, ``edition`` that of the edition.
    """
    answers = read_answers(build)
    if answers is None:
        return {}
    texts = {
        path.relative_to(edition / WITNESS).as_posix(): path.read_bytes()
        for path in (edition / WITNESS).rglob("*.sql")
    }
    digests = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
    found = {}
    for name, answered in answers.numbers.items():
        record, asked = records.get(name), answers.queries.get(answered.query)
        if record and asked and _is_current(record, answered, asked, digests):
            found[name] = SecondWay(
                answered.query,
                {file: texts[file].decode() for file in asked.files},
                answered.agreement,
                answered.second.within(record.measure),
            )
    return found


def _is_current(
    record: Record, answered: Answered, asked: AskedQuery, digests: Mapping[str, str]
) -> bool:
    return (
        Values.of(record.measure) == answered.first
        and record.parameters == answered.parameters
        and all(asked.sources.get(card.id, card.sha256) == card.sha256 for card in record.sources)
        and all(digests.get(file) == digest for file, digest in asked.files.items())
    )


def _is_same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    if float(first).is_integer() and float(second).is_integer():
        return first == second
    return math.isclose(first, second, rel_tol=RELATIVE, abs_tol=NOTHING)
