"""CBS and Kadaster, boundaries of municipalities or provinces, in longitude and latitude."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely
from shapely.geometry import shape

from recount.layouts.faults import Phrase, refuse_cells
from recount.layouts.gauges import Gauge, last_year
from recount.layouts.geojson import feature_cells, features, first_properties
from recount.layouts.layout import LINE, Layout, ParsedFile, Wanted, check_key, validated
from sto_eval.projection import in_rd

NEEDED: list[Wanted] = ["statcode", "statnaam"]
DATED = "jrstatcode"
KM2 = 1_000_000
LEAST = 0.1 * KM2
"""Square metres: less than this is a line. The smallest municipality has several square kilometres."""

SHAPES = ("Polygon", "MultiPolygon")
BOX = np.array([[3.0, 50.5], [7.5, 54.0]])
"""South-west and north-east corner in degrees; boundaries in metres (RD) fall outside."""
CORNERS = 4
"""Minimum number of points in a ring: a triangle, and its first point repeated."""

SCHEMA = pa.DataFrameSchema(
    {
        "statcode": pa.Column(str, pa.Check.str_matches(r"^(?:GM|PV)[0-9]{2,4}$")),
        "statnaam": pa.Column(str, pa.Check.str_length(min_value=1)),
    }
)


def read(path: Path) -> ParsedFile:
    """One row per area: properties as published, and its outline in RD as ``geometry``."""
    found = features(path, NEEDED)
    table = pd.DataFrame(
        [{**feature["properties"], "geometry": feature["geometry"]} for feature in found]
    )
    table.index = pd.RangeIndex(1, len(table) + 1, name=LINE)
    wrong = ~table["geometry"].map(is_area)
    if wrong.any():  # the texts of all outlines take a second
        kinds = table["geometry"].map(_abbreviated).rename("geometry")
        expected = Phrase(
            f"{' or '.join(SHAPES)} of closed rings, in degrees",
            f"{' of '.join(SHAPES)} van gesloten ringen, in graden",
        )
        refuse_cells(path, kinds, wrong, expected)
    check_key(path, table, ["statcode"])
    outlines = table["geometry"].map(lambda geometry: in_rd(shape(geometry)))
    sound = validated(path, table.assign(geometry=outlines), SCHEMA)
    _check_outlines(path, outlines)
    return ParsedFile(sound, len(table))


def _check_outlines(path: Path, outlines: pd.Series) -> None:
    """Refuse an outline that crosses itself, has no area, or overlaps another area."""
    areas = list(outlines)
    names = outlines.map(lambda area: f"{area.geom_type} of {area.area / KM2:.1f} km2")
    unsound = outlines.map(lambda area: not area.is_valid or area.area < LEAST)
    expected = Phrase(
        "an outline that has an area and does not cross itself",
        "een omtrek met een oppervlakte, die zichzelf niet kruist",
    )
    refuse_cells(path, names, unsound, expected)
    inner = shapely.STRtree([area.representative_point() for area in areas])
    covering, covered = inner.query(areas, predicate="contains")
    over = np.isin(np.arange(len(areas)), covering[covering != covered])
    overlapping = pd.Series(over, index=outlines.index)
    expected = Phrase(
        "an outline that overlaps no other area", "een omtrek die geen ander gebied overlapt"
    )
    refuse_cells(path, names, overlapping, expected)


def _years(path: Path, parsed: ParsedFile) -> dict[str, int]:
    """The year at the start of each ``jrstatcode``, if present, and the year in the file name."""
    codes = parsed.table[DATED].astype(str) if DATED in parsed.table else pd.Series(dtype=str)
    return {
        f"{DATED} '{code}'": int(code[:4])
        for code in codes[codes.str.fullmatch("[0-9]{4}[A-Z]{2}[0-9]+")].drop_duplicates()
    } | last_year(path.name)


GAUGES = (
    Gauge(
        "oppervlakte in km2", lambda s: shapely.area(s.table["geometry"].to_numpy()).sum() / KM2,
        30_000, 45_000, scales=True,
    ),
)  # fmt: skip
"""The land area is 35,000 square kilometres; with large waters it is 42,000."""


def is_area(geometry: dict[str, Any]) -> bool:
    """Whether a GeoJSON geometry is a polygon or multipolygon of closed rings within the Netherlands."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in SHAPES or not isinstance(coordinates, list):
        return False
    polygons = [coordinates] if kind == SHAPES[0] else coordinates
    try:
        return bool(polygons) and all(
            polygon and all(map(_is_ring, polygon)) for polygon in polygons
        )
    except (TypeError, ValueError, OverflowError):
        # ragged lists, text instead of numbers, or numbers with hundreds of digits
        return False


def _is_ring(ring: list[list[float]]) -> bool:
    points = np.asarray(ring, float)
    if points.ndim != len(BOX) or len(points) < CORNERS:
        return False
    plane = points[:, :2]
    inside = (plane >= BOX[0]).all() and (plane <= BOX[1]).all()
    return bool(inside and (plane[0] == plane[-1]).all())


def _abbreviated(geometry: dict[str, Any]) -> str:
    return f"{geometry.get('type')} {str(geometry.get('coordinates'))[:60]}…"


LAYOUT = Layout(
    "grenzen",
    "CBS en Kadaster: gebiedsgrenzen",
    first_properties,
    NEEDED,
    read,
    feature_cells,
    gauges=GAUGES,
    years=_years,
)
