"""Maps of the Netherlands in RD, one per profile: outlines, and a pattern for what is not covered.

The shapes of the land are made once, and drawn in every shape of the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyproj
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline
from shapely.geometry import shape as geometry_of
from shapely.geometry.base import BaseGeometry

from sto_eval.figures.shapes import Drawing, Shape
from sto_eval.figures.style import INK, QUIET, SECOND, new_figure
from sto_eval.formats import display, number
from sto_eval.measures import Measure

METRES = 1000
DETAIL_M = 900
"""Corners nearer than this are one corner: on a map of this size it is half a point."""

QUARTER = 8
"""Corners in a quarter of a circle."""

COVERED = "#b9d6e8"
NOTHING: Mapping[str, Any] = {
    "facecolor": "white",
    "hatch": "//////",
    "edgecolor": SECOND,
    "linewidth": 0,
}
"""How land is drawn where there is none: a pattern, so that it shows without colour."""

SHADES = ("#dcebf4", "#a9cce2", "#6aa5c8", "#2f7aa8", "#0b4f7a")
"""From few to many; they keep their order in grey."""

BESIDE = (3, 2)
"""Maps in a row, in the wide and in the narrow shape."""

LIGHT_ON_DARK = 3
"""From this shade on, numbers on it are white."""


@dataclass(frozen=True, slots=True)
class Country:
    """The land, its provinces and where a number fits in each."""

    land: BaseGeometry
    provinces: Mapping[str, BaseGeometry]

    def middles(self) -> dict[str, tuple[float, float]]:
        """Province -> the point that lies farthest from its borders."""
        circles = {
            name: shapely.maximum_inscribed_circle(area, DETAIL_M)  # type: ignore[call-overload]
            for name, area in self.provinces.items()
        }
        return {name: line.coords[0][:2] for name, line in circles.items()}


def country(provinces: pd.DataFrame) -> Country:
    """The land of ``statnaam`` and ``geometry`` (GeoJSON in longitude and latitude)."""
    shapes = [geometry_of(geometry) for geometry in provinces["geometry"]]
    areas = shapely.coverage_simplify(shapely.transform(shapes, _in_rd), DETAIL_M)
    return Country(shapely.union_all(areas), dict(zip(provinces["statnaam"], areas, strict=True)))


def coverage_maps(
    provinces: pd.DataFrame,
    locations: Mapping[str, pd.DataFrame],
    radius_km: float,
    covered: Mapping[str, Measure],
) -> Drawing:
    """A map per profile: covered land blue, uncovered land hatched, locations as dots.

    Parameters
    ----------
    provinces
        As for :func:`country`.
    locations
        Profile -> points ``x``, ``y`` in RD; rows without a point are not drawn.
    radius_km
        A place within this distance of a dot is covered.
    covered
        Profile -> share of the inhabitants, for above its map.
    """
    home = country(provinces)
    points = {profile: rows.dropna(subset=["x", "y"]) for profile, rows in locations.items()}
    reached = {
        profile: _reach(rows, radius_km).intersection(home.land) for profile, rows in points.items()
    }

    def draw(shape: Shape) -> Figure:
        figure, panels = _panels(shape, len(points), 2)
        for panel, profile in zip(panels, points, strict=False):
            _area(panel, home.land, **NOTHING)
            _area(panel, reached[profile], facecolor=COVERED, edgecolor="none")
            _borders(panel, home)
            panel.plot(
                points[profile]["x"], points[profile]["y"], "o", color=INK, markersize=1.7,
                markeredgewidth=0,
            )  # fmt: skip
            count = f"{number(len(locations[profile]))} vestigingen"
            panel.set_title(f"{profile}: {display(covered[profile])}\n{count}")
        _key(panels[-1], _reach_key(panels[-1], radius_km))
        return figure

    return draw


def supply_maps(provinces: pd.DataFrame, counts: pd.DataFrame) -> Drawing:
    """A map per profile: the locations of every province in figures, and a pattern where there is none.

    Parameters
    ----------
    provinces
        As for :func:`country`.
    counts
        ``profiel``, ``provincie``, ``vestigingen``; all maps have the same shades.
    """
    home = country(provinces)
    middles = home.middles()
    steps = np.ceil(np.linspace(0, counts["vestigingen"].max(), len(SHADES) + 1))[1:]

    def draw(shape: Shape) -> Figure:
        profiles = counts.groupby("profiel", sort=False)
        figure, panels = _panels(shape, len(profiles), 1)
        for panel, (profile, rows) in zip(panels, profiles, strict=False):
            found = dict(zip(rows["provincie"], rows["vestigingen"], strict=True))
            for name, area in home.provinces.items():
                _province(panel, area, middles[name], int(found.get(name, 0)), steps)
            _borders(panel, home)
            panel.set_title(f"{profile}: {number(sum(found.values()))} vestigingen")
        _key(panels[-1], _supply_key(steps))
        return figure

    return draw


def _panels(shape: Shape, maps: int, lines: int) -> tuple[Figure, list[Axes]]:
    """A place per map, with lines of text above it, and one for the key."""
    height = shape.width / BESIDE[shape.narrow] * 1.16 + 0.18 * lines
    figure, panels = new_figure(shape, maps + 1, height, beside=BESIDE)
    for panel in panels:
        panel.set_axis_off()
        panel.set_aspect("equal")
    return figure, panels


def _province(
    panel: Axes, area: BaseGeometry, middle: tuple[float, float], count: int, steps: np.ndarray
) -> None:
    if not count:
        _area(panel, area, **NOTHING)
        return
    shade = int(np.searchsorted(steps, count))
    _area(panel, area, facecolor=SHADES[shade], edgecolor="none")
    colour = "white" if shade >= LIGHT_ON_DARK else INK
    panel.text(*middle, number(count), color=colour, fontsize=8.5, ha="center", va="center")


def _borders(panel: Axes, home: Country) -> None:
    for area in home.provinces.values():
        _area(panel, area, facecolor="none", edgecolor=QUIET, linewidth=0.5)
    panel.autoscale_view()


def _reach(points: pd.DataFrame, radius_km: float) -> BaseGeometry:
    places = shapely.points(points[["x", "y"]].to_numpy(float))
    circles = shapely.buffer(places, radius_km * METRES, quad_segs=QUARTER)
    return shapely.union_all(circles).simplify(METRES / 2)


def _key(panel: Axes, handles: list[Any]) -> None:
    """The last place of the grid explains the others."""
    panel.legend(
        handles=handles, loc="center left", frameon=False, fontsize=8.5, labelcolor=INK,
        borderaxespad=0,
    )  # fmt: skip


def _reach_key(panel: Axes, radius_km: float) -> list[Any]:
    radius = f"{radius_km:g}".replace(".", ",")
    return [
        Patch(facecolor=COVERED, label=f"binnen {radius} km"),
        Patch(**NOTHING, label=f"verder dan {radius} km"),
        *panel.plot([], [], "o", color=INK, markersize=3, label="vestiging"),
        Patch(facecolor="none", edgecolor=QUIET, label="provinciegrens"),
    ]


def _supply_key(steps: np.ndarray) -> list[Any]:
    firsts = [1, *(int(step) + 1 for step in steps[:-1])]
    texts = [
        number(a) if a >= b else f"{number(a)}–{number(b)}"
        for a, b in zip(firsts, map(int, steps), strict=True)
    ]
    shades = [Patch(facecolor=c, label=t) for c, t in zip(SHADES, texts, strict=True)]
    return [Patch(**NOTHING, label="geen vestiging"), *shades]


def _area(panel: Axes, geometry: BaseGeometry, **look: Any) -> None:  # noqa: ANN401 - passed on to matplotlib
    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        path = Outline.make_compound_path(*(Outline(ring[:, :2], closed=True) for ring in rings))
        panel.add_patch(PathPatch(path, **look))


def _in_rd(corners: np.ndarray) -> np.ndarray:
    """Longitude and latitude in RD."""
    to_rd = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    return np.column_stack(to_rd.transform(corners[:, 0], corners[:, 1]))
