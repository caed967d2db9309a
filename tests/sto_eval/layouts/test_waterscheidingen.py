"""Our list of waters: a line per water, and every cell checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.errors import LayoutError
from sto_eval.programme import PROGRAMME

HEAD = "water;lijn;waarom\n"
READ = PROGRAMME.layouts["waterscheidingen"].read


def test_a_water_is_a_line_through_its_points(write: Callable[..., Path]) -> None:
    """Two points in their order, longitude first; the row keeps the line of its file."""
    table = READ(write("a.csv", f"{HEAD}A;3.5 51.4, 3.9 51.45;geen brug\n".encode())).table
    assert list(table["geometry"][2].coords) == [(3.5, 51.4), (3.9, 51.45)]
    assert table.loc[2, ["water", "waarom"]].to_list() == ["A", "geen brug"]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("A;3.5 51.4;geen brug", "line 2, column 'lijn'"),
        ("A;51.4 3.5, 51.5 3.5;geen brug", "line 2, column 'lijn'"),
        ("A;3,5 51,4, 3,9 51,4;geen brug", "line 2, column 'lijn'"),
        ("A;3.5 51.4, 3.9 51.4; ", "line 2, column 'waarom'"),
        (";3.5 51.4, 3.9 51.4;geen brug", "line 2, column 'water'"),
        ("A;3.5 51.4, 3.9 51.4;a\nA;3.5 51.4, 3.9 51.4;b", "line 3, column 'water'"),
    ],
)
def test_a_wrong_cell_is_named(write: Callable[..., Path], rows: str, where: str) -> None:
    """One point, latitude first, decimal commas, no reason, no name, and a name twice."""
    with pytest.raises(LayoutError, match=where):
        READ(write("a.csv", f"{HEAD}{rows}\n".encode()))
