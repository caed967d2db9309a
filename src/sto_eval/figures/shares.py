"""Shares as bars, with the printed figure as a mark beside the computed one."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from sto_eval.figures.style import ACCENT, INK, PALE, SECOND, new_figure
from sto_eval.formats import display
from sto_eval.measures import Measure

FULL = 100
LEAST, PER_ROW = 0.9, 0.42
MARK = 20
"""Points: the height of the mark of a printed figure, more than that of a bar."""


def share_bars(
    family: Mapping[str, Measure], printed: Mapping[str, float], axis: str = "% van de vestigingen"
) -> Figure:
    """A bar per share, from nought to a hundred percent, its value at the end of the axis.

    Parameters
    ----------
    family
        Dutch label -> share (percent); the band between the bounds is drawn over the bar.
    printed
        Label -> percentage on the infographic: an upright mark.
    axis
        What the percentage is of, Dutch.
    """
    figure, (panel,) = new_figure(1, 1, LEAST + PER_ROW * len(family))
    for place, (label, measure) in enumerate(family.items()):
        panel.barh(place, FULL, color=PALE, height=0.55, zorder=1)
        if measure.value is not None and measure.low is not None and measure.high is not None:
            panel.barh(place, float(measure.low), color=ACCENT, height=0.55, zorder=2)
            width = float(measure.high) - float(measure.low)
            panel.barh(
                place,
                width,
                left=float(measure.low),
                color=ACCENT,
                alpha=0.4,
                height=0.55,
                zorder=2,
            )
        panel.text(FULL + 1, place, display(measure), va="center", fontsize=8.5, color=INK)
        if label in printed:
            panel.plot(
                printed[label], place, "|", color=SECOND, markersize=MARK, markeredgewidth=2.2,
                zorder=3, label="infographic",
            )  # fmt: skip
    panel.set_yticks(range(len(family)), list(family), fontsize=8.5)
    panel.set(xlim=(0, FULL), xlabel=axis)
    panel.invert_yaxis()
    panel.grid(visible=False)
    panel.tick_params(axis="x", labelsize=7)
    _legend(figure, printed)
    return figure


def _legend(figure: Figure, printed: Mapping[str, float]) -> None:
    handles, labels = figure.axes[0].get_legend_handles_labels()
    if printed and handles:
        figure.legend(handles[:1], labels[:1], loc="outside lower left", frameon=False, fontsize=8)
