"""Lines: shares and counts per school year."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from recount.notebook.figures.marks import mark_row
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
from recount.numbers.formats import display, percent
from sto_eval.figures.series import Series, column

LINE = "examenkandidaten"
MARKERS = ("s", "D", "^")
HUNDRED = 100
HEAD = 1.15
"""The axis of counts, relative to the highest."""

YEARS_APART = 3
"""In a narrow figure only every third school year is labelled."""

PANEL_YEARS_APART = 4
"""The same beside other panels, whose first label is close to the last one."""

FEW_POINTS = 8
"""Percentage points; a longer axis has a tick every five points."""

HEADROOM = 0.25
"""Space at the top of the axis for notes, relative to the range of the values."""

APART = 6.5
"""Percentage points between two names at the end of lines from 0 to 100."""

ABOVE = 1.06
"""Height of the names above a panel, as a part of it."""

LETTERS = 20
"""Characters per line of a note."""


@drawing
def share_lines(
    shape: Shape, lines: Mapping[str, Series], dots: Mapping[str, Series], start: float, seam: str
) -> Figure:
    """Shares per school year: lines with a band for their bounds, and separate dots, each with its name.

    Parameters
    ----------
    lines
        Name -> series, keyed by the first calendar year of the school year. The lines are parts of one series
        but are not joined: between two of them is the note ``seam``.
    dots
        Name -> series with too few years for a line.
    start
        When the programme began, marked by a vertical line: a school year, or between two.
    seam
        What changes between two lines, in Dutch.
    """
    figure, (panel,) = new_figure(shape, 1, 3.0 if shape.narrow else 3.4)
    for name, part in lines.items():
        _line(panel, part)
        _mark_years(panel, part, name)
    for marker, (name, part) in zip(MARKERS, dots.items(), strict=False):
        look = {"color": SECOND, "markersize": 5, "markerfacecolor": "white", "linestyle": ""}
        panel.plot(list(part), column(part, "value"), marker=marker, **look)  # type: ignore[arg-type]
        _mark_years(panel, part, name)
    _write_names(panel, dots)
    _axes(panel, [*lines.values(), *dots.values()], YEARS_APART if shape.narrow else 1)
    panel.axvline(start, color=INK, linewidth=0.8, zorder=0)
    _note(panel, start + 0.08, "programma\nbegint", "left", INK)
    for before, after in pairwise(lines.values()):
        middle = (max(before) + min(after)) / 2
        panel.axvline(middle, color=QUIET, linewidth=0.8, linestyle=":", zorder=0)
        _note(panel, middle - 0.08, textwrap.fill(seam, LETTERS), "right", QUIET)
    return figure


def _write_names(panel: Axes, dots: Mapping[str, Series]) -> None:
    """What the line and the dots are, each with its sign and in its colour, on a line above the panel."""
    names = {LINE: ("o", ACCENT, ACCENT)} | {
        name: (marker, SECOND, "white") for marker, name in zip(MARKERS, dots, strict=False)
    }
    for place, (name, (marker, colour, inside)) in enumerate(names.items()):
        left = place / len(names)
        panel.plot(
            left + 0.01, ABOVE, marker, color=colour, markersize=5, markerfacecolor=inside,
            transform=panel.transAxes, clip_on=False,
        )  # fmt: skip
        panel.annotate(
            name, (left + 0.01, ABOVE), xycoords="axes fraction", xytext=(6, 0), va="center",
            textcoords="offset points", color=colour, fontsize=8.5,
        )  # fmt: skip


@drawing
def panel_lines(
    shape: Shape,
    panels: Mapping[str, tuple[Series, Series]],
    start: float,
    until: int,
    names: tuple[str, str],
) -> Figure:
    """A panel per group, from zero on one scale: shares as a line with a band, and separate dots.

    Parameters
    ----------
    panels
        Title -> line and dots, keyed by the first calendar year of the school year; the first and the last
        dot have their value.
    start
        When the programme began, marked by a vertical line.
    until
        The first point of the line and that of this year have their value.
    names
        What the line and the dots are, written in the first panel.
    """
    figure, drawn = new_figure(shape, len(panels), 1.9 if shape.narrow else 2.8, share=True)
    for panel, (title, (line, dots)) in zip(drawn, panels.items(), strict=True):
        _line(panel, line)
        panel.plot(
            list(dots),
            column(dots, "value"),
            "s",
            color=SECOND,
            markersize=5,
            markerfacecolor="white",
        )
        for name, part in zip(names, (line, dots), strict=True):
            _mark_years(panel, part, f"{title}, {name}")
        panel.set_title(title)
        panel.axvline(start, color=INK, linewidth=0.8, zorder=0)
        panel.grid(visible=False, axis="x")
        _values(
            panel, {year: line[year] for year in line if year <= until}, (line, dots), above=True
        )
        _values(panel, dots, (line, dots), above=False)
    highs = [end for one in panels.values() for part in one for end in column(part, "high")]
    top = HEAD * max([end for end in highs if not math.isnan(end)] or [1])
    every = sorted({year for line, _ in panels.values() for year in line})[::PANEL_YEARS_APART]
    for panel in drawn:
        panel.set_ylim(0, top)
        _label_years(panel, every)
    drawn[0].yaxis.set_major_formatter(lambda value, _: percent(value, 0))
    for height, (name, colour) in enumerate(zip(names, (ACCENT, SECOND), strict=True)):
        panel = drawn[0]
        panel.text(0.02, 0.16 - 0.1 * height, name, transform=panel.transAxes, color=colour)
    drawn[-1].text(start + 0.1, 0.04 * top, "programma", fontsize=8.5, color=INK, ha="left")
    return figure


def _values(panel: Axes, part: Series, drawn: tuple[Series, ...], *, above: bool) -> None:
    """The first and the last known share of a series, in its colour, above or below all that is drawn near by."""
    known = [year for year, one in part.items() if one.value is not None]
    for year in {*known[:1], *known[-1:]}:
        around = [one.get(at) for one in drawn for at in range(year - 1, year + 2)]
        near = [float(one.value) for one in around if one and one.value is not None]
        panel.annotate(
            display(part[year]), (year, max(near) if above else min(near)), xytext=(0, 7 if above else -13),
            textcoords="offset points", ha="center", fontsize=8.5, color=ACCENT if above else SECOND,
            bbox=WHITE_BOX,
        )  # fmt: skip


@drawing
def labelled_lines(shape: Shape, lines: Mapping[str, Series], start: int, own: str) -> Figure:
    """Shares per school year on an axis from 0 to 100, each with its name and its last value at its end.

    Parameters
    ----------
    lines
        Name -> series, keyed by the first calendar year of the school year.
    start
        The school year in which the programme began, marked by a vertical line.
    own
        The name of the line in the accent colour; the others are grey.
    """
    figure, (panel,) = new_figure(shape, 1, 3.0)
    for name, part in lines.items():
        colour = ACCENT if name == own else MIDDLE
        panel.plot(list(part), column(part, "value"), "o-", color=colour, markersize=4)
        _mark_years(panel, part, *([name] if len(lines) > 1 else []))
    years = sorted({year for part in lines.values() for year in part})
    panel.set_ylim(0, HUNDRED)
    _label_years(panel, years[:: -YEARS_APART if shape.narrow else -1])
    panel.yaxis.set_major_formatter(lambda value, _: percent(value, 0))
    panel.grid(visible=False, axis="x")
    panel.axvline(start, color=INK, linewidth=0.8, zorder=0)
    panel.text(start + 0.08, 3, "programma begint", fontsize=8.5, color=INK)
    ends = {name: part[max(part)] for name, part in lines.items()}
    height = 0.0
    for name, last in sorted(ends.items(), key=lambda one: float(one[1].value or 0)):
        if last.value is not None:
            height = max(float(last.value), height + APART)
            panel.annotate(
                f"{name}: {display(last)}", (max(lines[name]), height), xytext=(6, 0),
                textcoords="offset points", va="center", fontsize=8.5,
                color=ACCENT if name == own else QUIET, annotation_clip=False,
            )  # fmt: skip
    return figure


@drawing
def before_and_during(
    shape: Shape, panels: Mapping[str, Series], before: int, start: int
) -> Figure:
    """A panel per series, from zero: all its years, with the years of the programme shaded.

    Parameters
    ----------
    panels
        Title -> series in one unit, keyed by the first calendar year of the school year.
    before
        The last school year before the programme; its value is written, as is that of the last year.
    start
        The school year in which the programme began.
    """
    figure, drawn = new_figure(shape, len(panels), 2.1 if shape.narrow else 2.6)
    last = max(max(part) for part in panels.values())
    first = min(min(part) for part in panels.values())
    for panel, (title, part) in zip(drawn, panels.items(), strict=True):
        _line(panel, part)
        _mark_years(panel, part)
        ends = [end for end in column(part, "high") if not math.isnan(end)]
        percents = any(measure.unit == "%" for measure in part.values())
        top = HUNDRED * HEAD if percents else HEAD * max(ends or [1])
        panel.axvspan(start - 0.5, last + 0.5, color=PALE, alpha=0.5, linewidth=0, zorder=0)
        panel.text(start - 0.4, 0.04 * top, "programma", fontsize=8.5, color=INK)
        for year in (before, last):
            if year in part and part[year].value is not None:
                panel.annotate(
                    display(part[year]), (year, float(part[year].value or 0)), xytext=(0, 7),
                    textcoords="offset points", ha="center", fontsize=11, color=ACCENT,
                )  # fmt: skip
        panel.set(xlim=(first - 0.5, last + 0.5), ylim=(0, top))
        _label_years(panel, [first, before, last])
        panel.set_title(title)
        panel.set_yticks([0])
        panel.grid(visible=False)
    return figure


def _line(panel: Axes, part: Series) -> None:
    """One part of the series, with a band if its bounds differ."""
    years, low, high = list(part), column(part, "low"), column(part, "high")
    panel.plot(years, column(part, "value"), "o-", color=ACCENT, markersize=4)
    if low != high:
        panel.fill_between(years, low, high, color=ACCENT, alpha=0.18, linewidth=0)


def _mark_years(panel: Axes, part: Series, *names: str) -> None:
    """Mark each known value as the row of its series, if that has a name, and its school year."""
    for year, measure in part.items():
        if measure.value is not None:
            about = *names, f"{year}-{year + 1}", measure.value
            mark_row(panel, about, year, float(measure.value))


def _axes(panel: Axes, shown: list[Series], apart: int) -> None:
    """Whole percentages with room above and below, and a label every ``apart`` school years.

    The axes are drawn even if no share is known.
    """
    ends = [end for part in shown for name in ("low", "high") for end in column(part, name)]
    known = [end for end in ends if not math.isnan(end)]
    if not known:
        known = [1.0]
        panel.set_xlim(min(map(min, shown)), max(map(max, shown)))
    years = sorted({year for part in shown for year in part})[::apart]
    low, high = math.floor(min(known)), math.ceil(max(known))
    panel.set_ylim(low - 1, high + max(2, HEADROOM * (high - low)))
    _label_years(panel, years)
    step = 1 if max(known) - min(known) <= FEW_POINTS else 5
    panel.yaxis.set_major_locator(MultipleLocator(step))
    panel.yaxis.set_major_formatter(lambda value, _: percent(value, 0))
    panel.grid(visible=False, axis="x")


def _label_years(panel: Axes, years: Sequence[int]) -> None:
    """Label these school years on the axis, ``2018-19``."""
    panel.set_xticks(years, [f"{year}-{(year + 1) % HUNDRED:02d}" for year in years])


def _note(panel: Axes, year: float, text: str, side: str, colour: str) -> None:
    """A note at the top, left or right of a vertical line."""
    top = panel.get_ylim()[1]
    panel.text(year, top, text, fontsize=8.5, va="top", ha=side, color=colour)
