"""Reach for all radii at once equals one radius at a time, in memory that does not grow with them."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from sto_eval.indicators import reach, reach_grid

pytestmark = pytest.mark.slow

METRES = st.one_of(st.sampled_from([0, 5_000, 7_500, 10_000, 15_000]), st.floats(0, 20_000))
PERSONS = st.one_of(st.none(), st.integers(0, 900))


def homes_of(rows: list[tuple[float, int | None, int | None]]) -> pd.DataFrame:
    """Homes on a line: metres from the origin, residents under 15, and from 15 to 25."""
    under, above = (pd.array([row[place] for row in rows], dtype="Int64") for place in (1, 2))
    return pd.DataFrame(
        {
            "x": [row[0] for row in rows], "y": 0.0, "tot 15 jaar": under, "15 tot 25 jaar": above,
        }
    )  # fmt: skip


def made_up(number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Homes over a square of 300 kilometres, and fifteen locations."""
    chance = np.random.default_rng(1)
    homes = homes_of([(0.0, 2, 3)] * number)
    homes[["x", "y"]] = chance.uniform(0, 300_000, (number, 2))
    return homes, pd.DataFrame(chance.uniform(0, 300_000, (15, 2)), columns=["x", "y"])


def test_a_grid_holds_every_radius() -> None:
    """Of 10, 20 and 70 residents at 5, 7 and 12 kilometres 10% are within 5, 30% within 7 and 10."""
    homes = homes_of([(5_000, 10, 0), (7_000, 20, 0), (12_000, 70, 0)])
    distances = pd.DataFrame({"PIE": [5.0, 7.0, 12.0]})
    grid = reach_grid.coverage_grid(homes, distances, [10, 5, 7], ["tot 15 jaar"])
    assert grid.to_dict("list") == {
        "profiel": ["PIE"] * 3, "straal_km": [10, 5, 7], "bevolking": ["tot 15 jaar"] * 3,
        "aandeel": [30, 10, 30], "teller": [30, 10, 30], "noemer": [100, 100, 100],
    }  # fmt: skip


@given(
    st.lists(st.tuples(METRES, PERSONS, PERSONS), min_size=1, max_size=8),
    st.lists(st.sampled_from([5, 7.5, 10, 15]), min_size=1, max_size=5),
)
def test_a_grid_equals_one_radius_at_a_time(
    rows: list[tuple[float, int | None, int | None]], radii: list[float]
) -> None:
    """To the last digit, also exactly on the radius, for secret numbers and for uninhabited homes."""
    homes = homes_of(rows)
    distances = pd.DataFrame(
        {"PIE": homes["x"] / reach.METRES, "BWI": np.inf}, index=homes.index
    ).iloc[::-1]
    grid = reach_grid.coverage_grid(homes, distances, radii, reach.POPULATIONS)
    alone = [
        reach.coverage_share(homes, distances[profile], radius, population).value
        for population in reach.POPULATIONS
        for profile in distances.columns
        for radius in radii
    ]
    assert [None if pd.isna(one) else one for one in grid["aandeel"]] == alone


def test_distances_are_those_of_one_core() -> None:
    """The distance of each home equals that of a search without workers, to the last digit."""
    homes, points = made_up(5_000)
    alone, _ = cKDTree(points.to_numpy()).query(homes[["x", "y"]].to_numpy(), workers=1)
    assert (
        reach.distances_to(homes, {"km": points})["km"].to_numpy() == alone / reach.METRES
    ).all()


def test_memory_does_not_grow_with_the_radii() -> None:
    """A hundred and ten radii take less than a tenth more than eleven, for 100,000 homes."""
    homes, points = made_up(100_000)
    distances = pd.DataFrame({"PIE": reach.distances_to(homes, {"km": points})["km"]})
    peaks = []
    for number in (11, 110):
        tracemalloc.start()
        reach_grid.coverage_grid(homes, distances, np.linspace(1, 50, number), reach.POPULATIONS)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]
