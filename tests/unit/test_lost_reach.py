"""Lost reach and lost locations, on three rows."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from rows import pupil_table

from sto_eval.indicators import lost_reach, supply

FIRST, LAST = dt.date(2018, 10, 1), dt.date(2023, 10, 1)
GROUP = "tot 15 jaar"
HOMES = pd.DataFrame(
    {
        "x": 0.0,
        "y": 0.0,
        "tot 15 jaar": pd.array([10, 30, None], dtype="Int64"),
        "15 tot 25 jaar": pd.array([0, 0, 0], dtype="Int64"),
    },
    index=range(3),
)


def distances(*kilometres: float) -> pd.DataFrame:
    """Kilometres from each of the three homes to the nearest location of PIE."""
    return pd.DataFrame({"PIE": list(kilometres)})


def test_reach_is_lost_where_the_nearest_location_moved_beyond_the_radius() -> None:
    """Ten of forty residents: on the radius at first, a metre beyond at last; the secret home adds none."""
    ends = {LAST: distances(10.001, 10, 50), FIRST: distances(10, 10, 1)}
    found = lost_reach.lost_share(HOMES, ends, "PIE", 10, GROUP)
    assert (found.value, found.numerator, found.denominator) == (25, 10, 40)


def test_reach_that_was_never_there_is_not_lost() -> None:
    """Nor is reach that came."""
    ends = {FIRST: distances(11, 11, 11), LAST: distances(11, 9, 11)}
    assert lost_reach.lost_share(HOMES, ends, "PIE", 10, GROUP).value == 0


def test_one_vintage_loses_nothing_that_can_be_known() -> None:
    """There is no share, rather than a share of zero."""
    assert lost_reach.lost_share(HOMES, {FIRST: distances(1, 1, 1)}, "PIE", 10, GROUP).value is None
    assert lost_reach.vintage_distances(HOMES, {}, lost_reach.Places(HOMES, HOMES, HOMES)) == {}


def test_only_the_first_and_the_last_vintage_are_measured() -> None:
    """A location of the middle vintage is never looked up; one without a point is out of reach."""
    offer = pd.DataFrame({"vestiging": ["90AA00"], "profiel": "PIE", "low": 1, "high": 1})
    days = [FIRST, dt.date(2020, 10, 1), LAST]
    schools = pd.DataFrame(
        {"vestiging": ["90AA00"], "longitude": [5.387206], "latitude": [52.155174]}
    )
    addresses = pd.DataFrame({"vestiging": ["90AA00"], "POSTCODE": ["1000 AA"]})
    postcodes = pd.DataFrame({"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]})
    homes = HOMES.assign(x=155_000.0, y=463_000.0)
    found = lost_reach.vintage_distances(
        homes, dict.fromkeys(days, offer), lost_reach.Places(schools, addresses, postcodes)
    )
    assert list(found) == [FIRST, LAST]
    assert found[FIRST]["PIE"].to_list() == pytest.approx([0, 0, 0], abs=0.01)
    assert found[LAST]["MaT"].eq(float("inf")).all()


def test_locations_of_the_sector_are_compared_by_code_before_the_programme() -> None:
    """One code stays, one goes, one comes; a vintage of the programme itself is not looked at."""
    rows = [("90AA00", "VMBO BL lj 3-4", "Bouwbreed -ISP", 1)]
    gone, come = [(code, *rows[0][1:]) for code in ("90AB00", "90AC00")]
    tables = {
        dt.date(2016, 10, 1): pupil_table(*rows, gone),
        dt.date(2019, 10, 1): pupil_table(*rows, come, ("90AD00", "VMBO KL lj 3-4", "Groen", 9)),
        dt.date(2023, 10, 1): pupil_table(gone),
    }
    found = supply.sector_changes(tables, 2020)
    assert {kind: m.value for kind, m in found.items()} == {
        "behouden": 1,
        "verdwenen": 1,
        "nieuw": 1,
        "verdwenen maar open": 0,
    }
    assert {m.value for m in supply.sector_changes(tables, 2019).values()} == {None}


def test_a_location_that_lost_the_sector_may_be_open() -> None:
    """It still has pupils, in Groen; the other one that lost it has none."""
    technical = ("VMBO BL lj 3-4", "Bouwbreed -ISP", 1)
    tables = {
        FIRST: pupil_table(("90AA00", *technical), ("90AB00", *technical)),
        LAST: pupil_table(("90AA00", "VMBO BL lj 3-4", "Groen", 1)),
    }
    assert supply.still_open_count(tables).value == 1
