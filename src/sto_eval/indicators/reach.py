"""Reach: the share of young residents with a location of a profile within a radius of home.

Distance is a straight line ("straal") in the Dutch grid RD (EPSG:28992), from the point of the four-digit
postcode (PC4) of the home to the location. Residents by PC4 stand in for pupils, because no public file
has vmbo pupils by home and profile; that is an assumption, not a finding.
Source of the indicator: the monitor's "technical supply within 10 kilometres of home" (June 2021, 2.3.3).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from sto_eval.indicators.supply import PROFILES, group_name, offering
from sto_eval.measures import Measure, Number, Specification, exact, indicator, share
from sto_eval.rd import rd_points

METRES = 1000
ORIGINS = ("gebouw", "postcode", "geen")
POPULATIONS: Mapping[str, tuple[str, ...]] = {
    "tot 15 jaar": ("tot 15 jaar",),
    "15 tot 25 jaar": ("15 tot 25 jaar",),
    "tot 25 jaar": ("tot 15 jaar", "15 tot 25 jaar"),
}
"""The age groups that CBS gives per postcode, and their sum."""

Points = npt.NDArray[np.float64]


def postcode_points(postcodes: pd.DataFrame) -> pd.DataFrame:
    """The mean point of each PC4 in RD: index ``postal code``, columns ``x`` and ``y``."""
    points = rd_points(postcodes["longitude"], postcodes["latitude"])
    return points.groupby(postcodes["postal code"]).mean()


def homes(residents: pd.DataFrame, postcodes: pd.DataFrame) -> pd.DataFrame:
    """Residents per PC4 with the point of the PC4.

    Columns ``postcode``, the age groups (persons, missing where CBS keeps them secret), ``x`` and ``y``
    (missing where the PC4 has no point).
    """
    groups = sorted({column for columns in POPULATIONS.values() for column in columns})
    table = residents[["Postcode-4", *groups]].rename(columns={"Postcode-4": "postcode"})
    return table.join(postcode_points(postcodes), on="postcode").reset_index(drop=True)


def without_point(homes_table: pd.DataFrame) -> pd.DataFrame:
    """The PC4 that cannot be counted because no point is known."""
    return homes_table[homes_table["x"].isna()]


def secret(homes_table: pd.DataFrame, population: str) -> pd.DataFrame:
    """The PC4 of which CBS keeps at least one of the age groups of this population secret."""
    return homes_table[homes_table[list(POPULATIONS[population])].isna().any(axis=1)]


def location_points(
    locations: Iterable[str],
    schools: pd.DataFrame,
    addresses: pd.DataFrame,
    postcodes: pd.DataFrame,
) -> pd.DataFrame:
    """The point of each location: of its building, else of its postcode, else none.

    Parameters
    ----------
    locations
        Six-character codes.
    schools
        Buildings: ``vestiging``, ``longitude``, ``latitude``; of a doubled code the first row counts.
    addresses
        ``vestiging`` and ``POSTCODE``, for locations that have no building any more.
    postcodes
        Points per PC4.

    Returns
    -------
    Index ``vestiging``; ``x``, ``y`` in RD; ``herkomst``: ``gebouw``, ``postcode`` or ``geen``.
    """
    wanted = pd.Index(sorted(set(locations)), name="vestiging")
    buildings = rd_points(schools["longitude"], schools["latitude"])
    buildings = buildings.set_index(schools["vestiging"].to_numpy())
    exactly = buildings[~buildings.index.duplicated()].reindex(wanted)
    codes = addresses.set_index("vestiging")["POSTCODE"].str[:4].reindex(wanted)
    roughly = postcode_points(postcodes).reindex(codes).set_index(wanted)
    points = exactly.fillna(roughly)
    known = [exactly["x"].notna(), roughly["x"].notna()]
    origin = np.select(known, list(ORIGINS[:2]), ORIGINS[-1])
    return points.assign(herkomst=origin)


def nearest_km(from_points: pd.DataFrame, to_points: pd.DataFrame) -> pd.Series:
    """Kilometres in a straight line to the nearest point; infinite when there is none.

    Missing points on either side are left out; the result has the index of ``from_points``, without the
    rows that have no point.
    """
    return distances_to(from_points, {"km": to_points})["km"]


def distances_to(from_points: pd.DataFrame, groups: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """:func:`nearest_km` to each of several groups of points; a column per group."""
    start = from_points[["x", "y"]].dropna()
    found = {}
    for name, group in groups.items():
        ends = group[["x", "y"]].dropna()
        metres = cKDTree(ends).query(start, workers=-1)[0] if len(ends) else np.inf
        found[name] = metres / METRES
    return pd.DataFrame(found, index=start.index)


def profile_distances(
    homes_table: pd.DataFrame,
    supply: pd.DataFrame,
    points: pd.DataFrame,
    profiles: Sequence[str],
    minimum: int = 1,
) -> pd.DataFrame:
    """Kilometres from each home to the nearest location of each profile; a column per profile."""
    return distances_to(homes_table, points_per_profile(supply, points, profiles, minimum))


def distances_by_group(
    homes_table: pd.DataFrame, supply: pd.DataFrame, points: pd.DataFrame, minima: Iterable[int]
) -> dict[str, pd.DataFrame]:
    """:func:`profile_distances` by the Dutch label of each smallest group of pupils."""
    return {
        group_name(minimum): profile_distances(homes_table, supply, points, list(PROFILES), minimum)
        for minimum in minima
    }


@indicator
def coverage_share(
    homes_table: pd.DataFrame, distance_km: pd.Series, radius_km: float, population: str
) -> Measure:
    """Share of residents of an age group with a location at ``radius_km`` or nearer.

    Exactly on the radius counts as within. Left out: residents of a PC4 without a point, and PC4 whose
    number CBS keeps secret (0 to 4 residents, or more when it is secret for another reason).
    """
    people = residents(homes_table, population).reindex(distance_km.index)
    inside = distance_km <= radius_km
    within, beyond = (exact(float(people[side].sum()), "inwoners") for side in (inside, ~inside))
    return share(within, beyond)


def coverage(
    homes_table: pd.DataFrame, distances: pd.DataFrame, radius_km: float, population: str
) -> dict[str, Measure]:
    """:func:`coverage_share` for every profile that has a column of distances."""
    return {
        str(profile): coverage_share(homes_table, distances[profile], radius_km, population)
        for profile in distances.columns
    }


def at_radius(
    homes_table: pd.DataFrame, distances: pd.DataFrame, radius_km: float
) -> dict[str, dict[str, Measure]]:
    """:func:`coverage` for every age group."""
    return {name: coverage(homes_table, distances, radius_km, name) for name in POPULATIONS}


def specifications(
    homes_table: pd.DataFrame, distances: Mapping[str, pd.DataFrame], radius_km: float
) -> dict[str, list[Specification]]:
    """:func:`coverage` of every profile under each age group and each smallest group of pupils.

    ``distances`` holds by Dutch label of the smallest group the distances to locations that have it.
    """
    families = {
        (population, group): coverage(homes_table, table, radius_km, population)
        for population in POPULATIONS
        for group, table in distances.items()
    }
    return {
        str(profile): [
            Specification(
                {"bevolking": f"inwoners {population}", "kleinste groep": group},
                family[str(profile)],
            )
            for (population, group), family in families.items()
        ]
        for profile in next(iter(distances.values())).columns
    }


def coverage_by_minimum(  # noqa: PLR0913 - the parts of one definition
    homes_table: pd.DataFrame,
    supply: pd.DataFrame,
    points: pd.DataFrame,
    minima: Iterable[int],
    radius_km: float,
    population: str,
) -> dict[int, dict[str, Measure]]:
    """:func:`coverage` for several smallest group sizes (pupils per location and profile)."""
    profiles = list(PROFILES)
    return {
        minimum: coverage(
            homes_table,
            profile_distances(homes_table, supply, points, profiles, minimum),
            radius_km,
            population,
        )
        for minimum in minima
    }


def left_out(
    points: pd.DataFrame, lost: pd.DataFrame, hidden: pd.DataFrame
) -> dict[str, list[str]]:
    """The codes of locations and postcodes that do not count, or only roughly, by Dutch reason."""
    return {
        "Vestigingen met alleen een postcode": sorted(
            points.index[points["herkomst"] == ORIGINS[1]]
        ),
        "Vestigingen zonder punt": sorted(points.index[points["herkomst"] == ORIGINS[2]]),
        "Postcodes zonder punt": sorted(lost["postcode"]),
        "Postcodes met een geheim aantal": sorted(hidden["postcode"]),
    }


def points_per_profile(
    supply: pd.DataFrame, points: pd.DataFrame, profiles: Sequence[str], minimum: int = 1
) -> dict[str, pd.DataFrame]:
    """The points of the locations of each profile."""
    return {name: points.reindex(offering(supply, name, minimum)) for name in profiles}


@indicator
def location_count_by_origin(points: pd.DataFrame, origin: str) -> Measure:
    """Locations whose point came from their building, from their postcode, or from nowhere."""
    return exact(int((points["herkomst"] == origin).sum()), "vestigingen")


def location_counts_by_origin(points: pd.DataFrame) -> dict[str, Measure]:
    """:func:`location_count_by_origin` for every origin."""
    return {origin: location_count_by_origin(points, origin) for origin in ORIGINS}


@indicator
def postcode_count(rows: pd.DataFrame) -> Measure:
    """How many PC4 a selection of homes holds."""
    return exact(len(rows), "postcodes")


def residents(homes_table: pd.DataFrame, population: str) -> pd.Series:
    """Persons of an age group per row; secret numbers count as missing and add nothing."""
    return homes_table[list(POPULATIONS[population])].astype("Float64").sum(axis=1).astype(float)


def coverage_grid(
    homes_table: pd.DataFrame,
    distances: pd.DataFrame,
    radii_km: Iterable[float],
    populations: Iterable[str],
) -> pd.DataFrame:
    """:func:`coverage_share` for every profile, radius and age group, in one pass over the homes.

    Each home is put under the smallest radius that it is within, and the persons are added up by radius:
    whole numbers, so exact in any order. Memory is that of the homes, however many radii there are.
    Columns ``profiel``, ``straal_km``, ``bevolking``, ``aandeel`` (percent).
    """
    radii, names = list(radii_km), list(populations)
    edges = np.unique(np.array(radii, float))
    people = {name: residents(homes_table, name).reindex(distances.index) for name in names}
    shares = {
        (str(profile), name): _shares(places, people[name].to_numpy(), edges)
        for profile in distances.columns
        # on the left, so that exactly on the radius counts as within
        for places in [np.searchsorted(edges, distances[profile].to_numpy(float))]
        for name in names
    }
    keys = itertools.product(names, map(str, distances.columns), radii)
    rows = [
        (profile, radius, name, shares[profile, name][radius]) for name, profile, radius in keys
    ]
    return pd.DataFrame(rows, columns=["profiel", "straal_km", "bevolking", "aandeel"])


def _shares(
    places: npt.NDArray[np.intp], people: npt.NDArray[np.float64], edges: npt.NDArray[np.float64]
) -> dict[float, Number | None]:
    """The percentage within each radius; beyond the last one is a place of its own."""
    within = np.cumsum(np.bincount(places, people, minlength=len(edges)))
    return {
        float(edge): share(exact(inside, "inwoners"), exact(within[-1] - inside, "inwoners")).value
        for edge, inside in zip(edges, within.tolist(), strict=False)
    }
