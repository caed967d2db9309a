"""One style for every figure: grey first, one accent, a second only for a comparison.

Colours come from the Okabe-Ito set, which survives colour blindness; where two things must be told
apart there is always a shape, pattern or label beside the colour.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

INK = "#1f2933"
QUIET = "#5f6b7a"
PALE = "#d5dbe3"
ACCENT = "#0b5d8f"
SECOND = "#b5530b"
WIDTH = 7.2
"""Inches: the measure of the text in print."""

MADE_UP = "NAGEBOOTST"
LABEL_HEIGHT = 0.2
"""Inches that the label takes at the bottom of a figure."""

_RULES: dict[str, Any] = {
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "axes.labelsize": 8,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "figure.constrained_layout.use": True,
    "figure.dpi": 100,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "hatch.color": SECOND,
    "hatch.linewidth": 0.7,
    "savefig.facecolor": "white",
    "svg.hashsalt": "sto-eval",
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "ytick.left": False,
}


def apply_style() -> None:
    """Set the style for all that is drawn after this."""
    import seaborn as sns  # noqa: PLC0415 - two seconds that a chapter without a figure can do without

    sns.set_theme(context="paper", style="whitegrid", rc={"grid.color": "#eceff3"})
    mpl.rcParams.update(_RULES)  # type: ignore[arg-type] # its stubs list every key


def new_figure(
    rows: int, columns: int, height: float, *, share: bool = False
) -> tuple[Figure, list[Axes]]:
    """A figure of the width of the text and of ``height`` inches, with its panels in reading order."""
    apply_style()
    figure, panels = plt.subplots(
        rows, columns, figsize=(WIDTH, height), squeeze=False, sharex=share, sharey=share
    )
    return figure, list(panels.flat)


def _leave_room_below(figure: Figure) -> None:
    """Keep what is drawn above the label."""
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        part = LABEL_HEIGHT / figure.get_figheight()
        engine.set(rect=(0, part, 1, 1 - part))


def legend_below(figure: Figure, panel: Axes, title: str) -> None:
    """One legend under all panels, in a row, with what one panel draws."""
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="outside lower center", ncols=len(labels), frameon=False, fontsize=8,
        title=title, title_fontsize=8,
    )  # fmt: skip


def save_figure(figure: Figure, stem: Path, *, standin: bool) -> None:
    """Write ``<stem>.svg`` and ``<stem>.png``, byte-stable, with the label when it is made up."""
    if standin:
        _leave_room_below(figure)
        figure.text(
            0.995, 0.005, MADE_UP, ha="right", va="bottom", fontsize=8, weight="bold",
            color="white", bbox={"facecolor": SECOND, "edgecolor": "none", "pad": 2},
        )  # fmt: skip
    figure.savefig(stem.with_suffix(".svg"), metadata={"Date": None, "Creator": None})
    figure.savefig(stem.with_suffix(".png"), dpi=200, metadata={"Software": None})
    plt.close(figure)
