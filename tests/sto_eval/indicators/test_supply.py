"""Supply on three rows: which rows count, what is summed, and the name of each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest
from support.publisher_rows import pupil_table

from recount.numbers.measures import Measure
from sto_eval.indicators import supply

NAMES = {
    "PIE": "Produceren, installeren en energie",
    "BWI": "Bouwen, wonen en interieur",
    "M&T": "Mobiliteit en transport",
    "MVI": "Media, vormgeving en ICT",
    "MaT": "Maritiem en techniek",
}
DAYS = [dt.date(2019, 10, 1), dt.date(2021, 10, 1), dt.date(2023, 10, 1)]


def offer(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """A supply: profile, location, fewest and most pupils."""
    return pd.DataFrame(rows, columns=["profiel", "vestiging", "low", "high"])


TWO = offer(("PIE", "90AB01", 5, 5), ("PIE", "90AA00", 2, 4), ("MaT", "90AA00", 3, 3))
"""PIE at two locations of two schools, MaT at one of these: ten to twelve pupils."""


def test_the_five_profiles_keep_their_order_and_their_names() -> None:
    """As in the report."""
    assert list(supply.PROFILES.items()) == list(NAMES.items())


@pytest.mark.parametrize(("code", "name"), NAMES.items())
def test_a_profile_is_known_by_its_name_in_any_case(code: str, name: str) -> None:
    """DUO capitalises some names."""
    table = pupil_table(("90AA00", "VMBO BL lj 3-4", name.upper(), 2))
    found = supply.profile_pupils(table)
    assert found[["profiel", "vestiging", "low", "high"]].to_dict("records") == [
        {"profiel": code, "vestiging": "90AA00", "low": 2, "high": 2}
    ]


def test_three_tracks_count_and_each_has_its_name() -> None:
    """Basis, kader and gemengd; another track or another profile is excluded."""
    names = ["VMBO BL lj 3-4", "VMBO KL lj 3-4", "VMBO GL lj 3-4", "VMBO TL lj 3-4"]
    table = pupil_table(*[("90AA00", name, NAMES["PIE"], 2) for name in names])
    assert supply.vocational_pupils(table)["leerweg"].to_list() == ["bb", "kb", "gl"]
    assert supply.profile_pupils(table.assign(AFDELING="Groen")).empty


@pytest.mark.parametrize(("year", "low"), [(2, 0), (3, 9), (4, 9), (5, 0)])
def test_years_three_and_four_count(year: int, low: int) -> None:
    """Lower and higher years have no profile; a row without pupils does not count."""
    table = pupil_table(("90AA00", "VMBO BL lj 3-4", NAMES["PIE"], 9), year=year)
    found = supply.vocational_pupils(table)
    assert (found["low"].sum(), len(found)) == (low, low > 0)


def test_girls_count_as_boys_do() -> None:
    """Both columns of a year of study are summed."""
    table = pupil_table(("90AA00", "VMBO BL lj 3-4", NAMES["PIE"], 9))
    table["LEER- OF VERBLIJFSJAAR 4 - VROUW"] = pd.array([2], dtype="Int64")
    assert supply.pupil_count(supply.profile_pupils(table)).value == 11


def test_the_tracks_of_a_profile_at_a_location_are_added_up() -> None:
    """Two and three pupils are five, enough for a minimum group of five; a masked track adds one to four."""
    rows = [("90AA00", "VMBO BL lj 3-4", 2), ("90AA00", "VMBO KL lj 3-4", 3)]
    table = pupil_table(*[(code, track, NAMES["PIE"], n) for code, track, n in rows])
    found = supply.profile_pupils(table)
    assert supply.location_count(found, "PIE", 5).value == 1
    masked = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", NAMES["PIE"], 2),
        ("90AA00", "VMBO KL lj 3-4", NAMES["PIE"], None),
    )
    unsure = supply.pupil_count(supply.profile_pupils(masked), "PIE")
    assert (unsure.low, unsure.high) == (3, 6)


def test_the_locations_of_a_profile_are_listed_once_and_in_order() -> None:
    """Those with certainly enough pupils in all their rows; the list is numbered from zero."""
    doubled = pd.concat([TWO, TWO], ignore_index=True)
    assert supply.offering(doubled, "PIE").to_dict() == {0: "90AA00", 1: "90AB01"}
    assert supply.offering(doubled, "PIE", 4).to_list() == ["90AA00", "90AB01"]
    assert supply.offering(doubled, "PIE", 5).to_list() == ["90AB01"]


def test_a_location_counts_at_exactly_the_smallest_group() -> None:
    """Five pupils are at least five, in one row or in two; between two and four is possibly three."""
    assert supply.location_count(TWO, "PIE", 5).value == 1
    assert supply.location_count(TWO, "PIE", 6).value == 0
    tracks = offer(("PIE", "90AA00", 2, 2), ("PIE", "90AA00", 3, 3))
    assert supply.location_count(tracks, "PIE", 5).value == 1
    assert supply.location_counts(offer(("PIE", "90AA00", 1, 1)))["PIE"].value == 1
    unsure = supply.location_count(TWO, "PIE", 3)
    assert (unsure.low, unsure.high, unsure.unit) == (1, 2, "vestigingen")
    assert (unsure.recipe.operation, unsure.recipe.column) == ("groups", "vestiging")
    assert unsure.recipe.settings == {"minimum": 3}


def test_a_location_counts_with_its_profiles_together() -> None:
    """PIE and MaT at one location have five to seven pupils; without a minimum one pupil is enough."""
    exactly = supply.technical_location_count(TWO, 5)
    assert (exactly.low, exactly.high, exactly.unit) == (2, 2, "vestigingen")
    perhaps = supply.technical_location_count(TWO, 7)
    assert (perhaps.low, perhaps.high) == (0, 1)
    assert supply.with_group(TWO, 5).index.to_list() == [0, 1, 2]
    assert supply.with_group(TWO, 7).empty
    one = offer(("PIE", "90AA00", 1, 1))
    assert supply.technical_location_count(one).value == 1
    assert supply.location_count(one, "PIE").value == 1
    assert supply.offering(one, "PIE").to_list() == ["90AA00"]
    assert supply.school_count(one, "PIE").value == 1


def test_a_school_is_the_first_four_characters_of_its_locations() -> None:
    """Codes that differ in the fifth are one school, in the fourth two."""
    same = offer(("PIE", "90AA00", 1, 1), ("PIE", "90AA10", 1, 1))
    other = offer(("PIE", "90AA00", 1, 1), ("PIE", "90AB00", 1, 1))
    count = supply.school_count(same, "PIE")
    assert (count.value, count.unit) == (1, "scholen")
    assert supply.school_count(other, "PIE").value == 2


def test_pupils_of_one_profile_or_of_all_are_added_up() -> None:
    """Seven to nine in PIE, three in MaT, ten to twelve together, none in BWI."""
    pie, both = supply.pupil_count(TWO, "PIE"), supply.pupil_count(TWO)
    assert (pie.low, pie.high, pie.unit) == (7, 9, "leerlingen")
    assert (both.low, both.high) == (10, 12)
    each = supply.pupil_counts(TWO)
    assert [(name, each[name].low) for name in ("PIE", "BWI", "MaT")] == [
        ("PIE", 7), ("BWI", 0), ("MaT", 3),
    ]  # fmt: skip


def test_each_specification_names_its_unit_and_smallest_group() -> None:
    """Locations and schools, for one pupil and for five."""
    found = supply.specifications(TWO, "PIE", (1, 5))
    assert [(*one.choices.values(), one.measure.value) for one in found] == [
        ("vestigingen", "ten minste 1 leerling", 2),
        ("scholen", "ten minste 1 leerling", 2),
        ("vestigingen", "ten minste 5 leerlingen", 1),
        ("scholen", "ten minste 5 leerlingen", 1),
    ]
    assert list(found[0].choices) == ["eenheid", "kleinste groep"]
    counts = supply.counts_by_minimum(TWO, (1, 5))
    assert (counts[1]["PIE"].value, counts[5]["PIE"].value) == (2, 1)


def test_vintages_of_the_first_day_and_later_can_be_compared() -> None:
    """The day itself is among them."""
    supplies = dict.fromkeys(DAYS, TWO)
    assert list(supply.comparable(supplies, DAYS[1])) == DAYS[1:]
    assert list(supply.profile_supplies(dict.fromkeys(DAYS, pupil_table()))) == DAYS


def test_changes_are_between_each_vintage_and_the_next() -> None:
    """In chronological order, whatever the order of the tables: a row per step and profile."""
    later, latest = TWO.iloc[:1], TWO.iloc[:0]
    found = supply.changes({DAYS[2]: latest, DAYS[0]: TWO, DAYS[1]: later})
    assert list(found.columns) == ["van", "tot", "profiel", "behouden", "verdwenen", "nieuw"]
    assert len(found) == 2 * len(NAMES)
    pie = found[found["profiel"] == "PIE"].to_numpy().tolist()
    assert pie == [[DAYS[0], DAYS[1], "PIE", 1, 1, 0], [DAYS[1], DAYS[2], "PIE", 0, 1, 0]]
    assert list(supply.changes({}).columns) == list(found.columns)


def sector_table(*codes: str) -> pd.DataFrame:
    """Pupils in the sector Techniek at these locations, two tracks of two pupils each."""
    tracks = ("VMBO BL lj 3-4", "VMBO KL lj 3-4")
    return pupil_table(*[(code, track, NAMES["PIE"], 2) for code in codes for track in tracks])


def test_the_sector_is_counted_in_the_rows_of_the_file() -> None:
    """Two rows of two pupils at one location; another sector is excluded."""
    table = sector_table("90AA00", "90AB00")
    table.loc[table["vestiging"] == "90AB00", "VMBO SECTOR"] = "Landbouw"
    found = supply.sector_pupils(table)
    assert found[["vestiging", "low"]].to_numpy().tolist() == [["90AA00", 2], ["90AA00", 2]]


def test_the_sector_changes_between_the_first_and_the_last_vintage_before_a_year() -> None:
    """Of two locations one stays, one goes and is open for others, and one comes; 2023 is too late."""
    first = sector_table("90AA00", "90AB00")
    last = sector_table("90AA00", "90AC00", "90AB00")
    last.loc[last["vestiging"] == "90AB00", "VMBO SECTOR"] = "Landbouw"
    tables = {DAYS[0]: first, DAYS[1]: last, DAYS[2]: sector_table("90AD00")}
    found = supply.sector_changes(tables, 2023)
    assert {kind: (one.value, one.unit) for kind, one in found.items()} == dict.fromkeys(
        ("behouden", "verdwenen", "nieuw", "verdwenen maar open"), (1, "vestigingen")
    )


def test_one_vintage_shows_no_change() -> None:
    """What is lost or still open is then unknown, in locations."""
    found = supply.sector_changes({DAYS[0]: sector_table("90AA00")}, 2023)
    assert {(one.value, one.unit) for one in found.values()} == {(None, "vestigingen")}


def test_a_series_has_a_row_per_vintage_and_profile() -> None:
    """Locations at the minimum group size, and all pupils with their bounds."""
    found = supply.series({DAYS[1]: TWO, DAYS[0]: TWO.iloc[:1]}, 3)
    assert list(found.columns) == [
        "peildatum", "profiel", "vestigingen", "leerlingen_low", "leerlingen_high",
    ]  # fmt: skip
    pie = found[found["profiel"] == "PIE"].to_numpy().tolist()
    assert pie == [[DAYS[0], "PIE", 1, 5, 5], [DAYS[1], "PIE", 1, 7, 9]]
    one = supply.series({DAYS[0]: offer(("PIE", "90AA00", 1, 1))})
    assert one["vestigingen"].to_list() == [1, 0, 0, 0, 0]


BASIS, GEMENGD, THEORY = "VMBO BL lj 3-4", "VMBO GL lj 3-4", "VMBO TL lj 3-4"
PUPILS = pupil_table(
    ("90AA00", BASIS, NAMES["PIE"], 6),
    ("90AA01", GEMENGD, NAMES["MaT"], None),
    ("90AA01", BASIS, NAMES["MaT"], 0),
    ("90AB00", BASIS, "Groen", 10),
    ("90AB00", THEORY, "", 9),
).rename_axis(index="leerlingen")


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (supply.technical_location_count, [0, 1]),
        (supply.pupil_count, [0, 1]),
        (lambda offer: supply.pupil_count(offer, "PIE"), [0]),
        (lambda offer: supply.location_count(offer, "MaT"), [1]),
        (lambda offer: supply.location_count(offer, "MaT", 3), [1]),
        (lambda offer: supply.location_count(offer, "MaT", 5), []),
        (lambda offer: supply.school_count(offer, "MaT"), [1]),
        (lambda offer: supply.school_count(offer, "MaT", 3), []),
    ],
    ids=[
        "locations", "pupils", "pupils of a profile", "a masked group", "perhaps three", "not five",
        "a school", "a school surely",
    ],
)  # fmt: skip
def test_a_supply_rests_on_the_rows_with_pupils(
    number: Callable[[pd.DataFrame], Measure], lines: list[int]
) -> None:
    """Not on another profile, another track, zero, or a location too small even with its masked pupils."""
    rows = number(supply.profile_pupils(PUPILS)).rows
    assert rows.sources == ["leerlingen"]
    assert rows.lines("leerlingen").tolist() == lines


def lines(found: Measure) -> list[list[int]]:
    """The lines of the first and of the last vintage that a number depends on."""
    return [found.rows.lines(name).tolist() for name in ("eerste", "laatste")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("behouden", [[0], [0]]),
        ("verdwenen", [[1, 2], [0]]),
        ("nieuw", [[0], [1]]),
        ("verdwenen maar open", [[2], [0, 2]]),
    ],
)
def test_a_change_rests_on_both_vintages(kind: str, expected: list[list[int]]) -> None:
    """One location stays, two go of which one is still open, one comes."""
    pie = NAMES["PIE"]
    first = pupil_table(*[(code, BASIS, pie, 1) for code in ("90AA00", "90AB00", "90AC00")])
    last = pupil_table(
        ("90AA00", BASIS, pie, 1), ("90AD00", BASIS, pie, 1), ("90AC00", BASIS, "Groen", 1)
    )
    tables = {
        DAYS[0]: first.rename_axis(index="eerste"),
        DAYS[1]: last.rename_axis(index="laatste"),
    }
    assert lines(supply.sector_changes(tables, 2023)[kind]) == expected
    alone = supply.sector_changes({DAYS[0]: tables[DAYS[0]]}, 2023)
    assert lines(alone[kind]) == [[0, 1, 2], []]


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
