"""Marks: the places in a figure that stand for a row of its data, so that a page can show the row there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from recount.errors import ChapterError

Cells = tuple[Any, ...]
"""Cells of a row that together identify it: texts, dates, numbers, or ``None`` for an unknown number."""

Extent = Any
"""A coordinate, or the two ends of a range, in the units of its axis."""


class _Mark(Artist):
    """A mark as an artist that draws nothing, so that a figure carries its marks."""

    def __init__(self, cells: Cells, corners: np.ndarray) -> None:
        super().__init__()
        self.cells, self.corners = cells, corners
        self.set_in_layout(False)

    def draw(self, renderer: object) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark is in a figure.

    Parameters
    ----------
    panel
        The number of its panel, from 0.
    cells
        Cells of its row.
    inset
        Its distance to the top, right, bottom and left of the figure, in percent, as in CSS.
    """

    panel: int
    cells: Cells
    inset: str


def mark_row(panel: Axes, cells: Cells, x: Extent, y: Extent) -> None:
    """Say that a point or rectangle of a panel stands for the row of the data with these cells."""
    axes: Any = panel
    across, up = np.atleast_1d(axes.convert_xunits(x)), np.atleast_1d(axes.convert_yunits(y))
    corners = np.array([[across[0], up[0]], [across[-1], up[-1]]], float)
    panel.add_artist(_Mark(cells, corners))


def mark_bars(panel: Axes, bars: Iterable[Rectangle], cells: Iterable[Cells]) -> None:
    """Mark each bar as the row with these cells."""
    for bar, about in zip(bars, cells, strict=True):
        box = bar.get_bbox()
        mark_row(panel, about, box.intervalx, box.intervaly)


def places(figure: Figure) -> list[Place]:
    """The places of the marks of a figure that has been drawn, in the order of marking."""
    return [
        Place(number, mark.cells, _inset(figure, panel, mark))
        for number, panel in enumerate(figure.axes)
        for mark in panel.get_children()
        if isinstance(mark, _Mark)
    ]


def rows_of(found: Sequence[Place], data: pd.DataFrame, figure: str) -> list[int]:
    """The row of each mark: the first with its cells that has no mark in the same panel yet.

    Raises
    ------
    ChapterError
        If the data have no such row: the picture shows something else than its file.
    """
    free: dict[int, dict[int, list[Any]]] = {}
    chosen = []
    for place in found:
        rows = free.setdefault(place.panel, dict(enumerate(data.to_numpy(object).tolist())))
        row = next((row for row, cells in rows.items() if _has(cells, place.cells)), None)
        if row is None:
            raise ChapterError(
                "a figure draws what its data do not have",
                f"figure '{figure}'",
                f"a row with {', '.join(map(str, place.cells))}",
                f"{len(data)} rows without these cells",
                "Give chapter.figure the data that are drawn.",
            )
        chosen.append(row)
        del rows[row]
    return chosen


def _has(cells: Sequence[Any], wanted: Cells) -> bool:
    return all(any(_same(cell, one) for cell in cells) for one in wanted)


def _same(cell: object, one: object) -> bool:
    if one is None:
        return bool(pd.isna(cell))  # type: ignore[call-overload] # any scalar
    if isinstance(cell, Real | Decimal) and isinstance(one, Real | Decimal):
        return math.isclose(float(cell), float(one), abs_tol=1e-9)
    return bool(cell == one)


def _inset(figure: Figure, panel: Axes, mark: _Mark) -> str:
    ends = panel.transData.transform(mark.corners) / figure.bbox.size * 100
    (left, bottom), (right, top) = ends.min(axis=0), ends.max(axis=0)
    # plus 0, so that a coordinate on the edge never gives -0
    sides = [round(float(side), 1) + 0 for side in (100 - top, 100 - right, bottom, left)]
    return " ".join(f"{side:g}%" for side in sides)
