"""Wider supplies on three locations: one with a profile, one with the route, one with D&P."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sto_eval.indicators import reach, supply, wider_supply
from sto_eval.indicators.locations import Places

BOYS, *OTHERS = supply.count_columns()
COUNTS = dict.fromkeys(OTHERS, 0)
PUPILS = pd.DataFrame(
    [
        ("01AA00", "Maritiem en Techniek", "Techniek", 9, "School A", "'S-GRAVENHAGE"),
        ("02BB00", "Vakmanschapsroute Techniek", "Techniek", 5, " School B ", "HULST"),
        ("03CC00", "Dienstverlening en producten", "Intersect. programma", 3, "School C", "WEERT"),
        ("03CC00", "Groen", "Landbouw", 40, "School C", "WEERT"),
    ],
    columns=["vestiging", "AFDELING", "VMBO SECTOR", BOYS,
             "INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING"],
    index=pd.Index([2, 3, 4, 5], name="pupils"),
).assign(**{supply.TYPE: "VMBO BL lj 3-4", **COUNTS})  # fmt: skip


def test_each_definition_adds_departments() -> None:
    """One location with a profile, two with the route, three with D&P, also with one pupil; no other profile."""
    wider = wider_supply.supplies(PUPILS)
    assert {name: rows.index.tolist() for name, rows in wider.items()} == {
        "vijf profielen": [2], "met vakmanschapsroute": [2, 3], "met D&P": [2, 3, 4],
    }  # fmt: skip
    assert {name: one.value for name, one in wider_supply.counts(wider).items()} == {
        "vijf profielen": 1, "met vakmanschapsroute": 2, "met D&P": 3,
    }  # fmt: skip
    small = wider_supply.supplies(PUPILS.replace({BOYS: {3: 1}}))
    assert wider_supply.counts(small) == wider_supply.counts(wider)


def test_a_larger_group_leaves_out_locations() -> None:
    """With five pupils the location with three in D&P does not count."""
    found = wider_supply.counts_by_minimum(wider_supply.supplies(PUPILS), (1, 5))
    assert {size: one["met D&P"].value for size, one in found.items()} == {
        "ten minste 1 leerling": 3, "ten minste 5 leerlingen": 2,
    }  # fmt: skip


def test_locations_have_the_name_and_place_of_the_publisher() -> None:
    """Most pupils first, of as many by code; the location of the route has no profile."""
    wider = wider_supply.supplies(PUPILS)["met D&P"]
    named = wider_supply.named_locations(PUPILS, wider)
    assert named.to_numpy().tolist() == [
        ["01AA00", "School A", "'S-GRAVENHAGE", 9, 9],
        ["02BB00", "School B", "HULST", 5, 5],
        ["03CC00", "School C", "WEERT", 3, 3],
    ]
    assert wider_supply.route_only(PUPILS)["vestiging"].tolist() == ["02BB00"]
    even = wider_supply.supplies(PUPILS.replace({BOYS: {3: 5}}))["met D&P"]
    codes = wider_supply.named_locations(PUPILS, even)["vestiging"]
    assert codes.tolist() == ["01AA00", "02BB00", "03CC00"]


def test_a_location_is_listed_with_what_it_offers() -> None:
    """By place, without pupils; none at all is said in words."""
    assert wider_supply.offered_by_location(PUPILS).to_numpy().tolist() == [
        ["'S-GRAVENHAGE", "School A", "MaT"],
        ["HULST", "School B", "vakmanschapsroute"],
        ["WEERT", "School C", "D&P"],
    ]
    none = wider_supply.offered_by_location(PUPILS[3:])
    assert none.to_dict("list") == {"Vestiging": ["geen"]}


def test_what_a_location_offers_is_in_the_order_of_the_report() -> None:
    """PIE before D&P at the one, and the place decides which location comes first."""
    other = PUPILS.replace({"Groen": supply.PROFILES["PIE"], "'S-GRAVENHAGE": "ZWOLLE"})
    found = wider_supply.offered_by_location(other)
    assert found["Te volgen"].to_dict() == {0: "vakmanschapsroute", 1: "PIE, D&P", 2: "MaT"}


def test_a_wider_supply_reaches_as_many_or_more() -> None:
    """Four homes of ten residents, each with a school of its own but the last; that with D&P has one pupil."""
    homes = pd.DataFrame(
        {"Postcode-4": ["1000", "2000", "3000", "4000"], "tot 15 jaar": pd.array([10] * 4, "Int64"), "15 tot 25 jaar": 0}
    )  # fmt: skip
    spots = pd.DataFrame(
        {"postal code": homes["Postcode-4"], "longitude": [4.0, 5.0, 6.0, 7.0], "latitude": 52.0}
    )
    addresses = pd.DataFrame(
        {"vestiging": ["01AA00", "02BB00", "03CC00"], "POSTCODE": ["1000 AA", "2000 AA", "3000 AA"]}
    )
    nowhere = pd.DataFrame({"vestiging": [], "longitude": [], "latitude": []})
    places = Places(nowhere, addresses, spots)
    wider = wider_supply.supplies(PUPILS.replace({BOYS: {3: 1}}))
    for minimum, shares in ((1, [25, 50, 75]), (2, [25, 50, 50])):
        found = wider_supply.reaches(
            reach.homes(homes, spots), wider, places, 10, "tot 15 jaar", minimum
        )
        assert [one.value for one in found.values()] == pytest.approx(shares)


def test_a_printed_share_is_a_number_of_locations_under_each_definition() -> None:
    """Two thirds of three locations with D&P are two; of one or two locations no number is two thirds."""
    found = wider_supply.matching_counts(wider_supply.supplies(PUPILS), (66, 67))
    assert {name: one["bij het gedrukte aandeel"].value for name, one in found.items()} == {
        "vijf profielen": None, "met vakmanschapsroute": None, "met D&P": 2,
    }  # fmt: skip
    assert found["met D&P"]["vestigingen"].value == 3


def test_a_wider_definition_can_change_the_share_that_takes_part() -> None:
    """One location takes part: all of those with a profile, half of those with the route, a third with D&P."""
    members = pd.DataFrame({"vestiging": ["01AA00"]}).rename_axis(index="deelname")
    found = wider_supply.share_specifications({dt.date(2019, 10, 1): PUPILS}, (1,), members)
    shares = {one.choices["techniek"]: one.measure.value for one in found if one.choices["eenheid"] == "vestigingen"}  # fmt: skip
    assert shares == pytest.approx(
        {"vijf profielen": 100, "met vakmanschapsroute": 50, "met D&P": 100 / 3}
    )
    assert len(found) == 6
