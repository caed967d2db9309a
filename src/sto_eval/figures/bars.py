"""Bar charts: one panel per quantity or per kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recount.notebook.figures.marks import Cells, mark_bars, mark_row
from recount.notebook.figures.rows import Rows
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import (
    ACCENT,
    INK,
    MIDDLE,
    PALE,
    QUIET,
    SECOND,
    WHITE_BOX,
    new_figure,
)
from recount.numbers.embedded import MILLION
from recount.numbers.formats import display, number
from recount.numbers.measures import Measure
from sto_eval.figures.printed import PRINTED

AXIS_LENGTH = 1.3
"""Length of an axis relative to the longest bar, which leaves room for the values."""

FULL = 100


@drawing
def profile_bars(shape: Shape, table: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    """Two panels of horizontal bars: locations and pupils per profile.

    Parameters
    ----------
    table
        ``profiel``, ``vestigingen``, ``leerlingen_low``, ``leerlingen_high``, one row per profile in the
        order of the report. If the bounds differ, a hatched end shows the interval.
    names
        Code of a profile -> its full name.
    """
    rows = Rows([f"{names[code]} ({code})" for code in table["profiel"]], shape)
    figure, panels = new_figure(shape, 2, rows.height)
    ends = {
        "vestigingen": (table["vestigingen"], table["vestigingen"]),
        "leerlingen": (table["leerlingen_low"], table["leerlingen_high"]),
    }
    for panel, (title, (low, high)) in zip(panels, ends.items(), strict=True):
        panel.set_title(title)
        cells = zip(table["profiel"], low, high, strict=True)
        _bars(panel, (low, high), rows.bar, cells)
        _draw_names(panel, rows)
    return figure


@drawing
def share_bars(
    shape: Shape,
    panels: Mapping[str, Mapping[str, Measure]],
    names: Mapping[str, str],
    own: str = "",
    printed: Mapping[str, float] = MappingProxyType({}),
) -> Figure:
    """A panel per quantity with a bar per kind, all on one scale.

    Parameters
    ----------
    panels
        Title -> kind -> share.
    names
        Kind -> its full name, in the order of the bars.
    own
        The kind in the accent colour, the others are grey; by default all have that colour.
    printed
        Title -> percentage on the infographic, drawn as a thin line with its label.
    """
    rows = Rows(list(names.values()), shape)
    figure, drawn = new_figure(shape, len(panels), rows.height)
    for panel, (title, family) in zip(drawn, panels.items(), strict=True):
        values = pd.Series([float(family[kind].value or 0) for kind in names])
        texts = [display(family[kind]) for kind in names]
        cells = ((title, kind, family[kind].value) for kind in names)
        _bars(panel, (values, values), rows.bar, cells, texts)
        for kind, bar in zip(names, panel.patches, strict=False):
            bar.set_facecolor(MIDDLE if own and kind != own else ACCENT)
        if title in printed:
            _printed(panel, printed[title])
        panel.set(title=title, xlim=(0, FULL * AXIS_LENGTH))
        _draw_names(panel, rows)
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
        mark_bars(panel, bars, ((title, year, one.value) for year, one in years.items()))
        panel.set_title(title)
        panel.margins(y=0.18)
        ends = sorted({0, len(values) // 2, len(values) - 1})
        panel.set_xticks(ends, [list(years)[place] for place in ends])
        panel.tick_params(axis="x", labelbottom=True)
        panel.yaxis.set_visible(False)
        panel.grid(visible=False)
    return figure


def _printed(panel: Axes, value: float) -> None:
    """A thin line through all bars, with its label below it."""
    panel.axvline(value, color=SECOND, linewidth=0.9)
    panel.annotate(
        PRINTED, (value, 0), xycoords=("data", "axes fraction"), xytext=(0, -2),
        textcoords="offset points", ha="center", va="top", fontsize=8.5, color=SECOND,
    )  # fmt: skip


def _draw_names(panel: Axes, rows: Rows) -> None:
    """Draw the names at the first panel, or at every panel if they are stacked."""
    if panel.get_subplotspec().is_first_col():  # type: ignore[union-attr]
        rows.draw_names(panel)
    else:
        panel.set_yticks([])


def _bars(
    panel: Axes,
    bounds: tuple[pd.Series, pd.Series],
    thickness: float,
    cells: Iterable[Cells],
    texts: Sequence[str] = (),
) -> None:
    """Bars from zero with their values after them, the first at the top; the range of the bounds is hatched."""
    low, high = bounds
    places = range(len(low))
    panel.barh(places, low, color=ACCENT, height=thickness)
    ends = panel.barh(
        places, high - low, left=low, color=PALE, edgecolor=QUIET, hatch="///", height=thickness,
        linewidth=0,
    )  # fmt: skip
    pairs = zip(low, high, strict=True)
    intervals = [number(a) if a == b else f"{number(a)}–{number(b)}" for a, b in pairs]
    panel.bar_label(ends, texts or intervals, padding=4, color=INK, bbox=WHITE_BOX)
    for place, about, end in zip(places, cells, high, strict=True):
        mark_row(panel, about, (0, end), (place - thickness / 2, place + thickness / 2))
    panel.set(xlim=(0, float(high.max()) * AXIS_LENGTH), ylim=(len(low) - 0.5, -0.6))
    panel.spines["bottom"].set_visible(False)
    panel.xaxis.set_visible(False)
    panel.grid(visible=False)
