"""Reach on three homes: who counts, from which point, and within which radius."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_eval.indicators import reach, reach_grid
from sto_eval.indicators.locations import Places, location_points
from sto_eval.projection import rd_points


def homes(*rows: tuple[str, float, int | None, int | None]) -> pd.DataFrame:
    """Homes on a line: postcode, metres from zero, residents under 15 and from 15 to 25."""
    table = pd.DataFrame(rows, columns=["postcode", "x", "tot 15 jaar", "15 tot 25 jaar"])
    groups = dict.fromkeys(("tot 15 jaar", "15 tot 25 jaar"), "Int64")
    return table.assign(y=0.0).astype(groups)


THREE = homes(("1000", 0, 10, 1), ("2000", 4_000, 20, None), ("3000", 8_000, 70, 3))
"""A hundred residents under 15 at 0, 4 and 8 km; one number of the older group is secret."""

SUPPLY = pd.DataFrame(
    {
        "profiel": ["PIE", "PIE", "MaT"],
        "vestiging": ["a", "b", "c"],
        "low": [1, 5, 5],
        "high": [1, 5, 5],
    }
)
POINTS = pd.DataFrame(
    {"x": [0.0, 8_000.0, None], "y": [0.0, 0.0, None], "herkomst": ["gebouw", "postcode", "geen"]},
    index=pd.Index(["a", "b", "c"], name="vestiging"),
)
"""PIE at both ends of the line, MaT at a location without a point."""

NO_PLACES = Places(
    pd.DataFrame(columns=["vestiging"]),
    pd.DataFrame(columns=["vestiging", "POSTCODE"], dtype=str),
    pd.DataFrame(columns=["postal code"]),
)


def far(minimum: int = 1, supply: pd.DataFrame = SUPPLY) -> reach.Distances:
    """The distance from the three homes to the nearest location of PIE with this minimum group size."""
    return reach.profile_distances(THREE, supply, POINTS, NO_PLACES, ["PIE"], minimum)


def test_the_age_groups_have_the_names_of_the_report() -> None:
    """Two of CBS, and their sum."""
    assert list(reach.POPULATIONS) == ["tot 15 jaar", "15 tot 25 jaar", "tot 25 jaar"]
    assert reach.residents(THREE, "tot 25 jaar").to_list() == [11, 20, 73]


def test_a_home_has_the_mean_of_the_points_of_its_postcode() -> None:
    """Two points, and one postcode without a point; the rows keep the lines of their file."""
    spots = pd.DataFrame(
        {"postal code": ["1000", "1000"], "longitude": [5.0, 5.2], "latitude": [52.0, 52.1]}
    )
    residents = pd.DataFrame(
        {"Postcode-4": ["1000", "2000"], "tot 15 jaar": [1, 2], "15 tot 25 jaar": [3, 4]},
        index=pd.Index([7, 9], name="inwoners"),
    )
    table = reach.homes(residents, spots)
    assert table.index.equals(residents.index)
    assert table.index.name == "inwoners"
    assert list(table.columns) == ["postcode", "15 tot 25 jaar", "tot 15 jaar", "x", "y"]
    mean = rd_points(spots["longitude"], spots["latitude"]).mean()
    assert table.loc[7, ["x", "y"]].to_list() == pytest.approx(mean.to_list())
    assert reach.without_point(table)["postcode"].to_list() == ["2000"]


def test_one_secret_age_group_makes_the_sum_secret() -> None:
    """In postcode 2000 the older group is secret, and so is the sum; the younger is not."""
    assert reach.secret(THREE, "tot 25 jaar")["postcode"].to_list() == ["2000"]
    assert reach.secret(THREE, "tot 15 jaar").empty


def test_a_location_without_a_point_is_near_nobody() -> None:
    """It is ignored next to one that has a point, and alone it is infinitely far."""
    table = reach.distances_to(THREE, {"all": POINTS, "none": POINTS.iloc[2:]})
    assert table["all"].to_list() == [0, 4, 0]
    assert table["none"].to_list() == [float("inf")] * 3


def test_a_home_without_a_point_has_no_distance() -> None:
    """The other two keep their rows."""
    table = pd.concat([homes(("1500", float("nan"), 1, 1)), THREE[1:]], ignore_index=True)
    assert reach.distances_to(table, {"km": POINTS})["km"].to_dict() == {1: 4, 2: 0}


def test_a_profile_is_as_far_as_its_nearest_location() -> None:
    """With a minimum group size of five the first location of PIE is excluded."""
    assert far().km["PIE"].to_list() == [0, 4, 0]
    assert far(5).km["PIE"].to_list() == [8, 4, 0]
    for minimum, codes in ((1, ["a", "b"]), (5, ["b"])):
        points = reach.points_per_profile(SUPPLY, POINTS, ["PIE"], minimum)["PIE"]
        assert points.index.to_list() == codes


def test_each_smallest_group_has_its_own_distances_and_rows() -> None:
    """One pupil: both ends of the line; five pupils: the second location, on whose row they depend."""
    found = reach.distances_by_minimum(THREE, SUPPLY, POINTS, NO_PLACES, (1, 5))
    assert {least: one.km["PIE"].to_list() for least, one in found.items()} == {
        1: [0, 4, 0], 5: [8, 4, 0],
    }  # fmt: skip
    assert [one.grounds["PIE"][0].index.to_list() for one in found.values()] == [[0, 1], [1]]
    assert list(found[1].km.columns) == ["PIE", "BWI", "M&T", "MVI", "MaT"]
    assert found[1].places is NO_PLACES


def test_each_age_group_has_its_own_reach() -> None:
    """Within 4 km of the second location live 90 of 100 under 15, and three of four over 15."""
    found = reach.at_radius(THREE, far(5), 4)
    assert {name: (one["PIE"].numerator, one["PIE"].denominator) for name, one in found.items()} == {
        "tot 15 jaar": (90, 100), "15 tot 25 jaar": (3, 4), "tot 25 jaar": (93, 104),
    }  # fmt: skip
    parts = found["tot 15 jaar"]["PIE"].recipe.parts
    assert [(part.unit, part.recipe.operation) for part in parts] == [
        ("inwoners", "nearest-within"), ("inwoners", "nearest-within"),
    ]  # fmt: skip
    whole = found["tot 25 jaar"]["PIE"].recipe.parts
    assert {part.recipe.counts for part in whole} == {("tot 15 jaar", "15 tot 25 jaar")}


def test_only_a_straight_way_can_be_found_again_from_the_rows() -> None:
    """Its recipe says how; that of a way around a barrier does not."""
    ways = far(), far()._replace(straight=False)
    found = [reach.coverage(THREE, one, 3, "tot 15 jaar")["PIE"] for one in ways]
    assert [one.recipe.settings for one in found] == [NO_PLACES.straight_way(3), {}]


def test_a_location_without_a_pupil_offers_nothing() -> None:
    """By default one pupil is enough and zero is not: the distance to location b does not change."""
    none = SUPPLY.assign(low=[0, 5, 5])
    assert reach.points_per_profile(none, POINTS, ["PIE"])["PIE"].index.to_list() == ["b"]
    assert far(1, none).km["PIE"].to_list() == [8, 4, 0]


def test_each_specification_names_its_age_group_and_smallest_group() -> None:
    """Three age groups, each with its own share within 4 km of the second location."""
    found = reach.specifications(THREE, {5: far(5)}, 4)["PIE"]
    assert [one.choices for one in found] == [
        {"bevolking": f"inwoners {name}", "kleinste groep": "ten minste 5 leerlingen"}
        for name in ("tot 15 jaar", "15 tot 25 jaar", "tot 25 jaar")
    ]
    assert [(one.measure.numerator, one.measure.denominator) for one in found] == [
        (90, 100), (3, 4), (93, 104),
    ]  # fmt: skip


def test_each_smallest_group_has_its_own_reach() -> None:
    """One pupil: a location at both ends, only those halfway beyond 3 km; five pupils: one end."""
    found = reach.coverage_by_minimum(THREE, {1: far(), 5: far(5)}, 3, "tot 15 jaar")
    assert (found[1]["PIE"].value, found[5]["PIE"].value) == (80, 70)


def test_who_is_left_out_is_listed_by_reason() -> None:
    """Two locations have only a postcode, two have no point; so do two homes, and two are secret."""
    more = POINTS.rename({"a": "z", "b": "y", "c": "x"})
    lost = homes(("9000", 0, 1, 1), ("8000", 0, 1, 1)).assign(x=float("nan"))
    table = pd.concat([THREE, homes(("1500", 0, 1, None)), lost])
    assert reach.left_out(table, pd.concat([more, POINTS]), "15 tot 25 jaar") == {
        "Vestigingen met alleen een postcode": ["b", "y"],
        "Vestigingen zonder punt": ["c", "x"],
        "Postcodes zonder punt": ["8000", "9000"],
        "Postcodes met een geheim aantal": ["1500", "2000"],
    }


def test_a_masked_count_gives_reach_two_bounds() -> None:
    """Location a has one to five pupils, b has five: with at least five surely 70%, perhaps 80%."""
    masked = SUPPLY.assign(high=5)
    (found,) = reach.coverage(THREE, far(5, masked), 3, "tot 15 jaar").values()
    assert (found.low, found.value, found.high) == (70, 75, 80)
    assert (found.recipe.operation, len(found.recipe.parts)) == ("span", 2)
    (exactly,) = reach.coverage(THREE, far(1, masked), 3, "tot 15 jaar").values()
    assert (exactly.low, exactly.high, exactly.recipe.operation) == (80, 80, "share")


def test_one_masked_profile_gives_only_itself_two_bounds() -> None:
    """PIE has five pupils at location a, MaT one to five at b, near seventy residents."""
    supply = pd.DataFrame(
        {"profiel": ["PIE", "MaT"], "vestiging": ["a", "b"], "low": [5, 1], "high": [5, 5]}
    )
    distances = reach.profile_distances(THREE, supply, POINTS, NO_PLACES, ["PIE", "MaT"], 5)
    found = reach.coverage(THREE, distances, 3, "tot 15 jaar")
    assert {name: (one.low, one.high) for name, one in found.items()} == {
        "PIE": (10, 10), "MaT": (0, 70),
    }  # fmt: skip


def test_homes_are_counted_in_postcodes() -> None:
    """Three homes are three postcodes."""
    count = reach.postcode_count(THREE)
    assert (count.value, count.unit) == (3, "postcodes")


def test_the_grid_has_every_radius_also_beyond_the_last_home() -> None:
    """Homes at 0, 4 and 8 km of the first location: 10%, 30%, 100%, then always 100%; homes beyond count too.

    In any order of the homes.
    """
    line = reach.distances_to(THREE, {"PIE": POINTS.iloc[:1]})
    grid = reach_grid.coverage_grid(THREE, line, (0, 4, 8, 50, 99), ["tot 15 jaar"])
    assert grid["aandeel"].to_list() == [10, 30, 100, 100, 100]
    assert (10 * grid["teller"]).to_list() == (grid["aandeel"] * grid["noemer"] / 10).to_list()
    assert set(grid["bevolking"]) == {"tot 15 jaar"}
    turned = reach_grid.coverage_grid(THREE, line.iloc[::-1], (0, 4, 8), ["tot 15 jaar"])
    assert turned["aandeel"].to_list() == [10, 30, 100]
    near = reach_grid.coverage_grid(THREE, line, (0, 4), ["tot 15 jaar"])
    assert near["aandeel"].to_list() == [10, 30]


def test_a_reach_rests_on_candidates_and_on_residents_that_count() -> None:
    """Not on a secret number, a postcode without a point or residents, or a location without a point."""
    spots = pd.DataFrame(
        {"postal code": ["1000", "2000", "4000"], "longitude": 5.0, "latitude": 52.0},
        index=pd.Index([2, 3, 4], name="spots"),
    )
    residents = pd.DataFrame(
        {"Postcode-4": ["1000", "2000", "3000", "4000"], "tot 15 jaar": pd.array([9, None, 9, 0], dtype="Int64"), "15 tot 25 jaar": 0},
        index=pd.Index([2, 3, 4, 5], name="residents"),
    )  # fmt: skip
    schools = pd.DataFrame(
        {"vestiging": ["a"], "longitude": 5.0, "latitude": 52.0},
        index=pd.Index([7], name="schools"),
    )
    addresses = pd.DataFrame(
        {"vestiging": ["a", "b"], "POSTCODE": ["4000 AA", "2000 AA"]},
        index=pd.Index([8, 9], name="addresses"),
    )
    supply = SUPPLY.rename_axis(index="pupils")
    places = Places(schools, addresses, spots)
    homes = reach.homes(residents, spots)
    points = location_points(supply["vestiging"], places)
    distances = reach.profile_distances(homes, supply, points, places, ["PIE", "MaT"])
    found = reach.coverage(homes, distances, 10, "tot 15 jaar")

    def rows(profile: str) -> list[list[int]]:
        names = ("pupils", "schools", "addresses", "spots", "residents")
        return [found[profile].rows.lines(name).tolist() for name in names]

    assert rows("PIE") == [[0, 1], [7], [9], [2, 3], [2]]
    assert rows("MaT") == [[], [], [], [2], [2]]


def test_a_count_of_lost_postcodes_rests_on_the_points_of_the_others() -> None:
    """Postcode 2000 has no point, because none of the points belongs to it; 3000 is secret."""
    spots = pd.DataFrame(
        {"postal code": ["1000", "3000", "9000"], "longitude": 5.0, "latitude": 52.0},
        index=pd.Index([2, 3, 4], name="spots"),
    )
    table = homes(("1000", 0, 1, 1), ("2000", float("nan"), 1, 1), ("3000", 0, None, 1))
    places = NO_PLACES._replace(postcodes=spots)
    found = reach.left_out_counts(table.rename_axis(index="residents"), places, "tot 15 jaar")
    assert {
        key: [one.value, *(one.rows.lines(name).tolist() for name in ("residents", "spots"))]
        for key, one in found.items()
    } == {"zonder punt": [1, [1], [2, 3]], "geheim": [1, [2], []]}


def people(*rows: tuple[float, int | None]) -> pd.DataFrame:
    """Homes on a line: metres from the only location, and residents under 15."""
    return pd.DataFrame(
        {
            "postcode": [str(1000 + n) for n in range(len(rows))],
            "x": [row[0] for row in rows],
            "y": 0.0,
            "tot 15 jaar": pd.array([row[1] for row in rows], dtype="Int64"),
            "15 tot 25 jaar": pd.array([0] * len(rows), dtype="Int64"),
        }
    )


SPOT = pd.DataFrame({"x": [0.0], "y": [0.0]})


def share_within(homes: pd.DataFrame, radius_km: float = 10) -> float | None:
    """The share of residents under 15 within the radius of the only location."""
    return reach.coverage_share(
        homes, reach.distances_to(homes, {"km": SPOT})["km"], radius_km, "tot 15 jaar"
    ).value


def test_exactly_on_the_radius_is_within() -> None:
    """Ten kilometres is within ten kilometres; a metre more is not."""
    assert share_within(people((10_000, 1), (10_001, 3))) == 25


def test_a_secret_number_adds_nothing() -> None:
    """Nobody counts in a PC4 that CBS keeps secret, inside or outside."""
    homes = people((0, 30), (1, None), (20_000, 10))
    assert share_within(homes) == 75
    assert reach.secret(homes, "tot 15 jaar")["postcode"].to_list() == ["1001"]


def test_a_postcode_without_a_point_is_left_out_and_named() -> None:
    """Its residents are in neither numerator nor denominator."""
    homes = people((0, 30), (float("nan"), 70))
    assert share_within(homes) == 100
    assert reach.without_point(homes)["postcode"].to_list() == ["1001"]


def test_without_a_location_nobody_is_near() -> None:
    """A profile that is offered nowhere reaches 0%."""
    homes = people((0, 30))
    nowhere = reach.distances_to(homes, {"km": SPOT.iloc[:0]})["km"]
    assert reach.coverage_share(homes, nowhere, 10, "tot 15 jaar").value == 0


@given(st.lists(st.tuples(st.floats(0, 50_000), st.integers(0, 900)), min_size=1, max_size=6))
def test_coverage_is_a_share_and_grows_with_the_radius(rows: list[tuple[float, int]]) -> None:
    """Between 0 and 100, never lower at a larger radius, and independent of the order of the rows."""
    found = [share_within(people(*rows), radius) for radius in (5, 10, 15)]
    assert found[1] == pytest.approx(share_within(people(*reversed(rows)), 10))
    known = [value for value in found if value is not None]
    assert known == sorted(known)
    assert all(0 <= value <= 100 for value in known)


def test_the_distance_is_that_of_the_dutch_grid() -> None:
    """Amersfoort, the origin of the grid, is at 155,000 and 463,000 metres."""
    spot = rd_points(pd.Series([5.387206]), pd.Series([52.155174])).iloc[0]
    assert spot.to_list() == pytest.approx([155_000, 463_000], abs=1)
