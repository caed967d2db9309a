"""Grants: what was granted, advanced, spent, settled and reclaimed, per region and year.

Population: the decisions in the programme's register of grants; money of the years before the scheme is
not in it. The five kinds are different facts about the same euro, so they are never added up.
All arithmetic is in ``Decimal``, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from sto_eval.measures import Measure, Specification, exact, indicator, unknown
from sto_eval.selections import Selection, rows_with, selection

KINDS = ("verleend", "bevoorschot", "besteed", "vastgesteld", "teruggevorderd")
"""The kinds of the register, in the order in which they come about."""

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
"""What "invested" can mean -> the kind it begins with; in the last two the reclaimed money is taken off."""

NET = tuple(name for name, kind in AMOUNTS.items() if name != kind)
CARIBBEAN = {"met Caribisch Nederland": True, "zonder Caribisch Nederland": False}
CENT = Decimal("0.01")


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, euros; of none it is nil.

    >>> total([Decimal("0.10"), Decimal("0.20")])
    Decimal('0.30')
    """
    return sum(amounts, Decimal("0.00"))


def to_cent(amount: Decimal) -> Decimal:
    """An amount rounded to the cent, halves up.

    >>> to_cent(Decimal("2.345"))
    Decimal('2.35')
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def of_kind(grants: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of one kind."""
    return grants[grants["soort"] == kind]


def amount_rows(name: str) -> Selection:
    """The rows of one kind, and for a name of ``NET`` those of what was reclaimed."""
    return rows_with("soort", AMOUNTS.get(name, name), *([RECLAIMED] if name in NET else []))


@indicator
def amount(grants: pd.DataFrame, name: str = KINDS[0]) -> Measure:
    """The sum of one kind, or of a kind without what was reclaimed (a name of ``AMOUNTS``), euros.

    Without a single row of that kind there is nothing to say: the sum is then not nil but unknown. Of what
    was reclaimed it is nil, as in a register with rows nothing need ever be reclaimed.
    """
    rows = of_kind(grants, AMOUNTS.get(name, name))
    if rows.empty and (name != RECLAIMED or grants.empty):
        return unknown("euro")
    back = of_kind(grants, RECLAIMED)["bedrag"] if name in NET else ()
    return exact(total(rows["bedrag"]) - total(back), "euro")


def amounts(grants: pd.DataFrame) -> dict[str, Measure]:
    """:func:`amount` of each of the five kinds."""
    return {kind: amount(grants, kind) for kind in KINDS}


def by_year(grants: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Kind -> year -> :func:`amount`; a kind without a row in a year is unknown."""
    years = {str(year): rows for year, rows in grants.groupby("jaar")}
    return {kind: {year: amount(rows, kind) for year, rows in years.items()} for kind in KINDS}


def before_settling(years: Mapping[str, dict[str, Measure]]) -> dict[str, dict[str, Measure]]:
    """Of :func:`by_year` the kinds that come before an account is settled."""
    return {kind: family for kind, family in years.items() if kind not in SETTLING}


def settling(years: Mapping[str, dict[str, Measure]]) -> dict[str, dict[str, Measure]]:
    """Of :func:`by_year` the kinds that settle an account."""
    return {kind: family for kind, family in years.items() if kind in SETTLING}


@selection
def granted_rows(regions: pd.DataFrame, grants: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The regions of the register that got any of a kind."""
    sums = per_region(grants, regions, kind)
    return regions[(sums["bedrag"] != 0).to_numpy()]


def included(table: pd.DataFrame, regions: pd.DataFrame, *, caribbean: bool) -> pd.DataFrame:
    """The rows of all regions, or of those in the European Netherlands only."""
    overseas = regions.loc[regions["caribisch"], "regio_id"]
    return table if caribbean else table[~table["regio_id"].isin(overseas)]


def specifications(grants: pd.DataFrame, regions: pd.DataFrame) -> list[Specification]:
    """:func:`amount` in every reading of "invested", with and without the Caribbean Netherlands.

    A reading of which the register has no row yet is no definition that can judge, and is left out.
    """
    known = [name for name in AMOUNTS if amount(grants, name).value is not None]
    return [
        Specification(
            {"soort bedrag": name, "gebied": area},
            amount(included(grants, regions, caribbean=caribbean), name),
        )
        for name in known or AMOUNTS
        for area, caribbean in CARIBBEAN.items()
    ]


def per_region(grants: pd.DataFrame, regions: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The sum of one kind for every region of the register, nil where it has no row.

    Columns ``regio_id``, ``soort`` (of the region), ``bedrag`` (euros).
    """
    rows = of_kind(grants, kind)
    sums = {name: total(group) for name, group in rows.groupby("regio_id")["bedrag"]}
    table = regions[["regio_id", "soort"]].reset_index(drop=True)
    money = [sums.get(name, Decimal("0.00")) for name in table["regio_id"]]
    return table.assign(bedrag=pd.Series(money, dtype=object))


@indicator
def mean_per_region(sums: pd.DataFrame) -> Measure:
    """Euros per region: the sum of :func:`per_region` over the regions that got any, to the cent."""
    each = _received(sums)
    return exact(to_cent(total(each) / len(each)), "euro") if each else unknown("euro")


@indicator
def smallest(sums: pd.DataFrame) -> Measure:
    """The smallest amount of a region that got any, euros."""
    each = _received(sums)
    return exact(min(each), "euro") if each else unknown("euro")


@indicator
def largest(sums: pd.DataFrame) -> Measure:
    """The largest amount of a region, euros."""
    each = _received(sums)
    return exact(max(each), "euro") if each else unknown("euro")


def region_sizes(sums: pd.DataFrame) -> dict[str, Measure]:
    """The mean, smallest and largest amount of a region, by Dutch word."""
    return {
        "gemiddeld": mean_per_region(sums),
        "kleinste": smallest(sums),
        "grootste": largest(sums),
    }


def by_region_kind(sums: pd.DataFrame) -> dict[str, list[Decimal]]:
    """Kind of region -> the amounts of the regions that got any, smallest first."""
    return {str(kind): sorted(_received(rows)) for kind, rows in sums.groupby("soort")}


def _received(sums: pd.DataFrame) -> list[Decimal]:
    return [each for each in sums["bedrag"] if each]
