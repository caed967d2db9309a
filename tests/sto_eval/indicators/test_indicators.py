"""Supply and reach on three rows, and at the edges of their definitions."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.publisher_rows import pupil_table

from sto_eval.indicators import reach, supply
from sto_eval.projection import rd_points

THREE = pupil_table(
    ("90AA00", "VMBO BL lj 3-4", "Produceren, installeren en energie", 6),
    ("90AA01", "VMBO GL lj 3-4", "Maritiem en Techniek", None),
    ("90AB00", "VMBO KL lj 3-4", "Groen", 10),
)


def test_a_masked_group_still_counts_as_a_location() -> None:
    """One to four pupils are at least one, and not certainly five."""
    offer = supply.profile_pupils(THREE)
    assert supply.location_count(offer, "MaT").value == 1
    assert supply.location_count(offer, "MaT", 5).value == 0
    unsure = supply.location_count(offer, "MaT", 2)
    assert (unsure.low, unsure.high) == (0, 1)


def test_other_tracks_do_not_count() -> None:
    """The theoretical pathway has no profiles."""
    table = pupil_table(("90AA00", "VMBO TL lj 3-4", "Maritiem en Techniek", 9))
    assert supply.technical_location_count(supply.profile_pupils(table)).value == 0


def test_a_location_with_two_profiles_counts_once_in_the_total() -> None:
    """Two profiles, one place."""
    table = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", "Maritiem en Techniek", 1),
        ("90AA00", "VMBO KL lj 3-4", "Mobiliteit en transport", 1),
    )
    assert supply.technical_location_count(supply.profile_pupils(table)).value == 1


def test_two_locations_of_one_school_are_one_school() -> None:
    """The first four characters are the school."""
    table = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", "Maritiem en Techniek", 1),
        ("90AA01", "VMBO BL lj 3-4", "Maritiem en Techniek", 1),
    )
    assert supply.school_count(supply.profile_pupils(table), "MaT").value == 1


def test_every_smallest_group_of_the_table_is_a_definition() -> None:
    """Locations with 5, 10 and 30 pupils: three, three, two, one; the same for schools, of two schools."""
    table = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", "Maritiem en Techniek", 5),
        ("90AA01", "VMBO BL lj 3-4", "Maritiem en Techniek", 10),
        ("90AB00", "VMBO BL lj 3-4", "Maritiem en Techniek", 30),
    )
    offer, groups = supply.profile_pupils(table), supply.group_sizes(7)
    assert groups == [1, 5, 7, 10, 20]
    found = {one.label: one.measure.value for one in supply.specifications(offer, "MaT", groups)}
    shown = supply.counts_by_minimum(offer, groups)
    for size, locations, schools in ((1, 3, 2), (5, 3, 2), (10, 2, 2), (20, 1, 1)):
        assert found[f"vestigingen, {supply.group_name(size)}"] == locations
        assert found[f"scholen, {supply.group_name(size)}"] == schools
        assert shown[size]["MaT"].value == locations


def test_kept_lost_and_new_locations_are_distinguished() -> None:
    """One stays, one goes, one comes."""
    days = [dt.date(year, 10, 1) for year in (2019, 2023)]
    before = pd.DataFrame({"vestiging": ["a", "b"], "profiel": "MaT", "low": 1, "high": 1})
    after = pd.DataFrame({"vestiging": ["b", "c"], "profiel": "MaT", "low": 1, "high": 1})
    supplies = dict(zip(days, (before, after), strict=True))
    row = supply.changes(supplies).set_index("profiel").loc["MaT"]
    assert row[["behouden", "verdwenen", "nieuw"]].to_list() == [1, 1, 1]


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
        homes, reach.nearest_km(homes, SPOT), radius_km, "tot 15 jaar"
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
    nowhere = reach.nearest_km(homes, SPOT.iloc[:0])
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
