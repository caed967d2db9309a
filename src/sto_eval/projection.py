"""RD, the grid of Dutch maps (EPSG:28992): metres, from degrees of longitude and latitude (WGS 84)."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry


def rd_points(longitude: pd.Series, latitude: pd.Series) -> pd.DataFrame:
    """Longitude and latitude as ``x`` and ``y``, same index."""
    x, y = _to_rd().transform(longitude.to_numpy(float), latitude.to_numpy(float))
    return pd.DataFrame({"x": x, "y": y}, index=longitude.index)


def in_rd(shape: BaseGeometry) -> BaseGeometry:
    """A shape in degrees, converted to RD."""
    return shapely.transform(shape, _to_rd().transform, interleaved=False)  # type: ignore[arg-type] # takes x and y


@cache
def _to_rd() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
