"""Maps of regions: one region with its surroundings, or all regions in shades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from shapely.geometry.base import BaseGeometry

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Drawing, Shape
from recount.notebook.figures.style import INK, QUIET
from recount.numbers.formats import display
from recount.numbers.measures import Measure
from sto_eval.figures.land import (
    COVERED,
    DETAIL_M,
    FULL,
    HATCHED,
    METRES,
    SHADES,
    SURROUNDED,
    SURROUNDINGS_M,
    UNKNOWN,
    Country,
    country,
    draw_area,
    draw_borders,
    draw_key,
    map_panels,
    mark_map,
    reach_key,
    within_reach,
)

GAP_M = 400
"""Gaps between municipalities of one region up to twice as wide are closed."""

POINTS_ACROSS = 350
"""Half the points across a map in the wide shape: finer outlines cannot be seen."""


def region_maps(  # noqa: PLR0913 - the layers of a map
    provinces: pd.DataFrame,
    region: BaseGeometry,
    municipalities: Sequence[BaseGeometry],
    locations: Mapping[str, pd.DataFrame],
    radius_km: float,
    covered: Mapping[str, Measure],
    wall: BaseGeometry | None = None,
) -> Drawing:
    """A map per profile of a region and its surroundings: :func:`coverage_maps` zoomed in.

    Parameters
    ----------
    region
        Its outline in RD, or the points of its locations if the border is unknown; without either the whole
        country is shown. Land outside the region is pale, but its locations are shown.
    municipalities
        The outlines of its municipalities, drawn thinly.
    covered
        Profile -> share of the inhabitants of the region, shown above its map.
    wall
        Lines in RD that nobody crosses; what they hide from a location is not within its reach.
    """
    frame = _square(shapely.total_bounds(provinces["geometry"] if region.is_empty else region))
    detail = (frame[2] - frame[0]) / POINTS_ACROSS
    home = _clip(country(provinces, detail), frame)
    region = region.simplify(detail)
    borders = shapely.GeometryCollection(
        list(shapely.coverage_simplify(list(municipalities), detail)) if municipalities else []
    )
    near = {profile: _points_near(rows, frame) for profile, rows in locations.items()}
    reached = {
        name: within_reach(rows, radius_km, wall).intersection(region)
        for name, rows in near.items()
    }

    def draw(shape: Shape) -> Figure:
        figure, panels = map_panels(shape, len(near), 1)
        for panel, profile in zip(panels, near, strict=False):
            draw_area(panel, home.land, facecolor=SURROUNDED, edgecolor="none")
            draw_area(panel, region, **HATCHED)
            draw_area(panel, reached[profile], facecolor=COVERED, edgecolor="none")
            draw_area(panel, borders, facecolor="none", edgecolor=QUIET, linewidth=0.5)
            draw_area(panel, region, facecolor="none", edgecolor=INK, linewidth=1.1)
            panel.plot(
                near[profile]["x"], near[profile]["y"], "o", color=INK, markersize=3.2,
                markeredgecolor="white", markeredgewidth=0.4,
            )  # fmt: skip
            panel.set(xlim=(frame[0], frame[2]), ylim=(frame[1], frame[3]))
            panel.set_title(f"{profile}: {display(covered[profile])}")
            mark_map(panel, profile, covered[profile])
        border = Patch(facecolor="none", edgecolor=QUIET, linewidth=0.5, label="gemeentegrens")
        draw_key(
            panels[-1], [*reach_key(panels[-1], radius_km), *([border] if municipalities else [])]
        )
        return figure

    return draw


def share_maps(
    provinces: pd.DataFrame,
    areas: Mapping[str, BaseGeometry],
    shares: Mapping[str, Mapping[str, Measure]],
    names: Mapping[str, str],
    top: int = FULL,
) -> Drawing:
    """A map of the country per quantity, with regions shaded by share and a pattern where it is zero.

    Parameters
    ----------
    areas
        Code of a region -> its outline in RD.
    shares
        Quantity -> code of a region -> share, in percent; all maps share one scale of shades.
    names
        Code of a region -> its name in the data, if that is not its code.
    top
        Upper end of the last shade, in percent.
    """
    home = country(provinces)
    simplified = shapely.coverage_simplify(list(areas.values()), DETAIL_M)
    wider = shapely.buffer(simplified, GAP_M, join_style="mitre")
    drawn = dict(zip(areas, shapely.buffer(wider, -GAP_M, join_style="mitre"), strict=True))

    def draw(shape: Shape) -> Figure:
        figure, panels = map_panels(shape, len(shares), 1)
        for panel, (quantity, family) in zip(panels, shares.items(), strict=False):
            draw_area(panel, home.land, **UNKNOWN)
            for code, area in drawn.items():
                draw_area(
                    panel, area, **_shade(family[code].value if code in family else None, top)
                )
            for code in (code for code in family if code in drawn):
                point, name = drawn[code].representative_point(), names.get(code, code)
                mark_row(panel, (quantity, name, family[code].value), point.x, point.y)
            draw_borders(panel, home)
            panel.set_title(quantity)
        draw_key(panels[-1], _share_key(top))
        return figure

    return draw


def _shade(value: Any, top: int) -> Mapping[str, Any]:  # noqa: ANN401 - a number or nothing
    """Style of a share: one of five equal steps up to ``top``, or the pattern for zero or unknown."""
    if not value:
        return HATCHED
    shade = min(int(float(value) * len(SHADES) / top), len(SHADES) - 1)
    return {"facecolor": SHADES[shade], "edgecolor": "white", "linewidth": 0.4}


def _share_key(top: int) -> list[Any]:
    step = top // len(SHADES)
    shades = [
        Patch(facecolor=colour, label=f"{step * place}–{step * (place + 1)}%")
        for place, colour in enumerate(SHADES)
    ]
    return [Patch(**HATCHED, label="geen"), *shades, Patch(**UNKNOWN, label="regio onbekend")]


def _square(bounds: np.ndarray) -> tuple[float, float, float, float]:
    """The frame of an area with its surroundings, widened to a square."""
    west, south, east, north = map(float, bounds)
    half = max(east - west, north - south) / 2 + SURROUNDINGS_M
    x, y = (west + east) / 2, (south + north) / 2
    return x - half, y - half, x + half, y + half


def _clip(home: Country, frame: tuple[float, float, float, float]) -> Country:
    """The land within a frame; the rest would cost time and bytes."""
    cut = shapely.box(*frame).buffer(METRES)
    clipped = {name: area.intersection(cut) for name, area in home.provinces.items()}
    return Country(
        home.land.intersection(cut),
        {name: area for name, area in clipped.items() if not area.is_empty},
    )


def _points_near(points: pd.DataFrame, frame: tuple[float, float, float, float]) -> pd.DataFrame:
    """The points within a frame plus a margin."""
    west, south, east, north = frame
    margin = SURROUNDINGS_M
    return points[
        points["x"].between(west - margin, east + margin)
        & points["y"].between(south - margin, north + margin)
    ]
