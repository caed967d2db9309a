"""The regions of the programme: their locations and money, and the numbers of a region without any."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pandas as pd
import pytest
from shapely.geometry import box
from support.register_project import with_registers

from recount.edition.edition import Edition
from recount.numbers.measures import exact
from sto_eval.indicators import contributions, grants, printed
from sto_eval.indicators.locations import Places
from sto_eval.indicators.participation import participants
from sto_eval.projection import in_rd
from sto_eval.regions import programme, rmc
from sto_eval.regions.chapter import RegionChapter

REGIONS = pd.DataFrame(
    {
        "regio_id": ["R1", "R2", "R3"],
        "naam": ["Zuidhoek", "Noordhoek", "Overzee"],
        "soort": ["techniekregio"] * 3,
        "caribisch": [False, False, True],
    }
)
PERIODS = pd.DataFrame(
    [
        ("01AA00", "R1", "vmbo", "2020-01-01", "2022-07-31"),
        ("01AA00", "R2", "vmbo", "2022-08-01", None),
        ("01AA01", "R1", "pro", "2020-01-01", None),
        ("95AA00", "R3", "vso", "2024-08-01", None),
    ],
    columns=["vestiging", "regio_id", "schoolsoort", "begindatum", "einddatum"],
).astype({"begindatum": "datetime64[ns]", "einddatum": "datetime64[ns]"})
MONEY = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2"],
        "soort": ["verleend", "vastgesteld", "verleend"],
        "bedrag": pd.Series([Decimal(90), Decimal(80), Decimal(50)], dtype=object),
    }
)
GIFTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R3"],
        "bedrag": pd.Series([Decimal(10), Decimal(5)], dtype=object),
    }
)

NORM = exact(Decimal("7.5"), "%")


def members(day: str) -> pd.DataFrame:
    """The participants on a day, of all kinds of school."""
    return participants(PERIODS, day, day)


@pytest.mark.parametrize(("day", "region"), [("2022-07-31", "R1"), ("2022-08-01", "R2")])
def test_a_location_is_of_the_region_where_it_was_on_the_day(day: str, region: str) -> None:
    """The one that moved counts once; the one that came later has no region yet."""
    found = programme.membership(REGIONS, members(day)).region_of_location
    assert found.to_dict() == {"01AA00": region, "01AA01": "R1"}


def test_regions_are_sorted_by_name() -> None:
    """Not by code, and not by size: nothing is ranked."""
    assert list(programme.names(REGIONS)) == ["R2", "R3", "R1"]
    assert programme.overseas(REGIONS) == {"R3"}


def test_participants_are_counted_per_kind_of_school() -> None:
    """One of each on the last day."""
    found = programme.counts_by_school(members("2024-10-01"))
    assert {kind: one.value for kind, one in found.items()} == {"vmbo": 1, "pro": 1, "vso": 1}


def test_a_number_about_a_region_rests_on_its_own_rows() -> None:
    """Its grants and contributions, and only the norm that it is compared with."""
    tables = (GIFTS, MONEY, REGIONS)
    named = [
        t.rename_axis(index=n) for t, n in zip(tables, ("gifts", "money", "regions"), strict=True)
    ]
    share = programme.shares(contributions.costs(*named, programme.GRANTED))["R1"]
    figures = pd.DataFrame({"id": ["ander", "norm"], "waarde": [5.0, 7.5]}).rename_axis(
        index="norms"
    )
    norm = printed.printed_share(figures, "norm")
    rows = programme.above_norm(share, norm).rows
    assert {name: rows.lines(name).tolist() for name in rows.sources} == {
        "norms": [1], "gifts": [0], "money": [0], "regions": [0],
    }  # fmt: skip


def test_without_a_grant_there_is_no_share() -> None:
    """A tenth with a grant of ninety; zero without contributions; unknown without a grant, as is a norm."""
    costs = contributions.costs(GIFTS, MONEY, REGIONS, programme.GRANTED)
    found = programme.shares(costs)
    assert {code: one.value for code, one in found.items()} == {"R1": 10, "R2": 0, "R3": None}
    norms = programme.above_norms(found["R1"], {"norm": NORM})
    assert norms["norm"].value == Decimal("2.5")
    assert programme.above_norm(found["R3"], NORM).value is None


def test_without_any_share_the_count_below_a_norm_is_unknown() -> None:
    """One of two is; without any grant the count is unknown, not zero."""
    counts = []
    for money in (MONEY, MONEY.iloc[:0]):
        costs = contributions.costs(GIFTS, money, REGIONS, programme.GRANTED)
        counts.append(contributions.regions_below(costs, NORM, programme.BASIS).value)
    assert counts == [1, None]


def test_a_region_without_a_row_of_a_grant_has_an_unknown_amount() -> None:
    """Not zero: the register does not say."""
    columns = programme.overview(members("2022-08-01"), MONEY, GIFTS, REGIONS)
    values = {name: [one.value for one in column.values()] for name, column in columns.items()}
    assert values["verleend"] == [90, 50, None]
    assert values["vastgesteld"] == [80, None, None]
    assert values["bijdragen"] == [10, 0, 5]


def test_a_region_without_a_municipality_has_its_locations_for_a_shape() -> None:
    """One that shares its only municipality, and one with nothing on the map."""
    addresses = pd.DataFrame({"vestiging": ["a", "b"], "POSTCODE": ["1000 AA", "1000 AB"]})
    postcodes = pd.DataFrame({"postal code": ["1000"], "longitude": [5.05], "latitude": [52.05]})
    nowhere = pd.DataFrame({"vestiging": [], "longitude": [], "latitude": []}, dtype=object)
    town = pd.DataFrame({"statnaam": ["Stad"], "geometry": [in_rd(box(5, 52, 5.1, 52.1))]})
    both = rmc.Membership(
        {"R1": "Een", "R2": "Twee", "R3": "Overzee"}, pd.Series({"a": "R1", "b": "R2"})
    )
    homes = pd.DataFrame({"x": [], "y": []}, dtype=float)
    land = rmc.division(both, Places(nowhere, addresses, postcodes), homes, town)
    assert land.areas() == {}
    assert len(land.outline("R1").geoms) == 1
    assert land.outline("R3").is_empty


def test_a_missing_register_has_no_rows(edition: Edition) -> None:
    """Its amounts are then unknown; a register that is there has its rows."""
    chapter = RegionChapter.__new__(RegionChapter)
    chapter.edition = with_registers(edition.root)
    chapter.declared = SimpleNamespace(  # type: ignore[assignment]
        missing=("beschikkingen",), table=lambda _: MONEY
    )
    none = chapter.administration("beschikkingen")
    assert (len(none), none.index.name) == (0, "beschikkingen")
    assert grants.amount(none).value is None
    assert len(chapter.administration("cofinanciering")) == len(MONEY)


@pytest.mark.parametrize(("division", "placed", "codes"), [("sto", [2], 3), ("rmc", [0, 1], 1)])
def test_a_region_rests_on_the_rows_that_place_its_locations(
    division: str, placed: list[int], codes: int
) -> None:
    """For the programme its participants on the day; for the addresses all."""
    addresses = pd.DataFrame({"vestiging": ["01AA00", "01AA01"], rmc.CODE: "R1"})
    tables = {"regios": REGIONS, "deelname": PERIODS, "adressen-2020": addresses}
    chapter = RegionChapter.__new__(RegionChapter)
    chapter.division, chapter.region = division, "R1"
    chapter.days = {"vo_day": "2024-10-01", "vso_day": "2024-10-01"}
    chapter.declared = SimpleNamespace(  # type: ignore[assignment]
        table=tables.get, newest=lambda prefix: f"{prefix}-2020"
    )
    assert chapter.placed.index.to_list() == placed
    assert chapter.codes.nunique() == codes
