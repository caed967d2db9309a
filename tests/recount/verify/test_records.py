"""Records checked against themselves: a value lies between its bounds."""

from __future__ import annotations

import pytest
from support.sample_records import a_record, as_bundled

from recount.numbers.measures import Measure
from recount.verify.records import check_bounds


@pytest.mark.parametrize(
    ("value", "low", "high", "fits"),
    [
        (5, 2, 8, True),
        (5, 2, None, True),
        (None, 2, None, True),
        (None, None, None, True),
        (9, 2, 8, False),
        (1, 2, None, False),
    ],
)
def test_a_value_lies_between_its_bounds(
    value: float | None, low: float | None, high: float | None, fits: bool
) -> None:
    """An end that JSON omits is no bound."""
    record = as_bundled(a_record(Measure(value, low, high, "leerlingen")))
    assert [finding.code for finding in check_bounds("proef", record)] == ([] if fits else ["R2"])
