"""Shares as bars, with the printed figure as a mark beside the computed one."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from sto_eval.figures.rows import Rows
from sto_eval.figures.shapes import Shape, drawing
from sto_eval.figures.style import ACCENT, INK, PALE, PRINTED, SECOND, legend_above, new_figure
from sto_eval.formats import display, percent
from sto_eval.measures import Measure

FULL = 100
BETWEEN = "#a9c5d8"
"""Under the hatching of what lies between the bounds."""
MARK = 1.35
"""The height of the mark of a printed figure, in heights of the bar."""


@drawing
def share_bars(
    shape: Shape,
    family: Mapping[str, Measure],
    printed: Mapping[str, float],
    axis: str = "deel van de vestigingen",
) -> Figure:
    """A bar per share, from nought to a hundred percent, with its value.

    Parameters
    ----------
    family
        Dutch label -> share (percent); the band between the bounds is hatched.
    printed
        Label -> percentage on the infographic: an upright mark with its name.
    axis
        What the share is of, Dutch.
    """
    rows = Rows(list(family), shape)
    figure, (panel,) = new_figure(shape, 1, rows.height + (0.55 if printed else 0.3))
    panel.set(xlim=(0, FULL), xlabel=axis, ylim=(len(family) - 0.5, -0.6))
    for place, (label, measure) in enumerate(family.items()):
        _bar(panel, place, measure, rows.bar)
        _value(panel, place - (rows.above if shape.narrow else 0), display(measure), shape)
        if label in printed:
            ends = [place - MARK * rows.bar / 2, place + MARK * rows.bar / 2]
            panel.plot([printed[label]] * 2, ends, color=SECOND, linewidth=2.2, label=PRINTED)
    rows.name(panel)
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value, 0)))
    panel.grid(visible=False)
    if printed:
        legend_above(figure, panel)
    return figure


def _bar(panel: Axes, place: int, measure: Measure, thick: float) -> None:
    """The whole in grey, the share over it, and what may be more hatched."""
    panel.barh(place, FULL, color=PALE, height=thick)
    if measure.low is None or measure.high is None:
        return
    low, width = float(measure.low), float(measure.high) - float(measure.low)
    panel.barh(place, low, color=ACCENT, height=thick)
    panel.barh(
        place, width, left=low, color=BETWEEN, height=thick, hatch="////", edgecolor=ACCENT, linewidth=0
    )  # fmt: skip


def _value(panel: Axes, place: float, text: str, shape: Shape) -> None:
    """Behind the end of the axis, or at the end of the line that has the name."""
    if shape.narrow:
        panel.text(FULL, place, text, va="bottom", ha="right", color=INK)
    else:
        panel.text(FULL + 1, place, text, va="center", color=INK)
