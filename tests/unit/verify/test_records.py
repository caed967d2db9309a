"""Records of a bundle against themselves: what a number shows is what its bounds give."""

from __future__ import annotations

import pytest

from sto_eval.verify.records import check_display
from sto_eval.verify.shapes import Amount, Number


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        (5, 2, 8, "tussen 2 en 8"),
        (5, 2, None, "ten minste 2"),
        (None, 2, None, "ten minste 2"),
        (None, None, None, "onbekend"),
    ],
)
def test_what_json_leaves_out_beside_a_lower_bound_is_infinite(
    value: float | None, low: float | None, high: float | None, shown: str
) -> None:
    """Two or more, whether or not it has a value in the middle; without any bound it is unknown."""
    amount = Amount(value=value, low=low, high=high, unit="leerlingen")
    record = Number.model_construct(display=shown, measure=amount, specifications=[], public=None)
    assert list(check_display("proef", record)) == []
