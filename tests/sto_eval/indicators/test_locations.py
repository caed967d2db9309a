"""The point of each location, and the rows it comes from."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import locations
from sto_eval.indicators.locations import Places
from sto_eval.projection import rd_points


def test_a_location_without_a_building_gets_the_point_of_its_postcode() -> None:
    """Its point is that of the postcode, and the table is indexed by location."""
    schools = pd.DataFrame({"vestiging": ["a"], "longitude": [6.0], "latitude": [52.0]})
    addresses = pd.DataFrame({"vestiging": ["a", "b"], "POSTCODE": ["1000 AA", "1000 AA"]})
    spots = pd.DataFrame({"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]})
    points = locations.location_points(["b", "a"], locations.Places(schools, addresses, spots))
    rd = rd_points(pd.Series([6.0, 5.0]), pd.Series([52.0, 52.0]))
    assert points.index.name == "vestiging"
    assert points["x"].to_list() == pytest.approx(rd["x"].to_list())


def test_each_location_is_asked_for_once_and_in_order() -> None:
    """Four codes in any order, one of them twice; the first row of a duplicate building counts."""
    schools = pd.DataFrame({"vestiging": ["c", "c"], "longitude": [6.0, 5.0], "latitude": 52.0})
    addresses = pd.DataFrame({"vestiging": ["d"], "POSTCODE": ["1000 AA"]})
    spots = pd.DataFrame({"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]})
    points = locations.location_points(
        ["d", "b", "c", "a", "d"], locations.Places(schools, addresses, spots)
    )
    assert points["herkomst"].to_dict() == {
        "a": "geen", "b": "geen", "c": "gebouw", "d": "postcode",
    }  # fmt: skip
    assert points.index.is_monotonic_increasing
    assert points.loc["c", "x"] == rd_points(pd.Series([6.0]), pd.Series([52.0]))["x"].iloc[0]


def test_a_location_falls_back_on_its_postcode() -> None:
    """Building first, postcode next, and a location without either is listed."""
    schools = pd.DataFrame(
        {"vestiging": ["90AA00", "90AA00"], "longitude": [5.0, 6.0], "latitude": 52.0}
    )
    addresses = pd.DataFrame(
        {"vestiging": ["90AA00", "90AA01"], "POSTCODE": ["1000 AA", "2000 AA"]}
    )
    postcodes = pd.DataFrame(
        {"postal code": ["2000", "2000"], "longitude": [5.0, 5.2], "latitude": 52.0}
    )
    places = locations.Places(schools, addresses, postcodes)
    points = locations.location_points(["90AA01", "90AA00", "90AB00"], places)
    assert points["herkomst"].to_dict() == {
        "90AA00": "gebouw",
        "90AA01": "postcode",
        "90AB00": "geen",
    }


SCHOOLS = pd.DataFrame(
    {"vestiging": ["a", "a", "b"], "longitude": 5.0, "latitude": 52.0},
    index=pd.Index([2, 3, 4], name="schools"),
)
ADDRESSES = pd.DataFrame(
    {"vestiging": ["a", "c", "d"], "POSTCODE": ["1000 AA", "2000 AA", "9999 AA"]},
    index=pd.Index([2, 3, 4], name="addresses"),
)
POSTCODES = pd.DataFrame(
    {"postal code": ["1000", "2000", "2000"], "longitude": 5.0, "latitude": 52.0},
    index=pd.Index([2, 3, 4], name="postcodes"),
)
SUPPLY = pd.DataFrame(
    {"vestiging": ["a", "b", "c", "d", "d"]}, index=pd.Index(range(2, 7), name="pupils")
)
PLACES = Places(SCHOOLS, ADDRESSES, POSTCODES)
"""Buildings of a and b, and a duplicate; c has only a postcode; d has no known point."""


@pytest.mark.parametrize(
    ("origin", "value", "rows"),
    [
        ("gebouw", 2, {"pupils": [2, 3], "schools": [2, 4]}),
        ("postcode", 1, {"pupils": [4], "schools": [2], "addresses": [3], "postcodes": [3, 4]}),
        ("geen", 1, {"pupils": [5, 6], "schools": [4], "addresses": [3], "postcodes": [3, 4]}),
    ],
)
def test_a_count_by_origin_rests_on_the_rows_that_exclude_other_origins(
    origin: str, value: int, rows: dict[str, list[int]]
) -> None:
    """Without its building a counts by its postcode and b has no point, like c without its address."""
    points = locations.location_points(SUPPLY["vestiging"], PLACES)
    found = locations.location_counts_by_origin(SUPPLY, points, PLACES)[origin]
    assert (found.value, found.unit) == (value, "vestigingen")
    assert {name: found.rows.lines(name).tolist() for name in found.rows.sources} == rows


def test_a_building_of_another_date_excludes_other_origins_too() -> None:
    """That of a is in an earlier file, without which a counts by its postcode."""
    earlier = SCHOOLS[:1].rename_axis(index="earlier")
    places = PLACES._replace(schools=SCHOOLS[2:], other_schools=(earlier,))
    points = locations.location_points(SUPPLY["vestiging"], places)
    found = locations.location_count_by_origin(SUPPLY, points, places, "postcode")
    assert (found.value, found.rows.lines("earlier").tolist()) == (1, [2])


def test_a_straight_way_names_the_sources_and_their_columns() -> None:
    """Of every date: with these a reader finds the points of homes and locations in the files."""
    places = PLACES._replace(
        other_schools=(SCHOOLS.rename_axis(index="earlier schools"),),
        other_addresses=(ADDRESSES.rename_axis(index="earlier addresses"),),
    )
    assert places.straight_way(10) == {
        "radius_km": 10,
        "home_key": "Postcode-4",
        "spots": "postcodes",
        "spot_key": "postal code",
        "buildings": ("schools", "earlier schools"),
        "addresses": ("addresses", "earlier addresses"),
        "address_key": "POSTCODE",
    }


def test_a_point_of_a_building_needs_no_address() -> None:
    """The first building of a duplicate code; the postcode of c has two points."""
    behind = PLACES.behind(locations.location_points(["a", "c"], PLACES))
    assert [list(table.index) for table in behind] == [[2], [3], [3, 4]]
