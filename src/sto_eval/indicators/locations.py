"""The point of each location in the Dutch grid RD (EPSG:28992), and the rows it comes from.

A location has the point of its building, else the mean point of the four-digit postcode (PC4) of its
address, else none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from recount.numbers.measures import Measure, Setting, distinct, indicator
from recount.numbers.rows import sources_of
from sto_eval.projection import rd_points

ORIGINS = BUILDING, POSTCODE, NOWHERE = ("gebouw", "postcode", "geen")


class Places(NamedTuple):
    """Where locations and postcodes are: all rows of these sources, or a selection.

    Parameters
    ----------
    schools
        Buildings: ``vestiging``, ``longitude``, ``latitude``.
    addresses
        ``vestiging`` and ``POSTCODE``.
    postcodes
        Points per PC4: ``postal code``, ``longitude``, ``latitude``.
    other_schools, other_addresses
        The same of other dates, for locations that the first does not have.
    """

    schools: pd.DataFrame
    addresses: pd.DataFrame
    postcodes: pd.DataFrame
    other_schools: tuple[pd.DataFrame, ...] = ()
    other_addresses: tuple[pd.DataFrame, ...] = ()

    @property
    def tables(self) -> list[pd.DataFrame]:
        """Every table."""
        found = (self.schools, self.addresses, self.postcodes)
        return [*found, *self.other_schools, *self.other_addresses]

    def buildings(self, locations: Iterable[str]) -> list[pd.DataFrame]:
        """The building of each of these locations, per table: the first row that has it."""
        return _first_rows([self.schools, *self.other_schools], locations)

    def postal_addresses(self, locations: Iterable[str]) -> list[pd.DataFrame]:
        """The address of each of these locations, per table: the first row that has it."""
        return _first_rows([self.addresses, *self.other_addresses], locations)

    def spots(self, postcodes: pd.Series) -> pd.DataFrame:
        """The rows with the points of these PC4."""
        return self.postcodes[self.postcodes["postal code"].isin(postcodes)]

    def straight_way(self, radius_km: float) -> dict[str, Setting]:
        """What it takes to find from the rows who lives within a radius: their sources and columns."""
        return {
            "radius_km": radius_km,
            "home_key": "Postcode-4",
            "spots": str(self.postcodes.index.name),
            "spot_key": "postal code",
            "buildings": sources_of(self.schools, *self.other_schools),
            "addresses": sources_of(self.addresses, *self.other_addresses),
            "address_key": "POSTCODE",
        }

    def behind(self, points: pd.DataFrame) -> list[pd.DataFrame]:
        """The rows that points depend on; a point from a building needs no address or postcode."""
        inside, roughly = (points.index[points["herkomst"] == one] for one in (BUILDING, POSTCODE))
        addresses = self.postal_addresses(roughly)
        spots = [self.spots(table["POSTCODE"].str[:4]) for table in addresses]
        return [*self.buildings(inside), *addresses, *spots]


def _first_rows(tables: Iterable[pd.DataFrame], locations: Iterable[str]) -> list[pd.DataFrame]:
    """Per table the first row of each location that no earlier table has."""
    wanted, found = set(locations), []
    for table in tables:
        rows = table[table["vestiging"].isin(wanted)].drop_duplicates("vestiging")
        wanted -= set(rows["vestiging"])
        found.append(rows)
    return found


def postcode_points(postcodes: pd.DataFrame) -> pd.DataFrame:
    """The mean point of each PC4 in RD: index ``postal code``, columns ``x`` and ``y``."""
    points = rd_points(postcodes["longitude"], postcodes["latitude"])
    return points.groupby(postcodes["postal code"]).mean()


def location_points(locations: Iterable[str], places: Places) -> pd.DataFrame:
    """The point of each location: of its building, else of its postcode, else none.

    Parameters
    ----------
    locations
        Six-character codes.
    places
        Buildings, one per code; addresses, for locations without a building; and points per PC4.

    Returns
    -------
    Index ``vestiging``; ``x``, ``y`` in RD; ``herkomst``: ``gebouw``, ``postcode`` or ``geen``.
    """
    wanted = pd.Index(sorted(set(locations)), name="vestiging")
    schools = pd.concat(places.buildings(wanted))
    buildings = rd_points(schools["longitude"], schools["latitude"])
    exactly = buildings.set_index(schools["vestiging"].to_numpy()).reindex(wanted)
    addresses = pd.concat(places.postal_addresses(wanted))
    codes = addresses.set_index("vestiging")["POSTCODE"].str[:4].reindex(wanted)
    roughly = postcode_points(places.postcodes).reindex(codes).set_index(wanted)
    points = exactly.fillna(roughly)
    known = [exactly["x"].notna(), roughly["x"].notna()]
    origin = np.select(known, list(ORIGINS[:2]), ORIGINS[-1])
    return points.assign(herkomst=origin)


@indicator
def location_count_by_origin(
    supply: pd.DataFrame, points: pd.DataFrame, places: Places, origin: str
) -> Measure:
    """Locations of a supply whose point comes from their building, from their postcode, or from nowhere.

    A location with a building is not counted under another origin, so such a count also depends on the
    buildings of the locations that it would otherwise include.
    """
    mine = points.index[points["herkomst"] == origin]
    found = distinct(supply.loc[supply["vestiging"].isin(mine), "vestiging"], "vestigingen")
    if origin == BUILDING:
        return found.resting_on(*places.buildings(mine))
    inside = points.index[points["herkomst"] == BUILDING]
    bare = places._replace(schools=places.schools.iloc[:0], other_schools=())
    otherwise = location_points(inside, bare)
    kept_out = otherwise.index[otherwise["herkomst"] == origin]
    return found.resting_on(*places.buildings(kept_out), *bare.behind(points.drop(inside)))


def location_counts_by_origin(
    supply: pd.DataFrame, points: pd.DataFrame, places: Places
) -> dict[str, Measure]:
    """:func:`location_count_by_origin` for every origin."""
    return {one: location_count_by_origin(supply, points, places, one) for one in ORIGINS}
