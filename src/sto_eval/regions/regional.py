"""Regional numbers: the national indicators on the rows of one region, and of every region for comparison.

A region's pupils, candidates and locations are those of its locations; its residents are those who live in
it, and they may reach a location across its border. So the parts add up: the numbers of all regions and of
what has no region sum to the national number.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from recount.notebook.words import direction_title
from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import display, percent
from recount.numbers.measures import MASK, SUMMED, Measure, SourceRows, exact, share, unknown
from recount.numbers.share_parts import shares_table
from sto_eval.figures.spelling import PLACE, with_place_names
from sto_eval.indicators.inflow import technical_shares
from sto_eval.indicators.reach import residents
from sto_eval.indicators.supply import CHANGES, PROFILES, location_count
from sto_eval.indicators.wider_supply import named_locations
from sto_eval.regions.rmc import NOWHERE, Territory

COMBINATION = ["profiel", "vestiging"]

INSIDE, OUTSIDE, COUNTRY = "regio's", "zonder regio", "Nederland"
"""A count in all regions together, outside any region, and in both."""

NO_RETURN = "geen opgave"
"""The text if no file has a row for any region."""

NEAREST = ("PIE", "BWI", "M&T")
"""The profiles whose reach in a region is compared with that in the country and in other regions."""

Maker = Callable[[pd.DataFrame], Measure]
"""A national indicator: from a table to its number."""


def within(table: pd.DataFrame, land: Territory, region: str) -> pd.DataFrame:
    """The rows of the locations in a region."""
    return table[region_of(table, land.regions_of(table)) == region]


def resting_on(family: Mapping[str, Measure], *tables: SourceRows) -> dict[str, Measure]:
    """The same numbers, which also depend on the rows of these tables."""
    return {key: one.resting_on(*tables) for key, one in family.items()}


def reach_resting_on(family: Mapping[str, Measure], *tables: SourceRows) -> dict[str, Measure]:
    """The same reach, which also depends on the rows that decide the region.

    Among these are buildings and addresses to which nobody goes, so the recipe no longer says how to find from
    the rows who lives within the radius.
    """
    return {key: one.with_settings() for key, one in resting_on(family, *tables).items()}


def nearest(covered: Mapping[str, Measure]) -> dict[str, Measure]:
    """The reach of the profiles that are compared."""
    return {profile: covered[profile] for profile in NEAREST}


def masked(supply: pd.DataFrame) -> pd.DataFrame:
    """A supply with counts below five masked as a publisher does: between 1 and 4.

    A region may have one location with a few pupils, whose number would then be revealed. The pupils of a
    profile at a location are masked together, on the first of their rows. Source of the method: the publisher
    prints the counts of later years as ``<5``.
    """
    groups = supply.groupby(COMBINATION)[["low", "high"]].transform("sum")
    once = ~supply.duplicated(COMBINATION)
    small = (groups["high"] > 0) & (groups["low"] <= MASK[1])
    low, high = once * MASK[0], once * groups["high"].clip(lower=MASK[1])
    table = supply.assign(low=supply["low"].mask(small, low), high=supply["high"].mask(small, high))
    table.attrs[SUMMED] = "masked-sum"
    return table


def tables_within(
    tables: Mapping[dt.date, pd.DataFrame], land: Territory, region: str
) -> dict[dt.date, pd.DataFrame]:
    """:func:`within` of every vintage of a series."""
    return {day: within(table, land, region) for day, table in tables.items()}


def homeless(pupils: pd.DataFrame, supply: pd.DataFrame, regions: pd.Series) -> pd.DataFrame:
    """The locations of a supply that have no region: ``Vestiging`` and ``Plaats`` in words, and ``Code``."""
    found = named_locations(pupils, supply[~supply["vestiging"].isin(regions.index)])
    shown = found.sort_values("vestiging")[["naam", "plaats", "vestiging"]]
    return with_place_names(shown.set_axis(["Vestiging", PLACE, "Code"], axis=1))


def homeless_table(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """:func:`homeless` of several supplies, each row after the name of its supply; a row of dashes if there are none."""
    filled = {
        kind: locations if len(locations) else pd.DataFrame([NOTHING] * 3, locations.columns).T
        for kind, locations in found.items()
    }
    return pd.concat(filled, names=["Wat"]).reset_index("Wat").reset_index(drop=True)


def kinds(changes: Mapping[str, Measure]) -> dict[str, Measure]:
    """The changes of the sector that apply to a region: kept, lost and new."""
    return {kind: changes[kind] for kind in CHANGES}


def by_region(make: Maker, table: pd.DataFrame, regions: pd.Series) -> dict[str, Measure]:
    """A number for every region, from the rows of its locations.

    ``regions`` has the region by location; rows of an unknown location belong to :data:`NOWHERE`, which comes
    last and is present only if it has rows.
    """
    groups = table.groupby(region_of(table, regions))
    return in_order({str(name): make(rows) for name, rows in groups})


def locations_per_profile(
    supply: pd.DataFrame, regions: pd.Series
) -> dict[str, dict[str, Measure]]:
    """:func:`~sto_eval.indicators.supply.location_counts` in every region, by ``vestigingen met <profile>``."""
    return {
        f"vestigingen met {profile}": by_region(
            partial(location_count, profile=profile), supply, regions
        )
        for profile in PROFILES
    }


def region_of(table: pd.DataFrame, regions: pd.Series) -> pd.Series:
    """The region of the location of each row; :data:`NOWHERE` if unknown."""
    return table["vestiging"].map(regions).fillna(NOWHERE)


def in_order(family: Mapping[str, Measure]) -> dict[str, Measure]:
    """Sorted by region, with :data:`NOWHERE` last."""
    return dict(sorted(family.items(), key=lambda pair: (pair[0] == NOWHERE, pair[0])))


def reaches(
    homes: pd.DataFrame,
    regions: pd.Series,
    distances: pd.DataFrame,
    radius_km: float,
    population: str,
) -> dict[str, dict[str, Measure]]:
    """:func:`~sto_eval.indicators.reach.coverage_share` in every region, by ``bereik <profile>``.

    In one pass over the homes; ``distances`` has a column per profile, ``regions`` the region of a home.
    """
    people = residents(homes, population).reindex(distances.index)
    region = regions.reindex(distances.index)
    inside = (distances <= radius_km).mul(people, axis=0)
    within, all_of = (table.groupby(region).sum() for table in (inside, people))
    return {
        f"bereik {profile}": in_order(
            {
                str(name): share(exact(part, "inwoners"), exact(whole - part, "inwoners"))
                for name, part, whole in zip(within.index, parts, all_of, strict=True)
            }
        )
        for profile, parts in within.items()
    }


def inflow(pupils: pd.DataFrame, regions: pd.Series, study: str) -> dict[str, Measure]:
    """The share that chooses the sector Techniek in every region."""
    return in_order(technical_shares(pupils, region_of(pupils, regions), study))


def candidates_title(during: Mapping[int, Measure], change: Measure) -> str:
    """The direction of the share of candidates in the programme, or that none chose technology."""
    if during and all(one.high == 0 for one in during.values()):
        return "Tijdens het programma koos geen kandidaat techniek"
    subject = "het aandeel techniek onder kandidaten"
    return direction_title(subject, {"tijdens het programma": change})


def all_values(families: Mapping[str, Mapping[str, Measure]]) -> dict[str, list[float]]:
    """:func:`values` of each quantity."""
    return {quantity: values(family) for quantity, family in families.items()}


def own_values(
    families: Mapping[str, Mapping[str, Measure]], region: str
) -> dict[str, float | None]:
    """The value of one region for each quantity; ``None`` if it has none."""
    found = {quantity: _own(family, region).value for quantity, family in families.items()}
    return {name: None if value is None else float(value) for name, value in found.items()}


def values(family: Mapping[str, Measure]) -> list[float]:
    """The known values of all regions, excluding :data:`NOWHERE`."""
    known = {name: made.value for name, made in family.items() if name != NOWHERE}
    return [float(value) for value in known.values() if value is not None]


def frame(families: Mapping[str, Mapping[str, Measure]], names: Mapping[str, str]) -> pd.DataFrame:
    """Every share of every region: ``grootheid``, ``regio``, the share with its bounds, in percent, and its parts.

    Excluded: what has no region (:data:`NOWHERE`), which no figure of regions draws.
    """
    found = {
        (quantity, names.get(code, code)): made
        for quantity, family in families.items()
        for code, made in family.items()
        if code != NOWHERE
    }
    return shares_table(("grootheid", "regio"), found)


def sentence(families: Mapping[str, Mapping[str, Measure]], region: str) -> str:
    """The last share of a region next to the median of all: a position, not a rank.

    Says so if no region has a share.
    """
    quantity, family = list(families.items())[-1]
    known = values(family)
    if not known:
        return f"{capitalised(quantity)}: {NO_RETURN}"
    own, middle = display(_own(family, region)), percent(statistics.median(known), 1)
    return f"{capitalised(quantity)}: hier {own}, bij een mediaan van {middle}"


def _own(family: Mapping[str, Measure], region: str) -> Measure:
    """The share of a region; unknown if no row belongs to it."""
    return family.get(region, unknown("%"))


def widest(families: Mapping[str, Mapping[str, Measure]]) -> str:
    """The share with the widest range between regions, and its ends; shares without values are excluded."""
    known = {name: found for name, found in all_values(families).items() if found}
    if not known:
        return f"Aandeel per regio: {NO_RETURN}"
    ends = {name: (min(found), max(found)) for name, found in known.items()}
    name = max(ends, key=lambda one: ends[one][1] - ends[one][0])
    low, high = (percent(end, 1) for end in ends[name])
    return f"Het meest verschillen de regio's in {name}: van {low} tot {high}"
