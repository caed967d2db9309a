"""Counts per year as bars, and counts per day as dots."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, SECOND, new_figure
from sto_eval.formats import display, number
from sto_eval.measures import Measure


def count_bars(
    panels: Mapping[str, Mapping[str, Measure]], printed: Mapping[str, float] | None = None
) -> Figure:
    """A panel per kind with a bar per year; the scales differ, so every bar has its number.

    ``printed`` gives the title of a panel its printed figure: a thin line across.
    """
    figure, drawn = new_figure(1, len(panels), 2.3)
    for panel, (title, years) in zip(drawn, panels.items(), strict=True):
        bars = panel.bar(list(years), [float(m.value or 0) for m in years.values()], color=ACCENT)
        panel.bar_label(bars, [display(m) for m in years.values()], fontsize=7.5, padding=1)
        value = (printed or {}).get(title)
        if value is not None:
            panel.axhline(value, color=SECOND, linewidth=0.9)
            panel.annotate(
                f"infographic: {number(value)}", (0, value), xytext=(0, 2), fontsize=7, color=SECOND,
                xycoords=("axes fraction", "data"), textcoords="offset points",
            )  # fmt: skip
        panel.set_title(title, fontsize=9)
        panel.margins(y=0.2)
        panel.tick_params(axis="x", labelsize=7.5)
        panel.yaxis.set_visible(False)
        panel.grid(visible=False)
    return figure


def day_dots(days: pd.Series, values: Mapping[str, pd.Series]) -> Figure:
    """A panel per quantity with a dot per event, by its day."""
    figure, drawn = new_figure(1, len(values), 2.5)
    for panel, (title, numbers) in zip(drawn, values.items(), strict=True):
        panel.plot(days.to_numpy(), numbers.to_numpy(float), "o", color=ACCENT, markersize=4)
        panel.set_title(title, fontsize=9)
        panel.set_ylim(bottom=0)
        panel.tick_params(labelsize=7, labelcolor=INK)
        panel.xaxis.set_major_locator(YearLocator())  # type: ignore[no-untyped-call]
        panel.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
        panel.grid(visible=False, axis="x")
    return figure
