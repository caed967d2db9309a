"""Measures in Dutch notation."""

from __future__ import annotations

import pytest

from recount.numbers.formats import display
from recount.numbers.measures import Measure


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        (Measure(6691, 6691, 6691, "views"), "6.691"),
        (Measure(75.29, 75.29, 75.29, "%"), "75,3%"),
        (Measure(481148423.54, 481148423.54, 481148423.54, "euro"), "€\xa0481.148.423,54"),
        (Measure(20, 19.7, 20.3, "%"), "20%"),
        (Measure(20, 15, 25, "%"), "tussen 15,0% en 25,0%"),
        (Measure(12.35, 12.3, 12.4, "%"), "12%"),
        (Measure(270.5, 270, 271, "scholen"), "270 of 271"),
        (Measure(999.6, 999.2, 999.7, "scholen"), "999 of 1.000"),
        (Measure(2.5, 2, 3, "euro"), "tussen €\xa02,00 en €\xa03,00"),
        (Measure(2.5, 2, 3, "km"), "tussen 2,0 en 3,0"),
        (Measure(0.5, 0, 1, "procentpunt"), "tussen 0,0 en +1,0 procentpunt"),
        (Measure(None, None, None, "%"), "onbekend"),
    ],
)
def test_a_measure_shows_no_more_digits_than_its_bounds_support(
    measure: Measure, shown: str
) -> None:
    """Wide bounds give fewer digits, wider ones an interval, and an unknown measure a word."""
    assert display(measure) == shown
