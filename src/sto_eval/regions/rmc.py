"""Territories: the region of a division that a location and a home belong to.

Two divisions. ``rmc``: the regions in which municipalities track early school leavers (RMC), given per
location by the publisher of the addresses. ``sto``: the regions of the programme, from its register of
participants.

A location has the region in its file. The file of the addresses has the locations of one day: a location that
closed before it or opened after it, or got another code, has the region of the others in its place.
A home has the region of its municipality: that of the locations in it, if all of these have the same one. In a
municipality without locations, or with locations of different regions, no file gives the region: its homes have
none, and are counted as such.
Source of the method: in the files of 2020 and 2022 no municipality has locations of two RMC regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from recount.numbers.measures import Measure, distinct, exact, indicator, share
from sto_eval.indicators.locations import Places, location_points
from sto_eval.regions.place_names import place_name

CODE, NAME = "RMC-REGIO CODE", "RMC-REGIO NAAM"
PLACE_COLUMNS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("GEMEENTENAAM",): ("GEMEENTENAAM",),
    ("PROVINCIE VESTIGING", "PLAATSNAAM VESTIGING"): ("PROVINCIE", "PLAATSNAAM"),
}
"""Columns with the place of a location in a file with candidates or pupils -> those in the addresses."""

NOWHERE = "geen regio"
"""What has no region in a division."""


class Membership(NamedTuple):
    """The regions of a division and their locations.

    Parameters
    ----------
    names
        Region code -> name.
    region_of_location
        Region by location.
    region_of_name
        Region by name of a place, for a location that is not in the file, :data:`NOWHERE` for a place of several;
        ``None`` if only the file decides.
    """

    names: dict[str, str]
    region_of_location: pd.Series
    region_of_name: pd.Series | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """A division of the country.

    Parameters
    ----------
    names
        Region code -> name.
    region_of_location, region_of_name
        As in :class:`Membership`.
    region_of_home
        Region by row of the homes; :data:`NOWHERE` if no file gives it.
    region_of_place, outlines
        Region and outline (RD) by municipality; one without a region has only an outline.
    points
        The known points of locations (``x``, ``y`` in RD).
    """

    names: dict[str, str]
    region_of_location: pd.Series
    region_of_name: pd.Series | None
    region_of_home: pd.Series
    region_of_place: pd.Series
    outlines: pd.Series
    points: pd.DataFrame

    def regions_of(self, table: pd.DataFrame) -> pd.Series:
        """Region by location, of the locations in a table of pupils or candidates; those without a region are left out.

        A code that is not in the file of the division has the region of its municipality or place: that of the
        locations with the same name there, or else in the table, if all of these have the same one.
        """
        rows = table.drop_duplicates("vestiging").set_index("vestiging")
        known = self.region_of_location.reindex(rows.index)
        if self.region_of_name is not None:
            names = _names(rows, PLACE_COLUMNS)
            of_name = self.region_of_name.combine_first(regions_of_places(names, known))
            known = known.fillna(names.map(of_name).astype(known.dtype))
        return known[known.notna() & (known != NOWHERE)]

    def locations(self, region: str) -> list[str]:
        """The locations of a region, by code."""
        return sorted(self.region_of_location.index[self.region_of_location == region])

    def municipalities(self, region: str) -> list[str]:
        """The municipalities of a region, by name."""
        return sorted(self.region_of_place.index[self.region_of_place == region])

    def homes(self, homes: pd.DataFrame, region: str) -> pd.DataFrame:
        """The homes in a region."""
        return homes[self.region_of_home.reindex(homes.index) == region]

    def areas(self) -> dict[str, BaseGeometry]:
        """Every region with municipalities as one shape, by code."""
        having = [region for region in self.names if (self.region_of_place == region).any()]
        return {region: self.outline(region) for region in having}

    def outline(self, region: str) -> BaseGeometry:
        """The municipalities of a region as one shape; without any, the points of its locations."""
        parts = self.parts(region)
        if not parts:
            points = self.points.reindex(self.locations(region)).dropna()
            return shapely.MultiPoint(points.to_numpy(float))
        return shapely.union_all(parts)

    def parts(self, region: str) -> list[BaseGeometry]:
        """The outlines of the municipalities of a region."""
        return self.outlines[self.outlines.index.isin(self.municipalities(region))].to_list()


def division(
    members: Membership, places: Places, homes: pd.DataFrame, boundaries: pd.DataFrame
) -> Territory:
    """The regions of a division, with the region of every location, home and municipality."""
    outlines = boundaries.set_index("statnaam")["geometry"]
    points = location_points(members.region_of_location.index, places)
    of_place = regions_of_places(places_in(points, outlines), members.region_of_location)
    of_home = places_in(homes, outlines).map(of_place).fillna(NOWHERE)
    return Territory(*members, of_home, of_place, outlines, points[["x", "y"]].dropna())


def membership(addresses: pd.DataFrame) -> Membership:
    """The RMC region of each location, with the names for readers."""
    said = {code: place_name(name).name for code, name in registered_names(addresses).items()}
    written = [_names(addresses, [columns]).dropna() for columns in PLACE_COLUMNS.values()]
    of_name = [
        regions_of_places(names, addresses[CODE]).reindex(names.unique(), fill_value=NOWHERE)
        for names in written
    ]
    return Membership(said, addresses.set_index("vestiging")[CODE], pd.concat(of_name))


def registered_names(addresses: pd.DataFrame) -> dict[str, str]:
    """RMC region code -> name in the file, sorted by code."""
    pairs = addresses[[CODE, NAME]].drop_duplicates(CODE).sort_values(CODE)
    return dict(zip(pairs[CODE], pairs[NAME], strict=True))


def places_in(points: pd.DataFrame, outlines: pd.Series) -> pd.Series:
    """The area that contains each point (``x``, ``y`` in RD); missing without a point, or if no area does."""
    known = points[["x", "y"]].dropna()
    tree = shapely.STRtree(outlines.to_list())
    point, area = tree.query(shapely.points(known.to_numpy(float)), predicate="within")
    found = pd.Series(outlines.index[area], index=known.index[point], dtype=object)
    return found[~found.index.duplicated()].reindex(points.index)


def regions_of_places(place_of_location: pd.Series, region_of_location: pd.Series) -> pd.Series:
    """Municipality -> the region that all its locations share; excluded if there is not exactly one."""
    table = pd.DataFrame({"place": place_of_location, "region": region_of_location}).dropna()
    found = table.groupby("place")["region"].agg(["nunique", "first"])
    return found.loc[found["nunique"] == 1, "first"]


def _names(table: pd.DataFrame, known: Iterable[tuple[str, ...]]) -> pd.Series:
    """The place of the location of each row in words, from the first of these columns that the table has."""
    for first, *others in known:
        if {first, *others} <= set(table.columns):
            return table[first].str.cat(table[others], sep=", ")
    return pd.Series(pd.NA, index=table.index, dtype="str")


@indicator
def region_count(codes: pd.Series) -> Measure:
    """The number of regions of a division, by the codes in the file that lists them."""
    return distinct(codes, "regio's")


@indicator
def homeless_share(people: pd.Series, regions: pd.Series) -> Measure:
    """Share of residents whose home has no region in the division."""
    out = regions.reindex(people.index) == NOWHERE
    outside, inside = (
        exact(float(some.sum()), "inwoners").with_recipe("sum", some)
        for some in (people[out], people[~out])
    )
    return share(outside, inside)
