"""Every figure marks the rows of its data, so that a page can say what a mark stands for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from shapely.geometry import box

from recount.notebook import tables
from recount.notebook.figures import grids
from recount.notebook.figures.marks import places, rows_of
from recount.notebook.figures.shapes import SHAPES, Drawing, Shape
from recount.numbers.measures import Specification, between, exact, unknown
from sto_eval.figures import (
    bars,
    curves,
    forecasts,
    lines,
    maps,
    profile_tables,
    series,
    shares,
    steps,
    strips,
    years,
)
from sto_eval.indicators import inflow
from sto_eval.regions import regional
from sto_eval.regions.maps import share_maps

FAMILY = {"a": exact(20.0, "%"), "b": between(10.0, 30.0, "%"), "c": unknown("%")}
FAMILIES = {"p": FAMILY, "q": {name: FAMILY[name] for name in "bca"}}
SERIES = {2018: exact(20.0, "%"), 2019: exact(21.0, "%")}
DOTS = {2019: exact(21.0, "%")}
DAYS = pd.DataFrame({"datum": [dt.date(2020, 1, 1), dt.date(2021, 1, 1)], "regios": [71, 78]})
SUPPLY = pd.DataFrame(
    {"profiel": ["PIE", "BWI"], "leerlingen_low": [1, 9], "leerlingen_high": [4, 9]}
).assign(vestigingen=[2, 3])
GRID = pd.DataFrame(
    {"profiel": "PIE", "straal_km": [5, 6], "bevolking": "jong", "aandeel": [50.0, 60.0]}
)
FORECAST = pd.DataFrame(
    {"uitgave": [2021, 2021], "niveau": "vmbo", "jaar": [2021, 2022], "index": [100.0, 99.0]}
)
PROVINCES = pd.DataFrame(
    {"statnaam": ["West", "Oost"], "geometry": [box(0, 0, 1e5, 2e5), box(1e5, 0, 2e5, 2e5)]}
)
SPREAD = {"regio": [Decimal(2), Decimal(1)], "luwe regio": [Decimal(2)]}
GRID_ROWS = [Specification({"keuze": str(n)}, exact(n, "%")) for n in (2, 1)]

FIGURES: dict[str, tuple[Drawing, pd.DataFrame, list[int]]] = {
    "bars of two quantities": (
        bars.profile_bars(SUPPLY, {"PIE": "Een", "BWI": "Twee"}), SUPPLY, [0, 1, 0, 1],
    ),
    "bars per kind": (
        bars.share_bars(FAMILIES, {"c": "C", "a": "A", "b": "B"}),
        tables.nested_table(("deel", "soort"), FAMILIES), [2, 0, 1, 4, 5, 3],
    ),
    "amounts": (
        bars.amount_bars({"verleend": {"2020": exact(Decimal(5), "euro")}}),
        tables.nested_table(("soort", "jaar"), {"verleend": {"2020": exact(Decimal(5), "euro")}}),
        [0],
    ),
    "counts": (
        years.count_bars({"hub": {"2020": exact(0, "x"), "2021": exact(2, "x")}}),
        tables.nested_table(("a", "b"), {"hub": {"2020": exact(0, "x"), "2021": exact(2, "x")}}),
        [0, 1],
    ),
    "days": (years.day_dots(DAYS["datum"], {"regio's": DAYS["regios"]}), DAYS, [0, 1]),
    "steps": (steps.step_line(DAYS["datum"], DAYS["regios"], 78, "regio's"), DAYS, [0, 1]),
    "shares": (shares.share_bars(FAMILY, {}), profile_tables.family_table(FAMILY), [0, 1, 2]),
    "curves": (curves.radius_curves(GRID, 5, {}, "jong"), GRID, [0, 1]),
    "forecasts": (forecasts.index_lines(FORECAST, 2036, -10), FORECAST, [0, 1]),
    "lines": (
        lines.share_lines({"eerst": SERIES}, {"dan": DOTS}, 2019, "anders"),
        inflow.frame({"eerst": SERIES, "dan": DOTS}), [0, 1, 2],
    ),
    "lines per panel": (
        lines.panel_lines({"bb": (SERIES, DOTS)}, 2019, 2018, ("wij", "zij")),
        inflow.frame({"bb, wij": SERIES, "bb, zij": DOTS}), [0, 1, 2],
    ),
    "one line": (
        lines.labelled_lines({"5 km": SERIES}, 2019, "5 km"), inflow.frame({"5 km": SERIES}), [0, 1],
    ),
    "before and during": (
        lines.before_and_during({"hier": SERIES, "daar": SERIES}, 2018, 2019),
        series.series_frame({"hier": SERIES, "daar": SERIES}), [0, 1, 0, 1],
    ),
    "strips, which are sorted": (
        strips.region_strips(SPREAD, "%"),
        pd.DataFrame({"soort": ["luwe regio", "regio", "regio"], "deel": [2, 2, 1]}), [2, 1, 0],
    ),
    "a map per profile": (
        maps.coverage_maps(PROVINCES, {"a": pd.DataFrame({"x": [0.0], "y": [0.0]})}, 10, FAMILY),
        profile_tables.family_table(FAMILY), [0],
    ),
    "a map of provinces": (
        maps.supply_maps(
            PROVINCES, found := pd.DataFrame(
                {"profiel": "PIE", "provincie": ["Oost", "West"], "vestigingen": [0, 3]}
            ),
        ), found, [1, 0],
    ),
    "a map of regions": (
        share_maps(
            PROVINCES, dict(zip("ab", PROVINCES["geometry"], strict=True)), {"bereik": FAMILY},
            {"a": "Alfa", "b": "Beta"},
        ),
        regional.frame({"bereik": FAMILY}, {"a": "Alfa", "b": "Beta"}), [0, 1],
    ),
    "a grid": (
        grids.grid_figure(GRID_ROWS, [None, None], None, "infographic"),
        grids.grid_table(GRID_ROWS, [None, None]), [0, 1],
    ),
}  # fmt: skip
"""Name -> drawing, its data, and the row of each mark in the order of drawing."""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_marks_its_rows(name: str, shape: Shape) -> None:
    """Every mark is tied to the row with its names and its value, in both shapes."""
    drawing, data, rows = FIGURES[name]
    figure = drawing(shape)
    figure.canvas.draw()
    found = rows_of(places(figure), data, name)
    plt.close(figure)
    assert found == rows
