"""Measures: bounds of masked counts, shares, and the name of the function."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.numbers.changes import difference
from recount.numbers.measures import (
    MASK,
    SUMMED,
    Measure,
    between,
    bounds,
    count,
    distinct,
    exact,
    indicator,
    money,
    share,
    source_of,
    span,
    total,
    unknown,
    withheld,
)

PLACES = pd.DataFrame(
    {
        "regio": ["NW", "NW", "ZO"], "low": [1, 5, 2], "high": [4, 5, 2],
        "bedrag": [Decimal("0.10"), Decimal("0.20"), Decimal("0.70")],
    },
    index=pd.Index([2, 3, 5], name="register"),
)  # fmt: skip
"""Three rows of a register."""


@indicator
def three() -> Measure:
    """The number of these rows."""
    return exact(3, "regels")


def test_a_masked_cell_becomes_an_interval() -> None:
    """One masked cell next to a 7 gives between 8 and 11."""
    table = pd.DataFrame({"man": [7], "vrouw": [None]}, dtype="Int64")
    assert bounds(table, MASK).iloc[0].to_list() == [8, 11]


def test_a_share_of_nothing_is_unknown() -> None:
    """Zero of zero has no value and no bounds."""
    empty = share(exact(0, "leerlingen"), exact(0, "leerlingen"))
    assert (empty.value, empty.low, empty.high) == (None, None, None)


def test_the_share_keeps_its_parts() -> None:
    """Three of four is 75%, with numerator 3 and denominator 4."""
    quarter = share(exact(3, "leerlingen"), exact(1, "leerlingen"))
    assert (quarter.value, quarter.numerator, quarter.denominator) == (75.0, 3, 4)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=5))
def test_the_true_share_lies_within_the_bounds(groups: list[tuple[int, int]]) -> None:
    """Mask every count of 1 to 4: whatever they were, the true share lies between low and high."""
    masked = [tuple(None if 1 <= n <= MASK[1] else n for n in pair) for pair in groups]
    table = pd.DataFrame(masked, columns=["deel", "rest"], dtype="Int64")
    ends = [bounds(table[[column]], MASK).sum() for column in table]
    part, rest = (between(int(end["low"]), int(end["high"]), "leerlingen") for end in ends)
    found = share(part, rest)
    true_part, true_rest = (sum(column) for column in zip(*groups, strict=True))
    if found.low is None or found.high is None or true_part + true_rest == 0:
        assert true_part + true_rest == 0
        return
    true = 100 * true_part / (true_part + true_rest)
    assert 0 <= found.low <= true + 1e-9
    assert true - 1e-9 <= found.high <= 100


def test_an_indicator_signs_its_measure() -> None:
    """The record must be able to name the function of a number."""
    assert three().function == f"{__name__}.three"


def test_the_source_of_a_name_is_the_undecorated_function() -> None:
    """The name in a record leads to the source text that a person reads."""
    assert source_of(three().function) is inspect.unwrap(three)


def test_bounds_that_differ_have_a_middle() -> None:
    """Between 2 and 8 is 5; equal bounds are an exact integer count."""
    assert between(2, 8, "leerlingen") == Measure(5, 2, 8, "leerlingen")
    assert between(Decimal(2), Decimal(2), "euro") == Measure(*[Decimal(2)] * 3, "euro")
    assert type(between(2, 2, "leerlingen").value) is int


def test_bounds_keep_the_rows_of_the_table() -> None:
    """Two masked cells of one row are two to eight, with the index of that row; in whole numbers."""
    table = pd.DataFrame({"man": [None, 1], "vrouw": [None, 2]}, dtype="Int64", index=[7, 9])
    found = bounds(table, MASK)
    assert found.loc[[9, 7]].to_numpy().tolist() == [[3, 3], [2, 8]]
    assert found.dtypes.to_list() == ["int64", "int64"]


def test_a_share_is_lowest_with_its_part_lowest_and_its_rest_highest() -> None:
    """One to four of five to ten: from 1 of 7 to 4 of 8; the value is that of the midpoints."""
    found = share(between(1, 4, ""), between(4, 6, ""))
    assert (found.low, found.high) == (pytest.approx(100 / 7), 50)
    assert (found.value, found.numerator, found.denominator, found.unit) == (
        pytest.approx(250 / 7.5), 2.5, 7.5, "%",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "rest"),
    [(unknown(""), exact(1, "")), (exact(1, ""), unknown("")), (exact(0, ""), exact(0, ""))],
)
def test_a_share_of_what_is_unknown_or_empty_is_unknown(part: Measure, rest: Measure) -> None:
    """It is still in percent, with numerator and denominator zero."""
    assert share(part, rest) == Measure(None, None, None, "%", 0, 0)


def test_a_share_of_perhaps_nobody_has_bounds() -> None:
    """Zero to two of zero to two: from none to all."""
    found = share(between(0, 2, ""), between(0, 2, ""))
    assert (found.low, found.value, found.high) == (0, 50, 100)
    alone = share(between(0, 2, ""), exact(0, ""))
    assert (alone.low, alone.high) == (0, 100)


@pytest.mark.parametrize(
    ("make", "value", "operation", "column"),
    [
        (lambda: count(PLACES, "regels"), 3, "count", ""),
        (lambda: distinct(PLACES["regio"], "regio's"), 2, "distinct", "regio"),
        (lambda: total(PLACES, "leerlingen"), 9.5, "sum", "low, high"),
        (lambda: money(PLACES), Decimal("1.00"), "sum", "bedrag"),
    ],
    ids=["count", "distinct", "total", "money"],
)
def test_a_number_of_rows_says_how_it_is_made(
    make: Callable[[], Measure], value: float, operation: str, column: str
) -> None:
    """Its recipe has the operation, the column and the line numbers of the three rows."""
    made = make()
    assert (made.value, made.recipe.operation, made.recipe.column) == (value, operation, column)
    assert made.rows.lines("register").tolist() == [2, 3, 5]


@pytest.mark.parametrize(
    ("make", "operation"), [(share, "share"), (difference, "difference")], ids=["share", "change"]
)
@pytest.mark.parametrize("second", [exact(1, "%"), unknown("%")], ids=["known", "unknown"])
def test_a_number_of_numbers_keeps_its_parts(make: Any, operation: str, second: Measure) -> None:
    """Also when there is nothing to compute: the rows of both parts are its rows."""
    first = exact(3, "%").resting_on(PLACES[:1])
    made = make(first, second.resting_on(PLACES[2:]))
    assert (made.recipe.operation, made.recipe.parts[0]) == (operation, first)
    assert made.rows.lines("register").tolist() == [2, 5]


def test_no_amounts_are_zero_to_the_cent() -> None:
    """The sum of no rows is 0.00 euros, in cents like any other sum."""
    assert str(money(PLACES[:0]).value) == "0.00"


def test_a_withheld_number_keeps_its_unit() -> None:
    """It is known and has no value to show."""
    assert withheld("leerlingen") == Measure(None, None, None, "leerlingen", withheld=True)


def test_a_number_between_two_others_has_the_function_of_the_first() -> None:
    """From three to five rows is four; its parts are the two."""
    fewest, most = three(), exact(5, "regels")
    found = span(fewest, most)
    assert found == Measure(4, 3, 5, "regels", function=fewest.function)
    assert (found.recipe.operation, found.recipe.parts) == ("span", (fewest, most))


@pytest.mark.parametrize(
    ("low", "high"),
    [(exact(3, ""), exact(3, "")), (exact(3, ""), unknown("")), (unknown(""), exact(3, ""))],
    ids=["equal", "second unknown", "first unknown"],
)
def test_between_equal_numbers_or_beside_an_unknown_one_the_first_stands(
    low: Measure, high: Measure
) -> None:
    """Nothing is made of it: the recipe stays too."""
    assert span(low, high) is low


def test_a_table_can_name_the_operation_that_sums_it() -> None:
    """When its bounds are not those of its cells; the sums are the same."""
    table = PLACES[["low", "high"]]
    table.attrs[SUMMED] = "subtotals"
    found = total(table, "leerlingen")
    assert (found.low, found.high, found.recipe.operation) == (8, 11, "subtotals")


def test_the_settings_of_an_operation_can_be_replaced() -> None:
    """What it needs besides rows: a smallest group first, then a radius only; the rows stay."""
    groups = exact(2, "regio's").with_recipe("groups", PLACES, minimum=5)
    near = groups.with_settings(radius=10)
    assert (groups.recipe.settings, near.recipe.settings) == ({"minimum": 5}, {"radius": 10})
    assert (near.value, near.recipe.operation) == (2, "groups")
    assert near.rows.lines("register").tolist() == [2, 3, 5]


def test_a_sum_of_bounds_names_the_columns_that_are_counted() -> None:
    """Also that of some of its rows; other tables name none."""
    table = pd.DataFrame({"man": [7, None], "vrouw": [1, 2]}, dtype="Int64")
    found = total(bounds(table, MASK)[:1], "leerlingen")
    assert (found.value, found.recipe.counts) == (8, ("man", "vrouw"))
    assert total(PLACES, "leerlingen").recipe.counts == ()
