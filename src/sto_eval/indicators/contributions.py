"""Co-financing: what companies gave, in money and in kind, and its share of the costs of a region.

Population: the contributions in the programme's register. Only what was accepted counts, unless said
otherwise. C is the sum of contributions, S that of grants: the norm of the scheme is a share of all costs,
C / (S + C); as a share of the grant, C / S, it is higher. All sums are in ``Decimal``, to the cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from sto_eval.indicators.grants import per_region, total
from sto_eval.measures import Measure, Specification, exact, indicator, share, unknown
from sto_eval.selections import Selection, rows_with, same_rows, selection

FORMS: Mapping[str, tuple[str, ...]] = {
    "geld en natura": ("geld", "natura"),
    "alleen geld": ("geld",),
}
ACCEPTED: Mapping[str, bool] = {"aanvaard": True, "alle": False}
"""Choice -> whether only accepted contributions count."""

BASES: Mapping[str, bool] = {"van alle kosten": True, "van de subsidie": False}
"""Choice -> whether the whole holds the contributions too."""


def counted(contributions: pd.DataFrame, form: str, acceptance: str) -> pd.DataFrame:
    """The contributions of these forms, accepted or all."""
    rows = contributions[contributions["vorm"].isin(FORMS[form])]
    return rows[rows["aanvaard"]] if ACCEPTED[acceptance] else rows


@indicator
def amount(contributions: pd.DataFrame, rows: pd.DataFrame) -> Measure:
    """The sum of some of the contributions, euros; of an empty register unknown, of no rows of it nil."""
    return unknown("euro") if contributions.empty else exact(total(rows["bedrag"]), "euro")


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
    """What was accepted, in money and in kind, and what was not accepted in either."""
    accepted = contributions["aanvaard"]
    money = contributions["vorm"] == "geld"
    return {
        "geld": contributions[accepted & money],
        "natura": contributions[accepted & ~money],
        "niet aanvaard": contributions[~accepted],
    }


@selection
def part_rows(contributions: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of one of the :func:`parts`."""
    return parts(contributions)[name]


def amounts(contributions: pd.DataFrame) -> dict[str, Measure]:
    """:func:`amount` of each of the :func:`parts`."""
    return {name: amount(contributions, rows) for name, rows in parts(contributions).items()}


def by_year(contributions: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Part -> year -> :func:`amount`."""
    return {
        name: {str(year): amount(rows, group) for year, group in rows.groupby("jaar")}
        for name, rows in parts(contributions).items()
    }


def region_shares(
    contributions: pd.DataFrame, grants: pd.DataFrame, regions: pd.DataFrame, kind: str
) -> pd.DataFrame:
    """Contributions, grant and share of every region of the register.

    Columns ``regio_id``, ``soort``, ``bijdrage`` and ``subsidie`` (euros), ``van alle kosten`` and
    ``van de subsidie`` (percent; missing where the region has no grant).
    """
    grant = per_region(grants, regions, kind).rename(columns={"bedrag": "subsidie"})
    sums = {name: total(rows) for name, rows in contributions.groupby("regio_id")["bedrag"]}
    money = [sums.get(name, Decimal("0.00")) for name in grant["regio_id"]]
    table = grant.assign(bijdrage=pd.Series(money, dtype=object))
    pairs = list(zip(table["bijdrage"], table["subsidie"], strict=True))
    for basis, whole in BASES.items():
        parts = [_percent(c, s, whole=whole) for c, s in pairs]
        table[basis] = pd.Series(parts, dtype=object)
    return table


def weighed_rows(rows: pd.DataFrame, shares: pd.DataFrame) -> tuple[Selection, Selection]:
    """These contributions, and the regions with a grant or a contribution."""
    either = shares[(shares["subsidie"] != 0) | (shares["bijdrage"] != 0)]
    return same_rows(rows), rows_with("regio_id", *either["regio_id"])


def share_rows(rows: pd.DataFrame, shares: pd.DataFrame) -> tuple[Selection, Selection]:
    """Of these contributions those of the regions with a grant, and these regions: only they have a share."""
    granted = shares.loc[shares["subsidie"] != 0, "regio_id"]
    return same_rows(rows[rows["regio_id"].isin(granted)]), rows_with("regio_id", *granted)


def without_grant_rows(shares: pd.DataFrame) -> Selection:
    """The regions of the register without a grant."""
    return rows_with("regio_id", *shares.loc[shares["subsidie"] == 0, "regio_id"])


@indicator
def weighted_share(shares: pd.DataFrame, basis: str) -> Measure:
    """All contributions as a share of all costs, or of all grants: large regions weigh more."""
    part, grant = (exact(total(shares[name]), "euro") for name in ("bijdrage", "subsidie"))
    if BASES[basis]:
        return share(part, grant)
    ratio = _percent(part.value, grant.value, whole=False)
    return Measure(ratio, ratio, ratio, "%", part.value, grant.value)


@indicator
def mean_share(shares: pd.DataFrame, basis: str) -> Measure:
    """The mean of the shares of the regions: each weighs the same; regions without a grant are left out."""
    known = shares[basis].dropna().to_list()
    return exact(sum(known, Decimal(0)) / len(known), "%") if known else unknown("%")


def share_specifications(shares: pd.DataFrame) -> list[Specification]:
    """The share by its whole, weighted and not."""
    return [
        Specification({"deel": basis, "weging": weighing}, measure(shares, basis))
        for basis in BASES
        for weighing, measure in (
            ("elke euro telt even zwaar", weighted_share),
            ("elke regio telt even zwaar", mean_share),
        )
    ]


@indicator
def regions_below(shares: pd.DataFrame, norm: Decimal, basis: str) -> Measure:
    """Regions whose share is lower than a norm (percent); exactly on the norm is not below it.

    Unknown where no region has a share.
    """
    known = shares[basis].dropna()
    below = sum(each < norm for each in known)
    return exact(below, "regio's") if len(known) else unknown("regio's")


def counts_below(
    shares: pd.DataFrame, norms: Mapping[str, Decimal], basis: str
) -> dict[str, Measure]:
    """:func:`regions_below` for each norm, by its Dutch name."""
    return {name: regions_below(shares, norm, basis) for name, norm in norms.items()}


@indicator
def regions_without_grant(shares: pd.DataFrame) -> Measure:
    """Regions that have no share because they have no grant."""
    return exact(int((shares["subsidie"] == 0).sum()), "regio's")


def below_specifications(
    families: Mapping[str, pd.DataFrame], norms: Mapping[str, Decimal]
) -> dict[str, list[Specification]]:
    """:func:`counts_below` by whole, for each choice of contributions that has a table of shares."""
    return {
        name: [
            Specification({"bijdragen": kind, "deel": basis}, regions_below(shares, norm, basis))
            for kind, shares in families.items()
            for basis in BASES
        ]
        for name, norm in norms.items()
    }


def by_region_kind(shares: pd.DataFrame, basis: str) -> dict[str, list[Decimal]]:
    """Kind of region -> the known shares of its regions, lowest first."""
    known = shares.dropna(subset=[basis])
    return {str(kind): sorted(rows[basis]) for kind, rows in known.groupby("soort")}


def _percent(part: object, grant: object, *, whole: bool) -> Decimal | None:
    """A share in percent; of nothing there is none."""
    assert isinstance(part, Decimal) and isinstance(grant, Decimal)  # noqa: S101, PT018 - money
    return 100 * part / (grant + part if whole else grant) if grant else None
