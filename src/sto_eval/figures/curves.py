"""Curves: how a share moves when a definition moves."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, QUIET, SECOND, legend_below, new_figure

DASHES = ("-", "--", ":")
FULL = 100


def radius_curves(grid: pd.DataFrame, radius_km: float, printed: Mapping[str, float]) -> Figure:
    """A panel per profile: coverage against radius, a line per age group.

    Parameters
    ----------
    grid
        ``profiel``, ``straal_km``, ``bevolking``, ``aandeel`` (percent).
    radius_km
        The radius of the claim, drawn as a thin upright line.
    printed
        Profile -> percentage on the infographic, drawn as a thin line with its label.
    """
    profiles = list(dict.fromkeys(grid["profiel"]))
    figure, panels = new_figure(1, len(profiles), 2.7, share=True)
    for panel, profile in zip(panels, profiles, strict=True):
        rows = grid[grid["profiel"] == profile]
        for dash, (group, line) in zip(DASHES, rows.groupby("bevolking", sort=False), strict=False):
            panel.plot(line["straal_km"], line["aandeel"], dash, color=ACCENT, label=str(group))
        panel.axvline(radius_km, color=QUIET, linewidth=0.6)
        if profile in printed:
            panel.axhline(printed[profile], color=SECOND, linewidth=0.8)
            panel.text(
                grid["straal_km"].min(), printed[profile] + 1.5, "infographic",
                fontsize=6.5, color=SECOND,
            )  # fmt: skip
        panel.set(title=profile, ylim=(0, FULL), xlabel="straal (km)")
        panel.tick_params(labelsize=7)
    panels[0].set_ylabel("% van de inwoners", color=INK)
    legend_below(figure, panels[0], "bevolking")
    return figure
