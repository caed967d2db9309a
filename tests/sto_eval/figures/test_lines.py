"""Lines per school year: what each panel shows."""

from __future__ import annotations

from recount.notebook.figures.shapes import NARROW, WIDE
from recount.numbers.measures import between, exact, unknown
from sto_eval.figures.lines import panel_lines

NAMES = ("kandidaten", "leerlingen")


def test_a_panel_names_its_group_and_the_ends_of_its_series() -> None:
    """Two groups on one scale from zero; the ends that count have labels, and the first panel says what line and dots are."""
    line = {2013: exact(20, "%"), 2014: exact(30, "%"), 2015: between(38, 42, "%")}
    panels = {"bb": (line, {2016: exact(25, "%")}), "gl": ({2013: exact(10, "%")}, {})}
    figure = panel_lines(panels, 2019.5, 2014, NAMES)(WIDE)
    assert [panel.get_title(loc="left") for panel in figure.axes] == ["bb", "gl"]
    first, second = ([text.get_text() for text in panel.texts] for panel in figure.axes)
    assert sorted(first[:-2]) == ["20,0%", "25,0%", "30,0%"]
    assert first[-2:] == [*NAMES]
    assert second == ["10,0%", "programma"]
    assert {panel.get_ylim()[0] for panel in figure.axes} == {0}


def test_a_panel_without_known_shares_is_drawn() -> None:
    """An unknown share has no label, in either shape."""
    panels = {"bb": ({2013: unknown("%")}, {})}
    for shape in (WIDE, NARROW):
        texts = [
            text.get_text()
            for text in panel_lines(panels, 2019.5, 2014, NAMES)(shape).axes[0].texts
        ]
        assert texts == [*NAMES, "programma"]
