"""The second way to the numbers: its answers against the records and the SQL of the bundle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from recount.findings import Finding
from recount.verify.model import Amount, Figure, Record
from recount.verify.opened import OpenedBundle
from recount.verify.places import EDITIONS, SECOND_WAYS, WITNESS
from recount.verify.shapes import Answered, AskedQuery, Values

EQUAL, DIFFERENT = "gelijk", "anders"
RELATIVE, NOTHING = 1e-9, 1e-12


def check_second_ways(opened: OpenedBundle) -> Iterator[Finding]:
    """Every answer is about a record of the bundle, by a query of the bundle, from the files of that record."""
    if opened.answers is None:
        return
    queries, folder = opened.answers.queries, f"{EDITIONS}/{opened.edition}/{WITNESS}"
    for name, query in queries.items():
        for file, digest in query.files.items():
            if opened.digests.get(f"{folder}/{file}") != digest:
                yield Finding("Q1", SECOND_WAYS, f"'{name}' was asked with another {folder}/{file}")
    for name, answered in opened.answers.numbers.items():
        record = opened.numbers.get(name)
        if record is None or answered.query not in queries:
            missing = "record" if record is None else "query"
            yield Finding("Q1", SECOND_WAYS, f"number '{name}' has no {missing}")
        elif fault := _fault(record, answered, queries[answered.query]):
            yield Finding("Q1", SECOND_WAYS, f"number '{name}': {fault}")


def _fault(record: Record, answered: Answered, asked: AskedQuery) -> str:
    """Why an answer is not about this record; empty if it is."""
    if _values(record.measure) != answered.first:
        return "compared with another value"
    if answered.parameters != record.parameters:
        return "asked with other parameters"
    for card in record.sources:
        if asked.sources.get(card.id, card.sha256) != card.sha256:
            return f"asked of another file for '{card.id}'"
    same = _same(record.measure, answered.second)
    if answered.agreement != (EQUAL if same else DIFFERENT):
        return f"'{answered.agreement}' for {answered.first} and {answered.second}"
    return ""


def _values(amount: Amount) -> Values:
    return Values(value=amount.value, low=amount.low, high=amount.high)


def _same(amount: Amount, second: Values) -> bool:
    first = _values(amount)
    ends = (first.value, second.value), (first.low, second.low), (first.high, second.high)
    shown = replace(amount, value=second.value, low=second.low, high=second.high).display
    return all(_close(*pair) for pair in ends) and amount.display == shown


def _close(first: Figure, second: Figure) -> bool:
    if first is None or second is None:
        return first is second
    if float(first).is_integer() and float(second).is_integer():
        return first == second
    return math.isclose(first, second, rel_tol=RELATIVE, abs_tol=NOTHING)
