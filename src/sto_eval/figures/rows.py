"""Horizontal rows with a name each: beside the axis, or above the row where there is no room beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from sto_eval.figures.shapes import Shape

LINE = 0.165
"""Inches of a line of text."""

AROUND, PITCH = 0.45, 0.34
"""Inches: around all rows, and from row to row where names stand beside them."""

BAR = 0.17
"""Inches: the thickness of a bar that has its name above it."""

GAP = 0.04
"""Inches between what is drawn in a row and the name above it."""

LETTERS = 50
"""Letters of a name that fit in a line of a narrow figure."""


@dataclass(frozen=True)
class Rows:
    """Rows at 0, 1, 2, ... of an upright axis.

    Parameters
    ----------
    names
        What they are called.
    shape
        Of the figure.
    thick
        Inches: the height of what is drawn in a row, where its name stands above it.
    pitch
        Inches from row to row, where the name stands beside it.
    """

    names: Sequence[str]
    shape: Shape
    thick: float = BAR
    pitch: float = PITCH

    @cached_property
    def texts(self) -> list[str]:
        """The names, in lines that fit."""
        if not self.shape.narrow:
            return list(self.names)
        return ["\n".join(textwrap.wrap(name, LETTERS)) for name in self.names]

    @cached_property
    def step(self) -> float:
        """Inches from row to row."""
        if not self.shape.narrow:
            return self.pitch
        lines = max((text.count("\n") + 1 for text in self.texts), default=1)
        return self.thick + 3 * GAP + LINE * lines

    @property
    def height(self) -> float:
        """Inches of a panel with these rows."""
        return AROUND + self.step * len(self.names)

    @property
    def bar(self) -> float:
        """The thickness of a bar, in rows."""
        return self.thick / self.step if self.shape.narrow else 0.62

    @property
    def above(self) -> float:
        """How far above the middle of a row its name stands, in rows."""
        return (self.thick / 2 + GAP) / self.step

    def name(self, panel: Axes) -> None:
        """Write the names; the axis has its direction already."""
        if not self.shape.narrow:
            panel.set_yticks(range(len(self.texts)), self.texts)
            return
        panel.set_yticks([])
        up = self.above * (-1 if panel.yaxis_inverted() else 1)
        for place, text in enumerate(self.texts):
            where = (0, place + up)
            panel.annotate(text, where, xycoords=("axes fraction", "data"), va="bottom", ha="left")
