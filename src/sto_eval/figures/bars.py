"""Bars: one panel per profile, per kind or per quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sto_eval.figures.rows import Rows
from sto_eval.figures.shapes import Shape, drawing
from sto_eval.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from sto_eval.formats import MILLION, display, number
from sto_eval.measures import Measure

ROOM = 1.3
"""An axis of bars ends here, in lengths of the longest: behind a bar stands its value."""

FULL = 100


@drawing
def profile_bars(shape: Shape, table: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Two panels of horizontal bars, locations and pupils per profile.

    Parameters
    ----------
    table
        ``profiel``, ``vestigingen``, ``leerlingen_low``, ``leerlingen_high``, one row per profile in the
        order of the report. Where the bounds differ, a hatched end shows the interval.
    names
        Code of a profile -> its name in full.
    """
    rows = Rows([f"{names[code]} ({code})" for code in table["profiel"]], shape)
    figure, panels = new_figure(shape, 2, rows.height)
    ends = {
        "vestigingen": (table["vestigingen"], table["vestigingen"]),
        "leerlingen": (table["leerlingen_low"], table["leerlingen_high"]),
    }
    for panel, (title, (low, high)) in zip(panels, ends.items(), strict=True):
        panel.set_title(title)
        _bars(panel, low, high, rows.bar)
        _name(panel, rows)
    return figure


@drawing
def share_bars(
    shape: Shape, panels: Mapping[str, Mapping[str, Measure]], names: Mapping[str, str]
) -> Figure:
    """A panel per quantity with a bar per kind, all on one scale.

    Parameters
    ----------
    panels
        Title -> kind -> share.
    names
        Kind -> its name in full, in the order of the bars.
    """
    rows = Rows(list(names.values()), shape)
    figure, drawn = new_figure(shape, len(panels), rows.height)
    for panel, (title, family) in zip(drawn, panels.items(), strict=True):
        values = pd.Series([float(family[kind].value or 0) for kind in names])
        texts = [display(family[kind]) for kind in names]
        _bars(panel, values, values, rows.bar, texts)
        panel.set(title=title, xlim=(0, FULL * ROOM))
        _name(panel, rows)
    return figure


@drawing
def amount_bars(shape: Shape, kinds: Mapping[str, Mapping[str, Measure]]) -> Figure:
    """A panel per kind of amount with a bar per year, in millions of euros, all on one scale.

    A year without an amount has no bar.
    """
    figure, drawn = new_figure(shape, len(kinds), 1.35 if shape.narrow else 2.4, share=True)
    for panel, (title, years) in zip(drawn, kinds.items(), strict=True):
        values = [float(measure.value or 0) / MILLION for measure in years.values()]
        bars = panel.bar(list(years), values, color=ACCENT, width=0.75)
        texts = [number(value, 1) if value else "" for value in values]
        panel.bar_label(bars, texts, fontsize=8, color=INK, padding=1)
        panel.set_title(title)
        panel.margins(y=0.18)
        ends = sorted({0, len(values) // 2, len(values) - 1})
        panel.set_xticks(ends, [list(years)[place] for place in ends])
        panel.tick_params(axis="x", labelbottom=True)
        panel.yaxis.set_visible(False)
        panel.grid(visible=False)
    return figure


def _name(panel: Axes, rows: Rows) -> None:
    """Names at the first panel, or at all of them where they stand below each other."""
    if panel.get_subplotspec().is_first_col():  # type: ignore[union-attr]
        rows.name(panel)
    else:
        panel.set_yticks([])


def _bars(
    panel: Axes, low: pd.Series, high: pd.Series, thick: float, texts: Sequence[str] = ()
) -> None:
    """Bars from nought with their values behind them, the first above; what may be more is hatched."""
    places = range(len(low))
    panel.barh(places, low, color=ACCENT, height=thick)
    ends = panel.barh(
        places, high - low, left=low, color=PALE, edgecolor=QUIET, hatch="///", height=thick,
        linewidth=0,
    )  # fmt: skip
    pairs = zip(low, high, strict=True)
    spoken = [number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in pairs]
    panel.bar_label(ends, texts or spoken, padding=4, color=INK)
    panel.set(xlim=(0, float(high.max()) * ROOM), ylim=(len(low) - 0.5, -0.6))
    panel.spines["bottom"].set_visible(False)
    panel.xaxis.set_visible(False)
    panel.grid(visible=False)
