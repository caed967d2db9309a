"""Selections: enough rows to make the number, none of them idle, each on three to six rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import pytest
from rows import pupil_table

from sto_eval.indicators import (
    activities,
    contributions,
    grants,
    participation,
    places,
    printed,
    support,
    survey,
)
from sto_eval.measures import Measure
from sto_eval.selections import Selection, alike, nothing, rows_with, same_rows

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
    ("kind", "lines"), [("techniek", [0, 1]), ("niet-techniek", [3]), ("theoretisch", [4])]
)
def test_a_kind_rests_on_its_own_rows(kind: str, lines: list[int]) -> None:
    """Locations of a kind are those with pupils in it; without a kind, all of these."""

    def count(table: pd.DataFrame) -> Measure:
        return participation.location_counts(participation.offer(table))[kind]

    assert rests_on(count, PUPILS, participation.kind_rows(kind)) == lines
    assert list(participation.kind_rows()(PUPILS).index) == [0, 1, 3, 4]


def test_participation_rests_on_the_participants_of_a_kind() -> None:
    """Who has only green profiles is no participant with technology."""
    register = pd.DataFrame({"vestiging": ["90AA00", "90AB00", "90XX00"], "schoolsoort": "vmbo"})
    offers = participation.offer(PUPILS)
    select = participation.among(register, offers)("techniek")

    def taking_part(table: pd.DataFrame) -> Measure:
        return participation.shares(offers, table["vestiging"])["techniek"]

    assert rests_on(taking_part, register, select) == [0]
    unknown = same_rows(participation.unmatched_rows(register, PUPILS))

    def unmatched(table: pd.DataFrame, pupils: pd.DataFrame = PUPILS) -> Measure:
        return participation.code_count(participation.unmatched(table, pupils))

    assert rests_on(unmatched, register, unknown) == [2]
    counted = participation.matched_rows(register)
    assert rests_on(lambda pupils: unmatched(register, pupils), PUPILS, counted) == [0, 3, 4]


GRANTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2", "R2"],
        "soort": ["verleend", "bevoorschot", "verleend", "teruggevorderd"],
        "bedrag": [Decimal(10), Decimal(8), Decimal(30), Decimal(1)],
    }
)
REGIONS = pd.DataFrame(
    {
        "regio_id": ["R1", "R2", "R3"],
        "soort": ["techniekregio", "techniekluwe regio", "techniekregio"],
        "begindatum": pd.to_datetime(["2020-01-01", "2020-01-01", "2024-01-01"]),
        "einddatum": pd.to_datetime(["2022-12-31", None, None]),
    }
)
GIFTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R2", "R3", "R3"],
        "vorm": ["geld", "natura", "geld", "geld"],
        "aanvaard": [True, True, True, False],
        "bedrag": [Decimal(1), Decimal(10), Decimal(5), Decimal(7)],
    }
)
"""Region R3 gave, and has no grant."""


def test_an_amount_rests_on_its_kind() -> None:
    """And a net amount on what was reclaimed too."""
    assert rests_on(grants.amount, GRANTS, grants.amount_rows("verleend")) == [0, 2]
    net = "bevoorschot min teruggevorderd"
    assert rests_on(lambda t: grants.amount(t, net), GRANTS, grants.amount_rows(net)) == [1, 3]
    select = grants.granted_rows(GRANTS, "verleend")

    def mean(areas: pd.DataFrame) -> Measure:
        return grants.mean_per_region(grants.per_region(GRANTS, areas, "verleend"))

    assert rests_on(mean, REGIONS, select) == [0, 1]


def test_contributions_rest_on_regions_with_a_grant_where_these_have_a_share() -> None:
    """The sum takes all that was accepted; the mean of regions leaves out the one without a grant."""
    chosen = contributions.counted(GIFTS, "geld en natura", "aanvaard")
    basis = "van alle kosten"

    def table(gifts: pd.DataFrame, areas: pd.DataFrame = REGIONS) -> pd.DataFrame:
        return contributions.region_shares(gifts, GRANTS, areas, "verleend")

    mine, areas = contributions.weighed_rows(chosen, table(chosen))
    weighted, mean = contributions.weighted_share, contributions.mean_share
    assert rests_on(lambda t: weighted(table(t), basis), chosen, mine) == [0, 1, 2]
    assert rests_on(lambda t: weighted(table(chosen, t), basis), REGIONS, areas) == [0, 1, 2]
    mine, areas = contributions.share_rows(chosen, table(chosen))
    assert rests_on(lambda t: mean(table(t), basis), chosen, mine) == [0, 1]
    assert rests_on(lambda t: mean(table(chosen, t), basis), REGIONS, areas) == [0, 1]
    without = contributions.without_grant_rows(table(chosen))
    assert list(without(REGIONS).index) == [2]
    assert list(contributions.part_rows("niet aanvaard")(GIFTS).index) == [3]


def test_printed_figures_are_named_by_their_id() -> None:
    """Caps of one year each, the budget and the rule of the extension; not the sum of years."""
    figures = pd.DataFrame(
        {
            "id": ["plafond-1", "plafond-som", "budget", "regel"],
            "periode": ["2020", "2020-2023", "2024", "2024"],
            "waarde": [100.0, 400.0, 30.0, 25.0],
        }
    )
    years = printed.year_rows("plafond-*", "budget")
    count = printed.year_count
    assert list(years(figures).index) == [0, 2]
    assert count(years(figures), ["plafond-*", "budget"]) == count(figures, ["plafond-*", "budget"])
    ceiling = printed.ceiling_rows("plafond-*", "budget", "regel")
    assert list(ceiling(figures).index) == [0, 2, 3]
    assert list(printed.named_rows({"de regel": "regel"})("de regel")(figures).index) == [3]


def test_activities_rest_on_their_kind() -> None:
    """Named kinds without the rest; an activity of two kinds with both of its rows."""
    plans = pd.DataFrame(
        {"activiteit_id": ["A1", "A1", "A2"], "soort": ["materiaal", "leraren", "overig"]}
    )
    assert rests_on(activities.shared_count, plans, activities.shared_rows()) == [0, 1]
    assert list(activities.named_rows()(plans).index) == [0, 1]
    assert list(activities.kind_rows("overig")(plans).index) == [2]


def test_registers_rest_on_what_was_counted() -> None:
    """Answers without the silent, places of regions with both kinds, visits and meetings in time."""
    areas = pd.DataFrame({"regio_id": ["R1", "R2", "R3"]})
    answers = pd.DataFrame(
        {
            "regio_id": ["R1", "R2", "R3"],
            "vraag": ["kwaliteit", "kwaliteit", "samenwerking"],
            "antwoord": pd.array([5, None, 2], dtype="Int64"),
        }
    )
    asked = survey.answer_rows(answers, ["kwaliteit"])
    agree = survey.least_agreement
    assert rests_on(lambda t: agree(t, areas, ["kwaliteit"]), answers, asked) == [0]
    spots = pd.DataFrame(
        {"regio_id": ["R1", "R1", "R2"], "soort": ["techhub", "evenement", "evenement"]}
    )
    assert rests_on(lambda t: places.both_share(t, areas), spots, places.both_rows()) == [0, 1]
    dates = pd.to_datetime(["2020-05-01"] * 5 + ["2025-05-01"])
    visits = pd.DataFrame({"datum": dates, "ondersteuner": [f"O{n}" for n in range(6)]})
    span, first = ("2020-01-01", "2020-12-31"), [0, 1, 2, 3, 4]
    count = support.supporter_count
    assert rests_on(lambda t: count(t, *span), visits, support.visit_rows(*span)) == first
    assert list(support.meeting_rows(visits, 2020, 2024)(visits).index) == first


def test_a_selection_of_nothing_is_one_for_every_key() -> None:
    """As a selection and as a family; and alike gives every key the same rows."""
    table = pd.DataFrame({"soort": ["a", "b"]})
    assert nothing()(table).empty
    assert nothing("sleutel")(table).empty
    family = alike({"bron": rows_with("soort", "b")})["bron"]
    assert list(family("x")(table).index) == list(family("y")(table).index) == [1]
