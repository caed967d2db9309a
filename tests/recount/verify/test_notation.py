"""The verifier shows a number as the report does, from its record alone."""

from __future__ import annotations

import math

import pytest
from support.sample_records import a_record, as_bundled

from recount.numbers.formats import display
from recount.numbers.measures import Measure


@pytest.mark.parametrize(
    "unit", ["leerlingen", "%", "procentpunt", "euro", "km", "dagen per regio"]
)
@pytest.mark.parametrize(
    ("low", "high"),
    [
        (1234, 1234), (19.96, 20.04), (19.7, 20.3), (2, 8), (2, math.inf), (-math.inf, 8), (-1.5, 0.7), (-0.04, -0.04),
        (0, 0), (-0.001, 0.001), (481148423.54, 481148423.54), (9.25, 9.25), (999.95, 1000.04),
        (270, 271), (999.2, 999.7), (269.6, 271.4), (0, 1), (-1, 0), (270, 272),
    ],
)  # fmt: skip
def test_both_show_a_measure_the_same(unit: str, low: float, high: float) -> None:
    """One number, an interval, or an open end, in the notation of its unit."""
    measure = Measure(high if math.isinf(low) else low, low, high, unit)
    assert as_bundled(a_record(measure)).measure.display == display(measure)


@pytest.mark.parametrize(("withheld", "text"), [(False, "onbekend"), (True, "afgeschermd")])
def test_a_measure_without_a_value_is_unknown_or_withheld(withheld: bool, text: str) -> None:
    """As its record says."""
    measure = Measure(None, None, None, "leerlingen", withheld=withheld)
    assert as_bundled(a_record(measure)).measure.display == text
