"""Maps of the Netherlands in RD: outlines, locations, and what lies outside a radius as a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyproj
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sto_eval.figures.style import ACCENT, INK, QUIET, SECOND, new_figure

METRES = 1000
DETAIL_M = 500
"""Corners nearer than this are one corner on a map of a country."""

COVERED = "#cfe3ef"


def coverage_maps(
    provinces: pd.DataFrame,
    locations: Mapping[str, pd.DataFrame],
    radius_km: float,
) -> Figure:
    """A map per profile: covered land pale, uncovered land hatched, locations as dots.

    Parameters
    ----------
    provinces
        ``geometry`` as GeoJSON in longitude and latitude.
    locations
        Profile -> points ``x``, ``y`` in RD; rows without a point are not drawn.
    radius_km
        A place within this distance of a dot is covered.
    """
    outlines = [_in_rd(geometry) for geometry in provinces["geometry"]]
    land = shapely.union_all(outlines)
    figure, panels = new_figure(2, 3, 5.9)
    for panel, (profile, points) in zip(panels, locations.items(), strict=False):
        _map(panel, land, outlines, points.dropna(subset=["x", "y"]), radius_km)
        panel.set_title(f"{profile}: {len(points)} vestigingen", fontsize=9)
    _key(panels[len(locations)], radius_km)
    for panel in panels:
        panel.set_axis_off()
    return figure


def _map(
    panel: Axes,
    land: BaseGeometry,
    outlines: list[BaseGeometry],
    points: pd.DataFrame,
    radius_km: float,
) -> None:
    covered = _covered(points, radius_km).intersection(land)
    _draw(
        panel,
        land.difference(covered),
        facecolor="white",
        hatch="//////",
        edgecolor=SECOND,
        linewidth=0,
    )
    _draw(panel, covered, facecolor=COVERED, edgecolor="none")
    for outline in outlines:
        _draw(panel, outline, facecolor="none", edgecolor=QUIET, linewidth=0.5)
    panel.plot(points["x"], points["y"], "o", color=ACCENT, markersize=1.6, markeredgewidth=0)
    panel.set_aspect("equal")
    panel.autoscale_view()


def _covered(points: pd.DataFrame, radius_km: float) -> BaseGeometry:
    circles = shapely.buffer(shapely.points(points[["x", "y"]].to_numpy(float)), radius_km * METRES)
    return shapely.union_all(circles)


def _key(panel: Axes, radius_km: float) -> None:
    """The last place of the grid explains the others."""
    radius = f"{radius_km:g}".replace(".", ",")
    panel.legend(
        handles=[
            Patch(facecolor=COVERED, label=f"binnen {radius} km"),
            Patch(facecolor="white", edgecolor=SECOND, hatch="//////", label=f"verder dan {radius} km"),
            *panel.plot([], [], "o", color=ACCENT, markersize=3, label="vestiging met dit profiel"),
            Patch(facecolor="none", edgecolor=QUIET, label="provinciegrens"),
        ],
        loc="center", frameon=False, fontsize=8, labelcolor=INK,
    )  # fmt: skip


def _draw(panel: Axes, geometry: BaseGeometry, **look: Any) -> None:  # noqa: ANN401 - passed on to matplotlib
    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        path = Outline.make_compound_path(*(Outline(ring[:, :2], closed=True) for ring in rings))
        panel.add_patch(PathPatch(path, **look))


def _in_rd(geometry: dict[str, Any]) -> BaseGeometry:
    to_rd = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)

    def moved(corners: np.ndarray) -> np.ndarray:
        return np.column_stack(to_rd.transform(corners[:, 0], corners[:, 1]))

    return shapely.transform(shape(geometry), moved).simplify(DETAIL_M).buffer(0)
