"""Strips: a dot per region on one axis, without names or ranking."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.rows import Rows
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, MIDDLE, QUIET, SECOND, new_figure
from recount.numbers.formats import number, percent, short
from recount.numbers.measures import Number

GOLDEN = 0.618
"""Steps of this size, modulo one, spread dots evenly and reproducibly."""
SPREAD, MEDIAN_HALF, BELOW = 0.5, 0.27, 0.29
"""Heights in strips: of all dots, of half a tick at the median, and from a diamond to its value."""

FULL, OUTER = 100, 30
"""Percentages: the whole, and how near to its ends a long text starts or ends at its value."""

PITCH, THICKNESS = 0.75, 0.78
"""Inches from strip to strip, and height in inches of a strip with its name above it."""

LOW = 0.7
"""The same height for a strip with a value below its dots, which must not touch the name of the next one."""

AXIS_LENGTH = 1.04
"""Length of the axis relative to the largest value."""


@drawing
def region_strips(
    shape: Shape,
    groups: Mapping[str, Sequence[Number]],
    unit: str,
    marks: Mapping[str, Number] | None = None,
) -> Figure:
    """A strip per group with a dot per region and a tick at the median.

    Parameters
    ----------
    groups
        Name of the group -> values.
    unit
        ``euro`` or ``%``.
    marks
        Name -> value, drawn as a labelled vertical line through all strips.
    """
    names = [f"{name} ({number(len(values))})" for name, values in groups.items()]
    rows = Rows(names, shape, THICKNESS, PITCH)
    figure, (panel,) = new_figure(shape, 1, 0.45 + rows.height)
    for place, (name, values) in enumerate(groups.items()):
        _strip(panel, place, name, sorted(float(each) for each in values), ACCENT)
    top = -0.8 if shape.narrow else -0.55
    panel.set(ylim=(len(groups) - 0.45, top), xlim=(0, AXIS_LENGTH * _largest(groups, marks)))
    for place, (name, value) in enumerate((marks or {}).items()):
        _mark(panel, name, float(value), place % 2 if shape.narrow else 0)
    rows.draw_names(panel)
    panel.xaxis.set_major_locator(MaxNLocator(4 if shape.narrow else 7, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(lambda value, _: short(value, unit))
    panel.grid(visible=False, axis="y")
    return figure


@drawing
def place_strips(
    shape: Shape, groups: Mapping[str, Sequence[float]], own: Mapping[str, float | None], name: str
) -> Figure:
    """A strip per quantity with a grey dot per region, and a diamond for one region with its share below it.

    Parameters
    ----------
    groups
        Name of the quantity -> share of every region, in percent.
    own
        Name of the quantity -> share of this region; ``None`` if unknown.
    name
        The name of the region, written above its first diamond.
    """
    rows = Rows(list(groups), shape, LOW, PITCH)
    figure, (panel,) = new_figure(shape, 1, 0.45 + rows.height)
    for place, (quantity, values) in enumerate(groups.items()):
        _strip(panel, place, quantity, sorted(values), MIDDLE)
        _own(panel, place, own[quantity])
    panel.set(ylim=(len(groups) - 0.45, -0.55), xlim=(-2, AXIS_LENGTH * 100))
    rows.draw_names(panel)
    panel.xaxis.set_major_formatter(lambda value, _: short(value, "%"))
    panel.grid(visible=False, axis="y")
    for value in [share for share in own.values() if share is not None][:1]:
        panel.annotate(
            name, (value, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
            textcoords="offset points", fontsize=8.5, color=ACCENT, ha=_side(value),
        )  # fmt: skip
    return figure


def _side(value: float) -> str:
    """Which side of a text is at a percentage, so that a long text stays within the figure."""
    return "left" if value < OUTER else "right" if value > FULL - OUTER else "center"


def _own(panel: Axes, place: int, value: float | None) -> None:
    if value is None:
        return
    panel.plot([value], [place], "D", color=ACCENT, markersize=7, markeredgecolor="white", zorder=4)
    panel.text(
        value, place + BELOW, percent(value, 1), ha="center", va="top", fontsize=8.5, color=ACCENT
    )  # fmt: skip


def _largest(groups: Mapping[str, Sequence[Number]], marks: Mapping[str, Number] | None) -> float:
    """The largest value of all; 1 if there are no values or only zeros, so that the axis has a length."""
    values = (each for group in (*groups.values(), (marks or {}).values()) for each in group)
    return max(map(float, values), default=0) or 1


def _mark(panel: Axes, name: str, value: float, raised: int) -> None:
    """A vertical line with its name above it, one line of text higher if raised."""
    panel.axvline(value, color=SECOND, linewidth=0.9)
    panel.annotate(
        name, (value, 1), xycoords=("data", "axes fraction"), xytext=(0, 2 + 10 * raised),
        textcoords="offset points", ha="center", fontsize=8.5, color=SECOND,
    )  # fmt: skip


def _strip(panel: Axes, place: int, name: str, values: list[float], colour: str) -> None:
    """Dots at their values, spread over the height of the strip; the first strip says what the tick is."""
    heights = [place + SPREAD * ((rank * GOLDEN) % 1 - 0.5) for rank in range(len(values))]
    panel.plot(values, heights, "o", color=colour, markersize=4.5, alpha=0.6, markeredgewidth=0)
    for value, height in zip(values, heights, strict=True):
        mark_row(panel, (name, value), value, height)
    if values:
        middle = statistics.median(values)
        ends = [place - MEDIAN_HALF, place + MEDIAN_HALF]
        panel.plot([middle, middle], ends, color=INK, linewidth=1.6)
        if not place:
            panel.text(middle, ends[0], "mediaan", fontsize=8, color=QUIET, va="bottom", ha="right")
