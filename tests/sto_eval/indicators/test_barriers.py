"""A water with one school on each side: a straight line across it is not a way to school."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely

from sto_eval.figures.land import within_reach
from sto_eval.indicators import barriers, reach
from sto_eval.indicators.locations import Places
from sto_eval.projection import rd_points

HOMES = pd.DataFrame({"x": [0.0, 3_000.0, None], "y": 0.0}, index=[2, 3, 4])
SCHOOLS = pd.DataFrame({"x": [1_000.0, 3_000.0, None], "y": [0.0, 4_000.0, 0.0]})
"""From the first home one and five kilometres away; from the second two and four."""

WALL = shapely.LineString([(500, -500), (500, 500), (2_000, 500), (2_000, -500)])
"""Around the first school: both homes have to go to the second."""


def test_a_home_goes_to_the_nearest_school_on_its_own_side() -> None:
    """Without the wall 1 and 2 km, with it 5 and 4; a home without a point has no distance."""
    assert reach.distances_to(HOMES, {"km": SCHOOLS})["km"].to_dict() == {2: 1, 3: 2}
    assert barriers.same_side_km(HOMES, SCHOOLS, WALL).to_dict() == {2: 5, 3: 4}


@pytest.mark.parametrize(("end", "km"), [(0, float("inf")), (1, 1)])
def test_a_line_that_touches_the_wall_does_not_count(end: int, km: float) -> None:
    """A wall that ends on the way to the only school hides it; one that ends a metre before does not."""
    wall = shapely.LineString([(700, 500), (700, end)])
    assert barriers.same_side_km(HOMES[:1], SCHOOLS[:1], wall).to_dict() == {2: km}


@pytest.mark.parametrize(("x", "hidden"), [(2_000.0, True), (-2_000.0, False)])
def test_a_map_leaves_out_what_a_wall_hides(x: float, hidden: bool) -> None:
    """Behind a wall a kilometre away a place within the radius is not reached, on this side it is."""
    schools = pd.DataFrame({"x": [0.0], "y": [0.0]})
    wall = shapely.LineString([(1_000, -5_000), (1_000, 5_000)])
    area = within_reach(schools, 3, wall)
    assert area.contains(shapely.Point(x, 0)) is not hidden
    assert within_reach(schools, 3).contains(shapely.Point(x, 0))


def test_without_a_school_everybody_is_infinitely_far() -> None:
    """As without a wall."""
    assert barriers.same_side_km(HOMES, SCHOOLS[2:], WALL).to_dict() == {2: float("inf"), 3: float("inf")}  # fmt: skip


def test_a_distance_around_a_water_rests_on_the_list_of_waters() -> None:
    """North over the water it is 7 km to school, south on this side 9; the row of the line decides that."""
    water = pd.DataFrame(
        {"geometry": [shapely.LineString([(3.9, 51.4), (4.2, 51.4)])]},
        index=pd.Index([2], name="waters"),
    )
    home = rd_points(pd.Series([4.0]), pd.Series([51.36]))
    schools = rd_points(pd.Series([4.0, 4.0]), pd.Series([51.42, 51.28]))
    none = pd.DataFrame(columns=["vestiging", "postal code"])
    direct = reach.Distances(
        reach.distances_to(home, {"PIE": schools}), {"PIE": []}, Places(none, none, none)
    )
    found = barriers.around(home, direct, {"PIE": schools}, water)
    assert [round(one.km.loc[0, "PIE"]) for one in (direct, found)] == [7, 9]
    assert found.grounds["PIE"] == [water]
    assert found.places is direct.places
    assert (direct.straight, found.straight) == (True, False)
