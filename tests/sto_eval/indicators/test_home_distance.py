"""The distance within which part of the residents live, on ten homes of ten."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import home_distance
from sto_eval.indicators.locations import Places
from sto_eval.indicators.reach import Distances

GROUP = "tot 15 jaar"
HOMES = pd.DataFrame(
    {"postcode": ["1000", "2000", "3000", "4000"], GROUP: pd.array([50, 40, 10, None], "Int64"), "x": 0.0},
    index=pd.Index([2, 3, 4, 5], name="residents"),
)  # fmt: skip
"""A hundred residents who count; the number of the last home is secret."""

KM = pd.Series([3.0, 1.0, 8.0, 0.0], index=HOMES.index)


@pytest.mark.parametrize(("percent", "km"), [(40, 1), (41, 3), (50, 3), (90, 3), (91, 8), (100, 8)])
def test_the_nearest_homes_count_first(percent: int, km: float) -> None:
    """Within 1 km live 40 of 100, within 3 km 90, within 8 km all."""
    found = home_distance.distance_within(HOMES, KM, percent, GROUP)
    assert (found.value, found.unit) == (km, "km")
    assert found.rows.lines("residents").tolist() == [2, 3, 4]


def test_without_a_location_the_distance_is_unknown() -> None:
    """Nine of ten have one, so the half does and all do not; without residents nobody does."""
    some = KM.replace(8.0, float("inf"))
    assert home_distance.distance_within(HOMES, some, 50, GROUP).value == 3
    assert home_distance.distance_within(HOMES, some, 91, GROUP).value is None
    assert home_distance.distance_within(HOMES[3:], KM, 50, GROUP).value is None


def test_each_profile_has_its_own_distance() -> None:
    """Half live within 3 km of PIE and 6 of BWI; both rest on the points of the homes that count."""
    spots = pd.DataFrame({"postal code": ["1000", "4000"]}, index=pd.Index([7, 8], name="spots"))
    none = pd.DataFrame(columns=["vestiging"])
    km = pd.DataFrame({"PIE": KM, "BWI": 2 * KM})
    near = Distances(km, {"PIE": [], "BWI": []}, Places(none, none, spots))
    found = home_distance.distances_within(HOMES, near, 50, GROUP)
    assert {profile: one.value for profile, one in found.items()} == {"PIE": 3, "BWI": 6}
    assert found["PIE"].rows.lines("spots").tolist() == [7]
