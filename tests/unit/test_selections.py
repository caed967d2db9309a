"""Selections: enough rows to make the number, none of them idle, each on three to six rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
from rows import pupil_table

from sto_eval.indicators import (
    reach,
    reach_rows,
    supply,
    supply_rows,
)
from sto_eval.indicators.lost_reach import Places
from sto_eval.measures import Measure
from sto_eval.selections import Selection, alike, nothing, rows_with

BASIS, GEMENGD, THEORY = "VMBO BL lj 3-4", "VMBO GL lj 3-4", "VMBO TL lj 3-4"
PIE, MAT = "Produceren, installeren en energie", "Maritiem en Techniek"
PUPILS = pupil_table(
    ("90AA00", BASIS, PIE, 6),
    ("90AA01", GEMENGD, MAT, None),
    ("90AA01", BASIS, MAT, 0),
    ("90AB00", BASIS, "Groen", 10),
    ("90AB00", THEORY, "", 9),
)
FIRST, LAST = dt.date(2016, 10, 1), dt.date(2019, 10, 1)


def rests_on(
    number: Callable[[pd.DataFrame], Measure], table: pd.DataFrame, select: Selection
) -> list[int]:
    """The lines that a selection keeps, once they were found enough and not idle."""
    kept = select(table)
    assert number(kept) == number(table)
    assert number(table.drop(kept.index)) != number(table)
    return list(kept.index)


@pytest.mark.parametrize(
    ("number", "select", "lines"),
    [
        (lambda offer: supply.location_count(offer, "MaT"), supply_rows.profile_rows("MaT"), [1]),
        (supply.technical_location_count, supply_rows.profile_rows(), [0, 1]),
        (
            lambda offer: supply.location_count(offer, "PIE", 5),
            supply_rows.profile_rows("PIE", 5),
            [0],
        ),
    ],
    ids=["a profile", "any profile", "a smallest group"],
)
def test_a_supply_rests_on_the_rows_with_pupils(
    number: Callable[[pd.DataFrame], Measure], select: Selection, lines: list[int]
) -> None:
    """Not on those of another profile, another track, or without pupils in years 3 and 4."""
    assert rests_on(lambda table: number(supply.profile_pupils(table)), PUPILS, select) == lines


def test_a_group_that_is_too_small_has_no_rows() -> None:
    """Of at most four pupils no row counts for a smallest group of five."""
    assert supply_rows.profile_rows("MaT", 5)(PUPILS).empty


@pytest.mark.parametrize(
    ("kind", "at_first", "at_last"),
    [
        ("behouden", [0], [0]),
        ("verdwenen", [1, 2], [0]),
        ("nieuw", [0], [1]),
        ("verdwenen maar open", [2], [0, 2]),
    ],
)
def test_a_change_rests_on_both_vintages(
    kind: str, at_first: list[int], at_last: list[int]
) -> None:
    """One location stays, two go of which one is open still, one comes."""
    before = pupil_table(
        ("90AA00", BASIS, PIE, 1), ("90AB00", BASIS, PIE, 1), ("90AC00", BASIS, PIE, 1)
    )
    after = pupil_table(
        ("90AA00", BASIS, PIE, 1), ("90AD00", BASIS, PIE, 1), ("90AC00", BASIS, "Groen", 1)
    )
    select = supply_rows.sector_change_rows({FIRST: before, LAST: after}, 2020)

    def with_first(table: pd.DataFrame) -> Measure:
        return supply.sector_changes({FIRST: table, LAST: after}, 2020)[kind]

    def with_last(table: pd.DataFrame) -> Measure:
        return supply.sector_changes({FIRST: before, LAST: table}, 2020)[kind]

    assert rests_on(with_first, before, select[FIRST](kind)) == at_first
    assert rests_on(with_last, after, select[LAST](kind)) == at_last
    assert supply_rows.sector_change_rows({FIRST: before}, 2020) == {}


SCHOOLS = pd.DataFrame(
    {"vestiging": ["90AA00", "90AA00"], "longitude": [5.0, 6.0], "latitude": [52.0, 52.0]}
)
ADDRESSES = pd.DataFrame(
    {"vestiging": ["90AA00", "90AA01", "90AC00"], "POSTCODE": ["1000AA", "2000AA", "9999AA"]}
)
POSTCODES = pd.DataFrame(
    {"postal code": ["1000", "2000"], "longitude": [5.0, 5.1], "latitude": [52.0, 52.0]}
)
RESIDENTS = pd.DataFrame(
    {
        "Postcode-4": ["1000", "2000", "3000"],
        "tot 15 jaar": pd.array([10, None, 5], dtype="Int64"),
        "15 tot 25 jaar": pd.array([0, 0, 0], dtype="Int64"),
    }
)
PLACES = Places(SCHOOLS, ADDRESSES, POSTCODES)


def test_a_point_rests_on_building_or_address() -> None:
    """Of a doubled code the first building; an address only where there is no building."""
    offer = supply.profile_pupils(PUPILS)
    points = reach.location_points(offer["vestiging"], *PLACES)
    _, schools, addresses, postcodes = reach_rows.origin_rows(points, PLACES)

    def counted(origin: str, **changed: pd.DataFrame) -> Measure:
        found = reach.location_points(offer["vestiging"], *PLACES._replace(**changed))
        return reach.location_count_by_origin(found, origin)

    assert rests_on(
        lambda t: counted("gebouw", schools=t), SCHOOLS.loc[[0]], schools("gebouw")
    ) == [0]
    assert rests_on(
        lambda t: counted("postcode", addresses=t), ADDRESSES, addresses("postcode")
    ) == [1]
    assert rests_on(lambda t: counted("geen", postcodes=t), POSTCODES, postcodes("geen")) == [1]
    assert list(schools("postcode")(SCHOOLS).index) == [0]
    assert schools("geen")(SCHOOLS).empty
    assert addresses("gebouw")(ADDRESSES).empty


def test_a_reach_rests_on_candidates_and_on_residents_that_count() -> None:
    """The secret postcode and the one without a point have no row; nor has the other profile."""
    offer, homes = supply.profile_pupils(PUPILS), reach.homes(RESIDENTS, POSTCODES)
    found = reach_rows.coverage_rows([offer], homes, PLACES, "tot 15 jaar")
    sources = (PUPILS, SCHOOLS, ADDRESSES, POSTCODES, RESIDENTS)
    kept = {
        name: [
            list(family(name)(table).index) for family, table in zip(found, sources, strict=True)
        ]
        for name in ("PIE", "MaT")
    }
    assert kept == {"PIE": [[0], [0], [], [0], [0]], "MaT": [[1], [], [1], [0, 1], [0]]}
    points, residents = reach_rows.left_out_rows(homes, "tot 15 jaar")
    assert list(residents("zonder punt")(RESIDENTS).index) == [2]
    assert list(residents("geheim")(RESIDENTS).index) == [1]
    assert list(points("zonder punt")(POSTCODES).index) == [0, 1]
    assert points("geheim")(POSTCODES).empty


def test_a_selection_of_nothing_is_one_for_every_key() -> None:
    """As a selection and as a family; and alike gives every key the same rows."""
    table = pd.DataFrame({"soort": ["a", "b"]})
    assert nothing()(table).empty
    assert nothing("sleutel")(table).empty
    family = alike({"bron": rows_with("soort", "b")})["bron"]
    assert list(family("x")(table).index) == list(family("y")(table).index) == [1]
