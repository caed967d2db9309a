"""A printed figure, our numbers and those of others on one time axis, each with its label."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawn
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox

from recount.notebook.figures.labels import Label, place_labels
from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, POINTS, QUIET, SECOND, new_figure
from recount.numbers.formats import short, write_out
from recount.results.publications import MEASURED
from recount.results.timelines import Mark, Panel, Voice

COLOURS = {
    Voice.PRINTED: SECOND, Voice.OURS: ACCENT, Voice.SAME: INK, Voice.OTHER: QUIET,
}  # fmt: skip
SIGNS = {Voice.PRINTED: "D", Voice.OURS: "o", Voice.SAME: "o", Voice.OTHER: "s"}
SIZES = {Voice.PRINTED: 5, Voice.OURS: 4.5, Voice.SAME: 8, Voice.OTHER: 6}
"""Points; the ring of a figure with our definition fits around our own dot."""

HALF = 4
"""Points from the middle of a mark to its edge, at most: a label beside it is nearer than one above or below."""

LINES = {Voice.PRINTED: 3, Voice.OURS: 1.4, Voice.SAME: 0.9, Voice.OTHER: 0.9}
"""Widths of lines in points; our line fits within a printed one."""

HEIGHTS = (1.3, 2.0, 3.0)
"""Inches of a panel that are tried."""

TITLE = 36
"""Characters of the title of a panel that fit on a line of a narrow figure."""

FLAT = 0.2
"""The least range of an axis, relative to its largest value: a small difference stays small."""

MARGIN = 0.32
"""Room above and below all marks, relative to the range."""

BESIDE = 0.12
"""Room left and right of all marks, relative to the years."""


@drawing
def timeline(shape: Shape, panels: Sequence[Panel]) -> Drawn:
    """A panel per number that figures are compared with, below each other on one axis of years.

    Filled marks are printed or ours, hollow ones of others: round with our definition, square with another. A
    figure about several years is a line. A bar, for a line at its ends, is what rounds to it, or its bounds.
    Several panels have their title, one has that of the figure. The panels grow until every label has a free
    place.
    """
    for height in HEIGHTS:
        figure, free = _drawn(shape, panels, height)
        if free or height == HEIGHTS[-1]:
            break
        plt.close(figure)
    return figure


def _drawn(shape: Shape, panels: Sequence[Panel], height: float) -> tuple[Drawn, bool]:
    """The figure with panels of this height, and whether no label covers anything."""
    figure, drawn = new_figure(shape, len(panels), height, columns=(1, 1))
    years = [year for panel in panels for mark in panel.marks for year in mark.years]
    apart = BESIDE * max(max(years) - min(years), 4)
    pairs = list(zip(drawn, panels, strict=True))
    for axes, panel in pairs:
        axes.set_xlim(min(years) - apart, max(years) + apart)
        if len(panels) > 1:
            axes.set_title(textwrap.fill(panel.title, TITLE) if shape.narrow else panel.title)
        _scale(axes, panel)
        for mark in panel.marks:
            _mark(axes, mark)
            about = panel.title, mark.who, mark.voice.value, mark.when, mark.value
            mark_row(axes, about, mark.years, mark.value)
        for before, after in _joined(panel.marks):
            own = after.voice is Voice.OURS
            axes.plot(
                [before.years[0], after.years[0]], [before.value, after.value], zorder=2,
                color=ACCENT if own else QUIET, linewidth=LINES[after.voice],
            )  # fmt: skip
    figure.draw_without_rendering()  # the size of the panels, before their marks are measured
    free = place_labels(
        figure,
        [label for axes, panel in pairs for label in _labels(axes, panel.marks)],
        [(axes, box) for axes, panel in pairs for box in _boxes(axes, panel.marks)],
        (28, 20) if shape.narrow else (48, 28),
    )
    return figure, free


def _joined(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """The pairs of marks in one year each that a line joins: the next of the same author."""
    for who in dict.fromkeys(mark.who for mark in marks):
        yield from pairwise(
            mark for mark in marks if mark.who == who and mark.years[0] == mark.years[1]
        )


def _scale(axes: Axes, panel: Panel) -> None:
    ends = [end for mark in panel.marks for end in (mark.low, mark.high, mark.value)]
    low, high = min(ends), max(ends)
    range_ = max(high - low, FLAT * max(abs(low), abs(high)))
    middle, half = (low + high) / 2, (0.5 + MARGIN) * range_
    axes.set_ylim(middle - half, middle + half)
    whole = panel.unit not in MEASURED and " per " not in panel.unit
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=whole, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: short(value, panel.unit))
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
    axes.grid(visible=False, axis="x")


def _mark(axes: Axes, mark: Mark) -> None:
    """A mark for one year, a line for several; with a bar of what rounds to it."""
    colour, (first, last) = COLOURS[mark.voice], mark.years
    dashed = "--" if mark.voice is Voice.OTHER else "-"
    if mark.low != mark.high:
        axes.vlines(sorted({first, last}), mark.low, mark.high, color=colour, linewidth=1)
    if first == last:
        hollow = mark.voice in {Voice.SAME, Voice.OTHER}
        axes.plot(
            first, mark.value, SIGNS[mark.voice], color=colour, markersize=SIZES[mark.voice],
            markerfacecolor="white" if hollow else colour, zorder=3 + (mark.voice is Voice.OURS),
        )  # fmt: skip
        return
    axes.plot(
        [first, last], [mark.value, mark.value], dashed, color=colour, linewidth=LINES[mark.voice]
    )


def _labels(axes: Axes, marks: Sequence[Mark]) -> Iterator[Label]:
    """One label per place, which those who agree share, in the colour of its first name; a name stands once."""
    places: dict[tuple[tuple[int, int], str], list[Mark]] = {}
    for mark in marks:
        places.setdefault((mark.years, write_out(mark.shown)), []).append(mark)
    named: set[str] = set()
    for (years, shown), here in places.items():
        fresh = [mark for mark in here if mark.who not in named]
        names = "; ".join(mark.who for mark in fresh)
        named |= {mark.who for mark in here}
        value = shown.replace(" ", "\N{NO-BREAK SPACE}")
        text = f"{names}: {value}" if names else value
        first, last = years
        spots = dict.fromkeys(
            [(first + last) / 2, first + 0.3 * (last - first), last - 0.2 * (last - first)]
        )
        yield Label(
            axes, [(x, here[0].value) for x in spots], text, COLOURS[(fresh or here)[0].voice]
        )


def _boxes(axes: Axes, marks: Sequence[Mark]) -> Iterator[Bbox]:
    """What the marks cover, in data coordinates."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    pixels = HALF * axes.figure.dpi / POINTS
    around = (
        (right - left) * pixels / axes.bbox.width,
        (top - bottom) * pixels / axes.bbox.height,
    )
    along = (right - left) / 60, (top - bottom) / 30
    for mark in marks:
        first, last = mark.years
        wide, high = around if first == last else along
        yield Bbox([[first - wide, mark.value - high], [last + wide, mark.value + high]])
        for year in {first, last}:
            yield Bbox([[year, mark.low], [year, mark.high]])
    for before, after in _joined(marks):
        yield from _along(before, after)


def _along(before: Mark, after: Mark) -> Iterator[Bbox]:
    """A line between two marks as a row of points."""
    steps = 20
    for step in range(steps + 1):
        part = step / steps
        x = before.years[0] + part * (after.years[0] - before.years[0])
        y = before.value + part * (after.value - before.value)
        yield Bbox([[x, y], [x, y]])
