"""Reach on three homes: who counts, from which point, and within which radius."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import reach
from sto_eval.rd import rd_points


def homes(*rows: tuple[str, float, int | None, int | None]) -> pd.DataFrame:
    """Homes on a line: postcode, metres from nought, residents under 15 and from 15 to 25."""
    table = pd.DataFrame(rows, columns=["postcode", "x", "tot 15 jaar", "15 tot 25 jaar"])
    groups = dict.fromkeys(("tot 15 jaar", "15 tot 25 jaar"), "Int64")
    return table.assign(y=0.0).astype(groups)


THREE = homes(("1000", 0, 10, 1), ("2000", 4_000, 20, None), ("3000", 8_000, 70, 3))
"""A hundred residents under 15 at 0, 4 and 8 km; one number of the older ones is secret."""

SUPPLY = pd.DataFrame(
    {"profiel": ["PIE", "PIE", "MaT"], "vestiging": ["a", "b", "c"], "low": [1, 5, 5], "high": 5}
)
POINTS = pd.DataFrame(
    {"x": [0.0, 8_000.0, None], "y": [0.0, 0.0, None], "herkomst": ["gebouw", "postcode", "geen"]},
    index=pd.Index(["a", "b", "c"], name="vestiging"),
)
"""PIE at both ends of the line, MaT at a location without a point."""


def test_the_age_groups_have_the_names_of_the_report() -> None:
    """Two of CBS, and their sum."""
    assert list(reach.POPULATIONS) == ["tot 15 jaar", "15 tot 25 jaar", "tot 25 jaar"]
    assert reach.residents(THREE, "tot 25 jaar").to_list() == [11, 20, 73]


def test_a_home_has_the_mean_of_the_points_of_its_postcode() -> None:
    """Two points, and one postcode without a point; the rows are numbered anew."""
    spots = pd.DataFrame(
        {"postal code": ["1000", "1000"], "longitude": [5.0, 5.2], "latitude": [52.0, 52.1]}
    )
    residents = pd.DataFrame(
        {"Postcode-4": ["1000", "2000"], "tot 15 jaar": [1, 2], "15 tot 25 jaar": [3, 4]},
        index=[7, 9],
    )
    table = reach.homes(residents, spots)
    assert table.index.to_list() == [0, 1]
    assert list(table.columns) == ["postcode", "15 tot 25 jaar", "tot 15 jaar", "x", "y"]
    mean = rd_points(spots["longitude"], spots["latitude"]).mean()
    assert table.loc[0, ["x", "y"]].to_list() == pytest.approx(mean.to_list())
    assert reach.without_point(table)["postcode"].to_list() == ["2000"]


def test_one_secret_age_group_makes_the_sum_secret() -> None:
    """Of postcode 2000 the older group is secret, so the sum of both is; the younger is not."""
    assert reach.secret(THREE, "tot 25 jaar")["postcode"].to_list() == ["2000"]
    assert reach.secret(THREE, "tot 15 jaar").empty


def test_a_location_without_a_building_gets_the_point_of_its_postcode() -> None:
    """Its point is that of the postcode, and the table is by location."""
    schools = pd.DataFrame({"vestiging": ["a"], "longitude": [6.0], "latitude": [52.0]})
    addresses = pd.DataFrame({"vestiging": ["a", "b"], "POSTCODE": ["1000 AA", "1000 AA"]})
    spots = pd.DataFrame({"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]})
    points = reach.location_points(["b", "a"], schools, addresses, spots)
    rd = rd_points(pd.Series([6.0, 5.0]), pd.Series([52.0, 52.0]))
    assert points.index.name == "vestiging"
    assert points["x"].to_list() == pytest.approx(rd["x"].to_list())


def test_each_location_is_asked_for_once_and_in_order() -> None:
    """Four codes in any order, one of them twice; the first row of a doubled building counts."""
    schools = pd.DataFrame({"vestiging": ["c", "c"], "longitude": [6.0, 5.0], "latitude": 52.0})
    addresses = pd.DataFrame({"vestiging": ["d"], "POSTCODE": ["1000 AA"]})
    spots = pd.DataFrame({"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]})
    points = reach.location_points(["d", "b", "c", "a", "d"], schools, addresses, spots)
    assert points["herkomst"].to_dict() == {
        "a": "geen", "b": "geen", "c": "gebouw", "d": "postcode",
    }  # fmt: skip
    assert points.index.is_monotonic_increasing
    assert points.loc["c", "x"] == rd_points(pd.Series([6.0]), pd.Series([52.0]))["x"].iloc[0]


def test_a_location_without_a_point_is_near_nobody() -> None:
    """It is left out beside one that has a point, and alone it is infinitely far."""
    table = reach.distances_to(THREE, {"all": POINTS, "none": POINTS.iloc[2:]})
    assert table["all"].to_list() == [0, 4, 0]
    assert table["none"].to_list() == [float("inf")] * 3


def test_a_profile_is_as_far_as_its_nearest_location() -> None:
    """With a smallest group of five the first location of PIE falls away."""
    assert reach.profile_distances(THREE, SUPPLY, POINTS, ["PIE"])["PIE"].to_list() == [0, 4, 0]
    assert reach.profile_distances(THREE, SUPPLY, POINTS, ["PIE"], 5)["PIE"].to_list() == [8, 4, 0]
    assert reach.points_per_profile(SUPPLY, POINTS, ["PIE"])["PIE"].index.to_list() == ["a", "b"]


def test_a_location_without_a_pupil_offers_nothing() -> None:
    """Unless said otherwise one pupil is enough, and none is not: location b is as far as it was."""
    none = SUPPLY.assign(low=[0, 5, 5])
    assert reach.points_per_profile(none, POINTS, ["PIE"])["PIE"].index.to_list() == ["b"]
    assert reach.profile_distances(THREE, none, POINTS, ["PIE"])["PIE"].to_list() == [8, 4, 0]


def test_each_specification_names_its_age_group_and_smallest_group() -> None:
    """Three age groups, each with its own share within 4 km of the second location."""
    far = reach.profile_distances(THREE, SUPPLY, POINTS, ["PIE"], 5)
    found = reach.specifications(THREE, {"ten minste 5": far}, 4)["PIE"]
    assert [one.choices for one in found] == [
        {"bevolking": f"inwoners {name}", "kleinste groep": "ten minste 5"}
        for name in ("tot 15 jaar", "15 tot 25 jaar", "tot 25 jaar")
    ]
    assert [(one.measure.numerator, one.measure.denominator) for one in found] == [
        (90, 100), (3, 4), (93, 104),
    ]  # fmt: skip


def test_each_smallest_group_has_its_own_reach() -> None:
    """One pupil: a location at both ends, nobody beyond 3 km but those halfway; five pupils: one end."""
    found = reach.coverage_by_minimum(THREE, SUPPLY, POINTS, (1, 5), 3, "tot 15 jaar")
    assert (found[1]["PIE"].value, found[5]["PIE"].value) == (80, 70)


def test_who_is_left_out_is_listed_by_reason() -> None:
    """Two locations have a postcode only, two no point at all; all codes are in order."""
    more = POINTS.rename({"a": "z", "b": "y", "c": "x"})
    lost = homes(("9000", 0, 1, 1), ("8000", 0, 1, 1))
    assert reach.left_out(pd.concat([more, POINTS]), lost, THREE.iloc[[2, 1]]) == {
        "Vestigingen met alleen een postcode": ["b", "y"],
        "Vestigingen zonder punt": ["c", "x"],
        "Postcodes zonder punt": ["8000", "9000"],
        "Postcodes met een geheim aantal": ["2000", "3000"],
    }


def test_locations_are_counted_by_where_their_point_comes_from() -> None:
    """Two from their building, one each of the others; homes are counted in postcodes."""
    points = pd.concat([POINTS, POINTS.iloc[:1]])
    counts = reach.location_counts_by_origin(points)
    assert {name: (one.value, one.unit) for name, one in counts.items()} == {
        "gebouw": (2, "vestigingen"),
        "postcode": (1, "vestigingen"),
        "geen": (1, "vestigingen"),
    }
    count = reach.postcode_count(THREE)
    assert (count.value, count.unit) == (3, "postcodes")


def test_the_grid_has_every_radius_also_beyond_the_last_home() -> None:
    """Homes at 0, 4 and 8 km of the first location: 10%, 30%, 100%, and 100% ever after; whoever lives beyond counts."""
    far = reach.distances_to(THREE, {"PIE": POINTS.iloc[:1]})
    grid = reach.coverage_grid(THREE, far, (0, 4, 8, 50, 99), ["tot 15 jaar"])
    assert list(grid.columns) == ["profiel", "straal_km", "bevolking", "aandeel"]
    assert grid["aandeel"].to_list() == [10, 30, 100, 100, 100]
    assert set(grid["bevolking"]) == {"tot 15 jaar"}
    near = reach.coverage_grid(THREE, far, (0, 4), ["tot 15 jaar"])
    assert near["aandeel"].to_list() == [10, 30]
