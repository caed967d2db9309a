"""Maps of the Netherlands, one per profile, with a pattern for land without coverage or locations."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from shapely.geometry.base import BaseGeometry

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Drawing, Shape
from recount.notebook.figures.style import INK, QUIET
from recount.numbers.formats import display, number
from recount.numbers.measures import Measure
from sto_eval.figures.land import (
    COVERED,
    HATCHED,
    SHADES,
    country,
    draw_area,
    draw_borders,
    draw_key,
    map_panels,
    mark_map,
    reach_key,
    within_reach,
)

LINE = 18
"""Points between a map and its title, with a line of text between them."""

LIGHT_ON_DARK = 3
"""Numbers are white on this shade and darker ones."""


def coverage_maps(
    provinces: pd.DataFrame,
    locations: Mapping[str, pd.DataFrame],
    radius_km: float,
    covered: Mapping[str, Measure],
) -> Drawing:
    """A map per profile, with covered land in blue, other land hatched and locations as dots.

    Parameters
    ----------
    provinces
        As for :func:`country`.
    locations
        Profile -> points ``x``, ``y`` in RD; rows without a point are not drawn.
    radius_km
        A place within this distance of a dot is covered.
    covered
        Profile -> share of the inhabitants, shown above its map.
    """
    home = country(provinces)
    points = {profile: rows.dropna(subset=["x", "y"]) for profile, rows in locations.items()}
    reached = {
        profile: within_reach(rows, radius_km).intersection(home.land)
        for profile, rows in points.items()
    }

    def draw(shape: Shape) -> Figure:
        figure, panels = map_panels(shape, len(points), 2)
        for panel, profile in zip(panels, points, strict=False):
            draw_area(panel, home.land, **HATCHED)
            draw_area(panel, reached[profile], facecolor=COVERED, edgecolor="none")
            draw_borders(panel, home)
            panel.plot(
                points[profile]["x"], points[profile]["y"], "o", color=INK, markersize=1.7,
                markeredgewidth=0,
            )  # fmt: skip
            count = f"{number(len(locations[profile]))} vestigingen"
            panel.set_title(f"{profile}: {display(covered[profile])}", pad=LINE)
            panel.annotate(
                count, (0, 1), xycoords="axes fraction", xytext=(0, LINE / 3),
                textcoords="offset points", color=QUIET,
            )  # fmt: skip
            mark_map(panel, profile, covered[profile])
        draw_key(panels[-1], reach_key(panels[-1], radius_km))
        return figure

    return draw


def supply_maps(provinces: pd.DataFrame, counts: pd.DataFrame) -> Drawing:
    """A map per profile with the number of locations in each province, and a pattern where there are none.

    Parameters
    ----------
    provinces
        As for :func:`country`.
    counts
        ``profiel``, ``provincie``, ``vestigingen``; all maps share one scale of shades.
    """
    home = country(provinces)
    points = home.label_points()
    steps = np.ceil(np.linspace(0, counts["vestigingen"].max(), len(SHADES) + 1))[1:]

    def draw(shape: Shape) -> Figure:
        profiles = counts.groupby("profiel", sort=False)
        figure, panels = map_panels(shape, len(profiles), 1)
        for panel, (profile, rows) in zip(panels, profiles, strict=False):
            found = dict(zip(rows["provincie"], rows["vestigingen"], strict=True))
            for name, area in home.provinces.items():
                _province(panel, area, points[name], int(found.get(name, 0)), steps)
                if name in found:
                    mark_row(panel, (profile, name, found[name]), *points[name])
            draw_borders(panel, home)
            panel.set_title(f"{profile}: {number(sum(found.values()))} vestigingen")
        draw_key(panels[-1], [Patch(**HATCHED, label="geen vestiging")])
        return figure

    return draw


def _province(
    panel: Axes, area: BaseGeometry, point: tuple[float, float], count: int, steps: np.ndarray
) -> None:
    if not count:
        draw_area(panel, area, **HATCHED)
        return
    shade = int(np.searchsorted(steps, count))
    draw_area(panel, area, facecolor=SHADES[shade], edgecolor="none")
    colour = "white" if shade >= LIGHT_ON_DARK else INK
    panel.text(*point, number(count), color=colour, fontsize=8.5, ha="center", va="center")
