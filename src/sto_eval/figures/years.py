"""Bars per year, and dots per date."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.figure import Figure

from recount.notebook.figures.marks import mark_bars, mark_row
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, WHITE_BOX, new_figure, printed_line
from recount.numbers.formats import display, number
from recount.numbers.measures import Measure
from sto_eval.figures.printed import PRINTED


@drawing
def count_bars(
    shape: Shape,
    panels: Mapping[str, Mapping[str, Measure]],
    printed: Mapping[str, float] | None = None,
) -> Figure:
    """A panel per kind with a bar per year; the scales differ, so every bar has its value.

    Parameters
    ----------
    panels
        Title -> year -> count.
    printed
        Title -> printed figure, drawn as a thin line.
    """
    figure, drawn = new_figure(shape, len(panels), 1.45 if shape.narrow else 2.3)
    for panel, (title, years) in zip(drawn, panels.items(), strict=True):
        bars = panel.bar(list(years), [float(m.value or 0) for m in years.values()], color=ACCENT)
        texts = [display(m) for m in years.values()]
        panel.bar_label(bars, texts, fontsize=8.5, padding=1, color=INK, bbox=WHITE_BOX)
        mark_bars(panel, bars, ((title, year, one.value) for year, one in years.items()))
        value = (printed or {}).get(title)
        if value is not None:
            printed_line(panel, value, f"{PRINTED}: {number(value)}")
        panel.set_title(title)
        panel.margins(y=0.24)
        panel.yaxis.set_visible(False)
        panel.grid(visible=False)
    return figure


@drawing
def day_dots(shape: Shape, days: pd.Series, values: Mapping[str, pd.Series]) -> Figure:
    """A panel per quantity with a dot per event, by date."""
    figure, drawn = new_figure(shape, len(values), 1.8 if shape.narrow else 2.5)
    for panel, (title, numbers) in zip(drawn, values.items(), strict=True):
        panel.plot(days.to_numpy(), numbers.to_numpy(float), "o", color=ACCENT, markersize=4)
        for day, value in zip(days, numbers, strict=True):
            mark_row(panel, (day, value), day, value)
        panel.set_title(title)
        panel.set_ylim(bottom=0)
        panel.yaxis.set_major_formatter(lambda value, _: number(value))
        panel.xaxis.set_major_locator(YearLocator())  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
        panel.grid(visible=False, axis="x")
    return figure
