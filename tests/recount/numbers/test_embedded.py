"""Numbers in texts as values."""

from __future__ import annotations

import json
import math
from decimal import Decimal

import numpy as np
import pytest

from recount.numbers.changes import POINTS
from recount.numbers.embedded import (
    as_data,
    between,
    display,
    from_data,
    number,
    only_number,
    percent,
    printed,
    unless_same,
)
from recount.numbers.formats import write_out
from recount.numbers.measures import Measure, exact, unknown

CHANGE = exact(-0.24, POINTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (number(1234.5, 1), "1.234,5"),
        (percent(np.float64(7.25)), "7,2%"),
        (between(3, 3), "3"),
        (between(np.int64(3), 1200), "3–1.200"),
        (display(exact(Decimal("481148423.54"), "euro")), "€\xa0481.148.423,54"),
        (display(Measure(7, 7, math.inf, "")), "ten minste 7"),
        (display(unknown("%")), "onbekend"),
        (display(Measure(None, None, None, "", withheld=True)), "afgeschermd"),
        (display(CHANGE), "−0,2 procentpunt"),
        (display(CHANGE, bare=True), "−0,2"),
        (printed(525.5e6, 500_000, "euro"), "€\xa0525,5 miljoen"),
        (printed(5, 1, "vestigingen", "vijf"), "vijf"),
        (f"PIE {number(3)}, MaT {number(1)}", "PIE 3, MaT 1"),
        (unless_same([percent(7.31), percent(7.29)], "twee", f"een: {percent(7.3)}"), "een: 7,3%"),
        (unless_same([percent(7.4), percent(7.3)], "twee", "een"), "twee"),
        ("", ""),
    ],
)
def test_a_number_keeps_its_value_until_it_is_written_out(text: str, shown: str) -> None:
    """Also as JSON; none of its characters is a digit or letter of the text around it."""
    assert write_out(from_data(json.loads(json.dumps(as_data(text), allow_nan=False)))) == shown
    assert not any(one.isalnum() for one in text if ord(one) >= 0xE000)


def test_equal_numbers_are_equal_texts() -> None:
    """So tables with them can be compared and grouped, and a cell with words is no number."""
    assert number(3) == number(3) != number(3, 1)
    assert only_number(number(3)) == only_number(number(3))
    assert only_number(f"{number(3)} scholen") is None
