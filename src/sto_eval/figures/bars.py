"""Bars: locations and pupils per profile, one panel per profile or per quantity."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from sto_eval.formats import number


def profile_bars(table: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Two panels of horizontal bars, locations and pupils per profile.

    Parameters
    ----------
    table
        ``profiel``, ``vestigingen``, ``leerlingen_low``, ``leerlingen_high``, one row per profile in the
        order of the report. Where the bounds differ, a line shows the interval.
    names
        Code of a profile -> its name in full.
    """
    figure, (left, right) = new_figure(1, 2, 2.6)
    labels = [f"{names[code]} ({code})" for code in table["profiel"]]
    _bars(left, labels, table["vestigingen"], table["vestigingen"], "vestigingen")
    _bars(right, labels, table["leerlingen_low"], table["leerlingen_high"], "leerlingen")
    for panel in (left, right):
        panel.invert_yaxis()
    right.set_yticks([])
    return figure


def series_bars(table: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """A panel per profile with a bar per reference date: the number of locations."""
    figure, panels = new_figure(1, len(names), 2.2, share=True)
    for panel, code in zip(panels, names, strict=True):
        rows = table[table["profiel"] == code]
        years = [str(day.year) for day in rows["peildatum"]]
        drawn = panel.bar(years, rows["vestigingen"], color=ACCENT, width=0.7)
        panel.bar_label(drawn, fontsize=7, color=INK, padding=1)
        panel.set_title(code)
        panel.tick_params(axis="x", labelsize=7, rotation=90 if len(years) > 2 else 0)  # noqa: PLR2004
        panel.yaxis.set_visible(False)
        panel.grid(visible=False)
    return figure


def _bars(panel: Axes, labels: list[str], low: pd.Series, high: pd.Series, title: str) -> None:
    drawn = panel.barh(labels, low, color=ACCENT, height=0.62)
    panel.barh(labels, high - low, left=low, color=PALE, edgecolor=QUIET, hatch="///", height=0.62)
    texts = [
        number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in zip(low, high, strict=True)
    ]
    panel.bar_label(drawn, texts, padding=4, fontsize=8, color=INK)
    panel.set_title(title)
    panel.set_xlim(0, float(high.max()) * 1.25)
    panel.xaxis.set_visible(False)
    panel.grid(visible=False)
    panel.tick_params(axis="y", labelsize=8)
