"""The distance within which part of the residents live, on ten homes of ten."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import home_distance

GROUP = "tot 15 jaar"
HOMES = pd.DataFrame(
    {"postcode": ["1000", "2000", "3000", "4000"], GROUP: pd.array([50, 40, 10, None], "Int64"), "x": 0.0},
)  # fmt: skip
"""A hundred residents who count; the number of the last home is secret."""

KM = pd.Series([3.0, 1.0, 8.0, 0.0])


@pytest.mark.parametrize(
    ("percent", "km"), [(40, 1), (40.3, 3), (50, 3), (90, 3), (91, 8), (100, 8)]
)
def test_the_nearest_homes_count_first(percent: float, km: float) -> None:
    """Within 1 km live 40 of 100, within 3 km 90, within 8 km all."""
    found = home_distance.distance_within(HOMES, KM, percent, GROUP)
    assert (found.value, found.unit) == (km, "km")


def test_without_a_location_the_distance_is_unknown() -> None:
    """Nine of ten have one, so the half does and all do not; without residents nobody does."""
    some = KM.replace(8.0, float("inf"))
    assert home_distance.distance_within(HOMES, some, 50, GROUP).value == 3
    for homes, kilometres, percent in ((HOMES, some, 91), (HOMES[3:], KM, 50)):
        found = home_distance.distance_within(homes, kilometres, percent, GROUP)
        assert (found.value, found.unit) == (None, "km")


def test_each_profile_has_its_own_distance() -> None:
    """Half live within 3 km of PIE and 6 of BWI."""
    found = home_distance.distances_within(
        HOMES, pd.DataFrame({"PIE": KM, "BWI": 2 * KM}), 50, GROUP
    )
    assert {profile: one.value for profile, one in found.items()} == {"PIE": 3, "BWI": 6}
