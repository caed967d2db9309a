"""Grants that can be added up by head: kinds, regions, readings and units."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from support.money_registers import FOUR_GRANTS, THREE_REGIONS, changed

from sto_eval.indicators import grants
from sto_eval.programme import PROGRAMME

KINDS = ["verleend", "bevoorschot", "besteed", "vastgesteld", "teruggevorderd"]


def money(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    """Rows of the register: region, year, kind, euros."""
    table = pd.DataFrame(rows, columns=["regio_id", "jaar", "soort", "bedrag"])
    table.index.name = "beschikkingen"
    return table.assign(bedrag=pd.Series([Decimal(row[3]) for row in rows], dtype=object))


REGIONS = pd.DataFrame(
    {"regio_id": ["R1", "R2", "R3"], "soort": ["groot", "klein", "groot"],
     "caribisch": [False, False, True]},
    index=pd.Index([5, 6, 7], name="regios"),
)  # fmt: skip
MONEY = money(
    ("R1", 2020, "verleend", "10.00"),
    ("R1", 2021, "verleend", "20.01"),
    ("R3", 2021, "verleend", "5.00"),
    ("R1", 2020, "bevoorschot", "8.00"),
    ("R1", 2020, "vastgesteld", "7.00"),
    ("R1", 2020, "teruggevorderd", "1.50"),
)
"""Thirty euros and one cent for R1 in two years, five for R3 overseas, nothing for R2."""


STANDIN = Path(__file__).parents[3] / "data" / "standin" / "sto" / "beschikkingen.csv.gz"


def test_amounts_are_rounded_to_the_cent_halves_up() -> None:
    """Also if the cent is even."""
    rounded = [grants.to_cent(Decimal(text)) for text in ("2.345", "2.325", "2.3249")]
    assert list(map(str, rounded)) == ["2.35", "2.33", "2.32"]
    assert str(grants.total([])) == "0.00"


def test_each_kind_is_added_up_by_itself() -> None:
    """The reclaimed amount is subtracted in two readings only; a kind without a row is unknown, in euros."""
    assert list(grants.amounts(MONEY)) == KINDS
    assert [one.value for one in grants.amounts(MONEY).values()] == [
        Decimal("35.01"), Decimal("8.00"), None, Decimal("7.00"), Decimal("1.50"),
    ]  # fmt: skip
    assert {one.unit for one in grants.amounts(MONEY).values()} == {"euro"}
    assert grants.amount(MONEY).value == Decimal("35.01")
    net = [
        grants.amount(MONEY, f"{kind} min teruggevorderd")
        for kind in ("vastgesteld", "bevoorschot")
    ]
    assert [one.value for one in net] == [Decimal("5.50"), Decimal("6.50")]


def test_an_amount_rests_on_its_kinds() -> None:
    """One kind, plus the reclaimed amount if it is subtracted; an unknown amount depends on no row."""
    found = [
        grants.amount(MONEY, name).rows.lines("beschikkingen").tolist()
        for name in ("verleend", "vastgesteld min teruggevorderd", "besteed")
    ]
    assert found == [[0, 1, 2], [4, 5], []]


def test_an_amount_says_how_it_is_computed() -> None:
    """A net amount is a difference of two sums, in euros; a size is a statistic of sums of regions."""
    net = grants.amount(MONEY, "vastgesteld min teruggevorderd")
    assert (net.unit, net.recipe.operation) == ("euro", "difference")
    assert [part.value for part in net.recipe.parts] == [Decimal("1.50"), Decimal("7.00")]
    sizes = grants.region_sizes(grants.of_kind(MONEY, "verleend"), REGIONS).values()
    assert [(one.recipe.operation, one.recipe.column) for one in sizes] == [
        ("mean", "bedrag"), ("smallest", "bedrag"), ("largest", "bedrag"),
    ]  # fmt: skip


def test_years_and_kinds_are_separate() -> None:
    """Kinds that settle an account on one side, earlier ones on the other."""
    years = grants.by_year(MONEY)
    assert {year: one.value for year, one in years["verleend"].items()} == {
        "2020": Decimal("10.00"),
        "2021": Decimal("25.01"),
    }
    assert list(grants.before_settling(years)) == KINDS[:3]
    assert list(grants.settling(years)) == KINDS[3:]


def test_a_region_without_amounts_has_a_sum_of_zero() -> None:
    """In the order of the register; two regions have an amount."""
    sums = grants.per_region(grants.of_kind(MONEY, "verleend"), REGIONS)
    assert sums.to_dict("records") == [
        {"regio_id": "R1", "soort": "groot", "bedrag": Decimal("30.01")},
        {"regio_id": "R2", "soort": "klein", "bedrag": Decimal("0.00")},
        {"regio_id": "R3", "soort": "groot", "bedrag": Decimal("5.00")},
    ]
    assert grants.received(sums)["regio_id"].to_list() == ["R1", "R3"]
    assert grants.by_region_kind(sums) == {
        "groot": [Decimal("5.00"), Decimal("30.01")],
        "klein": [],
    }


def test_sizes_count_only_regions_with_an_amount() -> None:
    """Thirty-five euros and one cent over two regions, rounded to the cent; unknown without any."""
    granted = grants.of_kind(MONEY, "verleend")
    found = grants.region_sizes(granted, REGIONS)
    assert {name: (str(one.value), one.unit) for name, one in found.items()} == {
        "gemiddeld": ("17.51", "euro"),
        "kleinste": ("5.00", "euro"),
        "grootste": ("30.01", "euro"),
    }
    nothing = grants.region_sizes(granted, REGIONS.iloc[1:2])
    assert {(one.value, one.unit) for one in nothing.values()} == {(None, "euro")}
    mean = found["gemiddeld"].rows
    assert [mean.lines(name).tolist() for name in mean.sources] == [[0, 1, 2], [5, 7]]


def test_every_known_reading_is_tried_with_and_without_the_caribbean() -> None:
    """Five readings have a row; one without is excluded, unless all are."""
    found = grants.specifications(MONEY, REGIONS)
    assert len(found) == 10
    assert [(*one.choices.items(), one.measure.value) for one in found[:2]] == [
        (("soort bedrag", "verleend"), ("gebied", "met Caribisch Nederland"), Decimal("35.01")),
        (("soort bedrag", "verleend"), ("gebied", "zonder Caribisch Nederland"), Decimal("30.01")),
    ]
    assert [one.measure.rows.lines("regios").tolist() for one in found[:2]] == [[], [7]]
    assert [str(one.measure.value) for one in found[::2]] == [
        "35.01", "8.00", "7.00", "5.50", "6.50",
    ]  # fmt: skip
    assert len(grants.specifications(MONEY.iloc[:0], REGIONS)) == 12


def test_a_kind_is_added_up_to_the_cent_and_never_mixed() -> None:
    """90.10 and 10.20 granted are 100.30; what was settled is another sum."""
    found = grants.amount(FOUR_GRANTS)
    assert (found.value, found.unit) == (Decimal("100.30"), "euro")
    assert grants.amount(FOUR_GRANTS, "vastgesteld").value == Decimal("80.00")


def test_a_changed_grant_changes_the_investment() -> None:
    """One cent more in one row is one cent more in the sum."""
    more = changed(FOUR_GRANTS, 1, bedrag="10.21")
    assert grants.amount(more).value == Decimal("100.31")


def test_reclaims_are_subtracted_in_the_net_sums_only() -> None:
    """80.00 settled without 5.05."""
    assert grants.amount(FOUR_GRANTS, "vastgesteld min teruggevorderd").value == Decimal("74.95")


def test_a_kind_without_a_row_is_unknown_and_not_zero() -> None:
    """Nothing is known of advances, so nothing is known of advances without what was reclaimed."""
    assert grants.amount(FOUR_GRANTS, "bevoorschot").value is None
    assert grants.amount(FOUR_GRANTS, "bevoorschot min teruggevorderd").value is None


def test_a_register_without_reclaims_has_reclaimed_nothing() -> None:
    """There need not be any reclaims, so that is zero; of an empty register nothing is known."""
    none = FOUR_GRANTS[FOUR_GRANTS["soort"] != "teruggevorderd"]
    assert grants.amounts(none)["teruggevorderd"].value == Decimal("0.00")
    assert grants.amount(none, "vastgesteld min teruggevorderd").value == Decimal("80.00")
    assert grants.amounts(none.iloc[:0])["teruggevorderd"].value is None


def test_the_investment_has_every_reading_with_and_without_the_caribbean() -> None:
    """Nothing is advanced or spent yet, so three amounts; without the overseas region 90.10 is granted."""
    found = {
        tuple(s.choices.values()): s.measure.value
        for s in grants.specifications(FOUR_GRANTS, THREE_REGIONS)
    }
    assert len(found) == 2 * len(("verleend", "vastgesteld", "vastgesteld min teruggevorderd"))
    assert found["verleend", "met Caribisch Nederland"] == Decimal("100.30")
    assert found["verleend", "zonder Caribisch Nederland"] == Decimal("90.10")


def test_a_kind_that_a_year_does_not_have_is_unknown() -> None:
    """10.20 was granted for 2021, and nothing settled."""
    assert grants.by_year(FOUR_GRANTS)["verleend"]["2021"].value == Decimal("10.20")
    assert grants.by_year(FOUR_GRANTS)["vastgesteld"]["2021"].value is None


def test_no_kind_is_lost_between_the_two_tables() -> None:
    """What comes before settling and what settles are together the five kinds."""
    years = grants.by_year(FOUR_GRANTS)
    assert [*grants.before_settling(years), *grants.settling(years)] == list(grants.KINDS)


def test_a_region_without_a_grant_counts_for_nothing_in_the_mean() -> None:
    """Two of three regions got 100.30 together: 50.15 each; the smallest is not zero."""
    granted = grants.of_kind(FOUR_GRANTS, "verleend")
    sums = grants.per_region(granted, THREE_REGIONS)
    assert sums["bedrag"].to_list() == [Decimal("90.10"), Decimal("0.00"), Decimal("10.20")]
    found = {name: m.value for name, m in grants.region_sizes(granted, THREE_REGIONS).items()}
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
