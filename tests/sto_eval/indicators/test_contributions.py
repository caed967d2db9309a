"""Contributions that can be added up by head: parts, years, shares and norms."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
from support.money_registers import FOUR_GRANTS, THREE_REGIONS, changed, table

from recount.numbers.measures import Measure, exact
from sto_eval.indicators import contributions


def decimals(texts: list[str]) -> Any:
    """Euros, exact."""
    return pd.Series([Decimal(text) for text in texts], dtype=object)


REGIONS = pd.DataFrame(
    {"regio_id": ["R1", "R2", "R3"], "soort": ["groot", "klein", "groot"]}
).rename_axis(index="regios")
GRANTS = pd.DataFrame(
    {"regio_id": ["R1", "R2"], "jaar": 2020, "soort": "verleend", "bedrag": decimals(["90", "30"])}
).rename_axis(index="beschikkingen")
GIFTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2", "R3"],
        "jaar": [2020, 2024, 2024, 2024],
        "vorm": ["geld", "natura", "geld", "geld"],
        "bedrag": decimals(["6", "4", "2", "1"]),
        "aanvaard": [True, True, False, True],
    }
).rename_axis(index="cofinanciering")
"""R1 contributed ten with a grant of ninety, R2 two that were refused, R3 one without a grant."""

COSTS = contributions.costs(GIFTS, GRANTS, REGIONS, "verleend")
SHARES = contributions.region_shares(COSTS)


def norm(percent: str) -> Measure:
    """A norm without a source."""
    return exact(Decimal(percent), "%")


def lines(measure: Measure) -> list[list[int]]:
    """The lines of contributions, grants and regions that a number depends on."""
    sources = ("cofinanciering", "beschikkingen", "regios")
    return [measure.rows.lines(name).tolist() for name in sources]


THREE_GIFTS = table(
    "regio_id jaar vorm bedrag aanvaard",
    ("R1", 2020, "geld", "6.00", True),
    ("R1", 2024, "natura", "4.00", True),
    ("R3", 2024, "geld", "1.00", False),
)


def accepted() -> pd.DataFrame:
    """What was accepted, in money and in kind."""
    return contributions.counted(THREE_GIFTS, "geld en natura", "aanvaard")


def test_contributions_are_selected_by_form_and_acceptance() -> None:
    """Money only, accepted only, both, or all."""

    def found(form: str, acceptance: str) -> list[int]:
        return contributions.counted(GIFTS, form, acceptance).index.to_list()

    assert found("geld en natura", "alle") == [0, 1, 2, 3]
    assert found("geld en natura", "aanvaard") == [0, 1, 3]
    assert found("alleen geld", "alle") == [0, 2, 3]
    assert found("alleen geld", "aanvaard") == [0, 3]


def test_an_amount_is_in_euros_also_when_it_is_unknown() -> None:
    """Unknown for an empty register, zero for no rows of a register."""
    none, nil = (contributions.amount(table, GIFTS.iloc[:0]) for table in (GIFTS.iloc[:0], GIFTS))
    assert [(one.value, one.unit) for one in (none, nil)] == [(None, "euro"), (0, "euro")]


def test_each_specification_names_form_acceptance_and_years() -> None:
    """Without the last year six euros remain of eleven that were accepted."""
    found = contributions.specifications(GIFTS, 2024)[:2]
    assert [dict(one.choices) for one in found] == [
        {"vorm": "geld en natura", "aanvaarding": "aanvaard", "jaren": years}
        for years in ("tot en met 2024", "zonder 2024")
    ]
    assert [one.measure.value for one in found] == [11, 6]


def test_a_contribution_is_of_one_part_and_one_year() -> None:
    """Seven in money, four in kind, two not accepted; each row in one part."""
    assert {name: one.value for name, one in contributions.amounts(GIFTS).items()} == {
        "geld": 7, "natura": 4, "niet aanvaard": 2,
    }  # fmt: skip
    assert {year: one.value for year, one in contributions.by_year(GIFTS)["geld"].items()} == {
        "2020": 6, "2024": 1,
    }  # fmt: skip
    refused = GIFTS.assign(aanvaard=False)
    assert [one.value for one in contributions.amounts(refused).values()] == [0, 0, 13]
    assert lines(contributions.amounts(GIFTS)["natura"]) == [[1], [], []]


def test_every_region_has_its_sums_and_shares() -> None:
    """Ten of a hundred is 10% of all costs, and a ninth of the grant; without a grant there is no share."""
    rows = SHARES.set_index("regio_id")
    assert rows["bijdrage"].to_list() == [10, 2, 1]
    assert rows["subsidie"].to_list() == [90, 30, 0]
    assert rows["van alle kosten"].to_list() == [10, Decimal("6.25"), None]
    assert rows.loc["R1", "van de subsidie"] == 100 * Decimal(10) / Decimal(90)
    none = COSTS._replace(contributions=GIFTS.iloc[:0])
    assert contributions.region_shares(none)["bijdrage"].to_list() == [0, 0, 0]


def test_a_share_rests_on_the_regions_with_money() -> None:
    """A weighted share on every region with either; a mean on those with a grant, which have a share."""
    basis = "van alle kosten"
    weighted = contributions.weighted_share(COSTS, basis)
    assert lines(weighted) == [[0, 1, 2, 3], [0, 1], [0, 1, 2]]
    poor = COSTS._replace(contributions=GIFTS.iloc[:0])
    assert lines(contributions.weighted_share(poor, basis)) == [[], [0, 1], [0, 1]]
    granted = [[0, 1, 2], [0, 1], [0, 1]]
    assert lines(contributions.mean_share(COSTS, basis)) == granted
    assert lines(contributions.regions_below(COSTS, norm("7"), basis)) == granted
    assert lines(contributions.regions_without_grant(COSTS)) == [[], [0, 1], [2]]


def test_costs_are_of_the_regions_of_the_register() -> None:
    """A contribution and a grant of region R9, which is not in the register, and another kind."""
    gifts, grants = (table.assign(regio_id="R9") for table in (GIFTS[:1], GRANTS[:1]))
    found = contributions.costs(
        pd.concat([GIFTS, gifts]), pd.concat([GRANTS, grants]), REGIONS, "verleend"
    )
    assert [len(table) for table in found] == [4, 2, 3]
    other = contributions.costs(GIFTS, GRANTS, REGIONS, "vastgesteld")
    assert [len(table) for table in other] == [4, 0, 3]


def test_a_weighted_share_weighs_euros_and_a_mean_weighs_regions() -> None:
    """13 of 133 euros of all costs, 13 per 120 of the grant; the mean of 10% and 6.25% is 8.125%."""
    whole = contributions.weighted_share(COSTS, "van alle kosten")
    assert (whole.numerator, whole.denominator, whole.unit) == (13, 133, "%")
    grant = contributions.weighted_share(COSTS, "van de subsidie")
    assert (grant.value, grant.unit) == (100 * Decimal(13) / Decimal(120), "%")
    assert (grant.numerator, grant.denominator) == (13, 120)
    mean = contributions.mean_share(COSTS, "van alle kosten")
    assert (mean.value, mean.unit) == (Decimal("8.125"), "%")
    none = contributions.mean_share(COSTS.of(["R3"]), "van alle kosten")
    assert (none.value, none.unit) == (None, "%")
    both = contributions.share_specifications(COSTS)
    assert [tuple(one.choices.items()) for one in both] == [
        (("deel", basis), ("weging", weighing))
        for basis in ("van alle kosten", "van de subsidie")
        for weighing in ("elke euro telt even zwaar", "elke regio telt even zwaar")
    ]
    assert both[1].measure.value == Decimal("8.125")


def test_a_share_says_how_it_is_computed() -> None:
    """A ratio has contributions and grants as its parts, a count below a norm that norm."""
    ratio = contributions.weighted_share(COSTS, "van de subsidie")
    assert ratio.low == ratio.value == ratio.high
    assert ratio.recipe.operation == "ratio"
    assert [part.value for part in ratio.recipe.parts] == [13, 120]
    ten = norm("10")
    mean = contributions.mean_share(COSTS, "van alle kosten")
    below = contributions.regions_below(COSTS, ten, "van alle kosten")
    assert [(one.recipe.operation, one.recipe.parts) for one in (mean, below)] == [
        ("mean", ()), ("count", (ten,)),
    ]  # fmt: skip


def test_regions_below_a_norm_are_counted_among_those_with_a_share() -> None:
    """Exactly on the norm is not below it; if no region has a share the count is unknown."""
    norms = {"laag": norm("6.25"), "hoog": norm("10.1")}
    found = contributions.counts_below(COSTS, norms, "van alle kosten")
    assert {name: (one.value, one.unit) for name, one in found.items()} == {
        "laag": (0, "regio's"), "hoog": (2, "regio's"),
    }  # fmt: skip
    none = contributions.regions_below(COSTS.of(["R3"]), norm("10"), "van alle kosten")
    assert (none.value, none.unit) == (None, "regio's")
    without = contributions.regions_without_grant(COSTS)
    assert (without.value, without.unit) == (1, "regio's")
    more = pd.DataFrame({"regio_id": ["R4"], "soort": ["groot"]}, index=pd.Index([3]))
    two = COSTS._replace(regions=pd.concat([REGIONS, more]))
    assert contributions.regions_without_grant(two).value == 2
    both = contributions.below_specifications({"alle": COSTS}, {"norm": norm("10")})["norm"]
    assert [(tuple(one.choices.items()), one.measure.value) for one in both] == [
        ((("bijdragen", "alle"), ("deel", "van alle kosten")), 1),
        ((("bijdragen", "alle"), ("deel", "van de subsidie")), 1),
    ]


def test_the_shares_of_a_kind_of_region_are_in_order() -> None:
    """Regions without a share are excluded."""
    added = pd.concat([SHARES, SHARES.iloc[1:2].assign(soort="groot")], ignore_index=True)
    assert contributions.by_region_kind(added, "van alle kosten") == {
        "groot": [Decimal("6.25"), 10],
        "klein": [Decimal("6.25")],
    }


def test_only_accepted_contributions_count_unless_all_are_asked() -> None:
    """Ten of eleven euros were accepted, six of them in money."""
    assert contributions.amount(THREE_GIFTS, accepted()).value == Decimal("10.00")
    found = {
        tuple(s.choices.values()): s.measure.value
        for s in contributions.specifications(THREE_GIFTS, 2024)
    }
    assert len(found) == 8
    assert found["geld en natura", "alle", "tot en met 2024"] == Decimal("11.00")
    assert found["alleen geld", "aanvaard", "zonder 2024"] == Decimal("6.00")


def test_a_refused_contribution_changes_the_sum() -> None:
    """Four euros less."""
    refused = changed(THREE_GIFTS, 1, aanvaard=False)
    found = contributions.counted(refused, "geld en natura", "aanvaard")
    assert contributions.amount(refused, found).value == Decimal("6.00")


def test_the_share_depends_on_the_whole_and_on_the_weights() -> None:
    """10 of 100 euros is 10 percent of the grant; one region gave 10 of 90, the other nothing."""
    money = changed(changed(FOUR_GRANTS, 0, bedrag="90.00"), 1, bedrag="10.00")
    costs = contributions.costs(accepted(), money, THREE_REGIONS, "verleend")
    weighted = contributions.weighted_share(costs, "van de subsidie")
    assert (weighted.value, weighted.denominator) == (Decimal(10), Decimal("100.00"))
    whole = contributions.weighted_share(costs, "van alle kosten")
    assert whole.value == 100 * Decimal(10) / Decimal(110)
    assert contributions.mean_share(costs, "van alle kosten").value == Decimal(5)
    assert len(contributions.share_specifications(costs)) == 4


def test_a_region_on_the_norm_is_not_below_it() -> None:
    """One region has exactly 10 percent, one nothing; the third has no grant and so no share."""
    money = changed(FOUR_GRANTS, 0, bedrag="90.00")
    costs = contributions.costs(accepted(), money, THREE_REGIONS, "verleend")
    below = [
        contributions.regions_below(costs, exact(Decimal(norm), "%"), "van alle kosten").value
        for norm in ("10", "10.1")
    ]
    assert below == [1, 2]
    assert contributions.regions_without_grant(costs).value == 1


def test_a_contribution_is_of_one_part_only() -> None:
    """Six in money, four in kind, one not accepted."""
    found = [m.value for m in contributions.amounts(THREE_GIFTS).values()]
    assert found == [Decimal("6.00"), Decimal("4.00"), Decimal("1.00")]
    assert contributions.by_year(THREE_GIFTS)["natura"]["2024"].value == Decimal("4.00")


def test_an_empty_register_is_unknown_and_not_zero() -> None:
    """An empty register says nothing; a register without money says that there was none."""
    assert contributions.amount(THREE_GIFTS[:0], THREE_GIFTS[:0]).value is None
    kind = THREE_GIFTS[THREE_GIFTS["vorm"] == "natura"]
    found = [s.measure.value for s in contributions.specifications(kind, 2024)]
    assert found == [4, 0, 4, 0, 0, 0, 0, 0]
