"""Participation: overlapping kinds, a union that counts each location once, and what shares allow."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from support.publisher_rows import pupil_table

from recount.numbers.measures import exact
from sto_eval.indicators import attainable, participation
from sto_eval.indicators.participation import ALSO, ONLY, OTHER, TECHNICAL, THEORETICAL


def offers(**kinds: list[str]) -> pd.DataFrame:
    """A row for each kind of a location."""
    pairs = [(f"90{code}", kind) for code, own in kinds.items() for kind in own]
    return pd.DataFrame(pairs, columns=["vestiging", "soort"]).rename_axis(index="leerlingen")


OFFERS = offers(
    AA00=[TECHNICAL, OTHER, THEORETICAL], AA01=[TECHNICAL], AB00=[OTHER], AC00=[THEORETICAL]
)
"""All three kinds, technology only, another profile only, theory only."""


def members(*codes: str) -> pd.DataFrame:
    """Participants of the vmbo."""
    table = pd.DataFrame({"vestiging": list(codes), "schoolsoort": "vmbo"}, dtype=str)
    return table.rename_axis(index="deelname")


def register(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Rows of the register: location, kind of school, first and last day."""
    table = pd.DataFrame(rows, columns=["vestiging", "schoolsoort", "begindatum", "einddatum"])
    for name in ("begindatum", "einddatum"):
        table[name] = pd.to_datetime(table[name])
    return table


@pytest.mark.parametrize(
    ("kind", "reading", "expected"),
    [
        (TECHNICAL, ALSO, ["90AA00", "90AA01"]),
        (OTHER, ALSO, ["90AA00", "90AB00"]),
        (OTHER, ONLY, ["90AB00"]),
        (THEORETICAL, ONLY, ["90AC00"]),
    ],
)
def test_also_and_only_are_two_populations(kind: str, reading: str, expected: list[str]) -> None:
    """The location that has everything belongs to "also" only."""
    assert list(participation.population(OFFERS, kind, reading)["vestiging"]) == expected


def test_a_participant_is_active_on_the_day_of_its_kind_of_school() -> None:
    """Up to and including its last day; the vso on its own day."""
    rows = register(
        ("90AA00", "vmbo", "2020-01-01", "2024-10-01"),
        ("90AB00", "vmbo", "2020-01-01", "2024-09-30"),
        ("95AA00", "vso", "2024-02-02", None),
    )
    found = participation.participants(rows, "2024-10-01", "2024-02-01")
    assert list(found["vestiging"]) == ["90AA00"]


def test_the_union_counts_each_location_once() -> None:
    """Three rows, two locations, one school; an extra row in the register is an extra location."""
    rows = register(
        ("90AA00", "vmbo", "2020-01-01", None),
        ("90AA00", "pro", "2021-01-01", None),
        ("90AA01", "vmbo", "2020-01-01", None),
    )
    assert participation.union_count(rows).value == 2
    assert participation.union_count(rows, "scholen").value == 1
    more = pd.concat([rows, register(("90AC00", "vso", "2020-01-01", None))])
    assert participation.union_count(more).value == 3


def test_a_share_moves_with_a_row_of_the_register() -> None:
    """One of two technical locations takes part, and then both."""
    rows = participation.population(OFFERS, TECHNICAL)
    parts = participation.participation_share(rows, members("90AA00")).recipe.parts
    assert [part.unit for part in parts] == ["vestigingen", "vestigingen"]
    one, both = members("90AA00", "90AC00"), members("90AA00", "90AA01")
    assert participation.participation_share(rows, one).value == 50
    assert participation.participation_share(rows, both).value == 100


def test_a_share_rests_on_the_offers_of_the_kind_and_on_who_has_them() -> None:
    """Technology is on lines 0 and 3; of two participants the one with only theory does not count."""
    found = participation.shares(OFFERS, members("90AC00", "90AA00"))[TECHNICAL].rows
    assert found.lines("leerlingen").tolist() == [0, 3]
    assert found.lines("deelname").tolist() == [1]


def test_the_offer_comes_from_the_pupils() -> None:
    """A technical profile, another one, and theory; a location with only lower years has none."""
    table = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", "Bouwen, wonen en interieur", 4),
        ("90AB00", "VMBO BL lj 3-4", "Groen", 6),
        ("90AC00", "VMBO TL lj 3-4", "N.v.t.", 9),
    )
    found = participation.offer(table)
    assert found.to_numpy().tolist() == [
        ["90AA00", TECHNICAL, 4],
        ["90AB00", OTHER, 6],
        ["90AC00", THEORETICAL, 9],
    ]
    assert list(participation.offer(table, 5)["vestiging"]) == ["90AB00", "90AC00"]


def test_every_reading_unit_group_and_count_is_tried() -> None:
    """A dimension with one choice is omitted: technology has one reading, and one count is no choice."""
    day, before = dt.date(2019, 10, 1), dt.date(2018, 10, 1)
    one = {(day, 1): OFFERS}
    none = members()
    assert list(
        participation.share_specifications({**one, (before, 1): OFFERS}, OTHER, none)[0].choices
    ) == ["lezing", "eenheid", "kleinste groep", "telling"]
    names = [set(s.choices) for s in participation.share_specifications(one, TECHNICAL, none)]
    assert names == [{"eenheid", "kleinste groep"}] * 2
    two = {(before, 1): OFFERS.iloc[:4], (day, 1): OFFERS}
    found = participation.share_specifications(two, OTHER, members("90AB00"))
    assert {s.label: s.measure.value for s in found if "scholen" not in s.label} == {
        "ook, vestigingen, ten minste 1 leerling, telling 2018": 0,
        "ook, vestigingen, ten minste 1 leerling, telling 2019": 50,
        "alleen, vestigingen, ten minste 1 leerling, telling 2018": None,
        "alleen, vestigingen, ten minste 1 leerling, telling 2019": 100,
    }


def test_the_chosen_count_is_paired_with_the_earliest_comparable_one() -> None:
    """Nothing from before the profiles, nothing after the chosen count."""
    days = {year: dt.date(year, 10, 1) for year in (2016, 2018, 2019, 2020, 2021)}
    counts = {day: pd.DataFrame() for day in days.values()}
    assert list(participation.ends(counts, days[2018], days[2020])) == [days[2018], days[2020]]
    assert list(participation.ends(counts, days[2018], days[2018])) == [days[2018]]
    assert list(participation.ends(counts, days[2018], days[2016])) == [days[2016]]


def test_a_share_of_few_locations_cannot_be_every_percentage() -> None:
    """Of two locations, half is nearest to 60%."""
    nearest = attainable.nearest_shares(OFFERS, {TECHNICAL: (59.5, 60.5)})[TECHNICAL]
    assert (nearest.value, nearest.numerator) == (50, 1)
    assert attainable.nearest_share(exact(0, "vestigingen"), 60).value is None


def test_the_nearest_share_is_exact_and_counts_its_locations() -> None:
    """Three of four is nearest to 70%; of no locations it is unknown. Both depend on the count."""
    four, none = exact(4, "vestigingen"), exact(0, "vestigingen")
    found, unknown = attainable.nearest_share(four, 70), attainable.nearest_share(none, 70)
    assert (found.value, found.low, found.high, found.unit) == (75, 75, 75, "%")
    assert (found.numerator, found.denominator) == (3, 4)
    assert (unknown.value, unknown.unit) == (None, "%")
    assert [(one.recipe.operation, one.recipe.parts) for one in (found, unknown)] == [
        ("nearest-share", (four,)), ("nearest-share", (none,)),
    ]  # fmt: skip


def test_the_nearest_share_is_that_to_the_middle_of_what_is_printed() -> None:
    """95 lies between 90 and 100: with two locations 100% is nearest."""
    (found,) = attainable.nearest_shares(OFFERS, {TECHNICAL: (90, 100)}).values()
    assert (found.value, found.denominator) == (100, 2)


def test_many_locations_can_give_every_whole_percentage() -> None:
    """Of a hundred the nearest share excludes nothing; of ninety-nine it is 49.5%."""
    many, fewer = (attainable.nearest_share(exact(n, "vestigingen"), 50) for n in (100, 99))
    assert (many.value, fewer.numerator) == (None, 50)


@pytest.mark.parametrize(
    ("count", "ends"), [(200, (195, 197)), (276, (270, 271)), (3, (None, None)), (0, (None, None))]
)
def test_a_rounded_share_stands_for_few_counts(count: int, ends: tuple[int, int]) -> None:
    """97.5% to 98.5% of 200 is 195 to 197; of three locations no number gives it."""
    locations = exact(count, "vestigingen")
    found = attainable.matching_count(locations, (97.5, 98.5))
    assert (found.low, found.high, found.unit) == (*ends, "vestigingen")
    assert (found.recipe.operation, found.recipe.parts) == ("matching-count", (locations,))


def test_no_locations_give_no_share() -> None:
    """Whatever is printed."""
    assert attainable.matching_count(exact(0, "vestigingen"), (0, 100)).value is None


def test_each_printed_share_stands_for_counts_of_its_own_kind() -> None:
    """About half of two technical locations is one; all with theory are two. They rest on those counts."""
    printed = {TECHNICAL: (40.0, 60.0), THEORETICAL: (100.0, 100.0)}
    found = attainable.matching_counts(OFFERS, printed)
    assert {kind: (one.low, one.high) for kind, one in found.items()} == {
        TECHNICAL: (1, 1), THEORETICAL: (2, 2),
    }  # fmt: skip
    assert found[TECHNICAL].rows.lines("leerlingen").tolist() == [0, 3]


def test_a_rounded_share_bounds_from_both_sides() -> None:
    """A third to two thirds of three technical locations: one or two, and possibly the one without technology."""
    rows = offers(AA00=[TECHNICAL], AA01=[TECHNICAL], AA02=[TECHNICAL], AB00=[OTHER])
    found = attainable.union_bounds(rows, {TECHNICAL: (33.3, 66.7)}, closed=True)
    assert (found.low, found.value, found.high) == (1, 2, 3)
    assert (found.unit, found.recipe.operation) == ("vestigingen", "union-bounds")


def test_printed_shares_bound_the_union() -> None:
    """Both technical locations, not the one with only theory, and possibly the one with another profile."""
    all_or_none = {TECHNICAL: (100.0, 100.0), THEORETICAL: (0.0, 50.0)}
    found = attainable.union_bounds(OFFERS, all_or_none, closed=True)
    assert (found.low, found.high) == (2, 3)
    assert attainable.union_bounds(OFFERS, all_or_none).high == math.inf
    assert found.rows.lines("leerlingen").tolist() == [0, 1, 2, 3, 4, 5]


def test_contradictory_shares_allow_no_union() -> None:
    """All technical locations and none with theory: the location with both cannot satisfy both."""
    rows = offers(AA00=[TECHNICAL, THEORETICAL])
    found = attainable.union_bounds(rows, {TECHNICAL: (100.0, 100.0), THEORETICAL: (0.0, 0.0)})
    assert (found.value, found.unit) == (None, "vestigingen")


def test_each_reading_has_bounds_of_its_own() -> None:
    """Half of one location is impossible; with all of them, the one with nothing else decides."""
    half = attainable.bounds_by_reading(OFFERS, {OTHER: (50.0, 50.0)})
    assert {name: (one.low, one.high) for name, one in half.items()} == {
        "niet-techniek: ook": (1, 3),
        "niet-techniek: alleen": (None, None),
    }
    assert {one.unit for one in half.values()} == {"vestigingen"}
    found = attainable.union_bounds(OFFERS, {OTHER: (50.0, 50.0)}, closed=True)
    assert (found.low, found.high) == (1, 3)


def test_a_combination_of_readings_is_named_without_the_kind_that_has_one() -> None:
    """Technology has one reading; the two others have two each."""
    whole = dict.fromkeys((TECHNICAL, OTHER, THEORETICAL), (0.0, 100.0))
    assert list(attainable.bounds_by_reading(OFFERS, whole)) == [
        f"niet-techniek: {other}, theoretisch: {theory}"
        for other in (ALSO, ONLY)
        for theory in (ALSO, ONLY)
    ]


def test_cells_add_up_to_all_locations() -> None:
    """Every location is in one cell; one with two rows of a kind is one location."""
    twice = pd.concat([OFFERS, OFFERS.iloc[3:4]])
    assert attainable.cells(twice)["vestigingen"].to_list() == [1, 1, 1, 1]


def test_the_largest_cell_comes_first() -> None:
    """Two locations with technology only before one with theory only; numbered from zero."""
    rows = offers(AA00=[TECHNICAL], AA01=[THEORETICAL], AA02=[TECHNICAL])
    table = attainable.cells(rows)
    assert table["vestigingen"].to_dict() == {0: 2, 1: 1}
    assert table[TECHNICAL].to_list() == [True, False]


def test_nothing_else_excludes_locations_with_a_technical_profile() -> None:
    """Half of three is impossible; half of the two without technology is one, and the third is free."""
    rows = offers(AA00=[TECHNICAL, OTHER], AB00=[OTHER], AB01=[OTHER])
    half = attainable.bounds_by_reading(rows, {OTHER: (50.0, 50.0)})
    assert {name: (one.low, one.high) for name, one in half.items()} == {
        "niet-techniek: ook": (None, None),
        "niet-techniek: alleen": (1, 2),
    }


def test_the_kinds_have_the_names_of_the_report() -> None:
    """Five kinds, four of which are vmbo; a share is printed for three."""
    printed = ("techniek", "niet-techniek", "theoretisch")
    assert printed == participation.PRINTED
    assert (*printed, "overige techniek") == participation.VMBO
    assert (*participation.VMBO, "praktijk") == participation.KINDS
    assert participation.UNITS == ("vestigingen", "scholen")


def test_an_old_department_of_techniek_is_a_kind_of_its_own() -> None:
    """Practical education counts in all its years, theory in years three and four."""
    practice, theory, basis = "Praktijkonderwijs alle vj", "VMBO TL lj 3-4", "VMBO BL lj 3-4"
    tables = [
        pupil_table(("90AA00", basis, "Bouwbreed -ISP", 4)),
        *[pupil_table(("90AB00", practice, "N.v.t.", 4), year=year) for year in range(1, 7)],
        *[pupil_table((f"90AC0{year}", theory, "N.v.t.", 4), year=year) for year in (2, 3, 4, 5)],
    ]
    pupils = pd.concat(tables, ignore_index=True)
    found = participation.offer(pupils)
    assert found.groupby("soort")["vestiging"].unique().map(list).to_dict() == {
        "overige techniek": ["90AA00"],
        "praktijk": ["90AB00"],
        "theoretisch": ["90AC03", "90AC04"],
    }
    assert sorted(found.index) == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    assert participation.offer(pupils, 24).index.to_list() == [1, 2, 3, 4, 5, 6]
    assert participation.offer(pupils, 25).empty


def test_a_technical_profile_is_no_other_profile_whatever_its_sector() -> None:
    """DUO puts some under another sector."""
    pupils = pupil_table(("90AA00", "VMBO BL lj 3-4", "Maritiem en Techniek", 4))
    found = participation.offer(pupils.assign(**{"VMBO SECTOR": "Landbouw"}))
    assert found["soort"].to_list() == [TECHNICAL]


def test_one_pupil_in_a_row_is_enough_for_a_kind() -> None:
    """The minimum group size is one by default; a row without pupils does not count."""
    theory = ("90AA00", "VMBO TL lj 3-4", "N.v.t.")
    pupils = pupil_table((*theory, 1))
    assert participation.offer(pupils)["vestiging"].to_list() == ["90AA00"]
    assert participation.offer(pupil_table((*theory, 1), (*theory, 0))).index.to_list() == [0]
    both = participation.offers_by_count({dt.date(2019, 10, 1): pupils}, (1, 2))
    assert [len(table) for table in both.values()] == [1, 0]


@pytest.mark.parametrize(
    ("kind", "beside"),
    [
        (TECHNICAL, [OTHER]),
        (OTHER, [TECHNICAL]),
        (THEORETICAL, [TECHNICAL, OTHER, "overige techniek"]),
        ("overige techniek", [TECHNICAL, OTHER, THEORETICAL]),
        ("praktijk", [TECHNICAL, OTHER, THEORETICAL, "overige techniek"]),
    ],
)
def test_nothing_else_excludes_these_other_kinds(kind: str, beside: list[str]) -> None:
    """A location with the kind and one of the others does not offer nothing else."""
    for other in participation.KINDS:
        alone = participation.population(offers(AA00=list({kind, other})), kind, ONLY)
        assert len(alone) == (other not in beside)


def test_a_row_is_active_from_its_first_day_and_the_vso_has_its_own_day() -> None:
    """A row that begins on the day itself is active; one that begins the day after is not yet."""
    rows = register(
        ("90AA00", "vmbo", "2024-10-01", None), ("90AB00", "vmbo", "2024-10-02", None),
        ("95AA00", "vso", "2024-02-01", "2024-02-01"), ("95AB00", "vso", "2024-02-02", None),
    )  # fmt: skip
    days = dt.date(2024, 10, 1), dt.date(2024, 2, 1)
    assert list(participation.participants(rows, *days)["vestiging"]) == ["90AA00", "95AA00"]


def test_shares_and_counts_are_of_each_kind() -> None:
    """Two technical locations, two others, two with theory; the one with everything takes part."""
    shares = participation.shares(OFFERS, members("90AA00"))
    assert {
        kind: (one.numerator, one.denominator) for kind, one in shares.items()
    } == dict.fromkeys(participation.PRINTED, (1, 2))
    counts = participation.location_counts(OFFERS)
    assert [(one.value, one.unit) for one in counts.values()] == [
        (2, "vestigingen"), (2, "vestigingen"), (2, "vestigingen"), (0, "vestigingen"), (0, "vestigingen"),
    ]  # fmt: skip
    day = dt.date(2019, 10, 1)
    found = participation.all_share_specifications({(day, 1): OFFERS}, members("90AA00"))
    assert {kind: len(each) for kind, each in found.items()} == {
        TECHNICAL: 2, OTHER: 4, THEORETICAL: 4,
    }  # fmt: skip


def test_participants_of_the_vo_are_looked_up_among_the_pupils() -> None:
    """One code is missing and listed once; those of the vso are not looked up, there or not."""
    rows = register(
        ("90AA00", "vmbo", "2020-01-01", None), ("90ZZ00", "vmbo", "2020-01-01", None),
        ("90ZZ00", "pro", "2020-01-01", None), ("95ZZ00", "vso", "2020-01-01", None),
        ("95YY00", "vso", "2020-01-01", None),
    ).rename_axis(index="deelname")  # fmt: skip
    codes = pd.DataFrame({"vestiging": ["90AA00", "95ZZ00", "90AB00"]})
    found = participation.unmatched_count(rows, codes.rename_axis(index="leerlingen"))
    assert (found.value, found.unit) == (1, "vestigingen")
    assert found.rows.lines("deelname").tolist() == [1, 2]
    assert found.rows.lines("leerlingen").tolist() == [0]


def test_the_union_is_counted_in_each_unit_with_and_without_other_schools() -> None:
    """Four locations of three schools; two locations of one school are vmbo."""
    rows = register(
        ("90AA00", "vmbo", "2020-01-01", None), ("90AA10", "vmbo", "2020-01-01", None),
        ("95AA00", "vso", "2020-01-01", None), ("96AA00", "pro", "2020-01-01", None),
    )  # fmt: skip
    found = participation.union_specifications(rows)
    assert [(*one.choices.items(), one.measure.value, one.measure.unit) for one in found] == [
        (("schoolsoort", "vmbo, pro en vso"), ("eenheid", "vestigingen"), 4, "vestigingen"),
        (("schoolsoort", "vmbo, pro en vso"), ("eenheid", "scholen"), 3, "scholen"),
        (("schoolsoort", "alleen vmbo"), ("eenheid", "vestigingen"), 2, "vestigingen"),
        (("schoolsoort", "alleen vmbo"), ("eenheid", "scholen"), 1, "scholen"),
    ]


def test_a_school_takes_part_when_one_of_its_locations_does() -> None:
    """Both technical locations belong to one school: one of two locations, and the one school."""
    found = participation.share_specifications(
        {(dt.date(2019, 10, 1), 1): OFFERS}, TECHNICAL, members("90AA01")
    )
    assert {one.choices["eenheid"]: one.measure.value for one in found} == {
        "vestigingen": 50, "scholen": 100,
    }  # fmt: skip
    assert found[0].choices["kleinste groep"] == "ten minste 1 leerling"
