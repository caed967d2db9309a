"""One style for every figure: grey first, one accent, a second only for a comparison.

Colours come from the Okabe-Ito set, which survives colour blindness; where two things must be told
apart there is always a shape, pattern or label beside the colour. The letters are those of the book, in one
weight: what ranks above is larger or darker, never bold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import fontpkg_ibm_plex_sans
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.layout_engine import ConstrainedLayoutEngine
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sto_eval.figures.shapes import Shape

INK = "#1f2933"
QUIET = "#5f6b7a"
PALE = "#d5dbe3"
ACCENT = "#0b5d8f"
SECOND = "#b5530b"

CLEAR = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
"""Under a text that a line may cross."""

PRINTED = "infographic"
"""What the thin line of a printed figure is called."""

MADE_UP = "VERZONNEN GEGEVENS"
POINTS, DPI = 72, 200
"""In an inch: of type, and of a painted picture."""

LABEL_HEIGHT = 0.22
"""Inches that the label takes at the bottom of a figure."""

FONT = fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf"
"""Its default is the regular weight; Matplotlib knows no other of a variable font."""

_PLACES = re.compile(r' (?:d|x|y)="[^"]*"')
_DECIMALS = re.compile(r"(\.\d)\d+")
_NEEDLESS = re.compile(r"\.0(?!\d)|(?<=[A-Za-z])\s+|\s+(?=[A-Za-z])")
"""What a list of places says no less without: a decimal nought, and white space around a letter."""

_RULES: dict[str, Any] = {
    "axes.edgecolor": PALE,
    "axes.labelcolor": QUIET,
    "axes.labelsize": 9,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10.5,
    "axes.titlecolor": INK,
    "axes.titleweight": "normal",
    "figure.dpi": 100,
    "font.family": "sans-serif",
    "font.sans-serif": ["IBM Plex Sans", "DejaVu Sans"],
    "font.size": 9,
    "hatch.color": SECOND,
    "hatch.linewidth": 0.7,
    "savefig.facecolor": "white",
    "svg.hashsalt": "sto-eval",
    "text.color": INK,
    "text.hinting": "none",
    "text.parse_math": False,
    "xtick.color": QUIET,
    "xtick.labelsize": 8.5,
    "ytick.color": INK,
    "ytick.labelsize": 9,
    "ytick.left": False,
}


@cache
def _know_font() -> None:
    fontManager.addfont(FONT)


def apply_style() -> None:
    """Set the style for all that is drawn after this."""
    import seaborn as sns  # noqa: PLC0415 - two seconds that a chapter without a figure can do without

    _know_font()
    sns.set_theme(context="paper", style="whitegrid", rc={"grid.color": "#eceff3"})
    mpl.rcParams.update(_RULES)  # type: ignore[arg-type] # its stubs list every key


def new_figure(  # noqa: PLR0913 - what a figure is made of
    shape: Shape,
    count: int = 1,
    height: float = 2.6,
    *,
    beside: tuple[int, int] | None = None,
    share: bool = False,
    grid: bool = True,
) -> tuple[Figure, list[Axes]]:
    """A figure with ``count`` panels of ``height`` inches in reading order.

    Parameters
    ----------
    shape
        Its width; a narrow figure has its panels below each other.
    beside
        How many panels stand in a row, in the wide and in the narrow shape: all, and one, when not given.
    share
        Whether the panels have the same axes.
    grid
        Whether they have lines at their ticks; making these is most of the work of making a panel.
    """
    apply_style()
    mpl.rcParams["axes.grid"] = grid
    columns = (beside or (count, 1))[shape.narrow]
    rows = math.ceil(count / columns)
    figure, table = plt.subplots(
        rows, columns, figsize=(shape.width, height * rows), squeeze=False, sharex=share, sharey=share,
        layout="constrained",
    )  # fmt: skip
    panels = list(table.flat)
    for spare in panels[count:]:
        spare.set_axis_off()
    return figure, panels


def printed_line(panel: Axes, value: float, text: str = PRINTED, *, below: bool = False) -> None:
    """A printed figure as a thin line; its label stands above the left end, or below the right end."""
    panel.axhline(value, color=SECOND, linewidth=0.9)
    place, step = ((1.0, value), (-1, -2)) if below else ((0.0, value), (1, 2))
    panel.annotate(
        text, place, xycoords=("axes fraction", "data"), xytext=step, textcoords="offset points",
        ha="right" if below else "left", va="top" if below else "bottom", fontsize=8.5, color=SECOND,
    )  # fmt: skip


def legend_above(figure: Figure, panel: Axes, columns: int | None = None) -> None:
    """One legend above all panels with what one panel draws, each name once."""
    handles, labels = panel.get_legend_handles_labels()
    unique = dict(zip(labels, handles, strict=True))
    figure.legend(
        unique.values(), list(unique), loc="outside upper left", ncols=columns or len(unique),
        frameon=False, fontsize=8.5, alignment="left", borderaxespad=0.2, handlelength=1.8,
    )  # fmt: skip


def rendered(
    figure: Figure, shape: Shape, about: Mapping[str, str], *, standin: bool
) -> dict[str, bytes]:
    """The files of a figure by the ending of their name: SVG, and PNG in the wide shape.

    Equal figures give equal bytes. A figure that is made up bears the label.

    Parameters
    ----------
    about
        ``Identifier``, ``Title``, ``Description`` and ``Source``: the files carry them.
    """
    if standin:
        _label(figure)
    figure.set_gid(about["Identifier"])
    _settle(figure)
    drawn = StringIO()
    unsaid: dict[str, Any] = {"Date": None, "Creator": None}
    figure.savefig(drawn, format="svg", metadata={**about, **unsaid})
    files = {".svg": _PLACES.sub(_shortened, drawn.getvalue()).encode()}
    if not shape.narrow:
        files[".png"] = _painted(figure, about)
    plt.close(figure)
    return files


def _painted(figure: Figure, about: Mapping[str, str]) -> bytes:
    """The PNG, opaque: a fourth of the points' bytes would say only that nothing shines through."""
    figure.set_dpi(DPI)
    canvas: Any = FigureCanvasAgg(figure)
    said, painted = PngInfo(), BytesIO()
    for name, text in about.items():
        said.add_text(name, text)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.save(painted, "png", dpi=(DPI, DPI), pnginfo=said)
    return painted.getvalue()


def _settle(figure: Figure) -> None:
    """Lay the figure out once: with an engine it is laid out, and drawn to no end, for every file of it.

    The last digits of a layout differ from process to process, and ids in an SVG are made from all digits.
    """
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        figure.set_layout_engine(None)
        for panel in figure.axes:
            place = np.round(panel.get_position(original=True).bounds, 6)
            panel.set_position(tuple(place), "original")


def points(figure: Figure) -> dict[str, int]:
    """Width and height, in points."""
    width, height = (round(inches * POINTS) for inches in figure.get_size_inches())
    return {"width": width, "height": height}


def _shortened(places: re.Match[str]) -> str:
    """Places in an SVG to a tenth of a point, in no more characters than they need; nobody sees more."""
    name, mark, listed = places[0].partition("=")
    return name + mark + _NEEDLESS.sub("", _DECIMALS.sub(r"\1", listed))


def _label(figure: Figure) -> None:
    """The word that the figure rests on made-up files, in a strip of its own below all that is drawn."""
    figure.set_figheight(figure.get_figheight() + LABEL_HEIGHT)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        part = LABEL_HEIGHT / figure.get_figheight()
        engine.set(rect=(0, part, 1, 1 - part))
    figure.text(
        0.995, 0.005, MADE_UP, ha="right", va="bottom", fontsize=8.5,
        color="white", bbox={"facecolor": SECOND, "edgecolor": "none", "pad": 2},
    )  # fmt: skip
