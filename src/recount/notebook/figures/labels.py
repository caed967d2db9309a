"""Labels next to points, placed where they cover nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from recount.notebook.figures.style import PALE, POINTS

SIZE = 8.5
"""Points."""

DISTANCES = (6, 11, 17, 24, 32, 42)
"""Points between a label and its point that are tried, nearest first."""

LED = 11
"""Points from which a thin line leads from the label to its point."""

SIDES = (
    (1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7),
)  # fmt: skip
"""The directions that are tried."""

STEPS = 24
"""Points of such a line that are compared with other labels."""

AIR = 1.5
"""Points of free space around a label."""

Boxes = npt.NDArray[np.float64]
"""A box per row: left, bottom, right and top, in pixels; of a point, left is right and bottom is top."""


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A text at one of several points of a panel, in data coordinates."""

    panel: Axes
    points: Sequence[tuple[float, float]]
    text: str
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A place for a label: its point, its shift in points, its box, and the line to its point as a row of points."""

    point: tuple[float, float]
    shift: tuple[float, float]
    box: Boxes
    line: Boxes


def place_labels(
    figure: Figure,
    labels: Sequence[Label],
    drawn: Iterable[tuple[Axes, Bbox]],
    widths: Sequence[int],
) -> bool:
    """Draw each label at the nearest place where it covers no other and nothing that is drawn.

    Where every place covers something, it gets the one that covers least; then the result is ``False``. They
    are placed in the given order or the widest first, whichever covers less.

    Parameters
    ----------
    labels
        The most important first.
    drawn
        What labels avoid, as boxes in the data coordinates of a panel.
    widths
        Characters after which a text continues on another line: each is tried.
    """
    canvas: Any = FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    boxes = _together(np.array(panel.transData.transform_bbox(box).extents) for panel, box in drawn)
    tried = []
    for width in widths:
        texts = {label: textwrap.fill(label.text, width) for label in labels}
        sizes = {label: _size(label, text, canvas) for label, text in texts.items()}
        widest_first = sorted(labels, key=lambda label: -sizes[label].width)
        tried += [(*_plan(order, sizes, boxes), texts) for order in (labels, widest_first)]
    plan, cost, filled = min(tried, key=lambda one: one[1])
    for label, place in plan.items():
        _draw(label, filled[label], place)
    return bool(cost == 0)


def _plan(
    labels: Sequence[Label], sizes: Mapping[Label, Bbox], drawn: Boxes
) -> tuple[dict[Label, _Place], float]:
    """The best place of each label after those before it, and how much they cover."""
    plan: dict[Label, _Place] = {}
    total = 0.0
    for label in labels:
        before = _together(box for place in plan.values() for box in (place.box, place.line))
        taken = _together([drawn, before])
        costs: dict[_Place, float] = {}
        for place in _places(label, sizes[label]):
            costs[place] = (
                _covered(place.box, taken)
                + _outside(place.box, label.panel.bbox)
                + _covered(place.line, before)
                + _covered(place.line[STEPS // 2 :], drawn)
            )
            if costs[place] == 0:
                break
        plan[label] = min(costs, key=costs.__getitem__)
        total += costs[plan[label]]
    return plan, total


def _size(label: Label, text: str, canvas: Any) -> Bbox:  # noqa: ANN401 - its class is untyped
    """The box of a text, in pixels."""
    drawn = label.panel.text(0, 0, text, fontsize=SIZE, linespacing=1.05)
    box: Bbox = drawn.get_window_extent(canvas.get_renderer())
    drawn.remove()
    return box


def _places(label: Label, box: Bbox) -> Iterator[_Place]:
    """The places of a label, nearest first."""
    pixels = label.panel.figure.dpi / POINTS
    begins = {point: label.panel.transData.transform(point) for point in label.points}
    for distance, point, (x, y) in product(DISTANCES, label.points, SIDES):
        shift, begin = (x * distance, y * distance), begins[point]
        way = np.array(shift) * pixels
        left = begin[0] + way[0] - box.width * (1 - _side(x)) / 2
        bottom = begin[1] + way[1] - box.height * (1 - _side(y)) / 2
        air = AIR * pixels
        found = [left - air, bottom - air, left + box.width + air, bottom + box.height + air]
        line = begin + way * np.arange(STEPS)[:, None] / STEPS
        parts = np.hstack([line, line]) if distance > LED else np.empty((0, 4))
        yield _Place(point, shift, np.array([found]), parts)


def _side(direction: float) -> int:
    return (direction > 0) - (direction < 0)


def _draw(label: Label, text: str, place: _Place) -> None:
    line = {"arrowstyle": "-", "color": PALE, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3}
    drawn = label.panel.annotate(
        text, place.point, xytext=place.shift, textcoords="offset points",
        ha=("center", "left", "right")[_side(place.shift[0])],
        va=("center", "bottom", "top")[_side(place.shift[1])],
        fontsize=SIZE, color=label.colour, linespacing=1.05, annotation_clip=False,
        arrowprops=line if len(place.line) else None,
    )  # fmt: skip
    drawn.set_in_layout(False)


def _together(boxes: Iterable[Boxes]) -> Boxes:
    return np.vstack([np.empty((0, 4)), *boxes])


def _covered(boxes: Boxes, taken: Boxes) -> float:
    """How many square pixels of other boxes each box covers; a line without width counts too."""
    wide, high = (
        np.minimum(boxes[:, [end]], taken[:, end]) - np.maximum(boxes[:, [start]], taken[:, start])
        for start, end in ((0, 2), (1, 3))
    )
    shared = np.maximum(wide, 1) * np.maximum(high, 1)
    return float(shared[(wide >= 0) & (high >= 0)].sum())


def _outside(box: Boxes, panel: Bbox) -> float:
    """How many square pixels of a box are outside its panel."""
    left, bottom, right, top = box[0]
    wide, high = (
        min(right, panel.x1) - max(left, panel.x0),
        min(top, panel.y1) - max(bottom, panel.y0),
    )
    return float((right - left) * (top - bottom) - max(wide, 0) * max(high, 0))
