"""A time axis: marks at their years, hollow for others, and one label per publication."""

from __future__ import annotations

from dataclasses import replace

import matplotlib.pyplot as plt
import pytest

from recount.notebook.figures.shapes import SHAPES, WIDE, Shape
from recount.notebook.figures.timelines import timeline
from recount.results.timelines import Mark, Panel, Voice

PRINTED = Mark(Voice.PRINTED, "infographic", (2020, 2024), 5, 5, 5, "5")
OURS = Mark(Voice.OURS, "wij", (2019, 2019), 6, 6, 6, "6")
OTHER = Mark(Voice.OTHER, "Krant", (2018, 2018), 5, 4.5, 5.5, "5")
PANEL = Panel("Vestigingen met MaT", "vestigingen", (PRINTED, OURS, OTHER), ("mat",), ())


def texts(panel: Panel, shape: Shape = WIDE) -> list[str]:
    """The labels of a panel, on one line each."""
    figure = timeline([panel])(shape)
    found = [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]
    plt.close(figure)
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_every_figure_has_its_label(shape: Shape) -> None:
    """The print, ours and a paper, in both shapes."""
    assert sorted(texts(PANEL, shape)) == ["Krant: 5", "infographic: 5", "wij: 6"]


def test_a_publication_is_named_once() -> None:
    """A second figure of the same paper has only its value."""
    later = replace(OTHER, years=(2023, 2023), value=7, low=7, high=7, shown="7")
    assert sorted(texts(replace(PANEL, marks=(OURS, OTHER, later)))) == ["7", "Krant: 5", "wij: 6"]


def test_publications_that_agree_share_a_label() -> None:
    """A letter that prints the same figure for the same year."""
    letter = replace(OTHER, who="Brief")
    assert "Krant; Brief: 5" in texts(replace(PANEL, marks=(OURS, OTHER, letter)))


def test_we_share_a_label_with_the_print_if_we_agree() -> None:
    """The same number for the same years is written once, with both names."""
    ours = replace(OURS, years=PRINTED.years, value=5, low=5, high=5, shown="5")
    assert sorted(texts(replace(PANEL, marks=(PRINTED, ours)))) == ["infographic; wij: 5"]


@pytest.mark.parametrize(("count", "title"), [(1, ""), (2, PANEL.title)])
def test_only_several_panels_have_a_title(count: int, title: str) -> None:
    """The title of the figure names a single panel."""
    figure = timeline([PANEL] * count)(WIDE)
    found = figure.axes[0].get_title("left")
    plt.close(figure)
    assert found == title


def test_figures_of_others_are_hollow() -> None:
    """Ours is filled, and the paper is not."""
    figure = timeline([PANEL])(WIDE)
    marks = {
        line.get_xdata()[0]: line.get_markerfacecolor()  # type: ignore[index]
        for line in figure.axes[0].lines
        if line.get_marker() != "None"
    }
    plt.close(figure)
    assert marks[2018] == "white"
    assert marks[2019] != "white"
