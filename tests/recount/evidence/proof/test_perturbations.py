"""Perturbations: each makes its change in three rows, and the same seed makes the same change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import Point

from recount.evidence.proof.perturbations import CHANGES, CUTS, Perturbation, of_columns, of_table


def column(values: list[Any], dtype: str | None = None) -> pd.DataFrame:
    """A table of one column, with the line numbers of a file."""
    return pd.DataFrame({"x": pd.Series(values, index=[2, 3, 4], dtype=dtype)})


NEAR, FAR = (Point(metres, metres) for metres in (0, 10_000))


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("relabelled", ["b", "a", "b"], ["a", "b", "a"]),
        ("first for half", ["c", "a", "b"], ["c", "c", "b"]),
        ("strange", ["c", "a", "b"], ["c", "a?", "b"]),
        ("one more", pd.array([1, 2, None], "Int64"), pd.array([2, 3, None], "Int64")),
        ("doubled", [Decimal("0.01")] * 3, [Decimal("0.02")] * 3),
        ("cent more", [Decimal("9.99")] * 3, [Decimal("10.00")] * 3),
        ("hidden and shown", pd.array([3, 9, None], "Int64"), pd.array([None, 9, 4], "Int64")),
        ("half more", [1.0, 2.0, 3.0], [1.5, 2.5, 3.5]),
        ("flipped", [True, False, True], [False, True, False]),
        ("geometry", [NEAR] * 3, [FAR] * 3),
        (
            "year later",
            pd.to_datetime(["2020-01-01"] * 3),
            pd.to_datetime(["2021-01-01"] * 3),
        ),
    ],
)
def test_a_perturbation_does_what_its_name_says(kind: str, before: Any, after: Any) -> None:
    """Labels move up one, counts rise, cents are exact, masks are inverted, days move a year."""
    changed = Perturbation(kind, "x").apply(column(before), "bron", 1)
    assert changed["x"].tolist() == column(after)["x"].tolist() or changed.equals(column(after))
    assert changed.index.tolist() == [2, 3, 4]


def test_every_row_gets_the_value_of_another_row() -> None:
    """After shuffling no value is in its old row, and none is lost."""
    table = column(["a", "b", "c"])
    for seed in range(9):
        changed = Perturbation("shuffled", "x").apply(table, "bron", seed)["x"]
        assert (changed != table["x"]).all()
        assert sorted(changed) == ["a", "b", "c"]


@pytest.mark.parametrize("kind", CUTS)
def test_a_cut_drops_rows_and_keeps_their_lines(kind: str) -> None:
    """The remaining rows are unchanged, with their line numbers."""
    table = column(["a", "b", "c"])
    kept = Perturbation(kind).apply(table, "bron", 1)
    assert len(kept) <= 3
    assert kept.equals(table.loc[kept.index])


def test_the_same_seed_gives_the_same_change() -> None:
    """Another column or source gives another change: a hundred rows rarely coincide."""
    table = pd.DataFrame({"x": range(100), "y": range(100)})
    half = Perturbation("half dropped")
    assert half.apply(table, "a", 1).equals(half.apply(table, "a", 1))
    assert not half.apply(table, "a", 1).equals(half.apply(table, "b", 1))
    assert not half.apply(table, "a", 1).equals(half.apply(table, "a", 2))


def test_every_column_is_tried_in_ways_that_suit_it() -> None:
    """Names of changes are unique and known, and few labels are also tried without each."""
    table = pd.DataFrame({"label": ["a", "b", "a"], "count": pd.array([1, 2, 3], "Int64")})
    tried = of_table(table) + of_columns(table, {"label", "count"})
    names = [one.id for one in tried]
    assert len(names) == len(set(names))
    assert {one.kind for one in tried} <= {
        *(*CUTS, *CHANGES, "absent", "row added", "without", "left out")
    }
    assert {"absent", "left out:label", "shuffled:label", "without:label:a", "one more:count"} <= {
        *names
    }


def test_a_column_that_is_not_read_is_only_left_out() -> None:
    """The other columns stay, and none of its values is changed."""
    table = pd.DataFrame({"x": ["a", "b"], "y": [1, 2]})
    assert Perturbation("left out", "x").apply(table, "bron", 1).equals(table[["y"]])
    assert {one.column for one in of_columns(table, {"y"})} == {"y"}


def test_the_table_itself_is_never_changed() -> None:
    """Every change works on a copy."""
    table = column(["a", "b", "c"])
    for one in [*of_table(table)[1:], *of_columns(table, {"x"})]:
        one.apply(table, "bron", 1)
    assert table.equals(column(["a", "b", "c"]))


def test_an_added_row_has_a_new_line_and_code() -> None:
    """It follows the others, has its own line, and a code that occurs nowhere else."""
    changed = Perturbation("row added").apply(column(["a", "b", "c"]), "bron", 1)
    assert changed["x"].tolist() == ["a", "b", "c", "a?"]
    assert changed.index.tolist() == [2, 3, 4, 5]
