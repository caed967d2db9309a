"""Lost reach and lost locations, on three rows."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from rows import pupil_table

from recount.numbers.measures import Measure
from sto_eval.indicators import lost_reach, supply
from sto_eval.indicators.locations import Places
from sto_eval.indicators.reach import Distances

FIRST, LAST = dt.date(2018, 10, 1), dt.date(2023, 10, 1)
GROUP = "tot 15 jaar"
HOMES = pd.DataFrame(
    {
        "postcode": ["1000", "2000", "3000"],
        "x": 0.0,
        "y": 0.0,
        "tot 15 jaar": pd.array([10, 30, None], dtype="Int64"),
        "15 tot 25 jaar": pd.array([0, 0, 0], dtype="Int64"),
    },
    index=pd.RangeIndex(3, name="residents"),
)
PLACES = Places(
    pd.DataFrame({"vestiging": ["90AA00"], "longitude": [5.387206], "latitude": [52.155174]}),
    pd.DataFrame({"vestiging": ["90AA00"], "POSTCODE": ["1000 AA"]}),
    pd.DataFrame(
        {"postal code": ["1000"], "longitude": [5.0], "latitude": [52.0]},
        index=pd.Index([7], name="spots"),
    ),
)


def lost(*kilometres: tuple[float, ...]) -> Measure:
    """The lost reach of three homes, by their kilometres in each vintage."""
    return lost_reach.lost_share(HOMES, [pd.Series(list(km)) for km in kilometres], 10, GROUP)


def test_reach_is_lost_where_the_nearest_location_moved_beyond_the_radius() -> None:
    """Ten of forty residents: on the radius at first, a metre beyond at last; the secret home adds none."""
    found = lost((10, 10, 1), (10.001, 10, 50))
    assert (found.value, found.numerator, found.denominator) == (25, 10, 40)


def test_reach_that_was_never_there_is_not_lost() -> None:
    """New reach is not lost reach either."""
    assert lost((11, 11, 11), (11, 9, 11)).value == 0


def test_lost_reach_is_unknown_with_one_vintage() -> None:
    """The share is unknown, not zero."""
    alone = lost((1, 1, 1))
    assert (alone.value, alone.unit) == (None, "%")
    assert lost_reach.vintage_distances(HOMES, {}, PLACES) == {}


def test_lost_reach_rests_on_the_locations_of_both_vintages() -> None:
    """On a row of pupils in each, the residents with a known number, and their point; also with one vintage.

    Thirty of forty residents are at eleven kilometres of PIE in the last one.
    """
    first, last = (
        pd.DataFrame({"vestiging": ["90AA00"]}, index=pd.Index([2], name=name))
        for name in ("pupils-1", "pupils-2")
    )
    ends = {
        day: Distances(
            pd.DataFrame(0.0, HOMES.index, [*supply.PROFILES]),
            {profile: [rows] for profile in supply.PROFILES},
            PLACES,
        )
        for day, rows in ((LAST, last), (FIRST, first))
    }
    ends[LAST].km["PIE"] = [0.0, 11.0, 0.0]
    found = lost_reach.lost_shares(HOMES, ends, 10, GROUP)
    assert (found["PIE"].value, found["MaT"].value) == (75, 0)
    both = found["PIE"].rows
    assert [both.lines(name).tolist() for name in ("pupils-1", "pupils-2", "residents", "spots")] == [
        [2], [2], [0, 1], [7],
    ]  # fmt: skip
    alone = lost_reach.lost_shares(HOMES, {LAST: ends[LAST]}, 10, GROUP)["PIE"].rows
    assert alone.sources == ["residents", "spots", "pupils-2"]


def test_only_the_first_and_the_last_vintage_are_measured() -> None:
    """A location of the middle vintage is not used; one too small, or without a point, is out of reach."""
    offer = pd.DataFrame({"vestiging": ["90AA00"], "profiel": "PIE", "low": 1, "high": 1})
    days = [FIRST, dt.date(2020, 10, 1), LAST]
    homes = HOMES.assign(x=155_000.0, y=463_000.0)
    found = lost_reach.vintage_distances(homes, dict.fromkeys(days, offer), PLACES)
    assert list(found) == [FIRST, LAST]
    assert found[FIRST].km["PIE"].to_list() == pytest.approx([0, 0, 0], abs=0.01)
    assert found[LAST].km["MaT"].eq(float("inf")).all()
    larger = lost_reach.vintage_distances(homes, dict.fromkeys(days, offer), PLACES, 2)
    assert larger[FIRST].km["PIE"].eq(float("inf")).all()


def test_locations_of_the_sector_are_compared_by_code_before_the_programme() -> None:
    """One code stays, one goes, one comes; a vintage of the programme itself is not used."""
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
