"""EduGIS, school locations with coordinates: DUO's addresses placed on the buildings register (BAG).

The code stands in ``vestigingscode`` or, in other vintages, ``vestigingsnummer``. A code stands in it more
than once where a location has several buildings (same name, points tens to hundreds of metres apart). Of
those the most western point counts, of equals the most southern: the choice does not hang on the order of
the file. Where the points lie further apart than ``APART_KM`` nobody can tell which is meant, and none
counts. Primary and special schools stand in it too and stay.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from sto_eval.layouts.geojson import Feature, feature_cells, features, first_properties
from sto_eval.layouts.table import (
    CODE,
    LINE,
    LOCATION,
    Layout,
    Sheet,
    Wanted,
    column_of,
    validated,
)

CODES = ("vestigingscode", "vestigingsnummer")
NEEDED: list[Wanted] = [CODES, "naam", "postcode", "plaats"]
POINT = ["longitude", "latitude"]
APART_KM = 1
DEGREE_KM = 111.2
"""Kilometres in a degree of latitude; a degree of longitude has the cosine of the latitude of it."""

NO_POINT = "zonder punt"
NO_CODE = "zonder geldige vestigingscode"
UNSURE = "vestigingscode op punten meer dan een kilometer uiteen"
DOUBLED = "ander gebouw van een vestiging die er al staat"

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION), unique=True),
        "longitude": pa.Column(float, pa.Check.in_range(-71, 8)),
        "latitude": pa.Column(float, pa.Check.in_range(11, 54)),
    }
)
"""The box takes in the Caribbean Netherlands, and refuses coordinates in metres or in turned order."""


def read(path: Path) -> Sheet:
    """One row per location: properties as published, ``longitude`` and ``latitude``, ``vestiging``.

    Left out and counted: features without a point, without a valid code, and repeated codes.
    """
    found = features(path, NEEDED)
    table = pd.DataFrame([_row(feature) for feature in found])
    table.index = pd.RangeIndex(1, len(table) + 1, name=LINE)
    reasons = _reasons(table)
    left_out = {
        str(reason): int(n) for reason, n in reasons.value_counts(sort=False).items() if reason
    }
    return Sheet(validated(path, table[reasons == ""], SCHEMA), len(table), left_out)


def _row(feature: Feature) -> dict[str, object]:
    """A feature as a row; what is no point has missing coordinates."""
    properties, geometry = feature["properties"], feature["geometry"]
    point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
    pair = point[:2] if isinstance(point, list) and len(point) > 1 else [None, None]
    whole = all(isinstance(number, int | float) for number in pair)
    longitude, latitude = map(float, pair) if whole else (np.nan, np.nan)
    code = properties.get(column_of(properties, CODES))
    return {**properties, CODE: str(code), "longitude": longitude, "latitude": latitude}


def _reasons(table: pd.DataFrame) -> pd.Series:
    """Why each row is left out; an empty text where it is kept."""
    usable = table.sort_values(POINT, kind="stable")
    points = usable[POINT].notna().all(axis=1)
    valid = usable[CODE].str.fullmatch(LOCATION.strip("^$"))
    usable = usable[points & valid]
    reasons = pd.Series("", index=table.index, dtype=object)
    reasons[usable.index[usable[CODE].duplicated()]] = DOUBLED
    reasons[usable.index[_spread_km(usable) > APART_KM]] = UNSURE
    reasons[valid.index[~valid]] = NO_CODE
    reasons[points.index[~points]] = NO_POINT
    return reasons


def _spread_km(table: pd.DataFrame) -> pd.Series:
    """Diagonal of the box around all points of a row's code, kilometres in a straight line."""
    groups = table.groupby(CODE)[POINT]
    width, height = ((groups.transform("max") - groups.transform("min"))[name] for name in POINT)
    across: pd.Series = width * np.cos(np.radians(table["latitude"]))
    return DEGREE_KM * (across**2 + height**2) ** 0.5


LAYOUT = Layout(
    "edugis-scholen",
    "EduGIS: schoollocaties met coördinaten",
    first_properties,
    NEEDED,
    read,
    feature_cells,
)
