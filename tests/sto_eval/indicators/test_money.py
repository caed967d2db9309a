"""Grants, regions, contributions and activities on a few rows that can be added up by head."""

from __future__ import annotations

import datetime as dt
import gzip
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UnknownName
from recount.numbers.measures import Measure, exact
from sto_eval.indicators import activities, contributions, grants, printed, regions
from sto_eval.programme import PROGRAMME

STANDIN = Path(__file__).parents[3] / "data" / "standin" / "sto" / "beschikkingen.csv.gz"
END = dt.date(2024, 12, 31)


def table(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    """A register as its layout gives it: days as dates, amounts as decimals."""
    made = pd.DataFrame(rows, columns=columns.split())
    for name in set(made.columns) & {"begindatum", "einddatum"}:
        made[name] = pd.to_datetime(made[name])
    for name in set(made.columns) & {"bedrag", "begroot"}:
        made[name] = pd.Series([Decimal(cell) for cell in made[name]], dtype=object)
    return made


REGIONS = table(
    "regio_id soort begindatum einddatum caribisch",
    ("R1", "techniekregio", "2020-01-01", None, False),
    ("R2", "techniekregio", "2021-01-01", "2022-12-31", False),
    ("R3", "techniekluwe regio", "2020-08-01", None, True),
)
GRANTS = table(
    "regio_id jaar soort bedrag",
    ("R1", 2020, "verleend", "90.10"),
    ("R3", 2021, "verleend", "10.20"),
    ("R1", 2020, "vastgesteld", "80.00"),
    ("R1", 2020, "teruggevorderd", "5.05"),
)
GIFTS = table(
    "regio_id jaar vorm bedrag aanvaard",
    ("R1", 2020, "geld", "6.00", True),
    ("R1", 2024, "natura", "4.00", True),
    ("R3", 2024, "geld", "1.00", False),
)
WORK = table(
    "activiteit_id regio_id jaar soort begroot",
    ("A1", "R1", 2020, "materiaal", "60.00"),
    ("A1", "R1", 2020, "leraren", "20.00"),
    ("A2", "R3", 2021, "overig", "20.00"),
)
FIGURES = pd.DataFrame(
    [
        ("plafond-a-1", 30.0, "2020", "investering"),
        ("plafond-b-1", 10.0, "2020", "investering"),
        ("plafond-a-2", 40.0, "2021", "investering"),
        ("plafond-totaal", 80.0, "2020-2021", "investering"),
        ("budget", 100.0, "2022", "investering"),
        ("regel", 25.0, "2022", ""),
        ("begin", 1500.0, "2019, na de verhoging", ""),
        ("norm", 10.0, "2020", ""),
        ("gepland", 20.0, "2020-2023", ""),
        ("regios-voor", 87.0, "1 november 2019", "regios"),
        ("regios-a", 77.0, "11 januari 2021", "regios"),
        ("regios-b", 78.0, "2022", "regios"),
        ("regios-nu", 74.0, "nu, op de website", "regios"),
    ],
    columns=["id", "waarde", "periode", "vergelijk"],
)


def changed(register: pd.DataFrame, row: int, **cells: object) -> pd.DataFrame:
    """The register with other cells in one row."""
    return table(
        " ".join(register.columns),
        *(
            tuple({**old, **(cells if number == row else {})}.values())
            for number, old in enumerate(register.to_dict("records"))
        ),
    )


def ends(measure: Measure) -> tuple[object, object]:
    """The bounds of a measure."""
    return measure.low, measure.high


# --- investering


def test_a_kind_is_added_up_to_the_cent_and_never_mixed() -> None:
    """90.10 and 10.20 granted are 100.30; what was settled is another sum."""
    found = grants.amount(GRANTS)
    assert (found.value, found.unit) == (Decimal("100.30"), "euro")
    assert grants.amount(GRANTS, "vastgesteld").value == Decimal("80.00")


def test_a_changed_grant_changes_the_investment() -> None:
    """One cent more in one row is one cent more in the sum."""
    more = changed(GRANTS, 1, bedrag="10.21")
    assert grants.amount(more).value == Decimal("100.31")


def test_reclaims_are_subtracted_in_the_net_sums_only() -> None:
    """80.00 settled without 5.05."""
    assert grants.amount(GRANTS, "vastgesteld min teruggevorderd").value == Decimal("74.95")


def test_a_kind_without_a_row_is_unknown_and_not_zero() -> None:
    """Nothing is known of advances, so nothing is known of advances without what was reclaimed."""
    assert grants.amount(GRANTS, "bevoorschot").value is None
    assert grants.amount(GRANTS, "bevoorschot min teruggevorderd").value is None


def test_a_register_without_reclaims_has_reclaimed_nothing() -> None:
    """There need not be any reclaims, so that is zero; of an empty register nothing is known."""
    none = GRANTS[GRANTS["soort"] != "teruggevorderd"]
    assert grants.amounts(none)["teruggevorderd"].value == Decimal("0.00")
    assert grants.amount(none, "vastgesteld min teruggevorderd").value == Decimal("80.00")
    assert grants.amounts(none.iloc[:0])["teruggevorderd"].value is None


def test_the_investment_has_every_reading_with_and_without_the_caribbean() -> None:
    """Nothing is advanced or spent yet, so three amounts; without the overseas region 90.10 is granted."""
    found = {
        tuple(s.choices.values()): s.measure.value for s in grants.specifications(GRANTS, REGIONS)
    }
    assert len(found) == 2 * len(("verleend", "vastgesteld", "vastgesteld min teruggevorderd"))
    assert found["verleend", "met Caribisch Nederland"] == Decimal("100.30")
    assert found["verleend", "zonder Caribisch Nederland"] == Decimal("90.10")


def test_a_kind_that_a_year_does_not_have_is_unknown() -> None:
    """10.20 was granted for 2021, and nothing settled."""
    assert grants.by_year(GRANTS)["verleend"]["2021"].value == Decimal("10.20")
    assert grants.by_year(GRANTS)["vastgesteld"]["2021"].value is None


def test_no_kind_is_lost_between_the_two_tables() -> None:
    """What comes before settling and what settles are together the five kinds."""
    years = grants.by_year(GRANTS)
    assert [*grants.before_settling(years), *grants.settling(years)] == list(grants.KINDS)


def test_a_region_without_a_grant_counts_for_nothing_in_the_mean() -> None:
    """Two of three regions got 100.30 together: 50.15 each; the smallest is not zero."""
    granted = grants.of_kind(GRANTS, "verleend")
    sums = grants.per_region(granted, REGIONS)
    assert sums["bedrag"].to_list() == [Decimal("90.10"), Decimal("0.00"), Decimal("10.20")]
    found = {name: m.value for name, m in grants.region_sizes(granted, REGIONS).items()}
    assert found == {
        "gemiddeld": Decimal("50.15"),
        "kleinste": Decimal("10.20"),
        "grootste": Decimal("90.10"),
    }


@given(st.lists(st.decimals(0, 10**8, places=2), min_size=1, max_size=20), st.randoms())
def test_the_order_of_the_rows_does_not_matter(money: list[Decimal], chance: object) -> None:
    """Decimal sums are exact, so every order gives the same cents."""
    mixed = money.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert grants.total(money) == grants.total(mixed)


def test_a_cent_in_the_register_is_a_cent_in_the_number(tmp_path: Path) -> None:
    """The made-up register as its layout reads it, and once more with a cent more in one row."""
    text = gzip.decompress(STANDIN.read_bytes()).decode()
    first = next(line for line in text.splitlines() if ";verleend;" in line)
    cells = first.split(";")
    cells[4] = str(Decimal(cells[4]) + Decimal("0.01"))
    found = []
    for number, version in enumerate((text, text.replace(first, ";".join(cells)))):
        path = tmp_path / f"{number}.csv"
        path.write_text(version, "utf-8")
        rows = PROGRAMME.layouts["sto-beschikkingen"].read(path).table
        found.append(grants.amount(rows).value)
    assert found[1] - found[0] == Decimal("0.01")


# --- regios


@pytest.mark.parametrize(
    ("day", "count"),
    [("2019-12-31", 0), ("2020-01-01", 1), ("2022-12-31", 3), ("2023-01-01", 2)],
)
def test_a_region_counts_from_its_first_day_to_its_last(day: str, count: int) -> None:
    """Both days included; no last day is still running."""
    assert regions.region_count(REGIONS, dt.date.fromisoformat(day)).value == count


def test_an_absent_kind_of_region_counts_zero() -> None:
    """Its number is still on the page."""
    only = REGIONS[REGIONS["soort"] == "techniekregio"]
    assert [m.value for m in regions.counts_by_kind(only, END).values()] == [1, 0]


def test_a_changed_region_changes_the_count() -> None:
    """A region that stops before the day is not counted on it."""
    stopped = changed(REGIONS, 0, einddatum="2024-12-30")
    assert regions.region_count(stopped, END).value == regions.region_count(REGIONS, END).value - 1


def test_at_any_moment_also_counts_regions_that_ended() -> None:
    """Three in the period, two at its end; the overseas one is a choice."""
    assert regions.region_count_ever(REGIONS, dt.date(2020, 1, 1), END).value == 3
    found = {
        tuple(s.choices.values()): s.measure.value
        for s in regions.specifications(REGIONS, END, 2020, 2024)
    }
    assert len(found) == 12
    assert found["op 31 december 2024", "met Caribisch Nederland"] == 2
    assert found[regions.EVER, "zonder Caribisch Nederland"] == 2


def test_the_line_through_time_has_every_change() -> None:
    """The day after a last day has one region less."""
    line = regions.timeline(REGIONS, 2020, 2024)
    assert line["regios"].to_list() == [1, 2, 3, 2, 2]
    assert line["datum"].to_list()[3] == dt.date(2023, 1, 1)
    assert list(regions.counts_on(line)) == [
        "1 januari 2020", "1 augustus 2020", "1 januari 2021", "1 januari 2023",
    ]  # fmt: skip


# --- periode, and what is printed elsewhere


def test_a_printed_number_rests_on_its_row() -> None:
    """The years on caps and budget of one year, not on the sum of years; a norm on its own row."""
    figures = FIGURES.rename_axis(index="publicaties")

    def lines(measure: Measure) -> list[int]:
        return measure.rows.lines("publicaties").tolist()

    assert lines(printed.year_count(figures, ["plafond-*", "budget"])) == [0, 1, 2, 4]
    ceiling = printed.grant_ceiling(figures, "plafond-*", "budget", "regel")
    assert lines(ceiling) == [0, 1, 2, 4, 5]
    assert lines(printed.printed_shares(figures, {"de norm": "norm"})["de norm"]) == [7]
    assert lines(printed.printed_count(figures, "regios-b", "regio's")) == [11]


def test_printed_bounds_rest_on_what_was_printed() -> None:
    """The ceiling and its parts, the two shares, and the counts of regions within the period."""
    figures = FIGURES.rename_axis(index="publicaties")
    found = [
        printed.grant_bounds(figures, "plafond-*", "budget", "regel"),
        printed.contribution_bounds(figures, Decimal(90), "norm", "gepland"),
        printed.region_bounds(figures, "regios", 2020, 2024),
    ]
    assert [one.rows.lines("publicaties").tolist() for one in found] == [
        [0, 1, 2, 4, 5], [7, 8], [10, 11],
    ]  # fmt: skip


def test_the_years_of_the_scheme_are_those_with_a_cap() -> None:
    """2020 and 2021 have a cap, 2022 the extension, 2019 the start-up phase; a span of years is no year."""
    assert printed.year_count(FIGURES, ["plafond-*", "budget"]).value == 3
    found = printed.year_specifications(FIGURES, "plafond-*", "budget", "begin")
    assert [s.measure.value for s in found] == [3, 2, 4, 3]


def test_a_changed_figure_changes_the_years() -> None:
    """An extension in a year that had a cap already adds none."""
    other = FIGURES.replace({"periode": {"2022": "2021"}})
    assert printed.year_count(other, ["plafond-*", "budget"]).value == 2


def test_the_most_that_could_be_granted_follows_caps_and_rule() -> None:
    """Caps of 80, and for the extension a quarter of that, as that is less than its budget of 100; no least."""
    found = printed.grant_bounds(FIGURES, "plafond-*", "budget", "regel")
    assert ends(found) == (Decimal("-Infinity"), Decimal("100.00"))
    poor = FIGURES.replace({"waarde": {100.0: 7.0}})
    assert printed.grant_bounds(poor, "plafond-*", "budget", "regel").high == Decimal("87.00")


def test_caps_of_one_year_are_added_up() -> None:
    """Two kinds of regions in 2020."""
    found = printed.caps_by_year(FIGURES, ["plafond-*", "budget"])
    assert [m.value for m in found.values()] == [40, 40, 100]


def test_only_counts_of_regions_within_the_period_bound_the_claim() -> None:
    """87 is of the year before, 74 has no year."""
    assert ends(printed.region_bounds(FIGURES, "regios", 2020, 2024)) == (77, 78)
    assert printed.region_bounds(FIGURES, "regios", 2030, 2031).value is None


def test_a_norm_of_all_costs_asks_more_than_of_the_grant() -> None:
    """90 euros with a norm of 10 percent of all costs need 10; with 20 percent 22.50."""
    found = printed.contribution_bounds(FIGURES, Decimal(90), "norm", "gepland")
    assert ends(found) == (Decimal("10.00"), Decimal("22.50"))


def test_a_figure_that_is_not_in_the_list_is_named() -> None:
    """A typo in a parameter leads to the nearest id."""
    with pytest.raises(UnknownName, match="the closest is 'gepland'"):
        printed.value(FIGURES, "gepand")


# --- cofinanciering


def accepted() -> pd.DataFrame:
    """What was accepted, in money and in kind."""
    return contributions.counted(GIFTS, "geld en natura", "aanvaard")


def test_only_accepted_contributions_count_unless_all_are_asked() -> None:
    """Ten of eleven euros were accepted, six of them in money."""
    assert contributions.amount(GIFTS, accepted()).value == Decimal("10.00")
    found = {
        tuple(s.choices.values()): s.measure.value
        for s in contributions.specifications(GIFTS, 2024)
    }
    assert len(found) == 8
    assert found["geld en natura", "alle", "tot en met 2024"] == Decimal("11.00")
    assert found["alleen geld", "aanvaard", "zonder 2024"] == Decimal("6.00")


def test_a_refused_contribution_changes_the_sum() -> None:
    """Four euros less."""
    refused = changed(GIFTS, 1, aanvaard=False)
    found = contributions.counted(refused, "geld en natura", "aanvaard")
    assert contributions.amount(refused, found).value == Decimal("6.00")


def test_the_share_depends_on_the_whole_and_on_the_weights() -> None:
    """10 of 100 euros is 10 percent of the grant; one region gave 10 of 90, the other nothing."""
    money = changed(changed(GRANTS, 0, bedrag="90.00"), 1, bedrag="10.00")
    costs = contributions.costs(accepted(), money, REGIONS, "verleend")
    weighted = contributions.weighted_share(costs, "van de subsidie")
    assert (weighted.value, weighted.denominator) == (Decimal(10), Decimal("100.00"))
    whole = contributions.weighted_share(costs, "van alle kosten")
    assert whole.value == 100 * Decimal(10) / Decimal(110)
    assert contributions.mean_share(costs, "van alle kosten").value == Decimal(5)
    assert len(contributions.share_specifications(costs)) == 4


def test_a_region_on_the_norm_is_not_below_it() -> None:
    """One region has exactly 10 percent, one nothing; the third has no grant and so no share."""
    money = changed(GRANTS, 0, bedrag="90.00")
    costs = contributions.costs(accepted(), money, REGIONS, "verleend")
    below = [
        contributions.regions_below(costs, exact(Decimal(norm), "%"), "van alle kosten").value
        for norm in ("10", "10.1")
    ]
    assert below == [1, 2]
    assert contributions.regions_without_grant(costs).value == 1


def test_a_contribution_is_of_one_part_only() -> None:
    """Six in money, four in kind, one not accepted."""
    found = [m.value for m in contributions.amounts(GIFTS).values()]
    assert found == [Decimal("6.00"), Decimal("4.00"), Decimal("1.00")]
    assert contributions.by_year(GIFTS)["natura"]["2024"].value == Decimal("4.00")


def test_the_printed_figures_are_compared_with_the_norm() -> None:
    """30 next to 90 is a quarter of all costs; a norm of 10 percent asks 10."""
    found = printed.yardsticks(FIGURES, Decimal(90), Decimal(30), {"norm": "norm"})
    assert [m.value for m in found["Deel van alle kosten"].values()] == [25, 10]
    assert [m.value for m in found["Bijdrage"].values()] == [30, 10]


def test_an_empty_register_is_unknown_and_not_zero() -> None:
    """An empty register says nothing; a register without money says that there was none."""
    assert contributions.amount(GIFTS[:0], GIFTS[:0]).value is None
    kind = GIFTS[GIFTS["vorm"] == "natura"]
    found = [s.measure.value for s in contributions.specifications(kind, 2024)]
    assert found == [4, 0, 4, 0, 0, 0, 0, 0]


# --- activiteiten


def test_shares_of_regions_and_of_budget_are_two_things() -> None:
    """One of three regions buys material, for 60 of 100 euros; a fifth is for something else."""
    assert activities.region_share(WORK, REGIONS, "materiaal").value == pytest.approx(100 / 3)
    assert activities.budget_share(WORK, "materiaal").value == Decimal(60)
    assert activities.budget_shares(WORK)[activities.OTHER].value == Decimal(20)


def test_a_changed_kind_changes_the_number_of_kinds() -> None:
    """Two of the five kinds are found; with another kind in one row three."""
    rule = next(iter(activities.REGION_RULES))
    assert activities.kind_count(WORK, REGIONS, rule, 0).value == 2
    other = changed(WORK, 2, soort="instroom")
    assert activities.kind_count(other, REGIONS, rule, 0).value == 3


def test_stricter_rules_find_fewer_kinds() -> None:
    """One region of three is not more than half, and teachers have a fifth of the budget."""
    found = [s.measure.value for s in activities.specifications(WORK, REGIONS, 25)]
    assert found == [2, 1, 0, 0, 0, 0]


def test_a_year_has_shares_of_its_own() -> None:
    """In 2021 everything is for something else."""
    assert activities.budget_by_year(WORK)[activities.OTHER]["2021"].value == 100


def test_an_activity_of_two_kinds_is_one_activity() -> None:
    """Three rows, two activities."""
    assert activities.activity_count(WORK).value == 2
    assert activities.shared_count(WORK).value == 1
