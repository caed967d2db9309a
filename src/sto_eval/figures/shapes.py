"""The two shapes in which every figure is drawn: wide for paper and desks, narrow for phones.

A function that draws is made a ``drawing``: a chapter calls it with what is to be drawn, and the door of the
chapter draws the result once in each shape. So no chapter knows of widths, and no drawing is merely scaled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Shape:
    """How much room a figure has.

    Parameters
    ----------
    suffix
        What the names of its files have behind the id of the figure, before the ending.
    width
        Inches.
    narrow
        Whether panels stand below each other, and names above what they name.
    """

    suffix: str
    width: float
    narrow: bool


WIDE: Final = Shape("", 7.2, narrow=False)
"""The measure of the text in print."""

NARROW: Final = Shape(".smal", 3.1, narrow=True)
"""The text of a phone of 320 px: there its letters have the size that they are drawn in."""

SHAPES: Final = (WIDE, NARROW)

Drawing = Callable[[Shape], Figure]
"""Draws a figure in a shape."""

Given = ParamSpec("Given")


def drawing(draw: Callable[Concatenate[Shape, Given], Figure]) -> Callable[Given, Drawing]:
    """A function that draws in a shape, as one that takes the rest first and the shape later."""

    @wraps(draw)
    def prepared(*args: Given.args, **kwargs: Given.kwargs) -> Drawing:
        return lambda shape: draw(shape, *args, **kwargs)

    return prepared
