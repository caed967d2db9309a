"""Figures of money and regions: everything is drawn, nothing has a name, and axes are Dutch."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from sto_eval.figures import bars, grids, shares, steps, strips, tables
from sto_eval.figures.style import save_figure
from sto_eval.formats import short
from sto_eval.measures import Specification, between, exact, unknown


def labels(figure: Figure) -> list[str]:
    """The texts of the first panel: at its axes and in it."""
    figure.canvas.draw()
    panel = figure.axes[0]
    ticks = [*panel.get_xticklabels(), *panel.get_yticklabels(), *panel.texts]
    found = [text.get_text() for text in ticks]
    plt.close(figure)
    return found


def test_a_strip_has_a_dot_for_every_region() -> None:
    """Three regions, three dots, at their values; the axis goes on beyond the mark."""
    figure = strips.region_strips({"regio": [Decimal(3), Decimal(1), Decimal(2)]}, "%", {"norm": 9})
    panel = figure.axes[0]
    assert sorted(panel.lines[0].get_xdata()) == [1, 2, 3]
    assert panel.get_xlim()[1] > 9
    assert {"norm", "regio\n(n = 3)", "2%"} <= set(labels(figure))


def test_a_step_shows_the_count_from_every_change_on() -> None:
    """One region, then two; the last day repeats the count and gets no label."""
    days = [dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2022, 1, 1)]
    figure = steps.step_line(days, [11, 12, 12], 12, "regio's")
    found = [text.get_text() for text in figure.axes[0].texts]
    plt.close(figure)
    assert found == ["infographic", "11", "12"]


def test_a_year_without_an_amount_has_no_bar_text() -> None:
    """Unknown is not nil."""
    years = {"1": exact(Decimal(2_500_000), "euro"), "2": unknown("euro")}
    assert labels(bars.amount_bars({"verleend": years}))[-2:] == ["2,5", ""]


def test_bars_of_shares_are_in_the_order_of_their_names() -> None:
    """The order of the report, not that of the values."""
    shares = {"b": exact(20.0, "%"), "a": exact(80.0, "%")}
    found = labels(bars.share_bars({"deel": shares}, {"a": "Eerst", "b": "Dan"}))
    assert found[-2:] == ["80,0%", "20,0%"]


@pytest.mark.parametrize(
    ("unit", "tick"), [("euro", "€\N{NO-BREAK SPACE}2 mln"), ("regio's", "2000000")]
)
def test_a_grid_has_an_axis_in_its_unit(unit: str, tick: str) -> None:
    """Amounts in millions, counts whole and with points."""
    rows = [Specification({"keuze": str(n)}, exact(n * 1_000_000, unit)) for n in (1, 2, 3)]
    found = labels(grids.grid_figure(rows, [None] * 3, None))
    assert tick in [text.replace(".", "") for text in found]


def test_a_grid_without_a_printed_figure_speaks_of_no_band() -> None:
    """A number that answers no claim has no band."""
    rows = [Specification({"keuze": "a"}, exact(1, "%"))]
    assert "band" not in grids.texts("Deel", rows, [None])["caption"]
    assert "band" in grids.texts("Deel", rows, [True])["caption"]


def test_the_label_of_made_up_figures_covers_nothing(tmp_path: Path) -> None:
    """What is drawn ends above it."""
    figure = strips.region_strips({"regio": [Decimal(1)]}, "euro")
    save_figure(figure, tmp_path / "figuur", standin=True)
    label = figure.texts[0].get_window_extent()
    assert figure.axes[0].get_tightbbox().y0 >= label.y1


def test_the_label_of_made_up_figures_covers_no_legend(tmp_path: Path) -> None:
    """The legend of a bar with a mark stands on the other side."""
    figure = shares.share_bars({"techniek": exact(97, "%")}, {"techniek": 98.0})
    save_figure(figure, tmp_path / "figuur", standin=True)
    label = figure.texts[0].get_window_extent()
    assert not figure.legends[0].get_window_extent().overlaps(label)


def test_a_table_of_bounds_says_whether_the_print_lies_between() -> None:
    """Touching an end will do; where nothing is possible nothing lies between."""
    family = {"eerst": between(3, 7, ""), "dan": exact(9, ""), "nooit": unknown("")}
    table = tables.bounds_table("Lezing", family, (Decimal(7), Decimal(8)))
    assert table.to_numpy().tolist() == [
        ["eerst", "3", "7", "ja"],
        ["dan", "9", "9", "nee"],
        ["nooit", "onbekend", "onbekend", "nee"],
    ]


def test_an_axis_has_no_decimals_that_say_nothing() -> None:
    """A half stays, a whole number loses its noughts."""
    assert [short(value, "%") for value in (7.5, 10.0, 0)] == ["7,5%", "10%", "0%"]
