"""Reach by exam candidates: two homes on a line, and a location that moves away from one of them."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import exam_reach
from sto_eval.indicators.exam_supply import Period
from sto_eval.indicators.locations import Places
from sto_eval.indicators.reach import Distances

PERIOD = Period(2018, 2019, 2023)


def index(name: str, count: int) -> pd.Index:
    """The lines of a file with a header."""
    return pd.RangeIndex(2, 2 + count, name=name)


PLACES = Places(
    schools=pd.DataFrame(
        {"vestiging": ["A", "B"], "longitude": [5.0, 5.0], "latitude": [52.0, 52.5]},
        index=index("scholen", 2),
    ),
    addresses=pd.DataFrame(
        {"vestiging": ["D"], "POSTCODE": ["9999 AA"]}, index=index("adressen", 1)
    ),
    postcodes=pd.DataFrame(
        {"postal code": ["1000", "2000"], "longitude": 5.0, "latitude": [52.0, 52.5]},
        index=index("postcodes", 2),
    ),
)
HOMES = exam_reach.reach.homes(
    pd.DataFrame(
        {"Postcode-4": ["1000", "2000"], "tot 15 jaar": [30, 10], "15 tot 25 jaar": [0, 0]},
        index=index("inwoners", 2),
    ),
    PLACES.postcodes,
)
"""Thirty live at A, ten at B; the two are 55 km apart."""


def located(*codes: str) -> pd.DataFrame:
    """Locations with one candidate."""
    table = pd.DataFrame({"vestiging": list(codes), "profiel": "techniek", "low": 1, "high": 1})
    return table.set_axis(index("examens", len(codes)))


YEARS = {2018: located("A", "B"), 2023: located("A", "C")}


@pytest.fixture
def near() -> dict[int, Distances]:
    """The kilometres of both homes in each school year."""
    return exam_reach.distances(HOMES, YEARS, PLACES)


def test_reach_falls_when_a_location_is_gone(near: dict[int, Distances]) -> None:
    """All forty have a location nearby; later the thirty at A."""
    found = exam_reach.reach_by_year(HOMES, near, 10, "tot 15 jaar")
    assert {year: share.value for year, share in found.items()} == {2018: 100, 2023: 75}
    assert list(exam_reach.since(found, 2018)) == [2018, 2023]
    assert list(exam_reach.since(found, 2019)) == [2023]


def test_lost_reach_counts_who_lives_too_far_away_now(near: dict[int, Distances]) -> None:
    """Ten of forty; with one of the two school years missing it is unknown.

    It rests on both homes, their points, and the locations of both school years that have one.
    """
    found = exam_reach.lost(HOMES, near, PERIOD, 10, "tot 15 jaar")
    assert (found.value, found.numerator) == (25, 10)
    for source in ("inwoners", "postcodes", "examens", "scholen"):
        assert found.rows.lines(source).tolist() == [2, 3]
    missing = exam_reach.lost(HOMES, {2018: near[2018]}, PERIOD, 10, "tot 15 jaar")
    assert missing.value is None


def test_the_origin_of_each_point_is_counted() -> None:
    """A and B have a building; C is in no file. In whole numbers."""
    table = exam_reach.points_by_year(YEARS, PLACES)
    assert list(table) == ["schooljaar", "gebouw", "postcode", "geen"]
    assert table.to_numpy().tolist() == [["2018-2019", 2, 0, 0], ["2023-2024", 1, 0, 1]]
    assert table["geen"].dtype == "int64"


@pytest.mark.parametrize(("chosen", "radii"), [(10, [5, 10, 15]), (7, [5, 7, 10, 15])])
def test_the_chosen_radius_is_among_the_radii(chosen: float, radii: list[float]) -> None:
    """Once, and in order."""
    assert exam_reach.radii(chosen) == radii
