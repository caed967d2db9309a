"""Wider definitions of a technical supply: also the vakmanschapsroute Techniek, or also D&P.

Their locations, reach and participation.

The vakmanschapsroute (learning on the job within vmbo) belongs to the sector Techniek and has no profile.
Dienstverlening en producten (D&P) is a broad profile in which a school may teach technology; which schools do
is not published, so with all of them the supply is an upper bound.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from recount.numbers.measures import Measure, Specification
from sto_eval.indicators import participation, reach
from sto_eval.indicators.attainable import Interval, matching_count
from sto_eval.indicators.exams import TECHNICAL
from sto_eval.indicators.locations import Places, location_points
from sto_eval.indicators.supply import (
    BY_NAME,
    group_name,
    profile_pupils,
    technical_location_count,
    vocational_pupils,
)

ROUTE, BROAD = "vakmanschapsroute techniek", "dienstverlening en producten"
PROFILES_ONLY, WITH_ROUTE, WITH_BROAD = "vijf profielen", "met vakmanschapsroute", "met D&P"
WIDER: Mapping[str, tuple[str, ...]] = {
    PROFILES_ONLY: (),
    WITH_ROUTE: (ROUTE,),
    WITH_BROAD: (ROUTE, BROAD),
}
"""Definition -> the departments (``AFDELING``) that count besides the five profiles."""


def supplies(pupils: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The pupils who count as technical under each definition, all as one profile ``techniek``."""
    rows = vocational_pupils(pupils)
    department = pupils.loc[rows.index, "AFDELING"].str.casefold()
    return {
        name: rows[(rows["profiel"] != "") | department.isin(more)].assign(profiel=TECHNICAL)
        for name, more in WIDER.items()
    }


def counts(wider: Mapping[str, pd.DataFrame], minimum: int = 1) -> dict[str, Measure]:
    """:func:`~sto_eval.indicators.supply.technical_location_count` under each definition."""
    return {name: technical_location_count(rows, minimum) for name, rows in wider.items()}


def counts_by_minimum(
    wider: Mapping[str, pd.DataFrame], minima: Iterable[int]
) -> dict[str, dict[str, Measure]]:
    """:func:`counts` for several minimum group sizes, in words."""
    return {group_name(minimum): counts(wider, minimum) for minimum in minima}


def matching_counts(
    wider: Mapping[str, pd.DataFrame], printed: Interval
) -> dict[str, dict[str, Measure]]:
    """The locations under each definition, and how many of them give a printed share."""
    return {
        name: {"vestigingen": one, "bij het gedrukte aandeel": matching_count(one, printed)}
        for name, one in counts(wider).items()
    }


def share_specifications(
    pupils_by_day: Mapping[dt.date, pd.DataFrame], minima: Iterable[int], members: pd.DataFrame
) -> list[Specification]:
    """``participation.share_specifications`` of the technical locations, under each definition."""
    pairs = [(day, least) for least in minima for day in pupils_by_day]
    offers: dict[str, dict[tuple[dt.date, int], pd.DataFrame]] = {name: {} for name in WIDER}
    for day, least in pairs:
        for name, rows in supplies(pupils_by_day[day]).items():
            kind = rows.assign(soort=participation.TECHNICAL)
            offers[name][day, least] = participation.at_least(kind, least)
    return [
        Specification({"techniek": name, **one.choices}, one.measure)
        for name, tables in offers.items()
        for one in participation.share_specifications(tables, participation.TECHNICAL, members)
    ]


def reaches(  # noqa: PLR0913 - the parts of one definition
    homes_table: pd.DataFrame,
    wider: Mapping[str, pd.DataFrame],
    places: Places,
    radius_km: float,
    population: str,
    minimum: int,
) -> dict[str, Measure]:
    """The share of residents with a technical location within the radius, under each definition."""
    near = {
        name: reach.profile_distances(
            homes_table,
            rows,
            location_points(rows["vestiging"], places),
            places,
            [TECHNICAL],
            minimum,
        )
        for name, rows in wider.items()
    }
    return {
        name: reach.coverage(homes_table, found, radius_km, population)[TECHNICAL]
        for name, found in near.items()
    }


def route_only(pupils: pd.DataFrame) -> pd.DataFrame:
    """The pupils of the vakmanschapsroute at locations without any of the five profiles."""
    wider = supplies(pupils)[WITH_ROUTE]
    return wider[~wider["vestiging"].isin(profile_pupils(pupils)["vestiging"])]


def offered_by_location(pupils: pd.DataFrame) -> pd.DataFrame:
    """What each location with technology offers: profiles, the route and D&P, in that order, without pupils.

    Columns ``Plaats``, ``Vestiging`` (both according to DUO) and ``Te volgen``; sorted by these, and one
    explanatory row if there are none.
    """
    rows = vocational_pupils(pupils)
    short = {**BY_NAME, ROUTE: "vakmanschapsroute", BROAD: "D&P"}
    offered = pupils.loc[rows.index, "AFDELING"].str.casefold().map(short).dropna()
    order = list(short.values())
    named = pupils.drop_duplicates("vestiging").set_index("vestiging")
    listed = [
        {
            "Plaats": named.loc[location, "PLAATSNAAM VESTIGING"],
            "Vestiging": named.loc[location, "INSTELLINGSNAAM VESTIGING"].strip(),
            "Te volgen": ", ".join(sorted(set(kinds), key=order.index)),
        }
        for location, kinds in offered.groupby(rows["vestiging"])
    ]
    if not listed:
        return pd.DataFrame({"Vestiging": ["geen"]})
    return pd.DataFrame(listed).sort_values(["Plaats", "Vestiging"], ignore_index=True)


def named_locations(pupils: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The locations of these rows with their name and place according to DUO, most pupils first.

    Columns ``vestiging``, ``naam``, ``plaats``, ``low`` and ``high`` (pupils).
    """
    summed = rows.groupby("vestiging", as_index=False)[["low", "high"]].sum()
    known = pupils.drop_duplicates("vestiging").set_index("vestiging")
    named = summed.assign(
        naam=summed["vestiging"].map(known["INSTELLINGSNAAM VESTIGING"]).str.strip(),
        plaats=summed["vestiging"].map(known["PLAATSNAAM VESTIGING"]),
    )
    ordered = named.sort_values(["high", "vestiging"], ascending=[False, True])
    return ordered[["vestiging", "naam", "plaats", "low", "high"]].reset_index(drop=True)
