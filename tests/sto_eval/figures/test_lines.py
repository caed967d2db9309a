"""Lines per school year: what each panel shows."""

from __future__ import annotations

from recount.notebook.figures.shapes import NARROW, WIDE
from recount.notebook.figures.style import ACCENT, QUIET, SECOND
from recount.numbers.measures import between, exact, unknown
from sto_eval.figures.lines import before_and_during, labelled_lines, panel_lines, share_lines
from sto_eval.figures.series import series_frame

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


def test_before_and_during_writes_the_last_value_before_and_the_last() -> None:
    """In each panel, from zero; a year that a series lacks is not drawn, and is empty in the data."""
    counts = {
        2017: exact(9, "vestigingen"),
        2018: exact(8, "vestigingen"),
        2020: exact(6, "vestigingen"),
    }
    panels = {"vestigingen": counts, "bereik (%)": {2018: exact(50, "%"), 2020: unknown("%")}}
    for shape in (WIDE, NARROW):
        figure = before_and_during(panels, 2018, 2019)(shape)
        first, second = ([text.get_text() for text in panel.texts] for panel in figure.axes)
        assert first == ["programma", "8", "6"]
        assert second == ["programma", "50,0%"]
        assert {panel.get_ylim()[0] for panel in figure.axes} == {0}
    data = series_frame(panels)
    assert list(data["schooljaar"]) == ["2017-2018", "2018-2019", "2020-2021"]
    assert list(data["bereik ondergrens (%)"].fillna(-1)) == [-1, 50, -1]


def test_lines_and_dots_have_their_names_above_the_panel() -> None:
    """Both signs are explained in their colours, without a legend."""
    line, dots = {2018: exact(20, "%"), 2019: exact(21, "%")}, {2019: exact(19, "%")}
    for shape in (WIDE, NARROW):
        figure = share_lines({"eerst": line}, {"leerlingen": dots}, 2019, "anders")(shape)
        texts = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
        assert (texts["examenkandidaten"], texts["leerlingen"]) == (ACCENT, SECOND)
        assert not figure.legends


def test_names_at_the_ends_of_lines_stay_apart() -> None:
    """Lines that end at 98 and 97 percent have their names further apart; only our own is blue."""
    lines = {"15 km": {2018: exact(98, "%")}, "10 km": {2018: exact(97, "%")}}
    panel = labelled_lines(lines, 2018, "10 km")(WIDE).axes[0]
    names = {text.get_text(): text for text in panel.texts}
    heights = [names[name].xy[1] for name in ("10 km: 97,0%", "15 km: 98,0%")]  # type: ignore[attr-defined]
    assert heights == [97, 103.5]
    assert names["10 km: 97,0%"].get_color() == ACCENT
    assert names["15 km: 98,0%"].get_color() == QUIET
