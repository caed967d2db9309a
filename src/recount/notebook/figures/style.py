"""One style for every figure: greys, one accent colour, and a second only for comparisons.

Colours come from the Okabe-Ito palette, which is safe for colour blindness; things that must be distinguished
also differ in shape, pattern or label. The font is that of the book in a single weight: emphasis is by size or
darkness, never bold.
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

from recount.notebook.figures.shapes import Shape

INK = "#1f2933"
QUIET = "#5f6b7a"
PALE = "#d5dbe3"
ACCENT = "#0b5d8f"
SECOND = "#b5530b"
MIDDLE = "#8792a0"
"""Grey of bars and dots beside those in the accent colour; too light for text."""

WHITE_BOX = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
"""Background of text that a line may cross."""

MADE_UP = "VERZONNEN GEGEVENS"
POINTS, DPI = 72, 200
"""Typographic points and PNG pixels per inch."""

LABEL_HEIGHT = 0.22
"""Height in inches of the label at the bottom of a figure."""

FONT = fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf"
"""Matplotlib only uses the default weight of a variable font, which is regular."""

_COORDINATES = re.compile(r' (?:d|x|y)="[^"]*"')
_SHIFT = re.compile(r"translate\([^)]*\)")
_INDENT = re.compile(r"^ +(?=<)", re.MULTILINE)
_DECIMALS = re.compile(r"(?<=\.\d)\d+")
_REDUNDANT = re.compile(r"\.0(?!\d)|(?<=[A-Za-z])\s+|\s+(?=[A-Za-z])")
"""Redundant parts of a list of coordinates: a decimal zero, and white space around a letter."""

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
    "hatch.color": "edge",
    "hatch.linewidth": 0.6,
    "savefig.facecolor": "white",
    "svg.hashsalt": "figures",
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
def _register_font() -> None:
    fontManager.addfont(FONT)


def apply_style() -> None:
    """Set the style of all subsequent figures."""
    import seaborn as sns  # noqa: PLC0415 - takes two seconds, which a chapter without figures can skip

    _register_font()
    sns.set_theme(context="paper", style="whitegrid", rc={"grid.color": "#eceff3"})
    mpl.rcParams.update(_RULES)  # type: ignore[arg-type] # its stubs list every key


def new_figure(  # noqa: PLR0913 - the options of a figure
    shape: Shape,
    count: int = 1,
    height: float = 2.6,
    *,
    columns: tuple[int, int] | None = None,
    share: bool = False,
    grid: bool = True,
) -> tuple[Figure, list[Axes]]:
    """A figure with ``count`` panels of ``height`` inches, in reading order.

    Parameters
    ----------
    shape
        The shape, which sets the width.
    columns
        Panels per row in the wide and in the narrow shape; by default all in one row, and stacked.
    share
        Whether the panels share their axes.
    grid
        Whether the panels have grid lines; creating these takes most of the time of creating a panel.
    """
    apply_style()
    mpl.rcParams["axes.grid"] = grid
    across = (columns or (count, 1))[shape.narrow]
    down = math.ceil(count / across)
    figure, table = plt.subplots(
        down, across, figsize=(shape.width, height * down), squeeze=False, sharex=share, sharey=share,
        layout="constrained",
    )  # fmt: skip
    panels = list(table.flat)
    for spare in panels[count:]:
        spare.set_axis_off()
    return figure, panels


def printed_line(panel: Axes, value: float, text: str, *, below: bool = False) -> None:
    """A printed figure as a thin line, with its label above the left end or below the right end, over thin lines."""
    panel.axhline(value, color=SECOND, linewidth=0.9)
    place, step = ((1.0, value), (-1, -2)) if below else ((0.0, value), (1, 2))
    panel.annotate(
        text, place, xycoords=("axes fraction", "data"), xytext=step, textcoords="offset points",
        ha="right" if below else "left", va="top" if below else "bottom", fontsize=8.5, color=SECOND,
        bbox=WHITE_BOX, zorder=2.5,
    )  # fmt: skip


def render(
    figure: Figure, shape: Shape, about: Mapping[str, str], *, standin: bool
) -> dict[str, bytes]:
    """The files of a figure by extension: SVG, and also PNG in the wide shape.

    Equal figures give equal bytes.

    Parameters
    ----------
    about
        ``Identifier``, ``Title``, ``Description`` and ``Source``, written to the metadata of the files.
    standin
        Whether the figure is based on made-up data, and gets the label that says so.
    """
    if standin:
        _label(figure)
    figure.set_gid(about["Identifier"])
    _freeze_layout(figure)
    files = {} if shape.narrow else {".png": _png(figure, about)}
    # last: a translation measures texts where they were drawn
    files[".svg"] = svg_of(figure, about)
    plt.close(figure)
    return files


def svg_of(figure: Figure, about: Mapping[str, str]) -> bytes:
    """The SVG of a figure with a fixed layout, without what differs between equal figures."""
    svg = StringIO()
    omitted: dict[str, Any] = {"Date": None, "Creator": None}
    figure.savefig(svg, format="svg", metadata={**about, **omitted})
    drawn = _SHIFT.sub(_truncate, _COORDINATES.sub(_shorten, svg.getvalue()))
    return _INDENT.sub("", drawn).encode()


def _png(figure: Figure, about: Mapping[str, str]) -> bytes:
    """The PNG without an alpha channel, which would add a fourth byte per pixel for nothing."""
    figure.set_dpi(DPI)
    canvas: Any = FigureCanvasAgg(figure)
    metadata, png = PngInfo(), BytesIO()
    for name, text in about.items():
        metadata.add_text(name, text)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    picture.save(png, "png", dpi=(DPI, DPI), pnginfo=metadata)
    return png.getvalue()


def _freeze_layout(figure: Figure) -> None:
    """Lay out the figure once, with rounded positions, instead of again for every file.

    The last digits of a layout differ between processes, and ids in an SVG are derived from all digits.
    """
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        figure.set_layout_engine(None)
        for panel in figure.axes:
            place = np.round(panel.get_position(original=True).bounds, 6)
            panel.set_position(tuple(place), "original")


def points(figure: Figure) -> dict[str, int]:
    """Width and height of a figure in points."""
    width, height = (round(inches * POINTS) for inches in figure.get_size_inches())
    return {"width": width, "height": height}


def _shorten(attribute: re.Match[str]) -> str:
    """Coordinates in an SVG, truncated to a tenth of a point and without redundant characters."""
    name, mark, listed = _truncate(attribute).partition("=")
    return name + mark + _REDUNDANT.sub("", listed)


def _truncate(found: re.Match[str]) -> str:
    return _DECIMALS.sub("", found[0])


def _label(figure: Figure) -> None:
    """Label the figure as based on made-up data, in a strip below everything else."""
    figure.set_figheight(figure.get_figheight() + LABEL_HEIGHT)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        part = LABEL_HEIGHT / figure.get_figheight()
        engine.set(rect=(0, part, 1, 1 - part))
    figure.text(
        0.995, 0.005, MADE_UP, ha="right", va="bottom", fontsize=8.5,
        color="white", bbox={"facecolor": SECOND, "edgecolor": "none", "pad": 2},
    )  # fmt: skip
