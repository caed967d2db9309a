"""Territories: which region of a division a location and a home belong to.

Two divisions. ``rmc``: the regions in which municipalities keep school leavers in sight (RMC), as the
publisher of the addresses gives them per location. ``sto``: the regions of the programme, as its register of
participants gives them.

A location has the region that its file says. A home has the region of its municipality: that of the locations
which stand in it, when all of these have the same one. In a municipality without a location, or with
locations of different regions, no file says the region: its homes belong to none, and are counted as such.
Source of the method: in the files of 2020 and 2022 no municipality has locations of two RMC regions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import shapely

from sto_eval.indicators.locations import Places, location_points
from sto_eval.measures import Measure, distinct, exact, indicator, share

CODE, NAME = "RMC-REGIO CODE", "RMC-REGIO NAAM"
NOWHERE = "geen regio"
"""What belongs to no region of a division."""


class Membership(NamedTuple):
    """The regions of a division and their locations: code of a region -> name, and region by location."""

    names: dict[str, str]
    region_of_location: pd.Series


@dataclass(frozen=True, slots=True)
class Territory:
    """A division of the country.

    Parameters
    ----------
    names
        Code of each region -> its name.
    region_of_location
        Region by location.
    region_of_home
        Region by row of the homes; :data:`NOWHERE` where no file says it.
    region_of_place, outlines
        Region and outline (RD) by municipality; one without a region has only an outline.
    points
        Where the locations are (``x``, ``y`` in RD), as far as it is known.
    """

    names: dict[str, str]
    region_of_location: pd.Series
    region_of_home: pd.Series
    region_of_place: pd.Series
    outlines: pd.Series
    points: pd.DataFrame

    def locations(self, region: str) -> list[str]:
        """The locations of a region, by code."""
        return sorted(self.region_of_location.index[self.region_of_location == region])

    def municipalities(self, region: str) -> list[str]:
        """The municipalities of a region, by name."""
        return sorted(self.region_of_place.index[self.region_of_place == region])

    def homes(self, homes: pd.DataFrame, region: str) -> pd.DataFrame:
        """The homes in a region."""
        return homes[self.region_of_home.reindex(homes.index) == region]

    def areas(self) -> dict[str, shapely.Geometry]:
        """Every region that has municipalities as one shape, by code."""
        having = [region for region in self.names if (self.region_of_place == region).any()]
        return {region: self.outline(region) for region in having}

    def outline(self, region: str) -> shapely.Geometry:
        """The municipalities of a region as one shape; without any, the points of its locations."""
        mine = self.municipalities(region)
        if not mine:
            points = self.points.reindex(self.locations(region)).dropna()
            return shapely.MultiPoint(points.to_numpy(float))
        return shapely.union_all(self.outlines[self.outlines.index.isin(mine)].to_list())


def division(
    members: Membership, places: Places, homes: pd.DataFrame, boundaries: pd.DataFrame
) -> Territory:
    """The regions of a division: where every location, home and municipality belongs."""
    outlines = municipalities(boundaries)
    points = location_points(members.region_of_location.index, *places)
    of_place = regions_of_places(places_in(points, outlines), members.region_of_location)
    of_home = region_of_homes(places_in(homes, outlines), of_place)
    return Territory(*members, of_home, of_place, outlines, points[["x", "y"]].dropna())


def membership(addresses: pd.DataFrame) -> Membership:
    """Which location is of which RMC region."""
    return Membership(names(addresses), regions_of_locations(addresses))


def names(addresses: pd.DataFrame) -> dict[str, str]:
    """Code of an RMC region -> its name, by code."""
    pairs = addresses[[CODE, NAME]].drop_duplicates(CODE).sort_values(CODE)
    return dict(zip(pairs[CODE], pairs[NAME], strict=True))


def regions_of_locations(addresses: pd.DataFrame) -> pd.Series:
    """Location -> code of its RMC region."""
    return addresses.set_index("vestiging")[CODE]


def municipalities(boundaries: pd.DataFrame) -> pd.Series:
    """Outline of each area, by its name."""
    return boundaries.set_index("statnaam")["geometry"]


def places_in(points: pd.DataFrame, outlines: pd.Series) -> pd.Series:
    """The area in which each point (``x``, ``y`` in RD) lies; missing without a point, or in none."""
    known = points[["x", "y"]].dropna()
    tree = shapely.STRtree(outlines.to_list())
    point, area = tree.query(shapely.points(known.to_numpy(float)), predicate="within")
    found = pd.Series(outlines.index[area], index=known.index[point], dtype=object)
    return found[~found.index.duplicated()].reindex(points.index)


def regions_of_places(place_of_location: pd.Series, region_of_location: pd.Series) -> pd.Series:
    """Municipality -> the one region of all locations in it; left out when there is none, or more."""
    table = pd.DataFrame({"place": place_of_location, "region": region_of_location}).dropna()
    found = table.groupby("place")["region"].agg(["nunique", "first"])
    return found.loc[found["nunique"] == 1, "first"]


def region_of_homes(place_of_home: pd.Series, region_of_place: pd.Series) -> pd.Series:
    """Region of each home, by its municipality; :data:`NOWHERE` where no file says it."""
    return place_of_home.map(region_of_place).fillna(NOWHERE)


@indicator
def region_count(codes: pd.Series) -> Measure:
    """How many regions a division has, by the codes in the file that names them."""
    return distinct(codes, "regio's")


@indicator
def homeless_share(people: pd.Series, regions: pd.Series) -> Measure:
    """Share of residents whose home belongs to no region of the division."""
    out = regions.reindex(people.index) == NOWHERE
    outside, inside = (
        exact(float(some.sum()), "inwoners").made("sum", some)
        for some in (people[out], people[~out])
    )
    return share(outside, inside)
