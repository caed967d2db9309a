"""Curves: a share as a function of a definition."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, MIDDLE, QUIET, new_figure, printed_line
from recount.numbers.formats import percent
from sto_eval.figures.printed import PRINTED

FULL = 100


@drawing
def radius_curves(
    shape: Shape,
    grid: pd.DataFrame,
    radius_km: float,
    printed: Mapping[str, float],
    population: str,
) -> Figure:
    """A panel per profile: coverage against radius, one age group in blue and the others thinly in grey.

    Parameters
    ----------
    grid
        ``profiel``, ``straal_km``, ``bevolking``, ``aandeel`` (percent).
    radius_km
        The radius of the claim, drawn as a thin vertical line.
    printed
        Profile -> percentage on the infographic, drawn as a thin line with its label.
    population
        The age group in blue, whose share at the radius of the claim is in the title of its panel.
    """
    profiles = list(dict.fromkeys(grid["profiel"]))
    height = 1.75 if shape.narrow else 2.7
    figure, panels = new_figure(shape, len(profiles), height, columns=(len(profiles), 2))
    for place, (panel, profile) in enumerate(zip(panels, profiles, strict=False)):
        rows = grid[grid["profiel"] == profile]
        panel.set_title(profile)
        _curves(panel, rows, radius_km, population)
        for cells in rows[["profiel", "bevolking", "straal_km", "aandeel"]].itertuples(index=False):
            mark_row(panel, tuple(cells), cells.straal_km, cells.aandeel)
        _radius(panel, radius_km)
        if profile in printed:  # below the line, where a rising curve is not
            printed_line(panel, printed[profile], PRINTED, below=True)
        first = place % 2 == 0 if shape.narrow else not place
        panel.tick_params(labelleft=first)
    return figure


def _curves(panel: Axes, rows: pd.DataFrame, radius_km: float, population: str) -> None:
    for group, line in rows.groupby("bevolking", sort=False):
        if group != population:
            panel.plot(line["straal_km"], line["aandeel"], color=MIDDLE, linewidth=0.8)
    own = rows[rows["bevolking"] == population]
    panel.plot(own["straal_km"], own["aandeel"], color=ACCENT, zorder=3)
    for share in own.loc[own["straal_km"] == radius_km, "aandeel"]:
        panel.plot(radius_km, share, "o", color=ACCENT, markersize=4, zorder=3)
        panel.set_title(f"{rows['profiel'].iloc[0]}: {percent(share)}")
    panel.set(ylim=(0, FULL), xticks=[rows["straal_km"].min(), rows["straal_km"].max()])
    panel.yaxis.set_major_formatter(lambda value, _: percent(value, 0))


def _radius(panel: Axes, radius_km: float) -> None:
    """The radius of the claim, labelled on the axis."""
    panel.axvline(radius_km, color=QUIET, linewidth=0.7)
    ticks = [*panel.get_xticks(), radius_km]
    panel.set_xticks(ticks, [f"{value:g} km".replace(".", ",") for value in ticks])


def steepest(grid: pd.DataFrame, first_km: float, last_km: float) -> str:
    """A title that names the profile for which the radius matters most.

    Parameters
    ----------
    grid
        ``profiel``, ``straal_km``, ``bevolking``, ``aandeel`` (percent).
    first_km, last_km
        The radii to compare.
    """
    wide = grid.pivot_table(index="profiel", columns="straal_km", values="aandeel")
    rise = wide[last_km] - wide[first_km]
    return f"De straal maakt het meeste uit voor {rise.idxmax()}"
