"""Filtered tables know which lines of which file they have."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from recount.numbers.changes import difference
from recount.numbers.measures import count, distinct, money, share, total
from recount.numbers.rows import rows_of, sources_of

REGIONS = pd.DataFrame(
    {"regio": ["a", "b", "a"], "low": [1, 5, 2], "high": [4, 5, 2]},
    index=pd.Index([2, 3, 5], name="regios"),
)


def test_a_filter_keeps_source_and_lines() -> None:
    """The rows of region a are on lines 2 and 5; the union with line 3 is sorted, without duplicates."""
    mine = REGIONS[REGIONS["regio"] == "a"]
    both = rows_of(mine) | rows_of(REGIONS.loc[[3, 5]])
    assert both.sources == ["regios"]
    assert both.lines("regios").tolist() == [2, 3, 5]


def test_tables_name_their_sources() -> None:
    """Each once; a table that is not of a source has an empty name."""
    assert sources_of(REGIONS, pd.DataFrame(), REGIONS) == ("regios", "")


def test_a_source_without_rows_is_named() -> None:
    """A number that searched in vain names the source, without a line; lines are whole numbers."""
    nothing, some = rows_of(REGIONS.iloc[:0]), rows_of(REGIONS)
    assert (nothing.sources, nothing.lines("regios").tolist()) == (["regios"], [])
    assert list(map(str, some.lines("regios").tolist())) == ["2", "3", "5"]


def test_a_table_that_lost_its_lines_has_no_source() -> None:
    """After grouping, the index has no line numbers and no source name."""
    assert rows_of(REGIONS.groupby("regio", as_index=False)["low"].sum()).sources == [""]


def test_a_measure_keeps_what_made_it() -> None:
    """Two distinct regions in three rows; low 8 to high 11, each with its operation and column."""
    regions, pupils = distinct(REGIONS["regio"], "regio's"), total(REGIONS, "leerlingen")
    assert (regions.value, regions.recipe.operation, regions.recipe.column) == (
        2,
        "distinct",
        "regio",
    )
    assert (pupils.low, pupils.high, pupils.recipe.operation) == (8, 11, "sum")


def test_an_amount_keeps_its_column_and_its_cents() -> None:
    """Ten and twenty cents are thirty; the sum of no rows is zero, and still names the source."""
    gifts = pd.DataFrame(
        {"bedrag": [Decimal("0.10"), Decimal("0.20")]}, index=pd.Index([4, 5], name="giften")
    )
    both, nil = money(gifts), money(gifts.iloc[:0])
    assert (both.value, both.unit, both.recipe.column) == (Decimal("0.30"), "euro", "bedrag")
    assert both.rows.lines("giften").tolist() == [4, 5]
    assert (nil.value, nil.rows.sources) == (0, ["giften"])


def test_a_share_rests_on_the_rows_of_both_parts() -> None:
    """One row of three: part on line 3, rest on lines 2 and 5, the share on all; so does a difference."""
    inside = REGIONS["regio"] == "b"
    third = share(count(REGIONS[inside], "regio's"), count(REGIONS[~inside], "regio's"))
    assert third.recipe.parts[0].rows.lines("regios").tolist() == [3]
    assert third.rows.lines("regios").tolist() == [2, 3, 5]
    assert difference(third, third).rows.lines("regios").tolist() == [2, 3, 5]


def test_rows_that_decide_are_added() -> None:
    """A count of one row that another table decided depends on both."""
    schools = pd.DataFrame({"code": ["x"]}, index=pd.Index([7], name="scholen"))
    found = count(REGIONS.loc[[3]], "regio's").resting_on(schools)
    assert {name: found.rows.lines(name).tolist() for name in found.rows.sources} == {
        "regios": [3],
        "scholen": [7],
    }
