"""Forecasts as lines from a common base: a panel per level, a line per vintage."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sto_eval.figures.style import ACCENT, INK, QUIET, SECOND, legend_below, new_figure

DASHES = (":", "--", "-")
BASE = 100


def index_lines(table: pd.DataFrame, horizon: int, printed: float | None) -> Figure:
    """Pupils indexed to the base year of each vintage, up to the horizon.

    Parameters
    ----------
    table
        ``uitgave``, ``niveau``, ``jaar``, ``index``; the latest vintage is drawn unbroken.
    horizon
        The year of the claim.
    printed
        The printed change in percent: a diamond in every panel.
    """
    levels = list(dict.fromkeys(table["niveau"]))
    figure, panels = new_figure(1, len(levels), 2.7, share=True)
    for panel, level in zip(panels, levels, strict=True):
        rows = table[table["niveau"] == level]
        for dash, (vintage, line) in zip(DASHES, rows.groupby("uitgave"), strict=False):
            panel.plot(line["jaar"], line["index"], dash, color=ACCENT, label=str(vintage))
        panel.axhline(BASE, color=QUIET, linewidth=0.6)
        if printed is not None:
            panel.plot(
                horizon, BASE + printed, "D", color=SECOND, markersize=5, label="infographic"
            )
        panel.set_title(level, fontsize=9)
        panel.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        panel.tick_params(labelsize=7)
        panel.grid(visible=False, axis="x")
    panels[0].set_ylabel("basisjaar = 100", color=INK)
    legend_below(figure, panels[0], "uitgave")
    return figure
