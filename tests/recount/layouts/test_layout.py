"""Counts, decimals, codes and keys: the functions that all layouts share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.layouts.layout import check_key, counts, decimals, validated
from sto_eval.layouts.duo import location_codes

FILE = Path("a.csv")


def column(*cells: str) -> pd.Series:
    """A column of texts, starting on line 2."""
    return pd.Series(list(cells), index=range(2, len(cells) + 2), name="N", dtype="str")


def locations(school: str, *numbers: str) -> pd.DataFrame:
    """Locations of a school, starting on line 2."""
    return pd.DataFrame(
        {"INSTELLINGSCODE": column(*[school] * len(numbers)), "VESTIGINGSCODE": column(*numbers)}
    )


def test_a_masked_count_is_missing() -> None:
    """<5 is missing; 0 and 12 keep their value."""
    read = counts(FILE, column("0", "<5", "12"))
    assert (read.dtype, read.isna().tolist(), read.sum()) == ("Int64", [False, True, False], 12)


@given(st.lists(st.integers(0, 10**6) | st.just("<5"), min_size=1))
def test_only_the_mask_is_missing(cells: list[int | str]) -> None:
    """Every number keeps its value and line, and every mask is missing."""
    read = counts(FILE, column(*map(str, cells)))
    assert [None if pd.isna(n) else n for n in read] == [None if c == "<5" else c for c in cells]


@given(st.permutations(["0", "3", "<5", "<5", "41", "3"]))
def test_row_order_does_not_matter(cells: list[str]) -> None:
    """The same cells in another order give the same sum and number of masked cells."""
    read = counts(FILE, column(*cells))
    assert (read.sum(), read.isna().sum()) == (47, 2)


@pytest.mark.parametrize("cell", ["", " ", "-1", "2,5", "x", "1e3", "<4", "٣", "9" * 30])
def test_an_invalid_count_is_refused(cell: str, fault: Callable[..., object]) -> None:
    """Empty, negative, fractional, text: named with line and column."""
    error = fault(lambda: counts(FILE, column("3", cell)))
    assert (error.where, error.found) == ("a.csv line 3, column 'N'", repr(cell))


def test_a_decimal_has_a_comma_or_a_point() -> None:
    """Both forms of DUO, and a percentage without a digit before the comma."""
    read = decimals(FILE, column("66,7%", "66.7", "100", ",0%", ""), 100, "a percentage")
    assert read.tolist()[:4] == [66.7, 66.7, 100, 0]
    assert read.isna().tolist() == [False] * 4 + [True]


@pytest.mark.parametrize("cell", ["100,1", "-1", "nan", "inf", "1e1", "%", ".", "1,2,3", "tien"])
def test_an_invalid_decimal_is_refused(cell: str, fault: Callable[..., object]) -> None:
    """Above the maximum, below 0, or not a number."""
    assert fault(lambda: decimals(FILE, column(cell), 100, "a percentage")).found == repr(cell)


@given(st.integers(0, 99), st.booleans())
def test_each_form_gives_the_same_code(number: int, padded: bool) -> None:
    """A number as 1 or 01, or the full code: one location."""
    short = f"{number:02}" if padded else str(number)
    whole = f"90AA{number:02}"
    read = location_codes(FILE, locations("90AA", short, whole))
    assert (read.tolist(), read.name) == ([whole, whole], "vestiging")


def test_a_code_of_another_school_is_refused(fault: Callable[..., object]) -> None:
    """School 90AA, location 90AB00."""
    error = fault(lambda: location_codes(FILE, locations("90AA", "90AB00")))
    assert (error.expected, error.found) == ("a code that begins with '90AA'", "'90AB00'")


def test_a_doubled_key_names_both_lines(fault: Callable[..., object]) -> None:
    """Lines 2 and 4 have the same key."""
    table = pd.DataFrame({"N": column("a", "b", "a")})
    error = fault(lambda: check_key(FILE, table, ["N"]))
    assert (error.where, error.found) == ("a.csv line 4", "the key of line 2 again: a")


@pytest.mark.parametrize("check", [pa.Check.str_matches("^[a-y]$"), pa.Check.isin(["a"])])
def test_a_fault_of_the_schema_names_line_and_column(
    check: pa.Check, fault: Callable[..., object]
) -> None:
    """A pandera error as a layout error."""
    table, schema = (
        pd.DataFrame({"N": column("a", "z")}),
        pa.DataFrameSchema({"N": pa.Column(str, check)}),
    )
    error = fault(lambda: validated(FILE, table, schema))
    assert (error.where, error.found) == ("a.csv line 3, column 'N'", "'z'")


def test_a_wrong_type_is_a_fault_of_the_column(fault: Callable[..., object]) -> None:
    """A column of texts instead of counts."""
    table = pd.DataFrame({"N": column("a")})
    error = fault(lambda: validated(FILE, table, pa.DataFrameSchema({"N": pa.Column("Int64")})))
    assert error.where == "a.csv line 2, column 'N'"


def test_a_new_column_of_the_publisher_is_allowed() -> None:
    """A schema names what is required and allows other columns."""
    table = pd.DataFrame({"N": column("a"), "NIEUW": column("b")})
    assert list(validated(FILE, table, pa.DataFrameSchema({"N": pa.Column(str)}))) == ["N", "NIEUW"]
