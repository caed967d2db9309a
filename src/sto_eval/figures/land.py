"""Shared parts of maps in RD coordinates: outlines, styles, panels and keys.

The outlines are computed once and drawn in every shape of the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Shape
from recount.notebook.figures.style import INK, QUIET, new_figure
from recount.numbers.measures import Measure

METRES = 1000
FULL = 100
DETAIL_M = 1500
"""Tolerance for simplifying outlines of the country: less than a point on a map of this size."""

ISLET_M2 = 3_000_000
"""Islands smaller than this are left out of a map of the country."""

FAR_M = 1_000_000
"""How long a shadow is: much longer than any radius, so that it ends outside every circle."""

QUARTER = 8
"""Segments per quarter circle."""

COVERED = "#86b9da"
SURROUNDED = "#eceff3"
SURROUNDINGS_M = 10_000
"""Margin around a region on its map."""

HATCHED: Mapping[str, Any] = {
    "facecolor": "#eef0f3",
    "hatch": "////////",
    "edgecolor": "#a8b1bc",
    "linewidth": 0,
}
"""Style of land without coverage or locations: a grey pattern, which recedes but is visible without colour."""

UNKNOWN: Mapping[str, Any] = {
    "facecolor": "#c3cad3",
    "hatch": "----",
    "edgecolor": "white",
    "linewidth": 0,
}
"""Style of land of which nothing is known: grey with another pattern, so that it does not look like a hole."""

SHADES = ("#dcebf4", "#a9cce2", "#6aa5c8", "#2f7aa8", "#0b4f7a")
"""From few to many, ordered in greyscale too."""

COLUMNS = (3, 2)
"""Maps per row, in the wide and in the narrow shape."""


@dataclass(frozen=True, slots=True)
class Country:
    """The land and its provinces."""

    land: BaseGeometry
    provinces: Mapping[str, BaseGeometry]

    def label_points(self) -> dict[str, tuple[float, float]]:
        """Province -> the interior point farthest from its borders."""
        circles = {
            name: shapely.maximum_inscribed_circle(area, DETAIL_M)  # type: ignore[call-overload]
            for name, area in self.provinces.items()
        }
        return {name: line.coords[0][:2] for name, line in circles.items()}


def country(provinces: pd.DataFrame, detail_m: float = DETAIL_M) -> Country:
    """The land from a table with ``statnaam`` and ``geometry``, simplified and without islets."""
    simplified = shapely.coverage_simplify(provinces["geometry"].to_list(), detail_m)
    areas = [_without_islets(area) for area in simplified]
    return Country(shapely.union_all(areas), dict(zip(provinces["statnaam"], areas, strict=True)))


def _without_islets(area: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(area)
    return shapely.union_all(parts[shapely.area(parts) >= min(ISLET_M2, area.area)])


def map_panels(shape: Shape, maps: int, lines: int) -> tuple[Figure, list[Axes]]:
    """A panel per map, with ``lines`` lines of text above it, and one panel for the key."""
    across = min(COLUMNS[shape.narrow], maps + 1)
    height = shape.width / across * 1.16 + 0.18 * lines
    figure, panels = new_figure(shape, maps + 1, height, columns=(across, across), grid=False)
    for panel in panels:
        panel.set_axis_off()
        panel.set(xticks=[], yticks=[])  # the layout counts ticks even if the axis is off
        panel.set_aspect("equal")
    return figure, panels


def draw_borders(panel: Axes, home: Country) -> None:
    """Draw the outlines of the provinces."""
    areas = shapely.GeometryCollection(list(home.provinces.values()))
    draw_area(panel, areas, facecolor="none", edgecolor=QUIET, linewidth=0.5)
    panel.autoscale_view()


def mark_map(panel: Axes, name: str, share: Measure) -> None:
    """Mark a whole map as the row of its name and share."""
    mark_row(panel, (name, share.value), panel.get_xlim(), panel.get_ylim())


def within_reach(
    points: pd.DataFrame, radius_km: float, wall: BaseGeometry | None = None
) -> BaseGeometry:
    """The area within a radius of any of the points, without what a wall hides from it."""
    circles = [
        _seen(shapely.Point(x, y), radius_km, wall) for x, y in points[["x", "y"]].to_numpy(float)
    ]
    return shapely.union_all(circles).simplify(METRES / 2)


def _seen(place: shapely.Point, radius_km: float, wall: BaseGeometry | None) -> BaseGeometry:
    """The circle around a place, without what a wall hides from it."""
    circle = place.buffer(radius_km * METRES, quad_segs=QUARTER)
    if wall is None or not circle.intersects(wall):
        return circle
    return circle.difference(_behind(wall, place))


def _behind(wall: BaseGeometry, place: shapely.Point) -> BaseGeometry:
    """What a wall of lines hides from a place: the shadow of each of its parts."""
    shadows = []
    for line in shapely.get_parts(wall):
        ends = np.asarray(line.coords)[:, :2]
        away = ends - [place.x, place.y]
        far = ends + away / np.linalg.norm(away, axis=1)[:, None] * FAR_M
        shadows += [
            shapely.Polygon([ends[one], ends[one + 1], far[one + 1], far[one]])
            for one in range(len(ends) - 1)
        ]
    return shapely.union_all(shadows)


def draw_key(panel: Axes, handles: list[Any]) -> None:
    """Draw the key in its panel."""
    panel.legend(
        handles=handles, loc="center left", frameon=False, fontsize=8.5, labelcolor=INK,
        borderaxespad=0,
    )  # fmt: skip


def reach_key(panel: Axes, radius_km: float) -> list[Any]:
    """The key entries of a coverage map."""
    radius = f"{radius_km:g}".replace(".", ",")
    return [
        Patch(facecolor=COVERED, label=f"binnen {radius} km"),
        Patch(**HATCHED, label=f"verder dan {radius} km"),
        *panel.plot([], [], "o", color=INK, markersize=3, label="vestiging"),
    ]


def draw_area(panel: Axes, geometry: BaseGeometry, **style: Any) -> None:  # noqa: ANN401 - passed on to matplotlib
    """Draw an area with its holes, styled with properties of a Matplotlib patch."""
    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        path = Outline.make_compound_path(*(Outline(ring[:, :2], closed=True) for ring in rings))
        panel.add_artist(PathPatch(path, **style))
        panel.update_datalim(path.get_extents().get_points())
