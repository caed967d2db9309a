"""Steps: a number that stays the same until the day on which it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, SECOND, new_figure
from sto_eval.formats import number


def step_line(
    days: Sequence[dt.date], counts: Sequence[int], printed: float, axis_title: str
) -> Figure:
    """A count through time, its value at every change, and the printed figure as a thin line."""
    figure, (panel,) = new_figure(1, 1, 2.6)
    dates = [np.datetime64(day) for day in days]
    panel.step(dates, counts, where="post", color=ACCENT, linewidth=1.8)
    panel.axhline(printed, color=SECOND, linewidth=0.8, zorder=0)
    panel.annotate(
        "infographic", (1, printed), xycoords=("axes fraction", "data"), xytext=(0, 3),
        textcoords="offset points", ha="right", fontsize=7.5, color=SECOND,
    )  # fmt: skip
    for day, count in list(zip(dates, counts, strict=True))[:-1]:
        panel.annotate(
            number(count), (day, count), xytext=(2, -10),
            textcoords="offset points", fontsize=8, color=INK,
        )  # fmt: skip
    panel.set_ylim(0, 1.15 * max([printed, *counts]))
    panel.set_ylabel(axis_title, color=INK)
    panel.tick_params(labelsize=8)
    panel.grid(visible=False, axis="x")
    return figure
