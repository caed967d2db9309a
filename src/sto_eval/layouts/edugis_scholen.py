"""EduGIS, school locations with coordinates: DUO's addresses matched to the buildings register (BAG).

The code is in ``vestigingscode`` or, in other vintages, ``vestigingsnummer``. A code occurs more than once
when a location has several buildings (same name, points tens to hundreds of metres apart). The westernmost
point is then used, or the southernmost of equals, so that the choice does not depend on the order of the
file. Points further apart than ``APART_KM`` are ambiguous, and all are left out. Primary and special
schools are in the file too and are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recount.layouts.faults import Phrase, refuse_cells
from recount.layouts.gauges import Gauge, PairGauge, distinct, middle_point, rows, year_in_name
from recount.layouts.geojson import Feature, feature_cells, features, first_properties
from recount.layouts.layout import LINE, Layout, ParsedFile, Wanted, column_of, validated
from sto_eval.layouts import geonames_postcodes
from sto_eval.layouts.duo import CODE, LOCATION

CODES = ("vestigingscode", "vestigingsnummer")
NEEDED: list[Wanted] = [CODES, "naam", "postcode", "plaats"]
POINT = ["longitude", "latitude"]
APART_KM = 1
DEGREE_KM = 111.2
"""Kilometres per degree of latitude; for a degree of longitude multiply by the cosine of the latitude."""

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION), unique=True),
        **{name: pa.Column(float) for name in POINT},
    }
)

EUROPEAN = {"longitude": (3.2, 7.4), "latitude": (50.6, 53.8)}
CARIBBEAN = {"longitude": (-68.6, -62.8), "latitude": (11.9, 17.8)}
"""Bounding boxes of the two parts of the Netherlands in degrees: a spurious minus sign, metres (RD) and
swapped coordinates fall outside both.
"""


def read(path: Path) -> ParsedFile:
    """One row per location: properties as published, ``longitude`` and ``latitude``, ``vestiging``.

    Left out and counted: features without a point, without a valid code, and repeated codes.
    """
    found = features(path, NEEDED)
    table = pd.DataFrame([_row(feature) for feature in found])
    table.index = pd.RangeIndex(1, len(table) + 1, name=LINE)
    _check_codes_and_points(path, table)
    reasons = _reasons(table)
    left_out = {
        str(reason): int(n) for reason, n in reasons.value_counts(sort=False).items() if reason
    }
    return ParsedFile(validated(path, table[reasons == ""], SCHEMA), len(table), left_out)


def _check_codes_and_points(path: Path, table: pd.DataFrame) -> None:
    """Refuse a lower-case code, and a point outside the Netherlands."""
    codes = table[CODE]
    small = codes.str.upper().str.fullmatch(LOCATION) & ~codes.str.fullmatch(LOCATION)
    refuse_cells(path, codes, small, Phrase("a code in capitals", "een code in hoofdletters"))
    outside = table["longitude"].notna() & ~_within(table, EUROPEAN) & ~_within(table, CARIBBEAN)
    points = table[POINT].map(str).agg(", ".join, axis=1).rename("geometry")
    expected = Phrase(
        "a point in the Netherlands, longitude first",
        "een punt in Nederland, de lengtegraad eerst",
    )
    refuse_cells(path, points, outside, expected)


def _within(table: pd.DataFrame, box: Mapping[str, tuple[float, float]]) -> pd.Series:
    (west, east), (south, north) = box["longitude"], box["latitude"]
    return table["longitude"].between(west, east) & table["latitude"].between(south, north)


def _row(feature: Feature) -> dict[str, object]:
    """A feature as a row; coordinates are missing if it is not a point."""
    properties, geometry = feature["properties"], feature["geometry"]
    point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
    pair = point[:2] if isinstance(point, list) and len(point) > 1 else [None, None]
    whole = all(isinstance(number, int | float) for number in pair)
    longitude, latitude = map(_float, pair) if whole else (np.nan, np.nan)
    code = properties.get(column_of(properties, CODES))
    return {**properties, CODE: str(code), "longitude": longitude, "latitude": latitude}


def _float(number: float) -> float:
    """A JSON number as a float; an integer with hundreds of digits becomes infinite."""
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _reasons(table: pd.DataFrame) -> pd.Series:
    """Why each row is left out; an empty text if it is kept."""
    usable = table.sort_values(POINT, kind="stable")
    points = usable[POINT].notna().all(axis=1)
    valid = usable[CODE].str.fullmatch(LOCATION)
    usable = usable[points & valid]
    reasons = pd.Series("", index=table.index, dtype=object)
    doubled, apart = usable[CODE].duplicated(), _spread_km(usable) > APART_KM
    reasons[usable.index[doubled]] = "ander gebouw van een vestiging die er al staat"
    reasons[usable.index[apart]] = "vestigingscode op punten meer dan een kilometer uiteen"
    reasons[valid.index[~valid]] = "zonder geldige vestigingscode"
    reasons[points.index[~points]] = "zonder punt"
    return reasons


def _spread_km(table: pd.DataFrame) -> pd.Series:
    """Diagonal of the bounding box of all points with the same code, kilometres in a straight line."""
    groups = table.groupby(CODE)[POINT]
    width, height = ((groups.transform("max") - groups.transform("min"))[name] for name in POINT)
    across: pd.Series = width * np.cos(np.radians(table["latitude"]))
    return DEGREE_KM * (across**2 + height**2) ** 0.5


GAUGES = (
    rows(5_500, 13_000),
    distinct("vestigingen", CODE, 5_500, 13_000),
    Gauge("aandeel weggelaten", lambda s: 1 - s.rows_out / s.rows_in, 0, 0.05),
    *middle_point((51.95, 52.25), (5.1, 5.5)),
)
"""About eight thousand schools of all kinds, half of them north of the line from Leiden to Apeldoorn."""

LAYOUT = Layout(
    "edugis-scholen",
    "EduGIS: schoollocaties met coördinaten",
    first_properties,
    NEEDED,
    read,
    feature_cells,
    gauges=GAUGES,
    years=year_in_name,
    derived={CODE: (CODES,)},
)


def _median_km(schools: ParsedFile, postcodes: ParsedFile) -> float:
    """Median distance in kilometres between a school and the mean point of its postcode."""
    points = postcodes.table.groupby("postal code")[["latitude", "longitude"]].mean()
    known = schools.table[["latitude", "longitude"]].set_axis(
        schools.table["postcode"].astype(str).str[:4]
    )
    apart = known - points.reindex(known.index)
    east = apart["longitude"] * np.cos(np.radians(known["latitude"]))
    return float(DEGREE_KM * np.hypot(apart["latitude"], east).median())


NEAR_POSTCODE = PairGauge(
    "km van een school tot het punt van haar postcode (mediaan)",
    (LAYOUT.id, geonames_postcodes.LAYOUT.id),
    _median_km,
    0,
    2,
)
"""Half of the schools lie within half a kilometre of it, whatever the years of the two files."""
