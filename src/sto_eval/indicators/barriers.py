"""Distances to school that cross no barrier, such as a wide water without a bridge.

A barrier is a line. A straight line from home to a location that crosses or touches it does not count; the
home then has the nearest location on its own side. The way around a barrier is not measured.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from sto_eval.indicators.reach import METRES, Distances
from sto_eval.projection import in_rd


def around(
    homes_table: pd.DataFrame,
    distances: Distances,
    dots: Mapping[str, pd.DataFrame],
    barriers: pd.DataFrame,
) -> Distances:
    """Kilometres from each home to the nearest location of each profile on the same side of every barrier.

    Parameters
    ----------
    distances
        The same without barriers.
    dots
        The points of the locations of each profile, in RD.
    barriers
        A ``geometry`` per row: a line in degrees (WGS 84).
    """
    wall = wall_of(barriers)
    kilometres = {name: same_side_km(homes_table, group, wall) for name, group in dots.items()}
    grounds = {name: [*tables, barriers] for name, tables in distances.grounds.items()}
    return Distances(pd.DataFrame(kilometres), grounds, distances.places, straight=False)


def wall_of(barriers: pd.DataFrame) -> BaseGeometry:
    """All barriers as lines in RD."""
    return in_rd(shapely.union_all(barriers["geometry"].to_list()))


def same_side_km(
    from_points: pd.DataFrame, to_points: pd.DataFrame, wall: BaseGeometry
) -> pd.Series:
    """Kilometres in a straight line to the nearest point that the wall does not hide; infinite without one.

    Missing points on either side are excluded, as in :func:`sto_eval.indicators.reach.distances_to`.
    """
    start, ends = (table[["x", "y"]].dropna() for table in (from_points, to_points))
    if ends.empty:
        return pd.Series(np.inf, start.index)
    metres, nearest = map(np.asarray, cKDTree(ends).query(start))
    stopped = shapely.intersects(wall, _lines(start.to_numpy(), ends.to_numpy()[nearest]))
    ways = _lines(start.to_numpy()[stopped, None], ends.to_numpy()[None])
    metres[stopped] = np.where(shapely.intersects(wall, ways), np.inf, shapely.length(ways)).min(
        axis=1
    )
    return pd.Series(metres / METRES, start.index)


def _lines(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """A straight line between each start and end."""
    return np.asarray(shapely.linestrings(np.stack(np.broadcast_arrays(starts, ends), axis=-2)))
