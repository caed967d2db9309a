"""Steps: a number that is constant between the dates on which it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.figure import Figure

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, new_figure, printed_line
from recount.numbers.formats import number
from sto_eval.figures.printed import PRINTED


@drawing
def step_line(
    shape: Shape, days: Sequence[dt.date], counts: Sequence[int], printed: float, axis_title: str
) -> Figure:
    """A count over time, with its value at every change and the printed figure as a thin line."""
    figure, (panel,) = new_figure(shape)
    dates = [np.datetime64(day) for day in days]
    panel.step(dates, counts, where="post", color=ACCENT, linewidth=1.8)
    for begin, count in zip(days, counts, strict=True):
        mark_row(panel, (begin, count), begin, count)
    printed_line(panel, printed, f"{PRINTED}: {number(printed)}")
    for day, count in list(zip(dates, counts, strict=True))[:-1]:
        panel.annotate(
            number(count), (day, count), xytext=(2, -12), textcoords="offset points", color=INK
        )  # fmt: skip
    panel.xaxis.set_major_locator(YearLocator())  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    panel.set_ylim(0, 1.15 * max([printed, *counts]))
    panel.set_title(axis_title)
    panel.grid(visible=False, axis="x")
    return figure
