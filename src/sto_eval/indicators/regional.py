"""Regional numbers: the national indicators on the rows of one region, and of every region beside it.

A region's pupils, candidates and locations are those of the locations in it; its residents are those whose
home lies in it, and they may reach a location over its border. So the parts add up: the numbers of all
regions and of what belongs to none are the number of the country.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from sto_eval.formats import display, percent
from sto_eval.indicators.inflow import technical_shares
from sto_eval.indicators.reach import residents
from sto_eval.indicators.supply import CHANGES, COMBINATION
from sto_eval.indicators.territories import NOWHERE
from sto_eval.measures import MASK, Measure, Rowed, exact, share, unknown

INSIDE, OUTSIDE, COUNTRY = "regio's", "zonder regio", "nederland"
"""A count in the regions together, of what belongs to none, and of both."""

NO_RETURN = "geen opgave"
"""What is said of regions of which no file has a row."""

Maker = Callable[[pd.DataFrame], Measure]
"""A national indicator: from a table to its number."""


def within(table: pd.DataFrame, locations: Iterable[str]) -> pd.DataFrame:
    """The rows of these locations."""
    return table[table["vestiging"].isin(list(locations))]


def resting_on(family: Mapping[str, Measure], *tables: Rowed) -> dict[str, Measure]:
    """The same numbers, which rest on the rows of these tables too."""
    return {key: one.resting_on(*tables) for key, one in family.items()}


def masked(supply: pd.DataFrame) -> pd.DataFrame:
    """A supply with counts under five as a publisher masks them: between 1 and 4.

    A region may have one location with a few pupils, so that its number is theirs. The pupils of a profile at
    a location are masked together, on the first of their rows. Source of the method: the publisher prints
    the counts of later years as ``<5``.
    """
    groups = supply.groupby(COMBINATION)[["low", "high"]].transform("sum")
    once = ~supply.duplicated(COMBINATION)
    small = (groups["high"] > 0) & (groups["low"] <= MASK[1])
    low, high = once * MASK[0], once * groups["high"].clip(lower=MASK[1])
    return supply.assign(low=supply["low"].mask(small, low), high=supply["high"].mask(small, high))


def tables_within(
    tables: Mapping[dt.date, pd.DataFrame], locations: Sequence[str]
) -> dict[dt.date, pd.DataFrame]:
    """:func:`within` of every vintage of a series."""
    return {day: within(table, locations) for day, table in tables.items()}


def homeless(supply: pd.DataFrame, regions: pd.Series) -> list[str]:
    """The locations of a supply that are in no region, by code."""
    return sorted(set(supply["vestiging"]) - set(regions.index))


def kinds(changes: Mapping[str, Measure]) -> dict[str, Measure]:
    """Of the changes of the sector those that a region can have: what stayed, went and came."""
    return {kind: changes[kind] for kind in CHANGES}


def by_region(make: Maker, table: pd.DataFrame, regions: pd.Series) -> dict[str, Measure]:
    """A number for every region, from the rows of its locations.

    ``regions`` has the region by location; rows of a location that it does not know are of
    :data:`NOWHERE`, which comes last and is there only when it has rows.
    """
    groups = table.groupby(region_of(table, regions))
    return in_order({str(name): make(rows) for name, rows in groups})


def region_of(table: pd.DataFrame, regions: pd.Series) -> pd.Series:
    """The region of the location of each row; :data:`NOWHERE` where none is known."""
    return table["vestiging"].map(regions).fillna(NOWHERE)


def in_order(family: Mapping[str, Measure]) -> dict[str, Measure]:
    """By region, and last what belongs to none."""
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


def all_values(families: Mapping[str, Mapping[str, Measure]]) -> dict[str, list[float]]:
    """:func:`values` of each quantity."""
    return {quantity: values(family) for quantity, family in families.items()}


def own_values(
    families: Mapping[str, Mapping[str, Measure]], region: str
) -> dict[str, float | None]:
    """The value of one region for each quantity; none where it has none."""
    found = {quantity: _own(family, region).value for quantity, family in families.items()}
    return {name: None if value is None else float(value) for name, value in found.items()}


def values(family: Mapping[str, Measure]) -> list[float]:
    """The known values of all regions, what belongs to none left out."""
    known = {name: made.value for name, made in family.items() if name != NOWHERE}
    return [float(value) for value in known.values() if value is not None]


def frame(families: Mapping[str, Mapping[str, Measure]], names: Mapping[str, str]) -> pd.DataFrame:
    """Every share of every region: ``grootheid``, ``regio`` and the share with its bounds, in percent."""
    rows = [
        {
            "grootheid": quantity, "regio": names.get(code, code),
            "aandeel (%)": made.value,
            "aandeel ondergrens (%)": made.low, "aandeel bovengrens (%)": made.high,
        }
        for quantity, family in families.items()
        for code, made in family.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def sentence(families: Mapping[str, Mapping[str, Measure]], region: str) -> str:
    """The last share of a region beside the median of all: a place, not a rank.

    Where no region has a share there is neither.
    """
    quantity, family = list(families.items())[-1]
    known = values(family)
    if not known:
        return f"{quantity.capitalize()}: {NO_RETURN}"
    own, middle = display(_own(family, region)), percent(statistics.median(known), 1)
    return f"{quantity.capitalize()}: {own}, bij een mediaan van {middle}"


def _own(family: Mapping[str, Measure], region: str) -> Measure:
    """The share of a region; unknown where no row of a file is of it."""
    return family.get(region, unknown("%"))


def widest(families: Mapping[str, Mapping[str, Measure]]) -> str:
    """The share that differs most between regions, and its ends; one that no region has is left out."""
    known = {name: found for name, found in all_values(families).items() if found}
    if not known:
        return f"Aandeel per regio: {NO_RETURN}"
    ends = {name: (min(found), max(found)) for name, found in known.items()}
    name = max(ends, key=lambda one: ends[one][1] - ends[one][0])
    low, high = (percent(end, 1) for end in ends[name])
    return f"Het meest verschillen de regio's in {name}: van {low} tot {high}"
