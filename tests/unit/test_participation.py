"""Participation: overlapping kinds, a union that counts each location once, and what shares allow."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from rows import pupil_table

from sto_eval.indicators import attainable, participation
from sto_eval.indicators.participation import ALSO, ONLY, OTHER, TECHNICAL, THEORETICAL

OFFERS = pd.DataFrame(
    {
        "techniek": [True, True, False, False],
        "niet-techniek": [True, False, True, False],
        "theoretisch": [True, False, False, True],
        "praktijk": [False, False, False, False],
    },
    index=pd.Index(["90AA00", "90AA01", "90AB00", "90AC00"], name="vestiging"),
)
"""All three kinds, technology only, another profile only, theory only."""


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
    assert list(participation.population(OFFERS, kind, reading)) == expected


def test_a_participant_runs_on_the_day_of_its_kind_of_school() -> None:
    """Up to and including its last day; the vso on a day of its own."""
    rows = register(
        ("90AA00", "vmbo", "2020-01-01", "2024-10-01"),
        ("90AB00", "vmbo", "2020-01-01", "2024-09-30"),
        ("95AA00", "vso", "2024-02-02", None),
    )
    found = participation.participants(rows, "2024-10-01", "2024-02-01")
    assert list(found["vestiging"]) == ["90AA00"]


def test_the_union_counts_each_location_once() -> None:
    """Three rows, two locations, one school; a row more in the register is a location more."""
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
    locations = participation.population(OFFERS, TECHNICAL)
    assert participation.participation_share(locations, ["90AA00", "90AC00"]).value == 50
    assert participation.participation_share(locations, ["90AA00", "90AA01"]).value == 100


def test_the_offer_comes_from_the_pupils() -> None:
    """A technical profile, another one, and theory; a location with lower years only has none."""
    table = pupil_table(
        ("90AA00", "VMBO BL lj 3-4", "Bouwen, wonen en interieur", 4),
        ("90AB00", "VMBO BL lj 3-4", "Groen", 6),
        ("90AC00", "VMBO TL lj 3-4", "N.v.t.", 9),
    )
    offers = participation.offer(table)
    assert offers.to_numpy().tolist() == [
        [True, False, False, False],
        [False, True, False, False],
        [False, False, True, False],
    ]
    assert list(participation.offer(table, 5).index) == ["90AB00", "90AC00"]


def test_every_reading_unit_group_and_count_is_tried() -> None:
    """A choice that is none is not named: technology is read in one way, and one count is no choice."""
    day, before = dt.date(2019, 10, 1), dt.date(2018, 10, 1)
    one = {(day, 1): OFFERS}
    names = [set(s.choices) for s in participation.share_specifications(one, TECHNICAL, [])]
    assert names == [{"eenheid", "kleinste groep"}] * 2
    two = {(before, 1): OFFERS.iloc[:2], (day, 1): OFFERS}
    found = participation.share_specifications(two, OTHER, ["90AB00"])
    assert {s.label: s.measure.value for s in found if "scholen" not in s.label} == {
        "ook, vestigingen, ten minste 1 leerling, telling 2018": 0,
        "ook, vestigingen, ten minste 1 leerling, telling 2019": 50,
        "alleen, vestigingen, ten minste 1 leerling, telling 2018": None,
        "alleen, vestigingen, ten minste 1 leerling, telling 2019": 100,
    }


def test_the_chosen_count_stands_beside_the_earliest_that_compares() -> None:
    """Nothing older than the profiles, nothing younger than what was chosen."""
    days = {year: dt.date(year, 10, 1) for year in (2016, 2018, 2019, 2020, 2021)}
    counts = {day: pd.DataFrame() for day in days.values()}
    assert list(participation.ends(counts, days[2018], days[2020])) == [days[2018], days[2020]]
    assert list(participation.ends(counts, days[2018], days[2018])) == [days[2018]]
    assert list(participation.ends(counts, days[2018], days[2016])) == [days[2016]]


def test_a_share_of_few_locations_cannot_be_every_percentage() -> None:
    """Of two locations half is the nearest to 60%."""
    nearest = attainable.nearest_share(participation.population(OFFERS, TECHNICAL), 60)
    assert (nearest.value, nearest.numerator) == (50, 1)


def test_printed_shares_bound_the_union() -> None:
    """Both technical locations, not the one with theory only, and perhaps the one with another profile."""
    all_or_none = {TECHNICAL: (100.0, 100.0), THEORETICAL: (0.0, 50.0)}
    found = attainable.union_bounds(OFFERS, all_or_none, closed=True)
    assert (found.low, found.high) == (2, 3)
    assert attainable.union_bounds(OFFERS, all_or_none).high == math.inf


def test_shares_that_exclude_one_another_allow_nothing() -> None:
    """All technical locations and none with theory: the location with both cannot do both."""
    rows = OFFERS.loc[["90AA00"]].assign(**{OTHER: False})
    found = attainable.union_bounds(rows, {TECHNICAL: (100.0, 100.0), THEORETICAL: (0.0, 0.0)})
    assert found.value is None


def test_each_reading_has_bounds_of_its_own() -> None:
    """Half of one location cannot be; with all of them, the one with nothing else decides."""
    half = attainable.bounds_by_reading(OFFERS, {OTHER: (50.0, 50.0)})
    assert {name: (one.low, one.high) for name, one in half.items()} == {
        "niet-techniek: ook": (1, 3),
        "niet-techniek: alleen": (None, None),
    }
    found = attainable.union_bounds(OFFERS, {OTHER: (50.0, 50.0)}, closed=True)
    assert (found.low, found.high) == (1, 3)


def test_cells_add_up_to_all_locations() -> None:
    """Every location stands in one cell."""
    assert attainable.cells(OFFERS)["vestigingen"].sum() == 4
