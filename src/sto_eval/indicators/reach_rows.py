"""The rows behind the reach: which lines of pupils, buildings, addresses, points and residents count.

The nearest location depends on all candidates, so all locations of the profile with a point are selected,
also those that are the nearest of nobody. A location with a building needs no address and no postcode.
Residents whose number is secret, nil, or without a point have no rows here: they add nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from sto_eval.indicators.lost_reach import Places
from sto_eval.indicators.reach import ORIGINS, location_points, residents, secret, without_point
from sto_eval.indicators.supply import offering, profile_pupils
from sto_eval.selections import Family, all_on, nothing, rows_with, selection

BUILDING, POSTCODE, NOWHERE = ORIGINS


class Families(NamedTuple):
    """Per kind of source its rows: pupils, buildings, addresses, points per postcode, residents."""

    pupils: Family
    schools: Family
    addresses: Family
    postcodes: Family
    residents: Family


@selection
def building_rows(schools: pd.DataFrame, locations: Iterable[str]) -> pd.DataFrame:
    """The building of each of these locations: of a doubled code the first row."""
    first = schools[~schools["vestiging"].duplicated()]
    return first[first["vestiging"].isin(list(locations))]


@selection
def located_rows(
    pupils: pd.DataFrame, profile: str, minimum: int, locations: Iterable[str]
) -> pd.DataFrame:
    """The rows of a profile at those of these locations that surely have the smallest group."""
    rows = profile_pupils(pupils[pupils["vestiging"].isin(list(locations))])
    mine = rows[rows["profiel"] == profile]
    enough = mine.groupby("vestiging")["low"].transform("sum") >= minimum
    return pupils.loc[mine.index[enough]]


def coverage_rows(
    supplies: Iterable[pd.DataFrame],
    homes_table: pd.DataFrame,
    places: Places,
    population: str,
    minimum: int = 1,
) -> Families:
    """The rows of the reach of each profile, of one vintage of the supply or of several together."""
    supply = pd.concat(list(supplies))
    points = location_points(supply["vestiging"], *places)
    counted = _counted(homes_table, population)

    @cache
    def of(profile: str, origin: str) -> list[str]:
        return _from(points.reindex(offering(supply, profile, minimum)), origin)

    def postcodes_of(profile: str) -> list[str]:
        return [*counted, *_postcodes(places.addresses, of(profile, POSTCODE))]

    return Families(
        lambda name: located_rows(name, minimum, [*of(name, BUILDING), *of(name, POSTCODE)]),
        lambda name: building_rows(of(name, BUILDING)),
        lambda name: rows_with("vestiging", *of(name, POSTCODE)),
        lambda name: rows_with("postal code", *postcodes_of(name)),
        all_on(rows_with("Postcode-4", *counted)),
    )


def origin_rows(points: pd.DataFrame, places: Places) -> tuple[Family, ...]:
    """The rows of a count of locations by the origin of their point; the key is an origin.

    Of pupils, buildings, addresses and points per postcode. Whether a location has a building decides on
    which side it counts, so the buildings belong to the other counts too: to ``postcode`` those of
    locations that have an address with a point, to ``geen`` those of the others.
    """
    inside = _from(points, BUILDING)
    by_postcode = _from(points, POSTCODE)
    addresses = rows_with("vestiging", *inside)(places.addresses)
    known = addresses["POSTCODE"].str[:4].isin(places.postcodes["postal code"])
    either = set(addresses.loc[known, "vestiging"])
    buildings = {BUILDING: inside, POSTCODE: either, NOWHERE: set(inside) - either}
    postcodes = _postcodes(places.addresses, by_postcode)
    return (
        lambda origin: _technical_rows(_from(points, origin)),
        lambda origin: building_rows(buildings[origin]),
        lambda origin: nothing() if origin == BUILDING else rows_with("vestiging", *by_postcode),
        lambda origin: nothing() if origin == BUILDING else rows_with("postal code", *postcodes),
    )


def left_out_rows(homes_table: pd.DataFrame, population: str) -> tuple[Family, Family]:
    """The rows of a count of postcodes that do not count: of points per postcode, and of residents.

    Keys ``zonder punt`` and ``geheim``. A postcode has no point because no row of the points is of it;
    so the points of all other postcodes of CBS belong to the first count.
    """
    codes = {
        "zonder punt": without_point(homes_table)["postcode"],
        "geheim": secret(homes_table, population)["postcode"],
    }
    points = {
        "zonder punt": rows_with("postal code", *homes_table.dropna(subset="x")["postcode"]),
        "geheim": nothing(),
    }
    return points.__getitem__, lambda key: rows_with("Postcode-4", *codes[key])


@selection
def _technical_rows(pupils: pd.DataFrame, locations: list[str]) -> pd.DataFrame:
    rows = profile_pupils(pupils)
    return pupils.loc[rows.index[rows["vestiging"].isin(locations)]]


def _from(points: pd.DataFrame, origin: str) -> list[str]:
    return list(points.index[points["herkomst"] == origin])


def _postcodes(addresses: pd.DataFrame, locations: list[str]) -> list[str]:
    return list(rows_with("vestiging", *locations)(addresses)["POSTCODE"].str[:4])


def _counted(homes_table: pd.DataFrame, population: str) -> list[str]:
    known = homes_table["x"].notna() & (residents(homes_table, population) > 0)
    return list(homes_table.loc[known, "postcode"])
