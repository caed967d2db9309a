"""The two shapes of every figure: wide for print and desktops, narrow for phones.

A drawing function has the decorator ``drawing``: a chapter calls it with the data, and the result is drawn once
in each shape when the chapter publishes it. Chapters need not know about widths, and no drawing is merely scaled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Shape:
    """The space available for a figure.

    Parameters
    ----------
    suffix
        Suffix of its file names, after the id of the figure.
    width
        Width in inches.
    narrow
        Whether panels are stacked, with names above rows.
    """

    suffix: str
    width: float
    narrow: bool


WIDE: Final = Shape("", 7.2, narrow=False)
"""The text width in print."""

NARROW: Final = Shape(".smal", 3.1, narrow=True)
"""The text width of a phone of 320 px, where letters appear at their drawn size."""

SHAPES: Final = (WIDE, NARROW)

Drawing = Callable[[Shape], Figure]
"""A function that draws a figure in a given shape."""

Params = ParamSpec("Params")


def drawing(draw: Callable[Concatenate[Shape, Params], Figure]) -> Callable[Params, Drawing]:
    """Decorate a function that takes a shape first so that it takes the shape last, in a second call."""

    @wraps(draw)
    def prepared(*args: Params.args, **kwargs: Params.kwargs) -> Drawing:
        return lambda shape: draw(shape, *args, **kwargs)

    return prepared
