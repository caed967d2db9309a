"""Grants: amounts granted, advanced, spent, settled and reclaimed, per region and year.

Population: the decisions in the programme's register of grants, which excludes money from before the scheme.
The five kinds are different facts about the same euro, so they are never added up.
All arithmetic is in ``Decimal``, to the cent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from recount.numbers.measures import Measure, Specification, exact, indicator, money, unknown

KINDS = ("verleend", "bevoorschot", "besteed", "vastgesteld", "teruggevorderd")
"""The kinds of the register, in chronological order."""

SETTLING = KINDS[-2:]
RECLAIMED = KINDS[-1]
AMOUNTS: Mapping[str, str] = {
    "verleend": "verleend",
    "bevoorschot": "bevoorschot",
    "besteed": "besteed",
    "vastgesteld": "vastgesteld",
    "vastgesteld min teruggevorderd": "vastgesteld",
    "bevoorschot min teruggevorderd": "bevoorschot",
}
"""What "invested" can mean -> the kind it starts from; the last two subtract the reclaimed money."""

CARIBBEAN = {"met Caribisch Nederland": True, "zonder Caribisch Nederland": False}


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, euros; zero for none.

    >>> total([Decimal("0.10"), Decimal("0.20")])
    Decimal('0.30')
    """
    return sum(amounts, Decimal("0.00"))


def to_cent(amount: Decimal) -> Decimal:
    """An amount rounded to the cent, half up.

    >>> to_cent(Decimal("2.345"))
    Decimal('2.35')
    """
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def of_kind(grants: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of one kind."""
    return grants[grants["soort"] == kind]


@indicator
def amount(grants: pd.DataFrame, name: str = KINDS[0]) -> Measure:
    """The sum of one kind, or of a kind minus the reclaimed amount (a name of ``AMOUNTS``), euros.

    Without any row of that kind the sum is unknown, not zero. The reclaimed amount is an exception: in a
    register with rows it is zero, because nothing need ever be reclaimed.
    """
    kind = AMOUNTS.get(name, name)
    rows = of_kind(grants, kind)
    if rows.empty and (name != RECLAIMED or grants.empty):
        return unknown("euro").resting_on(rows)
    if name == kind:
        return money(rows)
    back = of_kind(grants, RECLAIMED)
    rest = total(rows["bedrag"]) - total(back["bedrag"])
    return exact(rest, "euro").with_recipe("difference", parts=(money(back), money(rows)))


def amounts(grants: pd.DataFrame) -> dict[str, Measure]:
    """:func:`amount` of each of the five kinds."""
    return {kind: amount(grants, kind) for kind in KINDS}


def by_year(grants: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Kind -> year -> :func:`amount`; unknown for a kind without a row in a year."""
    years = {str(year): rows for year, rows in grants.groupby("jaar")}
    return {kind: {year: amount(rows, kind) for year, rows in years.items()} for kind in KINDS}


def before_settling(years: Mapping[str, dict[str, Measure]]) -> dict[str, dict[str, Measure]]:
    """The kinds of :func:`by_year` that precede settlement."""
    return {kind: family for kind, family in years.items() if kind not in SETTLING}


def settling(years: Mapping[str, dict[str, Measure]]) -> dict[str, dict[str, Measure]]:
    """The kinds of :func:`by_year` that settle an account."""
    return {kind: family for kind, family in years.items() if kind in SETTLING}


def included(table: pd.DataFrame, regions: pd.DataFrame, *, caribbean: bool) -> pd.DataFrame:
    """The rows of all regions, or only of those in the European Netherlands."""
    overseas = left_out(regions, caribbean=caribbean)
    return table[~table["regio_id"].isin(overseas["regio_id"])]


def left_out(regions: pd.DataFrame, *, caribbean: bool) -> pd.DataFrame:
    """The excluded regions: none, or those in the Caribbean Netherlands."""
    return regions[regions["caribisch"] & (not caribbean)]


def specifications(grants: pd.DataFrame, regions: pd.DataFrame) -> list[Specification]:
    """:func:`amount` in every reading of "invested", with and without the Caribbean Netherlands.

    A reading without rows in the register cannot judge and is excluded.
    """
    known = [name for name in AMOUNTS if amount(grants, name).value is not None]
    return [
        Specification(
            {"soort bedrag": name, "gebied": area},
            amount(included(grants, regions, caribbean=caribbean), name).resting_on(
                left_out(regions, caribbean=caribbean)
            ),
        )
        for name in known or AMOUNTS
        for area, caribbean in CARIBBEAN.items()
    ]


def per_region(rows: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """The sum of amounts for every region of the register, zero for a region without rows.

    Columns ``regio_id``, ``soort`` (of the region), ``bedrag`` (euros).
    """
    sums = {name: total(group) for name, group in rows.groupby("regio_id")["bedrag"]}
    each = [sums.get(name, Decimal("0.00")) for name in regions["regio_id"]]
    table = regions[["regio_id", "soort"]]
    return table.assign(bedrag=pd.Series(each, index=table.index, dtype=object))


def received(sums: pd.DataFrame) -> pd.DataFrame:
    """The rows of :func:`per_region` for regions with an amount."""
    return sums[sums["bedrag"] != 0]


@indicator
def mean_per_region(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Euros per region: the sum of the amounts over the number of regions with an amount, to the cent."""
    return _of_regions(rows, regions, "mean", lambda each: to_cent(total(each) / len(each)))


@indicator
def smallest(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """The smallest amount among regions with an amount, euros."""
    return _of_regions(rows, regions, "smallest", min)


@indicator
def largest(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """The largest amount of a region, euros."""
    return _of_regions(rows, regions, "largest", max)


def region_sizes(rows: pd.DataFrame, regions: pd.DataFrame) -> dict[str, Measure]:
    """The mean, smallest and largest amount of a region, by Dutch word."""
    return {
        "gemiddeld": mean_per_region(rows, regions),
        "kleinste": smallest(rows, regions),
        "grootste": largest(rows, regions),
    }


def by_region_kind(sums: pd.DataFrame) -> dict[str, list[Decimal]]:
    """Kind of region -> the amounts of the regions that have one, in ascending order."""
    return {str(kind): sorted(received(rows)["bedrag"]) for kind, rows in sums.groupby("soort")}


def _of_regions(
    rows: pd.DataFrame,
    regions: pd.DataFrame,
    operation: str,
    pick: Callable[[Sequence[Decimal]], Decimal],
) -> Measure:
    """A statistic of the amounts of the regions that have one; unknown if there are none."""
    each = received(per_region(rows, regions))
    amounts = each["bedrag"].to_list()
    found = exact(pick(amounts), "euro") if amounts else unknown("euro")
    return found.with_recipe(operation, rows, each, column="bedrag")
