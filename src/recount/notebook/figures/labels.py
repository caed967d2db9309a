"""Labels next to points, placed where they cover nothing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

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


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A text at one of several points of a panel, in data coordinates."""

    panel: Axes
    points: Sequence[tuple[float, float]]
    text: str
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A place for a label: its point, its shift in points, and in pixels its box and the line to its point."""

    point: tuple[float, float]
    shift: tuple[float, float]
    box: Bbox
    line: tuple[Bbox, ...]


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
    boxes = [panel.transData.transform_bbox(box) for panel, box in drawn]
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
    labels: Sequence[Label], sizes: Mapping[Label, Bbox], drawn: Sequence[Bbox]
) -> tuple[dict[Label, _Place], float]:
    """The best place of each label after those before it, and how much they cover."""
    plan: dict[Label, _Place] = {}
    total = 0.0
    for label in labels:
        before = [box for place in plan.values() for box in (place.box, *place.line)]
        costs: dict[_Place, float] = {}
        for place in _places(label, sizes[label]):
            costs[place] = (
                _covered(place.box, [*drawn, *before])
                + _outside(place.box, label.panel.bbox)
                + sum(_covered(part, before) for part in place.line)
                + sum(_covered(part, drawn) for part in place.line[STEPS // 2 :])
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
    for distance, point, (x, y) in product(DISTANCES, label.points, SIDES):
        shift = x * distance, y * distance
        begin = label.panel.transData.transform(point)
        end = begin + [part * pixels for part in shift]
        left = end[0] - box.width * (1 - _side(x)) / 2
        bottom = end[1] - box.height * (1 - _side(y)) / 2
        found = Bbox.from_bounds(left, bottom, box.width, box.height).padded(AIR * pixels)
        line = [begin + (end - begin) * step / STEPS for step in range(STEPS)]
        parts = tuple(Bbox([spot, spot]) for spot in line) if distance > LED else ()
        yield _Place(point, shift, found, parts)


def _side(direction: float) -> int:
    return (direction > 0) - (direction < 0)


def _draw(label: Label, text: str, place: _Place) -> None:
    line = {"arrowstyle": "-", "color": PALE, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3}
    drawn = label.panel.annotate(
        text, place.point, xytext=place.shift, textcoords="offset points",
        ha=("center", "left", "right")[_side(place.shift[0])],
        va=("center", "bottom", "top")[_side(place.shift[1])],
        fontsize=SIZE, color=label.colour, linespacing=1.05, annotation_clip=False,
        arrowprops=line if place.line else None,
    )  # fmt: skip
    drawn.set_in_layout(False)


def _covered(box: Bbox, taken: Sequence[Bbox]) -> float:
    """How many square pixels of other boxes a box covers; a line without width counts too."""
    return sum(_shared(box, other) for other in taken)


def _shared(box: Bbox, other: Bbox) -> float:
    wide = min(box.x1, other.x1) - max(box.x0, other.x0)
    high = min(box.y1, other.y1) - max(box.y0, other.y0)
    return max(wide, 1) * max(high, 1) if wide >= 0 and high >= 0 else 0


def _outside(box: Bbox, panel: Bbox) -> float:
    """How many square pixels of a box are outside its panel."""
    inside = Bbox.intersection(box, panel)
    return box.width * box.height - (inside.width * inside.height if inside else 0)
