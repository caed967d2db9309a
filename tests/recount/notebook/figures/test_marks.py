"""Marks tie places in a figure to rows of its data, and draw nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from matplotlib.figure import Figure

from recount.errors import ChapterError
from recount.notebook.figures.marks import Place, mark_bars, mark_row, places, rows_of

DATA = pd.DataFrame(
    {"profiel": ["PIE", "BWI", "BWI"], "waarde": [Decimal("1.5"), Decimal(2), Decimal(2)]}
)


def panel_of(figure: Figure) -> tuple[float, float, float, float]:
    """A panel from 0 to 10 over the right half of a figure."""
    panel = figure.add_axes((0.5, 0, 0.5, 1))
    panel.set(xlim=(0, 10), ylim=(0, 10))
    return panel


def at(*cells: object, panel: int = 0) -> Place:
    """A mark with these cells."""
    return Place(panel, cells, "")


def test_a_point_has_a_place_in_percent() -> None:
    """Halfway a panel over the right half; 2 of 10 from below is 80% from the top."""
    figure = Figure()
    mark_row(panel_of(figure), ("PIE",), 5, 2)
    assert places(figure) == [Place(0, ("PIE",), "80% 25% 20% 75%")]


def test_a_range_has_both_ends() -> None:
    """A bar from 0 to 5, at heights from 1 to 2, in whichever order."""
    figure = Figure()
    mark_row(panel_of(figure), ("PIE",), (5, 0), (1, 2))
    assert places(figure)[0].inset == "80% 25% 10% 50%"


def test_bars_are_marked_from_side_to_side() -> None:
    """A bar at 5 that is 2 wide and 10 high."""
    figure = Figure()
    panel = panel_of(figure)
    mark_bars(panel, panel.bar([5], [10], width=2), [("PIE",)])
    assert places(figure)[0].inset == "0% 20% 0% 70%"


def test_a_day_is_a_coordinate() -> None:
    """The axis converts it as it does for what is drawn."""
    figure = Figure()
    panel = panel_of(figure)
    days = [dt.date(2020, 1, 1), dt.date(2020, 1, 3)]
    panel.plot(days, [0, 10])
    panel.set_xlim(*days)
    mark_row(panel, (), dt.date(2020, 1, 2), 5)
    assert places(figure)[0].inset == "50% 25% 50% 75%"


def test_a_mark_belongs_to_the_row_with_its_cells() -> None:
    """Numbers of any kind are compared by value; rows that agree are taken in their order."""
    found = [at("BWI", 2.0), at("PIE", 1.5), at("BWI", 2.0)]
    assert rows_of(found, DATA, "proef") == [1, 0, 2]


def test_a_row_can_have_a_mark_in_every_panel() -> None:
    """Two panels show two quantities of one row."""
    assert rows_of([at("PIE"), at("PIE", panel=1)], DATA, "proef") == [0, 0]


def test_an_unknown_number_is_an_empty_cell() -> None:
    """A bar without a value belongs to the row without one."""
    data = pd.DataFrame({"jaar": ["2019", "2020"], "waarde": [1.0, float("nan")]})
    assert rows_of([at("2020", None)], data, "proef") == [1]


@pytest.mark.parametrize("cells", [("PIE", 2), ("MaT",), ("PIE", None)])
def test_a_mark_without_a_row_stops_the_chapter(cells: tuple[object, ...]) -> None:
    """The picture shows something that its data do not have."""
    with pytest.raises(ChapterError, match="figure 'proef'"):
        rows_of([at(*cells)], DATA, "proef")
