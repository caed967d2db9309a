"""Reach: the share of young residents with a location of a profile within a radius of home.

Distance is a straight line ("straal") in the Dutch grid RD (EPSG:28992), from the point of the four-digit
postcode (PC4) of the home to the location. Residents by PC4 are a proxy for pupils, because no public file
has vmbo pupils by home and profile; that is an assumption, not a finding.
Source of the indicator: the monitor's "technical supply within 10 kilometres of home" (June 2021, 2.3.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
from scipy.spatial import cKDTree

from recount.numbers.measures import (
    COUNTED,
    Measure,
    Specification,
    count,
    exact,
    indicator,
    share,
    span,
)
from sto_eval.indicators.locations import NOWHERE, POSTCODE, Places, postcode_points
from sto_eval.indicators.supply import PROFILES, group_name, offered, offering

METRES = 1000
POPULATIONS: Mapping[str, tuple[str, ...]] = {
    "tot 15 jaar": ("tot 15 jaar",),
    "15 tot 25 jaar": ("15 tot 25 jaar",),
    "tot 25 jaar": ("tot 15 jaar", "15 tot 25 jaar"),
}
"""The age groups that CBS publishes per postcode, and their sum."""


class Distances(NamedTuple):
    """Distances from homes to the nearest location of each profile.

    Parameters
    ----------
    km
        Kilometres: a row per home with a point, a column per profile; infinite without a location.
    grounds
        Per profile the rows of pupils, buildings, addresses and postcodes that determine the locations and
        their points. The nearest depends on all of them, including one that is nobody's nearest.
    places
        The sources of the points.
    straight
        Whether every distance is a straight line to the nearest of all locations.
    perhaps
        The same with the locations that only perhaps have enough pupils, because counts are masked.
    """

    km: pd.DataFrame
    grounds: Mapping[str, Sequence[pd.DataFrame]]
    places: Places
    straight: bool = True
    perhaps: Distances | None = None


def homes(residents: pd.DataFrame, postcodes: pd.DataFrame) -> pd.DataFrame:
    """Residents per PC4 with the point of the PC4.

    Columns ``postcode``, the age groups (persons, missing if CBS keeps them secret), ``x`` and ``y`` (missing
    if the PC4 has no point); the index is that of ``residents``.
    """
    groups = sorted({column for columns in POPULATIONS.values() for column in columns})
    table = residents[["Postcode-4", *groups]].rename(columns={"Postcode-4": "postcode"})
    return table.join(postcode_points(postcodes), on="postcode")


def without_point(homes_table: pd.DataFrame) -> pd.DataFrame:
    """The PC4 that cannot be counted for lack of a point."""
    return homes_table[homes_table["x"].isna()]


def secret(homes_table: pd.DataFrame, population: str) -> pd.DataFrame:
    """The PC4 for which CBS keeps at least one age group of this population secret."""
    return homes_table[homes_table[list(POPULATIONS[population])].isna().any(axis=1)]


def distances_to(from_points: pd.DataFrame, groups: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Kilometres in a straight line to the nearest point of each group, a column each; infinite if it has none.

    Missing points on either side are excluded; the result has the index of ``from_points``, without the rows
    that have no point.
    """
    start = from_points[["x", "y"]].dropna()
    found = {}
    for name, group in groups.items():
        ends = group[["x", "y"]].dropna()
        found[name] = cKDTree(ends).query(start, workers=-1)[0] / METRES
    return pd.DataFrame(found, index=start.index)


def profile_distances(  # noqa: PLR0913 - the parts of one definition
    homes_table: pd.DataFrame,
    supply: pd.DataFrame,
    points: pd.DataFrame,
    places: Places,
    profiles: Sequence[str] = tuple(PROFILES),
    minimum: int = 1,
) -> Distances:
    """Kilometres from each home to the nearest location of each profile.

    ``points`` are those of the locations in ``places``.
    """
    surely = {name: offered(supply, name, minimum) for name in profiles}
    perhaps = {name: offered(supply, name, minimum, "high") for name in profiles}
    found = _distances(homes_table, surely, points, places)
    if all(len(surely[name]) == len(rows) for name, rows in perhaps.items()):
        return found
    return found._replace(perhaps=_distances(homes_table, perhaps, points, places))


def _distances(
    homes_table: pd.DataFrame,
    offers: Mapping[str, pd.DataFrame],
    points: pd.DataFrame,
    places: Places,
) -> Distances:
    """Distances to the locations in the rows of each profile."""
    known = points[points["herkomst"] != NOWHERE]
    grounds, groups = {}, {}
    for profile, rows in offers.items():
        near = rows[rows["vestiging"].isin(known.index)]
        groups[profile] = known.loc[near["vestiging"].unique()]
        grounds[profile] = [near, *places.behind(groups[profile])]
    return Distances(distances_to(homes_table, groups), grounds, places)


def distances_by_minimum(
    homes_table: pd.DataFrame,
    supply: pd.DataFrame,
    points: pd.DataFrame,
    places: Places,
    minima: Iterable[int],
) -> dict[int, Distances]:
    """:func:`profile_distances` by minimum group size."""
    return {
        least: profile_distances(homes_table, supply, points, places, minimum=least)
        for least in minima
    }


@indicator
def coverage_share(
    homes_table: pd.DataFrame, distance_km: pd.Series, radius_km: float, population: str
) -> Measure:
    """Share of residents of an age group with a location at ``radius_km`` or nearer.

    Exactly on the radius counts as within. Excluded: residents of a PC4 without a point, and PC4 whose number
    CBS keeps secret (0 to 4 residents, or more if it is secret for another reason).
    """
    people = counted(homes_table, population)
    return share_of_residents(people, distance_km.reindex(people.index) <= radius_km)


def share_of_residents(people: pd.Series, side: pd.Series) -> Measure:
    """The share of residents in the homes that a condition selects."""
    part, rest = (
        exact(float(some.sum()), "inwoners").with_recipe("nearest-within", some)
        for some in (people[side], people[~side])
    )
    return share(part, rest)


def coverage(
    homes_table: pd.DataFrame, distances: Distances, radius_km: float, population: str
) -> dict[str, Measure]:
    """:func:`coverage_share` for every profile that has distances, between bounds if counts are masked."""
    surely = _coverage(homes_table, distances, radius_km, population)
    if distances.perhaps is None:
        return surely
    perhaps = _coverage(homes_table, distances.perhaps, radius_km, population)
    return {name: span(low, perhaps[name]) for name, low in surely.items()}


def _coverage(
    homes_table: pd.DataFrame, distances: Distances, radius_km: float, population: str
) -> dict[str, Measure]:
    spots = home_spots(homes_table, distances.places, population)
    way = distances.places.straight_way(radius_km) if distances.straight else {}
    return {
        profile: coverage_share(homes_table, distances.km[profile], radius_km, population)
        .resting_on(*grounds, spots)
        .with_settings(**way)
        for profile, grounds in distances.grounds.items()
    }


def home_spots(homes_table: pd.DataFrame, places: Places, population: str) -> pd.DataFrame:
    """The points of the postcodes of the residents who count."""
    return places.spots(homes_table.loc[counted(homes_table, population).index, "postcode"])


def at_radius(
    homes_table: pd.DataFrame, distances: Distances, radius_km: float
) -> dict[str, dict[str, Measure]]:
    """:func:`coverage` for every age group."""
    return {name: coverage(homes_table, distances, radius_km, name) for name in POPULATIONS}


def specifications(
    homes_table: pd.DataFrame, distances: Mapping[int, Distances], radius_km: float
) -> dict[str, list[Specification]]:
    """:func:`coverage` of every profile for each age group and each minimum group size.

    ``distances`` are keyed by minimum group size.
    """
    families = {
        (population, minimum): coverage(homes_table, table, radius_km, population)
        for population in POPULATIONS
        for minimum, table in distances.items()
    }
    return {
        profile: [
            Specification(
                {"bevolking": f"inwoners {population}", "kleinste groep": group_name(minimum)},
                family[profile],
            )
            for (population, minimum), family in families.items()
        ]
        for profile in next(iter(distances.values())).grounds
    }


def coverage_by_minimum(
    homes_table: pd.DataFrame, distances: Mapping[int, Distances], radius_km: float, population: str
) -> dict[int, dict[str, Measure]]:
    """:func:`coverage` for each minimum group size."""
    return {
        minimum: coverage(homes_table, table, radius_km, population)
        for minimum, table in distances.items()
    }


def left_out(
    homes_table: pd.DataFrame, points: pd.DataFrame, population: str
) -> dict[str, list[str]]:
    """The codes of locations and postcodes that do not count, or only approximately, by Dutch reason."""
    return {
        "Vestigingen met alleen een postcode": sorted(points.index[points["herkomst"] == POSTCODE]),
        "Vestigingen zonder punt": sorted(points.index[points["herkomst"] == NOWHERE]),
        "Postcodes zonder punt": sorted(without_point(homes_table)["postcode"]),
        "Postcodes met een geheim aantal": sorted(secret(homes_table, population)["postcode"]),
    }


def points_per_profile(
    supply: pd.DataFrame, points: pd.DataFrame, profiles: Sequence[str], minimum: int = 1
) -> dict[str, pd.DataFrame]:
    """The points of the locations of each profile."""
    return {name: points.reindex(offering(supply, name, minimum)) for name in profiles}


@indicator
def postcode_count(rows: pd.DataFrame) -> Measure:
    """The number of PC4 in a selection of homes."""
    return count(rows, "postcodes")


def left_out_counts(
    homes_table: pd.DataFrame, places: Places, population: str
) -> dict[str, Measure]:
    """:func:`postcode_count` of the homes that do not count, by Dutch reason.

    A postcode has no point because no row has it, so that count depends on the points of all the others.
    """
    lost = postcode_count(without_point(homes_table))
    return {
        "zonder punt": lost.resting_on(places.spots(homes_table["postcode"])),
        "geheim": postcode_count(secret(homes_table, population)),
    }


def residents(homes_table: pd.DataFrame, population: str) -> pd.Series:
    """Persons of an age group per row; secret numbers are missing and add nothing."""
    groups = POPULATIONS[population]
    people = homes_table[list(groups)].astype(float).sum(axis=1)
    people.attrs[COUNTED] = groups
    return people


def counted(homes_table: pd.DataFrame, population: str) -> pd.Series:
    """:func:`residents` of the homes that count: those with a point and at least one person of this age."""
    people = residents(homes_table, population)
    return people[(people > 0) & homes_table["x"].notna()]
