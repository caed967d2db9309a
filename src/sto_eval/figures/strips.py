"""Strips: a dot per region on one axis, without names and without a ranking."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sto_eval.figures.style import ACCENT, INK, QUIET, SECOND, new_figure
from sto_eval.formats import short
from sto_eval.measures import Number

GOLDEN = 0.618
"""Steps of this size, modulo one, spread dots evenly and always the same way."""
SPREAD, MEDIAN_HALF = 0.5, 0.34
FREE = 1.04
"""The axis ends this much beyond the largest value."""


def region_strips(
    groups: Mapping[str, Sequence[Number]], unit: str, marks: Mapping[str, Number] | None = None
) -> Figure:
    """A strip per group with a dot per region, and a tick at its median.

    Parameters
    ----------
    groups
        Name of the group -> values.
    unit
        ``euro`` or ``%``.
    marks
        Name -> value, drawn as an upright line through all strips, named above it.
    """
    figure, (panel,) = new_figure(1, 1, 1.1 + 0.75 * len(groups))
    for place, values in enumerate(groups.values()):
        _strip(panel, place, sorted(float(each) for each in values))
    panel.set_yticks(range(len(groups)), [f"{name}\n(n = {len(groups[name])})" for name in groups])
    for name, value in (marks or {}).items():
        panel.axvline(float(value), color=SECOND, linewidth=0.9)
        panel.annotate(
            name, (float(value), 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
            textcoords="offset points", ha="center", fontsize=7.5, color=SECOND,
        )  # fmt: skip
    panel.set(ylim=(len(groups) - 0.45, -0.55), xlim=(0, FREE * panel.dataLim.x1))
    panel.xaxis.set_major_locator(MaxNLocator(7, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, unit)))
    panel.grid(visible=False, axis="y")
    panel.tick_params(labelsize=8)
    return figure


def _strip(panel: Axes, place: int, values: list[float]) -> None:
    heights = [place + SPREAD * ((rank * GOLDEN) % 1 - 0.5) for rank in range(len(values))]
    panel.plot(values, heights, "o", color=ACCENT, markersize=4.5, alpha=0.6, markeredgewidth=0)
    if values:
        middle = statistics.median(values)
        ends = [place - MEDIAN_HALF, place + MEDIAN_HALF]
        panel.plot([middle, middle], ends, color=INK, linewidth=1.6)
        panel.annotate(
            "mediaan", (middle, ends[1]), xytext=(3, -1), textcoords="offset points",
            fontsize=7, color=QUIET, va="center",
        )  # fmt: skip
