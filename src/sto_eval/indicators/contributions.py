"""Co-financing: what companies contributed, in money and in kind, and its share of the costs of a region.

Population: the contributions in the programme's register. Only accepted contributions count, unless stated
otherwise. C is the sum of contributions, S that of grants: the norm of the scheme is a share of all costs,
C / (S + C); as a share of the grant, C / S, it is higher. All sums are in ``Decimal``, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from recount.numbers.measures import (
    Measure,
    Specification,
    count,
    exact,
    indicator,
    money,
    share,
    unknown,
)
from sto_eval.indicators.grants import of_kind, per_region, received

FORMS: Mapping[str, tuple[str, ...]] = {
    "geld en natura": ("geld", "natura"),
    "alleen geld": ("geld",),
}
ACCEPTED: Mapping[str, bool] = {"aanvaard": True, "alle": False}
"""Choice -> whether only accepted contributions count."""

BASES: Mapping[str, bool] = {"van alle kosten": True, "van de subsidie": False}
"""Choice -> whether the denominator includes the contributions."""


class Costs(NamedTuple):
    """The costs of regions: rows of three registers.

    Parameters
    ----------
    contributions
        The counted contributions to these regions.
    grants
        The grants to these regions, of one kind.
    regions
        The regions.
    """

    contributions: pd.DataFrame
    grants: pd.DataFrame
    regions: pd.DataFrame

    def of(self, regions: Iterable[str]) -> Costs:
        """The costs of these regions only."""
        codes = list(regions)
        return Costs(*(rows[rows["regio_id"].isin(codes)] for rows in self))

    def granted(self) -> Costs:
        """The costs of the regions with a grant; the others have no share."""
        return self.of(received(per_region(self.grants, self.regions))["regio_id"])


def costs(
    contributions: pd.DataFrame, grants: pd.DataFrame, regions: pd.DataFrame, kind: str
) -> Costs:
    """These contributions and the grants of a kind, for the regions of the register."""
    return Costs(contributions, of_kind(grants, kind), regions).of(regions["regio_id"])


def counted(contributions: pd.DataFrame, form: str, acceptance: str) -> pd.DataFrame:
    """The contributions of a form, either accepted or all."""
    rows = contributions[contributions["vorm"].isin(FORMS[form])]
    return rows[rows["aanvaard"]] if ACCEPTED[acceptance] else rows


@indicator
def amount(contributions: pd.DataFrame, rows: pd.DataFrame) -> Measure:
    """The sum of some of the contributions, euros; unknown for an empty register, zero for no rows of it."""
    return unknown("euro").resting_on(rows) if contributions.empty else money(rows)


def specifications(contributions: pd.DataFrame, last_year: int) -> list[Specification]:
    """:func:`amount` by form, acceptance, and with or without the last year."""
    periods = {
        f"tot en met {last_year}": contributions,
        f"zonder {last_year}": contributions[contributions["jaar"] < last_year],
    }
    return [
        Specification(
            {"vorm": form, "aanvaarding": acceptance, "jaren": years},
            amount(contributions, counted(rows, form, acceptance)),
        )
        for form in FORMS
        for acceptance in ACCEPTED
        for years, rows in periods.items()
    ]


def parts(contributions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Accepted contributions in money and in kind, and those that were not accepted."""
    accepted = contributions["aanvaard"]
    money = contributions["vorm"] == "geld"
    return {
        "geld": contributions[accepted & money],
        "natura": contributions[accepted & ~money],
        "niet aanvaard": contributions[~accepted],
    }


def amounts(contributions: pd.DataFrame) -> dict[str, Measure]:
    """:func:`amount` of each of the :func:`parts`."""
    return {name: amount(contributions, rows) for name, rows in parts(contributions).items()}


def by_year(contributions: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Part -> year -> :func:`amount`."""
    return {
        name: {str(year): amount(rows, group) for year, group in rows.groupby("jaar")}
        for name, rows in parts(contributions).items()
    }


def region_shares(costs: Costs) -> pd.DataFrame:
    """Contributions, grant and share of every region.

    Columns ``regio_id``, ``soort``, ``bijdrage`` and ``subsidie`` (euros), ``van alle kosten`` and
    ``van de subsidie`` (percent; missing where the region has no grant).
    """
    table = per_region(costs.grants, costs.regions).rename(columns={"bedrag": "subsidie"})
    table["bijdrage"] = per_region(costs.contributions, costs.regions)["bedrag"]
    pairs = list(zip(table["bijdrage"], table["subsidie"], strict=True))
    for basis, whole in BASES.items():
        parts = [_percent(c, s, whole=whole) for c, s in pairs]
        table[basis] = pd.Series(parts, index=table.index, dtype=object)
    return table


@indicator
def weighted_share(costs: Costs, basis: str) -> Measure:
    """All contributions as a share of all costs, or of all grants: large regions weigh more."""
    part, grant = money(costs.contributions), money(costs.grants)
    either = [*costs.contributions["regio_id"], *costs.grants["regio_id"]]
    found = share(part, grant)
    if not BASES[basis]:
        ratio = _percent(part.value, grant.value, whole=False)
        found = Measure(ratio, ratio, ratio, "%", part.value, grant.value)
        found = found.with_recipe("ratio", parts=(part, grant))
    return found.resting_on(costs.of(either).regions)


@indicator
def mean_share(costs: Costs, basis: str) -> Measure:
    """The mean share over regions, equally weighted; regions without a grant are excluded."""
    granted = costs.granted()
    known = region_shares(granted)[basis].to_list()
    found = exact(sum(known) / len(known), "%") if known else unknown("%")
    return found.with_recipe("mean", *granted)


def share_specifications(costs: Costs) -> list[Specification]:
    """The share by denominator, weighted and unweighted."""
    return [
        Specification({"deel": basis, "weging": weighing}, measure(costs, basis))
        for basis in BASES
        for weighing, measure in (
            ("elke euro telt even zwaar", weighted_share),
            ("elke regio telt even zwaar", mean_share),
        )
    ]


@indicator
def regions_below(costs: Costs, norm: Measure, basis: str) -> Measure:
    """Regions with a share below a norm (percent); exactly on the norm is not below.

    Unknown if no region has a share.
    """
    granted = costs.granted()
    known = region_shares(granted)[basis].to_list()
    below = sum(each < norm.value for each in known)
    found = exact(below, "regio's") if known else unknown("regio's")
    return found.with_recipe("count", *granted, parts=(norm,))


def counts_below(costs: Costs, norms: Mapping[str, Measure], basis: str) -> dict[str, Measure]:
    """:func:`regions_below` for each norm, by its Dutch name."""
    return {name: regions_below(costs, norm, basis) for name, norm in norms.items()}


@indicator
def regions_without_grant(costs: Costs) -> Measure:
    """Regions without a share because they have no grant."""
    granted = costs.granted().regions.index
    return count(costs.regions.drop(granted), "regio's").resting_on(costs.grants)


def below_specifications(
    families: Mapping[str, Costs], norms: Mapping[str, Measure]
) -> dict[str, list[Specification]]:
    """:func:`counts_below` by denominator, for each choice of contributions."""
    return {
        name: [
            Specification({"bijdragen": kind, "deel": basis}, regions_below(costs, norm, basis))
            for kind, costs in families.items()
            for basis in BASES
        ]
        for name, norm in norms.items()
    }


def by_region_kind(shares: pd.DataFrame, basis: str) -> dict[str, list[Decimal]]:
    """Kind of region -> the known shares of its regions, in ascending order."""
    known = shares.dropna(subset=[basis])
    return {str(kind): sorted(rows[basis]) for kind, rows in known.groupby("soort")}


def _percent(part: object, grant: object, *, whole: bool) -> Decimal | None:
    """A share in percent; ``None`` without a grant."""
    assert isinstance(part, Decimal) and isinstance(grant, Decimal)  # noqa: S101, PT018 - money
    return 100 * part / (grant + part if whole else grant) if grant else None
