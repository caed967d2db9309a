"""Pictures in another language."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from recount.notebook.figures.shapes import WIDE
from recount.notebook.figures.style import new_figure, render
from recount.translation.pictures import texts_of, translate

ENGLISH = {
    "Aantal leerlingen": "Number of pupils",
    "een lange uitleg": "a much longer explanation",
    "voor": "before",
    "na": "after",
}


@pytest.fixture
def panel() -> Iterator[Axes]:
    """A drawn panel with a title, a text of two lines, and an axis with words and one with numbers."""
    with plt.rc_context(plt.rcParamsDefault):
        figure, panel = plt.subplots()
        panel.bar([0, 1], [1, 2])
        panel.set_xticks([0, 1], ["voor", "na"])
        panel.set_title("Aantal leerlingen")
        panel.text(0, 1, "een lange\nuitleg")
        figure.canvas.draw()
        yield panel
    plt.close(figure)


def figure_of(panel: Axes) -> Figure:
    """The figure that a panel is in."""
    figure = panel.get_figure()
    assert isinstance(figure, Figure)
    return figure


def test_the_texts_of_a_figure_are_those_with_words(panel: Axes) -> None:
    """Each once and on one line, with the labels of ticks, and without numbers."""
    panel.text(1, 1, "voor")
    assert texts_of(figure_of(panel)) == sorted(ENGLISH)


def test_a_figure_says_the_same_in_another_language(panel: Axes) -> None:
    """A text keeps its number of lines; labels of ticks stay at their places when drawn again."""
    figure = figure_of(panel)
    translate(figure, lambda text: ENGLISH.get(text, text))
    figure.canvas.draw()
    assert panel.get_title() == "Number of pupils"
    assert panel.texts[0].get_text() == "a much longer\nexplanation"
    assert [label.get_text() for label in panel.get_xticklabels()] == ["before", "after"]
    assert [float(place) for place in panel.get_xticks()] == [0, 1]


def test_panels_that_share_their_ticks_keep_their_labels() -> None:
    """Only the lowest panel has labels; those of the others are empty, and must not replace these."""
    with plt.rc_context(plt.rcParamsDefault):
        figure, panels = plt.subplots(2, sharex=True)
        panels[0].set_xticks([0, 1], ["voor", "na"])
        figure.canvas.draw()
        translate(figure, lambda text: ENGLISH.get(text, text))
        figure.canvas.draw()
    assert [label.get_text() for label in panels[1].get_xticklabels()] == ["before", "after"]
    plt.close(figure)


def test_a_text_that_fits_keeps_its_size_after_its_png() -> None:
    """A PNG has more pixels than the figure, and text that is measured in those seems to leave it."""
    with plt.rc_context():
        figure, (_, right) = new_figure(WIDE, 2)
        right.set_title("Jongeren binnen een straal van zo'n plek")
    render(figure, WIDE, dict.fromkeys(("Identifier", "Title"), "a"), standin=False)
    (title,) = (one for one in figure.findobj(Text) if one.get_text() == texts_of(figure)[0])
    size = title.get_fontsize()
    translate(figure, lambda text: text)
    assert title.get_fontsize() == size


def test_a_key_that_fits_keeps_its_size_after_its_png() -> None:
    """A key is where it was drawn last, which is not where it was in the larger PNG."""
    with plt.rc_context():
        figure, (*_, right) = new_figure(WIDE, 3)
        right.plot([], [], label="ver")
        key = right.legend()
    render(figure, WIDE, dict.fromkeys(("Identifier", "Title"), "a"), standin=False)
    size = key.get_texts()[0].get_fontsize()
    translate(figure, lambda text: {"ver": "further"}.get(text, text))
    assert key.get_texts()[0].get_fontsize() == size


def test_a_text_that_would_leave_the_figure_gets_smaller(panel: Axes) -> None:
    """Down to three quarters of its size; a text that fits keeps its size."""
    figure = figure_of(panel)
    sizes = [float(one.get_fontsize()) for one in (panel.title, panel.texts[0])]
    translate(figure, lambda text: text * 20 if text == "Aantal leerlingen" else text)
    assert [float(one.get_fontsize()) for one in (panel.title, panel.texts[0])] == [
        0.75 * sizes[0],
        sizes[1],
    ]


def test_a_label_of_a_tick_that_would_leave_the_figure_gets_smaller() -> None:
    """With the other labels of its axis; those of an axis that fit keep their size."""
    with plt.rc_context(plt.rcParamsDefault):
        figure, panel = plt.subplots()
        panel.set_yticks([0, 1, 2], ["voor", "na", ""])
        figure.canvas.draw()
        sizes = [one.get_majorticklabels()[0].get_fontsize() for one in (panel.xaxis, panel.yaxis)]
        translate(figure, lambda text: text * 5 if text == "voor" else text)
        after = [one.get_majorticklabels()[0].get_fontsize() for one in (panel.xaxis, panel.yaxis)]
    assert after[0] == sizes[0]
    assert 0.75 * float(sizes[1]) <= float(after[1]) < float(sizes[1])
    plt.close(figure)
