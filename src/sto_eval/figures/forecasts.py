"""Forecasts as indexed lines: a panel per level, a line per vintage."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, QUIET, SECOND, new_figure
from sto_eval.figures.printed import PRINTED

DASHES = (":", "--", "-")
BASE = 100


@drawing
def index_lines(shape: Shape, table: pd.DataFrame, horizon: int, printed: float) -> Figure:
    """Numbers of pupils, indexed to the base year of each vintage; the first and the last vintage have their year.

    Parameters
    ----------
    table
        ``uitgave``, ``niveau``, ``jaar``, ``index``; the latest vintage is drawn as a solid line.
    horizon
        The year of the claim.
    printed
        The printed change in percent, drawn as a diamond in every panel.
    """
    levels = list(dict.fromkeys(table["niveau"]))
    figure, panels = new_figure(shape, len(levels), 1.9 if shape.narrow else 2.7, share=True)
    for panel, level in zip(panels, levels, strict=True):
        rows = table[table["niveau"] == level]
        for dash, (vintage, line) in zip(DASHES, rows.groupby("uitgave"), strict=False):
            panel.plot(line["jaar"], line["index"], dash, color=ACCENT)
            for year, index in zip(line["jaar"], line["index"], strict=True):
                mark_row(panel, (vintage, level, year, index), year, index)
        sides = {rows["uitgave"].min(): "top", rows["uitgave"].max(): "bottom"}
        for vintage, side in sides.items():
            last = rows[rows["uitgave"] == vintage].iloc[-1]
            panel.annotate(
                vintage, (last["jaar"], last["index"]), xytext=(3, 0), textcoords="offset points",
                va=side, fontsize=8.5, color=ACCENT, annotation_clip=False,
            )  # fmt: skip
        panel.axhline(BASE, color=QUIET, linewidth=0.7)
        panel.plot(horizon, BASE + printed, "D", color=SECOND, markersize=5)
        panel.set_title(level)
        panel.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        panel.tick_params(axis="x", labelbottom=True)
        panel.grid(visible=False, axis="x")
        if shape.narrow or panel is panels[0]:
            panel.set_ylabel(f"basisjaar = {BASE}")
    panels[-1].annotate(
        PRINTED, (horizon, BASE + printed), xytext=(-6, 0), textcoords="offset points",
        ha="right", va="center", fontsize=8.5, color=SECOND,
    )  # fmt: skip
    return figure
