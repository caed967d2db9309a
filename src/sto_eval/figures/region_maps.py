"""Maps of regions: one from nearby with its surroundings, and all of them in shades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from shapely.geometry.base import BaseGeometry

from sto_eval.figures.land import (
    COVERED,
    DETAIL_M,
    FULL,
    METRES,
    NOTHING,
    SHADES,
    SURROUNDED,
    SURROUNDINGS_M,
    Country,
    country,
    draw_area,
    draw_borders,
    draw_key,
    map_panels,
    reach_key,
    within_reach,
)
from sto_eval.figures.shapes import Drawing, Shape
from sto_eval.figures.style import INK
from sto_eval.formats import display
from sto_eval.measures import Measure


def region_maps(
    provinces: pd.DataFrame,
    region: BaseGeometry,
    locations: Mapping[str, pd.DataFrame],
    radius_km: float,
    covered: Mapping[str, Measure],
) -> Drawing:
    """A map per profile of a region and its surroundings: as :func:`coverage_maps`, from nearer by.

    Parameters
    ----------
    region
        Its outline in RD, or the points of its locations where no border is known; without either the
        whole country is shown. Outside it the land is pale, with the locations over the border.
    covered
        Profile -> share of the inhabitants of the region, for above its map.
    """
    whole = country(provinces)
    frame = (whole.land if region.is_empty else region.buffer(SURROUNDINGS_M)).bounds
    home = _clipped(whole, frame)
    near = {profile: _framed(rows, frame) for profile, rows in locations.items()}
    reached = {
        name: within_reach(rows, radius_km).intersection(region) for name, rows in near.items()
    }

    def draw(shape: Shape) -> Figure:
        figure, panels = map_panels(shape, len(near), 1)
        for panel, profile in zip(panels, near, strict=False):
            draw_area(panel, home.land, facecolor=SURROUNDED, edgecolor="none")
            draw_area(panel, region, **NOTHING)
            draw_area(panel, reached[profile], facecolor=COVERED, edgecolor="none")
            draw_borders(panel, home)
            draw_area(panel, region, facecolor="none", edgecolor=INK, linewidth=1.1)
            panel.plot(
                near[profile]["x"], near[profile]["y"], "o", color=INK, markersize=3.2,
                markeredgecolor="white", markeredgewidth=0.4,
            )  # fmt: skip
            panel.set(xlim=(frame[0], frame[2]), ylim=(frame[1], frame[3]))
            panel.set_title(f"{profile}: {display(covered[profile])}")
        draw_key(panels[-1], _region_key(panels[-1], radius_km))
        return figure

    return draw


def share_maps(
    provinces: pd.DataFrame,
    areas: Mapping[str, BaseGeometry],
    shares: Mapping[str, Mapping[str, Measure]],
    top: int = FULL,
) -> Drawing:
    """A map of the country per quantity: every region in a shade for its share, a pattern where it is nil.

    Parameters
    ----------
    areas
        Code of a region -> its outline in RD.
    shares
        Quantity -> code of a region -> share, in percent; all maps have the same shades.
    top
        Where the last shade ends, in percent.
    """
    home = country(provinces)
    codes = list(areas)
    drawn = dict(
        zip(codes, shapely.coverage_simplify([areas[one] for one in codes], DETAIL_M), strict=True)
    )

    def draw(shape: Shape) -> Figure:
        figure, panels = map_panels(shape, len(shares), 1)
        for panel, (quantity, family) in zip(panels, shares.items(), strict=False):
            draw_area(panel, home.land, facecolor=SURROUNDED, edgecolor="none")
            for code, area in drawn.items():
                draw_area(
                    panel, area, **_shade(family[code].value if code in family else None, top)
                )
            draw_borders(panel, home)
            panel.set_title(quantity)
        draw_key(panels[-1], _share_key(top))
        return figure

    return draw


def _shade(value: Any, top: int) -> Mapping[str, Any]:  # noqa: ANN401 - a number or nothing
    """The look of a share: fifths of the top, the pattern for none at all."""
    if not value:
        return NOTHING
    shade = min(int(float(value) * len(SHADES) / top), len(SHADES) - 1)
    return {"facecolor": SHADES[shade], "edgecolor": "white", "linewidth": 0.4}


def _share_key(top: int) -> list[Any]:
    step = top // len(SHADES)
    shades = [
        Patch(facecolor=colour, label=f"{step * place}–{step * (place + 1)}%")
        for place, colour in enumerate(SHADES)
    ]
    return [
        Patch(**NOTHING, label="geen"),
        *shades,
        Patch(facecolor=SURROUNDED, label="geen regio"),
    ]


def _clipped(home: Country, frame: tuple[float, float, float, float]) -> Country:
    """What of the land a frame shows: drawing the rest takes time and bytes."""
    cut = shapely.box(*frame).buffer(METRES)
    seen = {name: area.intersection(cut) for name, area in home.provinces.items()}
    return Country(
        home.land.intersection(cut),
        {name: area for name, area in seen.items() if not area.is_empty},
    )


def _framed(points: pd.DataFrame, frame: tuple[float, float, float, float]) -> pd.DataFrame:
    """The points in a frame and a reach around it."""
    west, south, east, north = frame
    known = points.dropna(subset=["x", "y"])
    margin = SURROUNDINGS_M
    return known[
        known["x"].between(west - margin, east + margin)
        & known["y"].between(south - margin, north + margin)
    ]


def _region_key(panel: Axes, radius_km: float) -> list[Any]:
    within, beyond, dot, border = reach_key(panel, radius_km)
    return [
        within,
        beyond,
        Patch(facecolor=SURROUNDED, label="andere regio"),
        dot,
        Patch(facecolor="none", edgecolor=INK, linewidth=1.1, label="deze regio"),
        border,
    ]
