"""For every measure and both divisions, the regions plus what has no region equal the country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

import pandas as pd
import pytest
from support.publisher_rows import pupil_table

from recount.numbers.measures import Measure, exact, unknown
from sto_eval.indicators import (
    contributions,
    exams,
    grants,
    inflow,
    participation,
    reach,
    supply,
    wider_supply,
)
from sto_eval.regions import programme, regional, rmc, sums
from sto_eval.regions.rmc import NOWHERE, Membership

BL, PIE = "VMBO BL lj 3-4", "Produceren, installeren en energie"
PUPILS = pupil_table(
    ("01AA00", BL, PIE, 9), ("01AA00", BL, "Groen", 20), ("01AA01", BL, PIE, 2),
    ("02BB00", BL, PIE, 20), ("99ZZ00", BL, PIE, 7), ("99ZZ00", BL, "Groen", 5),
)  # fmt: skip
YEAR = "2022-2023"
EXAMS = pd.DataFrame(
    {
        "vestiging": ["01AA00", "02BB00", "02BB00", "99ZZ00"],
        "OPLEIDINGSNAAM": ["VMBO B - techniek", "VMBO B - techniek", "VMBO K - groen", "VMBO B - groen"],
        f"EXAMENKANDIDATEN SCHOOLJAAR {YEAR} - TOTAAL": pd.array([8, None, 6, 9], dtype="Int64"),
    }
)  # fmt: skip
MEMBERS = pd.DataFrame(
    {
        "vestiging": ["01AA00", "01AA01", "02BB00", "95AA00"],
        "regio_id": ["R1", "R1", "R2", "R3"],
        "schoolsoort": ["vmbo", "vmbo", "vmbo", "vso"],
    }
)
REGIONS = pd.DataFrame(
    {
        "regio_id": ["R1", "R2", "R3"],
        "naam": ["Een", "Twee", "Overzee"],
        "soort": "techniekregio",
        "caribisch": [False, False, True],
    }
)
ADDRESSES = pd.DataFrame(
    {
        "vestiging": ["01AA00", "01AA01", "02BB00"],
        rmc.CODE: ["01", "02", "02"],
        rmc.NAME: ["Noord", "Zuid", "Zuid"],
    }
)
DIVISIONS = {
    "rmc": rmc.membership(ADDRESSES),
    "sto": programme.membership(REGIONS, MEMBERS),
}
MONEY = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2", "R3"],
        "soort": ["verleend", "vastgesteld", "verleend", "verleend"],
        "bedrag": pd.Series(map(Decimal, ("90.10", "80", "50.05", "1")), dtype=object),
    }
)
GIFTS = pd.DataFrame(
    {"regio_id": ["R1", "R2"], "bedrag": pd.Series(map(Decimal, ("9.99", "5")), dtype=object)}
)
HOMES = pd.DataFrame(
    {
        "postcode": ["1", "2", "3"],
        "tot 15 jaar": [60, 30, 10],
        "15 tot 25 jaar": [0, 0, 0],
        "x": [0.0, 0.0, 0.0],
        "y": [0.0, 0.0, 0.0],
    }
)
DISTANCES = pd.Series([5.0, 15.0, 5.0])


@pytest.fixture(params=DIVISIONS.values(), ids=DIVISIONS)
def members(request: pytest.FixtureRequest) -> Membership:
    """Both divisions; one location is in neither."""
    found: Membership = request.param
    return found


def ends(parts: Mapping[str, Measure]) -> list[tuple[object, object]]:
    """Low and high of the sum over the regions and none, and of the country."""
    inside, outside, country = parts.values()
    return [
        (inside.low + outside.low, inside.high + outside.high),  # type: ignore[operator]
        (country.low, country.high),
    ]


@pytest.mark.parametrize(
    ("make", "table", "whole"),
    [
        (supply.technical_location_count, supply.profile_pupils(PUPILS), 4),
        (supply.pupil_count, supply.profile_pupils(PUPILS), 38),
        (exams.technical_candidates, EXAMS, None),
    ],
    ids=["locations", "pupils", "candidates"],
)
def test_counts_add_up(
    members: Membership, make: Callable[..., Measure], table: pd.DataFrame, whole: int | None
) -> None:
    """Locations, pupils, and candidates with their bounds."""
    made = partial(make, school_year=YEAR) if whole is None else make
    found = regional.by_region(made, table, members.region_of_location)
    summed, country = ends(sums.split(found, made(table)))
    assert summed == country == ((whole, whole) if whole else (9, 12))


@pytest.mark.parametrize(
    ("definition", "whole"), [("vijf profielen", 4), ("met vakmanschapsroute", 5)]
)
def test_locations_of_a_wider_supply_add_up(
    members: Membership, definition: str, whole: int
) -> None:
    """One location more with the vakmanschapsroute; one is in no region."""
    route = pupil_table(("02BB01", BL, "Vakmanschapsroute Techniek", 3))
    rows = wider_supply.supplies(pd.concat([PUPILS, route], ignore_index=True))[definition]
    found = regional.by_region(supply.technical_location_count, rows, members.region_of_location)
    summed, country = ends(sums.split(found, supply.technical_location_count(rows)))
    assert summed == country == (whole, whole)


@pytest.mark.parametrize(
    ("make", "table"),
    [
        (partial(inflow.technical_share, study="leerjaar 3"), PUPILS),
        (partial(exams.candidate_share, school_year=YEAR), EXAMS),
    ],
    ids=["inflow", "candidates"],
)
@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_both_parts_of_a_share_add_up(
    members: Membership, make: Callable[..., Measure], table: pd.DataFrame, part: str
) -> None:
    """Technical pupils and candidates, and all of them."""
    found = regional.by_region(make, table, members.region_of_location)
    assert NOWHERE in found
    summed, country = ends(sums.split_part(found, make(table), part))
    assert summed == country


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_residents_in_reach_add_up(part: str) -> None:
    """Those within ten kilometres, and all of them; a tenth has no region."""
    regions = pd.Series(["01", "02", NOWHERE])
    distances = DISTANCES.to_frame("PIE")
    found = regional.reaches(HOMES, regions, distances, 10, "tot 15 jaar")["bereik PIE"]
    whole = reach.coverage_share(HOMES, DISTANCES, 10, "tot 15 jaar")
    summed, country = ends(sums.split_part(found, whole, part))
    assert summed == country == ((70, 70) if part == "numerator" else (100, 100))


def test_amounts_of_the_registers_add_up() -> None:
    """Participants, grants and contributions, to the cent; a region without a row adds nothing."""
    columns = programme.overview(MEMBERS, MONEY, GIFTS, REGIONS)
    national = {
        "deelnemers": participation.union_count(MEMBERS),
        "verleend": grants.amount(MONEY),
        "vastgesteld": grants.amount(MONEY, "vastgesteld"),
        "bijdragen": contributions.amount(GIFTS, GIFTS),
    }
    assert list(columns) == list(national)
    for name, country in national.items():
        summed, whole = ends(sums.split(columns[name], country))
        assert summed == whole
    assert grants.amount(MONEY).value == Decimal("141.15")


def test_each_denominator_is_listed_once() -> None:
    """Two profiles have the same denominator."""
    one = {"R1": Measure(50, 50, 50, "%", 1, 2), NOWHERE: Measure(50, 50, 50, "%", 2, 4)}
    country = Measure(50, 50, 50, "%", 3, 6)
    shares = {"bereik PIE": one, "bereik BWI": one}
    found = sums.split_shares(shares, dict.fromkeys(shares, country))
    assert list(found) == ["Bereik PIE, teller", "Bereik, noemer", "Bereik BWI, teller"]
    assert [part.value for part in found["Bereik, noemer"].values()] == [2, 4, 6]


def test_the_remainder_is_zero_if_every_region_is_known() -> None:
    """If every region is known, nothing is left over."""
    parts = sums.split({"R1": exact(3, "vestigingen")}, exact(3, "vestigingen"))
    assert parts["zonder regio"].value == 0


def test_a_sum_of_unknown_values_is_unknown() -> None:
    """A register without information on any region differs from regions without money."""
    family = {"R1": unknown("euro"), "R2": unknown("euro")}
    parts = sums.split(family, unknown("euro"))
    assert [part.value for part in parts.values()] == [None, 0, None]


def test_a_sum_over_regions_rests_on_the_rows_of_its_parts() -> None:
    """The regions depend on the rows with a region, the remainder on the others."""
    offer = supply.profile_pupils(PUPILS.rename_axis(index="pupils"))
    members = DIVISIONS["rmc"]
    family = regional.by_region(supply.technical_location_count, offer, members.region_of_location)
    parts = sums.split(family, supply.technical_location_count(offer))
    assert {name: one.rows.lines("pupils").tolist() for name, one in parts.items()} == {
        "regio's": [0, 2, 3], "zonder regio": [4], "Nederland": [0, 2, 3, 4],
    }  # fmt: skip
