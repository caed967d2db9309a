"""A grid has a row per option of the choice that matters most, and a dot per definition."""

from __future__ import annotations

import pytest
from matplotlib import pyplot as plt

from recount.notebook.figures import grids
from recount.notebook.figures.shapes import NARROW, SHAPES, Shape
from recount.notebook.figures.style import ACCENT, QUIET
from recount.numbers.measures import Measure, Specification, between, exact

AGES = {"jong": 0, "oud": 1}
"""The age hardly matters: one percentage point."""

SIZES = {"klein": 90, "groot": 70}
"""The size matters: twenty percentage points."""


def ways() -> list[Specification]:
    """Four ways of counting, each age with each size."""
    return [
        Specification({"leeftijd": age, "grootte": size}, exact(little + much, "%"))
        for age, little in AGES.items()
        for size, much in SIZES.items()
    ]


def test_the_choice_that_matters_most_makes_the_rows() -> None:
    """Within a size the outcomes differ less than within an age."""
    assert grids.deciding(ways()) == "grootte"
    subtitle = grids.texts("Deel", ways(), [None] * 4, "de folder")["subtitle"]
    assert subtitle == "Elke stip is een manier van tellen; elke regel: grootte"


def test_of_equal_choices_the_first_makes_the_rows() -> None:
    """If all outcomes are equal, no choice matters more than another."""
    rows = [Specification(one.choices, exact(5, "%")) for one in ways()]
    assert grids.deciding(rows) == "leeftijd"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_has_its_lowest_and_highest_value(shape: Shape) -> None:
    """The value of 90 is before its dot, that of 91 after it; a row with one outcome would have one text."""
    figure = grids.grid_figure(ways(), [True] * 4, None, "folder", 90)(shape)
    texts = {text.get_text() for text in figure.axes[0].texts}
    plt.close(figure)
    assert {"90,0%", "91,0%", "70,0%", "71,0%"} <= texts


def test_our_number_has_the_accent() -> None:
    """Other dots are grey; a dot is hollow if it does not give the printed figure."""
    figure = grids.grid_figure(ways(), [False, True, True, True], None, "folder", 90)(NARROW)
    drawn = {float(line.get_xdata()[0]): line for line in figure.axes[0].lines}
    plt.close(figure)
    assert [drawn[value].get_color() for value in (90, 91)] == [ACCENT, QUIET]
    assert [drawn[value].get_markerfacecolor() for value in (90, 91)] == ["white", QUIET]


@pytest.mark.parametrize(
    ("measure", "lines"), [(between(-3, -1, "%"), 3), (exact(-2, "%"), 2), (exact(2, "%"), 1)]
)
def test_bounds_and_zero_are_lines(measure: Measure, lines: int) -> None:
    """An interval has a line behind its dot; zero is a line only beside a negative outcome."""
    rows = [Specification({"keuze": "a"}, measure)]
    figure = grids.grid_figure(rows, [None], None, "folder")(NARROW)
    found = len(figure.axes[0].lines)
    plt.close(figure)
    assert found == lines


@pytest.mark.parametrize(("low", "expected"), [(1, False), (-1, True)])
def test_an_axis_is_negative_only_if_an_outcome_is(low: int, expected: bool) -> None:
    """Room for a value before the first dot does not add an amount below zero."""
    rows = [Specification({"keuze": str(n)}, exact(n, "%")) for n in (low, 10)]
    figure = grids.grid_figure(rows, [None] * 2, None, "folder")(NARROW)
    figure.canvas.draw()
    ticks = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    plt.close(figure)
    assert any(text.startswith(("-", "\N{MINUS SIGN}")) for text in ticks) is expected
