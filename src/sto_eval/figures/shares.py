"""Shares as bars, with a mark for the printed figure."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.rows import Rows
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, PALE, SECOND, new_figure
from recount.numbers.formats import display, percent
from recount.numbers.measures import Measure
from sto_eval.figures.printed import PRINTED

FULL = 100
UNCERTAIN = "#a9c5d8"
"""Colour under the hatching between the bounds."""
MARK = 1.35
"""Height of the mark of a printed figure, relative to the bar."""


@drawing
def share_bars(
    shape: Shape,
    family: Mapping[str, Measure],
    printed: Mapping[str, float],
    axis: str = "deel van de vestigingen",
) -> Figure:
    """A bar per share, from zero to a hundred percent, with its value.

    Parameters
    ----------
    family
        Dutch label -> share (percent); the range between the bounds is hatched.
    printed
        Label -> percentage on the infographic, drawn as a vertical mark; the first has its name above it.
    axis
        What the share is a part of, in Dutch.
    """
    rows = Rows(list(family), shape)
    figure, (panel,) = new_figure(shape, 1, rows.height + (0.55 if printed else 0.3))
    panel.set(xlim=(0, FULL), xlabel=axis, ylim=(len(family) - 0.5, -0.6))
    for place, (label, measure) in enumerate(family.items()):
        _bar(panel, place, measure, rows.bar)
        sides = place - rows.bar / 2, place + rows.bar / 2
        mark_row(panel, (label, measure.value), (0, float(measure.high or 0)), sides)
        _value(panel, place - (rows.above if shape.narrow else 0), display(measure), shape)
        if label in printed:
            ends = [place - MARK * rows.bar / 2, place + MARK * rows.bar / 2]
            panel.plot([printed[label]] * 2, ends, color=SECOND, linewidth=2.2)
    rows.draw_names(panel)
    panel.xaxis.set_major_formatter(lambda value, _: percent(value, 0))
    panel.grid(visible=False)
    for value in list(printed.values())[:1]:
        panel.annotate(
            PRINTED, (value, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
            textcoords="offset points", fontsize=8.5, color=SECOND,
            ha="right" if value > FULL / 2 else "left",
        )  # fmt: skip
    return figure


def _bar(panel: Axes, place: int, measure: Measure, thickness: float) -> None:
    """The whole in grey, the share on top of it, and the range of its bounds hatched."""
    panel.barh(place, FULL, color=PALE, height=thickness)
    if measure.low is None or measure.high is None:
        return
    low, width = float(measure.low), float(measure.high) - float(measure.low)
    panel.barh(place, low, color=ACCENT, height=thickness)
    panel.barh(
        place, width, left=low, color=UNCERTAIN, height=thickness, hatch="////", edgecolor=ACCENT,
        linewidth=0,
    )  # fmt: skip


def _value(panel: Axes, place: float, text: str, shape: Shape) -> None:
    """The value after the end of the axis or, in a narrow figure, at the end of the line with the name."""
    if shape.narrow:
        panel.text(FULL, place, text, va="bottom", ha="right", color=INK)
    else:
        panel.text(FULL + 1, place, text, va="center", color=INK)
