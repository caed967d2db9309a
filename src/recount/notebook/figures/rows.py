"""Horizontal rows with names, next to the axis or, in a narrow figure, above each row."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from recount.notebook.figures.shapes import Shape

LINE = 0.165
"""Height of a line of text in inches."""

AROUND, PITCH = 0.45, 0.34
"""Inches around all rows, and from row to row if the names are next to them."""

BAR = 0.17
"""Thickness in inches of a bar with its name above it."""

GAP = 0.04
"""Inches between the content of a row and the name above it."""

LETTERS = 50
"""Characters of a name that fit on a line of a narrow figure."""


@dataclass(frozen=True)
class Rows:
    """Rows at 0, 1, 2, ... of a vertical axis.

    Parameters
    ----------
    names
        The names of the rows.
    shape
        The shape of the figure.
    thickness
        Height in inches of the content of a row if its name is above it.
    pitch
        Inches from row to row if the name is next to it.
    """

    names: Sequence[str]
    shape: Shape
    thickness: float = BAR
    pitch: float = PITCH

    @cached_property
    def texts(self) -> list[str]:
        """The names, wrapped to fit."""
        if not self.shape.narrow:
            return list(self.names)
        return ["\n".join(textwrap.wrap(name, LETTERS)) for name in self.names]

    @cached_property
    def step(self) -> float:
        """Inches from row to row."""
        if not self.shape.narrow:
            return self.pitch
        lines = max((text.count("\n") + 1 for text in self.texts), default=1)
        return self.thickness + 3 * GAP + LINE * lines

    @property
    def height(self) -> float:
        """Height in inches of a panel with these rows."""
        return AROUND + self.step * len(self.names)

    @property
    def bar(self) -> float:
        """Thickness of a bar, in rows."""
        return self.thickness / self.step if self.shape.narrow else 0.62

    @property
    def above(self) -> float:
        """Distance from the middle of a row to the name above it, in rows."""
        return (self.thickness / 2 + GAP) / self.step

    def draw_names(self, panel: Axes) -> None:
        """Draw the names; the direction of the axis must already be set."""
        if not self.shape.narrow:
            panel.set_yticks(range(len(self.texts)), self.texts)
            return
        panel.set_yticks([])
        up = self.above * (-1 if panel.yaxis_inverted() else 1)
        for place, text in enumerate(self.texts):
            where = (0, place + up)
            panel.annotate(text, where, xycoords=("axes fraction", "data"), va="bottom", ha="left")
