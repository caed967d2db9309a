"""Pictures in another language: the texts of a drawn figure, with its layout as it is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FixedLocator

from recount.translation.messages import LETTERS

_SMALLEST = 0.75
"""The smallest part of its size that a text may have."""


def texts_of(figure: Figure) -> list[str]:
    """The texts of a figure that has been drawn, each once and on one line, without bare numbers."""
    shown = [_line(text.get_text()) for text in _texts(figure)]
    shown += [_line(label) for axis in _axes(figure) for label in _labels(axis)]
    return sorted({text for text in shown if LETTERS.search(text)})


def translate(figure: Figure, say: Callable[[str], str]) -> None:
    """Replace the texts of a figure that has been drawn; a text keeps its number of lines."""
    canvas: Any = FigureCanvasAgg(figure)
    # of the present resolution: a picture may have been drawn at another one
    renderer = canvas.get_renderer()
    ticks = [(axis, axis.get_majorticklocs(), _labels(axis)) for axis in _axes(figure)]
    for axis, places, labels in ticks:
        if any(labels):  # panels may share their ticks, of which only the outer ones are labelled
            axis.set_major_locator(FixedLocator(list(places)))
            axis.set_major_formatter(FixedFormatter([_said(label, say) for label in labels]))
            size = min(_fitting(label, figure, renderer) for label in axis.get_majorticklabels())
            axis.set_tick_params(labelsize=size)
    for text in _texts(figure):
        before = _outside(text, figure, renderer)
        text.set_text(_said(text.get_text(), say))
        if _outside(text, figure, renderer) > before:
            text.set_fontsize(_fitting(text, figure, renderer))


def _fitting(text: Text, figure: Figure, renderer: Any) -> float:  # noqa: ANN401 - one of Matplotlib
    """The size of letters with which a text is within its figure, down to a limit."""
    size, beyond = float(text.get_fontsize()), _outside(text, figure, renderer)
    width = float(text.get_window_extent(renderer).width)
    if not beyond or not width:  # an axis may have empty labels
        return size
    return size * max(1 - beyond / width, _SMALLEST)


def _outside(text: Text, figure: Figure, renderer: Any) -> float:  # noqa: ANN401 - one of Matplotlib
    """How many pixels of a text are left or right of its figure."""
    box = text.get_window_extent(renderer)
    return float(max(box.x1 - figure.bbox.width, -box.x0, 0))


def _texts(figure: Figure) -> Iterator[Text]:
    """The texts besides the labels of ticks, which an axis writes anew when it is drawn."""
    ticks = {id(label) for axis in _axes(figure) for label in axis.get_ticklabels(which="both")}
    for text in figure.findobj(Text):
        if isinstance(text, Text) and id(text) not in ticks:
            yield text


def _axes(figure: Figure) -> list[Axis]:
    panels: Any = figure.axes
    return [axis for panel in panels for axis in (panel.xaxis, panel.yaxis)]


def _labels(axis: Axis) -> list[str]:
    return [label.get_text() for label in axis.get_majorticklabels()]


def _said(text: str, say: Callable[[str], str]) -> str:
    lines = text.split("\n")
    said = say(_line(text)) if text.strip() else text
    if len(lines) == 1:
        return said
    width = max(map(len, lines))
    # other lines would be over what is below or above them
    tries = (textwrap.wrap(said, width + more, break_long_words=False) for more in range(len(said)))
    return "\n".join(next(found for found in tries if len(found) <= len(lines)))


def _line(text: str) -> str:
    return " ".join(text.split())
