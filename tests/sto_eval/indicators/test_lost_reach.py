"""Lost reach and lost locations, on three rows."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from support.publisher_rows import pupil_table

from recount.numbers.measures import Measure
from sto_eval.indicators import lost_reach, supply

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
