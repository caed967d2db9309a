"""Activities: how many regions and how much money a kind needs to count, at the edges of the rules."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from support.money_registers import THREE_REGIONS, changed, table

from sto_eval.indicators import activities

ANY, MOST, ALL = activities.REGION_RULES


def work(regions: int, budget: str) -> pd.DataFrame:
    """Material in this many regions for a total budget, and another kind for the rest of a hundred."""
    rows = [(f"A{n}", f"R{n}", "materiaal", Decimal(0)) for n in range(regions)]
    rows += [("B1", "R0", "materiaal", Decimal(budget))]
    rows += [("B2", "R0", activities.OTHER, 100 - Decimal(budget))]
    table = pd.DataFrame(rows, columns=["activiteit_id", "regio_id", "soort", "begroot"])
    return table.astype({"begroot": object})


WORK = table(
    "activiteit_id regio_id jaar soort begroot",
    ("A1", "R1", 2020, "materiaal", "60.00"),
    ("A1", "R1", 2020, "leraren", "20.00"),
    ("A2", "R3", 2021, "overig", "20.00"),
)


@pytest.mark.parametrize(
    ("rule", "regions", "busy", "count"),
    [
        (ANY, 200, 1, 1),
        (MOST, 4, 2, 0),
        (MOST, 200, 101, 1),
        (ALL, 4, 3, 0),
        (ALL, 4, 4, 1),
    ],
)
def test_a_rule_about_regions_holds_at_its_edge(
    rule: str, regions: int, busy: int, count: int
) -> None:
    """One of two hundred is at least one; half is not more than half; all but one is not all."""
    register = pd.DataFrame({"regio_id": [f"R{n}" for n in range(regions)]})
    found = activities.kind_count(work(busy, "1"), register, rule, 0)
    assert (found.value, found.unit) == (count, "soorten activiteiten")


@pytest.mark.parametrize(("budget", "count"), [("5", 1), ("4.99", 0)])
def test_a_kind_at_exactly_the_least_share_of_the_budget_counts(budget: str, count: int) -> None:
    """Five percent is at least five percent."""
    register = pd.DataFrame({"regio_id": ["R0", "R1"]})
    assert activities.kind_count(work(1, budget), register, ANY, 5.0).value == count


def test_kinds_rest_on_their_rows_and_on_all_regions() -> None:
    """The named kinds on lines 0 and 1; with a minimum share of the budget also the rest, line 2."""
    plans = work(1, "10").rename_axis(index="activiteiten")
    register = pd.DataFrame({"regio_id": ["R0", "R1"]}).rename_axis(index="regios")
    found = [
        activities.kind_count(plans, register, ANY, 0),
        activities.kind_count(plans, register, ANY, 5),
        activities.region_share(plans, register, activities.OTHER),
        activities.budget_share(plans, "materiaal"),
    ]
    assert [one.rows.lines("activiteiten").tolist() for one in found] == [
        [0, 1], [0, 1, 2], [2], [0, 1, 2],
    ]  # fmt: skip
    assert [one.rows.lines("regios").tolist() for one in found] == [[0, 1]] * 3 + [[]]


def test_an_activity_of_two_kinds_rests_on_both_of_its_rows() -> None:
    """A1 is on lines 0 and 1, A2 is of one kind."""
    plans = pd.DataFrame(
        {"activiteit_id": ["A1", "A1", "A2"], "soort": ["materiaal", "leraren", "overig"]}
    ).rename_axis(index="activiteiten")
    both, every = activities.shared_count(plans), activities.activity_count(plans)
    assert (both.value, both.rows.lines("activiteiten").tolist()) == (1, [0, 1])
    assert (every.value, every.rows.lines("activiteiten").tolist()) == (2, [0, 1, 2])


def test_a_share_of_regions_counts_all_regions() -> None:
    """Two of four regions are half of them."""
    register = pd.DataFrame({"regio_id": ["R0", "R1", "R2", "R3"]})
    share = activities.region_share(work(2, "1"), register, "materiaal")
    assert (share.numerator, share.denominator) == (2, 4)


def test_a_kind_without_a_budget_has_no_share_of_it() -> None:
    """Planned for nothing: below any minimum share, also one below one percent."""
    register = pd.DataFrame({"regio_id": ["R0"]})
    assert activities.kind_count(work(1, "0"), register, ANY, 0.5).value == 0


def test_each_specification_names_the_rules_of_regions_and_of_budget() -> None:
    """Half a percent is enough without a minimum, and not with one of five percent."""
    register = pd.DataFrame({"regio_id": ["R0"]})
    found = activities.specifications(work(1, "0.5"), register, 5.0)
    assert [dict(one.choices) for one in found[:2]] == [
        {"regio's": ANY, "budget": "elk budget"},
        {"regio's": ANY, "budget": "ten minste 5% van het budget"},
    ]
    assert [one.measure.value for one in found] == [1, 0] * 3


def test_every_kind_has_a_share_of_the_regions() -> None:
    """Material in two of four, another kind in one, the rest nowhere; the parts are counts of regions."""
    register = pd.DataFrame({"regio_id": ["R0", "R1", "R2", "R3"]})
    found = activities.region_shares(work(2, "1"), register)
    assert {kind: one.value for kind, one in found.items()} == {
        **dict.fromkeys(activities.NAMED, 0), "materiaal": 50, "overig": 25,
    }  # fmt: skip
    assert [part.unit for part in found["materiaal"].recipe.parts] == ["regio's", "regio's"]


def test_kinds_and_activities_are_counts() -> None:
    """Kinds are counted from rows; an activity of two kinds is one activity."""
    plans = work(1, "1")
    kinds = activities.kind_count(plans, pd.DataFrame({"regio_id": ["R0"]}), ANY, 0)
    assert kinds.recipe.operation == "count"
    both = activities.activity_count(plans), activities.shared_count(plans)
    assert [one.unit for one in both] == ["activiteiten", "activiteiten"]


def test_shares_of_regions_and_of_budget_are_two_things() -> None:
    """One of three regions buys material, for 60 of 100 euros; a fifth is for something else."""
    assert activities.region_share(WORK, THREE_REGIONS, "materiaal").value == pytest.approx(100 / 3)
    assert activities.budget_share(WORK, "materiaal").value == Decimal(60)
    assert activities.budget_shares(WORK)[activities.OTHER].value == Decimal(20)


def test_a_changed_kind_changes_the_number_of_kinds() -> None:
    """Two of the five kinds are found; with another kind in one row three."""
    rule = next(iter(activities.REGION_RULES))
    assert activities.kind_count(WORK, THREE_REGIONS, rule, 0).value == 2
    other = changed(WORK, 2, soort="instroom")
    assert activities.kind_count(other, THREE_REGIONS, rule, 0).value == 3


def test_stricter_rules_find_fewer_kinds() -> None:
    """One region of three is not more than half, and teachers have a fifth of the budget."""
    found = [s.measure.value for s in activities.specifications(WORK, THREE_REGIONS, 25)]
    assert found == [2, 1, 0, 0, 0, 0]


def test_a_year_has_shares_of_its_own() -> None:
    """In 2021 everything is for something else."""
    assert activities.budget_by_year(WORK)[activities.OTHER]["2021"].value == 100


def test_an_activity_of_two_kinds_is_one_activity() -> None:
    """Three rows, two activities."""
    assert activities.activity_count(WORK).value == 2
    assert activities.shared_count(WORK).value == 1
