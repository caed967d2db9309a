"""The region of locations and homes, and that the parts add up to the country."""

from __future__ import annotations

import datetime as dt

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from recount.notebook.figures.shapes import WIDE
from recount.numbers.formats import write_out
from recount.numbers.measures import exact, total, unknown
from sto_eval.indicators import reach, supply
from sto_eval.indicators.locations import Places, location_points
from sto_eval.projection import in_rd
from sto_eval.regions import regional, rmc, sums
from sto_eval.regions.maps import region_maps

# # 0.1 degree of longitude is about 7 km here
NORTH, SOUTH, EMPTY = (box(x, 52, x + 0.1, 52.1) for x in (5.0, 5.2, 5.4))
BOUNDARIES = pd.DataFrame(
    {
        "statnaam": ["Noord", "Zuid", "Leeg"],
        "geometry": list(map(in_rd, (NORTH, SOUTH, EMPTY))),
    }
)
ADDRESSES = pd.DataFrame(
    {
        "vestiging": ["01AA00", "01AA01", "02BB00"],
        "POSTCODE": ["1000 AA", "1000 AB", "2000 AA"],
        "RMC-REGIO CODE": ["01", "01", "02"],
        "RMC-REGIO NAAM": ["Noordhoek", "Noordhoek", "Zuidhoek"],
    }
)
POSTCODES = pd.DataFrame(
    {
        "postal code": ["1000", "2000", "3000"],
        "longitude": [5.05, 5.25, 5.45],
        "latitude": [52.05] * 3,
    }
)
NO_BUILDINGS = pd.DataFrame({"vestiging": [], "longitude": [], "latitude": []}, dtype=object)
PLACES = Places(NO_BUILDINGS, ADDRESSES, POSTCODES)
RESIDENTS = pd.DataFrame(
    {
        "Postcode-4": ["1000", "2000", "3000"],
        "tot 15 jaar": [60, 30, 10],
        "15 tot 25 jaar": [0, 0, 0],
    }
)
HOMES = reach.homes(RESIDENTS, POSTCODES)
SUPPLY = pd.DataFrame(
    {
        "profiel": ["PIE"] * 4,
        "vestiging": ["01AA00", "01AA01", "02BB00", "99ZZ00"],
        "low": [9, 2, 20, 7],
        "high": [9, 2, 20, 7],
    }
)


@pytest.fixture(scope="module")
def land() -> rmc.Territory:
    """Two regions of one municipality each, and a municipality without a location."""
    return rmc.division(rmc.membership(ADDRESSES), PLACES, HOMES, BOUNDARIES)


def test_a_home_has_the_region_of_the_locations_in_its_municipality(
    land: rmc.Territory,
) -> None:
    """A municipality without a location has no region: no file gives it."""
    assert land.region_of_home.to_list() == ["01", "02", rmc.NOWHERE]
    assert land.names == {"01": "Noordhoek", "02": "Zuidhoek"}
    assert land.locations("01") == ["01AA00", "01AA01"]
    assert land.homes(HOMES, "02")["postcode"].to_list() == ["2000"]


def test_a_municipality_of_two_regions_is_of_none() -> None:
    """If the locations of a municipality disagree, the region of a home is unknown."""
    places = pd.Series(["Noord", "Noord", "Zuid"], index=["a", "b", "c"])
    regions = pd.Series(["01", "02", "02"], index=["a", "b", "c"])
    assert rmc.regions_of_places(places, regions).to_dict() == {"Zuid": "02"}


def test_residents_of_no_region_are_counted(land: rmc.Territory) -> None:
    """Ten of a hundred residents live where there is no location."""
    people = reach.residents(HOMES.rename_axis(index="residents"), "tot 15 jaar")
    found = rmc.homeless_share(people, land.region_of_home)
    assert found.value == 10
    assert found.rows.lines("residents").tolist() == [0, 1, 2]


def test_a_division_has_the_regions_that_its_file_names() -> None:
    """Two, in three addresses."""
    found = rmc.region_count(ADDRESSES[rmc.CODE].rename_axis(index="addresses"))
    assert found.value == 2
    assert found.rows.lines("addresses").tolist() == [0, 1, 2]


def test_a_region_has_the_shape_of_its_municipalities(land: rmc.Territory) -> None:
    """One municipality, so about 7 by 11 kilometres."""
    west, south, east, north = land.outline("01").bounds
    assert round((east - west) / 1000) == 7
    assert round((north - south) / 1000) == 11


def test_locations_of_all_regions_are_those_of_the_country(land: rmc.Territory) -> None:
    """Two and one in a region, one that is not in the addresses: four."""
    found = regional.by_region(supply.technical_location_count, SUPPLY, land.region_of_location)
    assert {name: made.value for name, made in found.items()} == {
        "01": 2, "02": 1, rmc.NOWHERE: 1,
    }  # fmt: skip
    assert {name: made.value for name, made in sums.split(found, supply.technical_location_count(SUPPLY)).items()} == {
        regional.INSIDE: 3, regional.OUTSIDE: 1, regional.COUNTRY: 4,
    }  # fmt: skip


def test_every_region_has_a_count_per_profile(land: rmc.Territory) -> None:
    """PIE as the technical locations above; a profile that no location has is zero everywhere."""
    found = regional.locations_per_profile(SUPPLY, land.region_of_location)
    values = {name: [made.value for made in family.values()] for name, family in found.items()}
    assert values["vestigingen met PIE"] == [2, 1, 1]
    assert values["vestigingen met MaT"] == [0, 0, 0]


def test_the_reach_of_some_profiles_is_compared() -> None:
    """Not that of MVI and MaT, which few locations have."""
    family = {profile: exact(10, "%") for profile in supply.PROFILES}
    assert list(regional.nearest(family)) == ["PIE", "BWI", "M&T"]


def test_residents_in_reach_add_up_to_the_country(land: rmc.Territory) -> None:
    """Numerators and denominators of all regions, and of none, are those of all homes."""
    points = location_points(SUPPLY["vestiging"], PLACES)
    distances = reach.profile_distances(HOMES, SUPPLY, points, PLACES, ["PIE"]).km
    found = regional.reaches(HOMES, land.region_of_home, distances, 10, "tot 15 jaar")["bereik PIE"]
    country = reach.coverage_share(HOMES, distances["PIE"], 10, "tot 15 jaar")
    for part in ("numerator", "denominator"):
        assert sum(getattr(made, part) for made in found.values()) == getattr(country, part)
    assert found["01"].value == 100


def test_few_pupils_are_shown_as_a_publisher_masks_them() -> None:
    """Two pupils are between one and four; nine are nine."""
    pupils = regional.masked(SUPPLY)
    assert pupils["low"].to_list() == [9, 1, 20, 7]
    assert pupils["high"].to_list() == [9, 4, 20, 7]
    assert total(pupils, "leerlingen").recipe.operation == "masked-sum"


def test_the_pupils_of_a_profile_at_a_location_are_masked_together() -> None:
    """One and two in two tracks are between one and four; three and two are five."""
    tracks = SUPPLY.iloc[[0, 0, 1, 1]].assign(low=[1, 2, 3, 2], high=[1, 2, 3, 2])
    pupils = regional.masked(tracks)
    assert pupils["low"].to_list() == [1, 0, 3, 2]
    assert pupils["high"].to_list() == [4, 0, 3, 2]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_a_masked_count_lies_between_its_bounds(counts: list[int]) -> None:
    """The true number is never outside, and no number below five is shown exactly except zero."""
    table = pd.DataFrame({"low": counts, "high": counts})
    made = regional.masked(table.assign(profiel="PIE", vestiging=range(len(table))))
    assert ((made["low"] <= table["low"]) & (table["high"] <= made["high"])).all()
    assert not (
        made["high"].between(1, 3) | ((made["low"] == made["high"]) & (made["low"] == 4))
    ).any()


def test_a_number_of_a_region_also_rests_on_the_rows_that_place_its_locations(
    land: rmc.Territory,
) -> None:
    """On the rows of its locations in the supply, and on the addresses."""
    mine = regional.within(SUPPLY.rename_axis(index="pupils"), land, "02")
    numbers = {"technisch": supply.technical_location_count(mine)}
    found = regional.resting_on(numbers, ADDRESSES.rename_axis(index="addresses"))["technisch"]
    assert found.value == 1
    assert found.rows.lines("pupils").tolist() == [2]
    assert found.rows.lines("addresses").tolist() == [0, 1, 2]


def test_each_vintage_has_only_the_rows_of_the_region(land: rmc.Territory) -> None:
    """Every vintage has only the rows of the region."""
    day = dt.date(2019, 10, 1)
    assert regional.tables_within({day: SUPPLY}, land, "02")[day]["low"].to_list() == [20]


CANDIDATES = pd.DataFrame(
    {
        "vestiging": ["01AA00", "01ZZ00", "01AA01", "03CC00", "04DD00"],
        "GEMEENTENAAM": ["NOORD", "NOORD", "NIEUW", "NIEUW", "ELDERS"],
    }
)
"""01ZZ00 closed before the day of the addresses; NIEUW is a municipality of after it; of ELDERS nothing is known."""


def test_a_location_that_is_not_in_the_addresses_has_the_region_of_its_municipality() -> None:
    """By the name in the addresses, or else by a known location of that name in the file; else it has none."""
    land = placing(GEMEENTENAAM=["NOORD", "NOORD", "ZUID"])
    assert land.regions_of(CANDIDATES).to_dict() == {
        "01AA00": "01", "01ZZ00": "01", "01AA01": "01", "03CC00": "01",
    }  # fmt: skip


def test_a_location_that_is_not_in_the_addresses_has_the_region_of_its_place() -> None:
    """The same name in another province is another place."""
    land = placing(PROVINCIE=["A", "A", "B"], PLAATSNAAM=["DORP", "STAD", "DORP"])
    pupils = pd.DataFrame(
        {
            "vestiging": ["01ZZ00", "02ZZ00", "05EE00"],
            "PROVINCIE VESTIGING": ["A", "B", "B"],
            "PLAATSNAAM VESTIGING": ["DORP", "DORP", "STAD"],
        }
    )
    assert land.regions_of(pupils).to_dict() == {"01ZZ00": "01", "02ZZ00": "02"}


def test_a_place_of_two_regions_gives_no_region() -> None:
    """A location that is not in the addresses then has none; the others keep theirs."""
    land = placing(GEMEENTENAAM=["NOORD", "NOORD", "NOORD"])
    assert land.regions_of(CANDIDATES.iloc[:2]).to_dict() == {"01AA00": "01"}


def test_a_register_alone_decides_who_takes_part(land: rmc.Territory) -> None:
    """In the regions of the programme a location that is not in the register has no region, whatever its place."""
    members = rmc.Membership(land.names, land.region_of_location)
    register = rmc.division(members, PLACES, HOMES, BOUNDARIES)
    assert register.regions_of(CANDIDATES).to_dict() == {"01AA00": "01", "01AA01": "01"}


def placing(**columns: list[str]) -> rmc.Territory:
    """The division with addresses that also have these columns."""
    return rmc.division(rmc.membership(ADDRESSES.assign(**columns)), PLACES, HOMES, BOUNDARIES)


def test_a_share_is_shown_next_to_the_median() -> None:
    """No rank: the share of the region, and the median of all."""
    family = {"01": exact(10, "%"), "02": exact(20, "%"), rmc.NOWHERE: exact(99, "%")}
    assert (
        write_out(regional.sentence({"instroom": family}, "02"))
        == "Instroom: hier 20,0%, bij een mediaan van 15,0%"
    )
    assert write_out(regional.widest({"instroom": family})).endswith(
        "in instroom: van 10,0% tot 20,0%"
    )


def test_a_region_without_rows_has_an_unknown_share() -> None:
    """It has no position among the others, and nothing is zero."""
    family = {"01": exact(10, "%"), rmc.NOWHERE: exact(99, "%")}
    assert regional.own_values({"instroom": family}, "02") == {"instroom": None}
    sentence = write_out(regional.sentence({"instroom": family}, "02"))
    assert sentence == "Instroom: hier onbekend, bij een mediaan van 10,0%"


def test_regions_without_rows_in_any_file_have_no_return() -> None:
    """Locations of the register that are in no publisher's file: the sentence and the title say so, without an error."""
    families = {"bereik PIE": {}, "instroom": {rmc.NOWHERE: exact(99, "%")}}
    assert regional.sentence(families, "01") == "Instroom: geen opgave"
    assert regional.widest(families) == "Aandeel per regio: geen opgave"
    families["bereik PIE"] = {"01": exact(10, "%"), "02": unknown("%")}
    assert write_out(regional.widest(families)).endswith("in bereik PIE: van 10,0% tot 10,0%")


def test_the_data_of_a_figure_of_regions_has_regions_only() -> None:
    """What has no region is in the tables, and no dot in a figure."""
    rows = regional.frame(
        {"instroom": {"01": exact(10, "%"), rmc.NOWHERE: exact(99, "%")}}, {"01": "Oost"}
    )
    assert rows["regio"].to_list() == ["Oost"]


@pytest.mark.parametrize("region", [shapely.MultiPoint([(1000, 1000)]), shapely.MultiPoint()])
def test_a_region_without_a_border_has_a_map(region: shapely.Geometry) -> None:
    """Of the surroundings of its locations, or without these of the whole country."""
    country = BOUNDARIES.assign(geometry=[in_rd(NORTH)] * 3)[:1]
    dots = {"PIE": pd.DataFrame({"x": [1000.0], "y": [1000.0]})}
    figure = region_maps(country, region, [], dots, 10, {"PIE": unknown("%")})(WIDE)
    assert figure.axes[0].get_title("left") == "PIE: onbekend"
    plt.close(figure)


def test_the_map_of_a_wide_region_is_a_square_of_its_surroundings() -> None:
    """A box of 30 by 10 kilometres, with a margin of ten on each side, is shown in one of 50 by 50."""
    country = BOUNDARIES.assign(geometry=[in_rd(NORTH)] * 3)[:1]
    dots = {"PIE": pd.DataFrame({"x": [1000.0], "y": [1000.0]})}
    wide = shapely.box(0, 0, 30_000, 10_000)
    figure = region_maps(country, wide, [wide], dots, 10, {"PIE": exact(1, "%")})(WIDE)
    panel = figure.axes[0]
    assert panel.get_xlim() == pytest.approx((-10_000, 40_000))
    assert panel.get_ylim() == pytest.approx((-20_000, 30_000))
    key = figure.axes[-1].get_legend().get_texts()  # type: ignore[union-attr]
    plt.close(figure)
    assert key[-1].get_text() == "gemeentegrens"


def test_the_parts_of_a_region_are_its_municipalities(land: rmc.Territory) -> None:
    """Together they are its outline."""
    region = next(iter(land.areas()))
    assert len(land.parts(region)) == len(land.municipalities(region))
    assert shapely.union_all(land.parts(region)).equals(land.outline(region))


def test_a_location_without_a_region_is_named() -> None:
    """With its place and code; a supply whose locations all have one gets a row of dashes."""
    pupils = pd.DataFrame(
        [["99ZZ00", " School Z ", "TER APEL"]],
        columns=["vestiging", "INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING"],
    )
    regions = pd.Series("01", index=["01AA00", "01AA01", "02BB00"])
    found = {
        "alle": regional.homeless(pupils, SUPPLY, regions),
        "geen": regional.homeless(pupils, SUPPLY[:3], regions),
    }
    assert regional.homeless_table(found).to_dict("split")["data"] == [
        ["alle", "School Z", "Ter Apel", "99ZZ00"], ["geen", "–", "–", "–"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        ((0, 0), "Tijdens het programma koos geen kandidaat techniek"),
        ((1, 0), "Het aandeel techniek onder kandidaten daalde tijdens het programma"),
        ((1, 1), "Het aandeel techniek onder kandidaten bleef gelijk tijdens het programma"),
        (
            (),
            "Of het aandeel techniek onder kandidaten tijdens het programma daalde of steeg, is niet te zeggen",
        ),
    ],
)
def test_a_title_says_that_nobody_chose_technology(shares: tuple[int, ...], title: str) -> None:
    """A share that stays zero does not stay the same."""
    during = {2019 + place: exact(share, "%") for place, share in enumerate(shares)}
    change = exact(shares[-1] - shares[0], "procentpunt") if shares else unknown("procentpunt")
    assert regional.candidates_title(during, change) == title
