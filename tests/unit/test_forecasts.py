"""Forecasts: the change from a base year to a horizon, schools added up first."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sto_eval.indicators import forecasts


def forecast(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of school, level, year and pupils."""
    names = [forecasts.SCHOOL, forecasts.LEVEL, forecasts.YEAR, forecasts.PUPILS]
    return pd.DataFrame(rows, columns=names)


TWO = forecast(
    ("90AA", "vo", 2021, 60), ("90AB", "vo", 2021, 40), ("90AA", "vo", 2022, 80),
    ("90AA", "vo", 2036, 88), ("90AA", "vmbo", 2021, 10), ("90AA", "vmbo", 2036, 5),
)  # fmt: skip
"""A hundred pupils in the base year, 88 in the last; one of two schools is gone by then."""


@pytest.mark.parametrize(
    ("level", "base", "expected"), [("vo", None, -12), ("vo", 2022, 10), ("vmbo", None, -50)]
)
def test_the_change_is_from_base_to_horizon(level: str, base: int | None, expected: int) -> None:
    """88 of 100 is twelve percent less; 88 of 80 ten percent more."""
    assert forecasts.change(TWO, level, 2036, base).value == pytest.approx(expected)


def test_a_year_that_is_missing_gives_no_change() -> None:
    """Neither the horizon nor the base is invented."""
    assert forecasts.change(TWO, "vo", 2040).value is None
    assert forecasts.change(TWO, "vmbo", 2036, 2022).value is None


def test_a_changed_row_moves_the_number() -> None:
    """Twelve pupils more in the last year: no change."""
    more = TWO.copy()
    more.loc[3, forecasts.PUPILS] = 100
    assert forecasts.change(more, "vo", 2036).value == pytest.approx(0)


def test_a_school_that_is_gone_is_named() -> None:
    """It counts as nil in the last year, and that is said."""
    assert forecasts.gone(TWO, "vo", 2036) == ["90AB"]
    assert forecasts.school_count(["90AB"]).value == 1


def test_every_level_vintage_and_base_year_is_tried() -> None:
    """Two levels and two base years of one vintage."""
    specs = forecasts.specifications({dt.date(2021, 10, 1): TWO}, 2036)
    assert [round(s.measure.value) if s.measure.value else None for s in specs] == [
        -50, None, -12, 10,
    ]  # fmt: skip
    assert list(forecasts.by_label(specs)) == ["vmbo, uitgave 2021", "vo, uitgave 2021"]


def test_the_index_starts_at_a_hundred() -> None:
    """Up to and including the horizon."""
    table = forecasts.indexed({dt.date(2021, 10, 1): TWO}, 2036)
    assert table[table["niveau"] == "vo"]["index"].tolist() == pytest.approx([100, 80, 88])
