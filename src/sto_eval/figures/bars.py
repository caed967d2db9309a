"""Bars: one panel per profile, per kind or per quantity."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from sto_eval.formats import MILLION, display, number
from sto_eval.measures import Measure


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


def share_bars(panels: Mapping[str, Mapping[str, Measure]], names: Mapping[str, str]) -> Figure:
    """A panel per quantity with a bar per kind, all on one scale.

    Parameters
    ----------
    panels
        Title -> kind -> share.
    names
        Kind -> its name in full, in the order of the bars.
    """
    figure, drawn = new_figure(1, len(panels), 0.8 + 0.32 * len(names), share=True)
    for panel, (title, family) in zip(drawn, panels.items(), strict=True):
        values = [float(family[kind].value or 0) for kind in names]
        bars = panel.barh(list(names.values()), values, color=ACCENT, height=0.62)
        panel.bar_label(
            bars, [display(family[kind]) for kind in names], padding=4, fontsize=8, color=INK
        )
        panel.set(title=title, xlim=(0, 125))
        panel.xaxis.set_visible(False)
        panel.grid(visible=False)
        panel.tick_params(axis="y", labelsize=8)
    drawn[0].invert_yaxis()
    return figure


def amount_bars(kinds: Mapping[str, Mapping[str, Measure]]) -> Figure:
    """A panel per kind of amount with a bar per year, in millions of euros, all on one scale.

    A year without an amount has no bar.
    """
    figure, drawn = new_figure(1, len(kinds), 2.4, share=True)
    for panel, (title, years) in zip(drawn, kinds.items(), strict=True):
        values = [float(measure.value or 0) / MILLION for measure in years.values()]
        bars = panel.bar(list(years), values, color=ACCENT, width=0.75)
        texts = [number(value, 1) if value else "" for value in values]
        panel.bar_label(bars, texts, fontsize=6.5, color=INK, padding=1)
        panel.set_title(title, fontsize=9)
        panel.tick_params(axis="x", labelsize=7, rotation=90)
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
