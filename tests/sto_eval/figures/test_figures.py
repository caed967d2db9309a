"""Figures show all data, with Dutch axes and labels, and are reproducible."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from lxml import etree
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from shapely.geometry import box

from recount.notebook import tables
from recount.notebook.figures import grids
from recount.notebook.figures.shapes import NARROW, SHAPES, WIDE, Drawing, Shape
from recount.notebook.figures.style import ACCENT, MIDDLE, render
from recount.numbers.formats import short, write_out
from recount.numbers.measures import Specification, between, exact, unknown
from sto_eval.figures import bars, curves, maps, shares, steps, strips
from sto_eval.figures.land import country
from sto_eval.projection import in_rd
from sto_eval.regions.maps import share_maps

ABOUT = {"Identifier": "proef", "Title": "Titel", "Description": "Woorden", "Source": "bron"}
"""Metadata of a figure."""


def labels(drawing: Drawing) -> list[str]:
    """Tick labels and texts of the first panel of the wide figure."""
    figure = drawing(WIDE)
    figure.canvas.draw()
    panel = figure.axes[0]
    ticks = [*panel.get_xticklabels(), *panel.get_yticklabels(), *panel.texts]
    found = [text.get_text() for text in ticks]
    plt.close(figure)
    return found


def test_a_strip_has_a_dot_for_every_region() -> None:
    """Three regions give three dots at their values; the axis extends beyond the mark."""
    drawing = strips.region_strips(
        {"regio": [Decimal(3), Decimal(1), Decimal(2)]}, "%", {"norm": 9}
    )
    panel = drawing(WIDE).axes[0]
    assert sorted(panel.lines[0].get_xdata()) == [1, 2, 3]
    assert panel.get_xlim()[1] > 9
    assert {"norm", "regio (3)", "2%"} <= set(labels(drawing))


def test_a_step_labels_every_change() -> None:
    """The last date repeats the count and has no label."""
    days = [dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2022, 1, 1)]
    figure = steps.step_line(days, [11, 12, 12], 12, "regio's")(WIDE)
    found = [text.get_text() for text in figure.axes[0].texts]
    plt.close(figure)
    assert found == ["infographic: 12", "11", "12"]


def test_a_year_without_an_amount_has_no_label() -> None:
    """An unknown amount is not shown as zero."""
    years = {"1": exact(Decimal(2_500_000), "euro"), "2": unknown("euro")}
    assert labels(bars.amount_bars({"verleend": years}))[-2:] == ["2,5", ""]


def test_bars_of_shares_are_in_the_order_of_their_names() -> None:
    """Bars follow the order of the names, not of the values."""
    shares = {"b": exact(20.0, "%"), "a": exact(80.0, "%")}
    found = labels(bars.share_bars({"deel": shares}, {"a": "Eerst", "b": "Dan"}))
    assert found[-2:] == ["80,0%", "20,0%"]


@pytest.mark.parametrize(
    ("unit", "tick"), [("euro", "€\N{NO-BREAK SPACE}2 mln"), ("regio's", "2000000")]
)
def test_a_grid_has_an_axis_in_its_unit(unit: str, tick: str) -> None:
    """Amounts are in millions, counts are whole numbers with points."""
    rows = [Specification({"keuze": str(n)}, exact(n * 1_000_000, unit)) for n in (1, 2, 3)]
    found = labels(grids.grid_figure(rows, [None] * 3, None, "infographic"))
    assert tick in [text.replace(".", "") for text in found]


def test_a_grid_without_a_printed_figure_has_no_band() -> None:
    """The caption of a number that answers no claim mentions no band."""
    rows = [Specification({"keuze": "a"}, exact(1, "%"))]
    assert "band" not in grids.texts("Deel", rows, [None], "de folder")["caption"]
    assert "band" in grids.texts("Deel", rows, [True], "de folder")["caption"]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_label_of_made_up_figures_covers_nothing(shape: Shape) -> None:
    """The drawing ends above the label."""
    figure = strips.region_strips({"regio": [Decimal(1)]}, "euro")(shape)
    render(figure, shape, ABOUT, standin=True)
    label = figure.texts[0].get_window_extent()
    assert figure.axes[0].get_tightbbox().y0 >= label.y1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_label_of_made_up_figures_covers_no_name(shape: Shape) -> None:
    """The name of the print is above all panels, the label below them."""
    figure = shares.share_bars({"techniek": exact(97, "%")}, {"techniek": 98.0})(shape)
    render(figure, shape, ABOUT, standin=True)
    label = figure.texts[0].get_window_extent()
    name = next(text for text in figure.axes[0].texts if text.get_text() == "infographic")
    assert not name.get_window_extent().overlaps(label)


def test_a_table_of_bounds_says_whether_the_printed_range_overlaps() -> None:
    """A shared end counts as overlap; an unknown measure overlaps nothing."""
    family = {"eerst": between(3, 7, ""), "dan": exact(9, ""), "nooit": unknown("")}
    table = tables.bounds_table("Lezing", family, (Decimal(7), Decimal(8)))
    assert table.map(write_out).to_numpy().tolist() == [
        ["eerst", "3", "7", "ja"],
        ["dan", "9", "9", "nee"],
        ["nooit", "onbekend", "onbekend", "nee"],
    ]


def test_an_axis_has_no_trailing_zeros() -> None:
    """A half keeps its decimal, a whole number has none."""
    assert [short(value, "%") for value in (7.5, 10.0, 0)] == ["7,5%", "10%", "0%"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_figure_is_reproducible_and_has_metadata(shape: Shape) -> None:
    """Drawing twice gives equal files; the SVG has the id and title of the figure."""
    drawing = shares.share_bars({"techniek": between(90, 97, "%")}, {"techniek": 98.0})
    files = render(drawing(shape), shape, ABOUT, standin=True)
    assert files == render(drawing(shape), shape, ABOUT, standin=True)
    text = files[".svg"].decode()
    assert '<g id="proef">' in text
    assert "<dc:identifier>proef</dc:identifier>" in text
    assert "<title>Titel</title>" in text


class Unsteady(ConstrainedLayoutEngine):
    """A layout engine whose last digits differ, as they do between processes."""

    def execute(self, fig: Figure) -> None:
        """Lay out, and move every panel by an invisible amount."""
        super().execute(fig)
        for panel in fig.axes:
            left, bottom, width, height = panel.get_position(original=True).bounds
            panel.set_position((left + 1e-13, bottom - 1e-13, width, height), "original")


@pytest.mark.parametrize("groups", [{}, {"regio": []}, {"regio": [0.0]}])
def test_strips_without_a_value_have_an_axis(groups: dict[str, list[float]]) -> None:
    """The axis has a length even if there are no values or only zeros."""
    figure = strips.region_strips(groups, "euro")(WIDE)
    assert figure.axes[0].get_xlim()[1] > 0
    plt.close(figure)


def test_the_last_digits_of_a_layout_do_not_change_the_bytes() -> None:
    """Layouts differ in their last digits between processes, and ids in an SVG derive from all digits."""
    drawing = strips.region_strips({"a": [1.0, 2.0], "b": [3.0]}, "%")
    plain, unsteady = drawing(WIDE), drawing(WIDE)
    unsteady.set_layout_engine(Unsteady())
    files = [render(figure, WIDE, ABOUT, standin=False) for figure in (plain, unsteady)]
    assert files[0] == files[1]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_in_a_figure_is_text(shape: Shape) -> None:
    """A name with tags, a comment end and formula signs is shown literally, in well-formed XML without scripts."""
    name = "<script>alert(1)</script> $x^2$ & --> $\\frac{a}$"
    drawing = bars.amount_bars({name: {"2020": exact(Decimal(1), "euro")}})
    about = ABOUT | {"Title": name, "Description": name}
    figure = drawing(shape)
    texts = [text.get_text() for text in figure.findobj(Text)]
    tree = etree.fromstring(render(figure, shape, about, standin=False)[".svg"])
    names = {"{*}script", "{*}a", "{*}foreignObject", "{*}image"}
    assert name in texts
    assert [tree.findall(f".//{one}") for one in names] == [[]] * len(names)
    assert name in [one.text for one in tree.findall(".//{*}title")]


def test_a_figure_uses_the_font_of_the_book() -> None:
    """Text is in IBM Plex Sans, which comes with the project, whatever fonts a machine has."""
    figure = shares.share_bars({"techniek": exact(97, "%")}, {})(WIDE)
    fonts = {text.get_fontname() for text in figure.axes[0].get_yticklabels()}
    plt.close(figure)
    assert fonts == {"IBM Plex Sans"}


def test_a_narrow_figure_has_its_own_layout() -> None:
    """Panels are stacked, and the names of rows are above their bars instead of on the axis."""
    table = pd.DataFrame(
        {
            "profiel": ["PIE", "MaT"],
            "vestigingen": [3, 1],
            "leerlingen_low": [9, 1],
            "leerlingen_high": [9, 4],
        }
    )
    drawing = bars.profile_bars(table, {"PIE": "Produceren", "MaT": "Maritiem"})
    wide, narrow = drawing(WIDE), drawing(NARROW)
    for figure, rows, names in ((wide, 1, ["Produceren (PIE)", "Maritiem (MaT)"]), (narrow, 2, [])):
        assert figure.axes[0].get_gridspec().nrows == rows
        assert [text.get_text() for text in figure.axes[0].get_yticklabels()] == names
    assert "Maritiem (MaT)" in [text.get_text() for text in narrow.axes[1].texts]
    plt.close("all")


@pytest.mark.parametrize("shape", SHAPES)
def test_all_text_of_a_figure_is_within_it(shape: Shape) -> None:
    """A long name wraps, and the value after the last dot fits."""
    rows = [
        Specification({"keuze": "een definitie met een lange naam", "eenheid": word}, measure)
        for word, measure in {"a": between(42.3, 82.1, "%"), "b": exact(99, "%")}.items()
    ]
    figure = grids.grid_figure(rows, [None, None], None, "infographic")(shape)
    figure.canvas.draw()
    page = figure.bbox
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    plt.close(figure)
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 for box in boxes)


def test_small_multiples_keep_the_order_of_the_data() -> None:
    """Panels follow the order of the profiles in the data, not of their values."""
    grid = pd.DataFrame(
        [(p, km, "allen", share) for p, share in (("PIE", 1), ("BWI", 9)) for km in (5, 15)],
        columns=["profiel", "straal_km", "bevolking", "aandeel"],
    )
    figure = curves.radius_curves(grid, 10, {}, "allen")(NARROW)
    titles = [panel.get_title(loc="left") for panel in figure.axes]
    plt.close(figure)
    assert titles[:2] == ["PIE", "BWI"]


def test_land_out_of_reach_has_a_pattern() -> None:
    """Land outside all circles is hatched, so that it is visible without colour; covered land is not."""
    provinces = pd.DataFrame({"statnaam": ["Vak"], "geometry": [in_rd(box(5, 52, 6, 53))]})
    points = pd.DataFrame({"x": [155_000.0, None], "y": [463_000.0, None]})
    drawing = maps.coverage_maps(provinces, {"PIE": points}, 10, {"PIE": exact(50, "%")})
    figure = drawing(NARROW)
    land, reached = figure.axes[0].patches[:2]
    title = figure.axes[0].get_title(loc="left")
    count = figure.axes[0].texts[0].get_text()
    plt.close(figure)
    assert land.get_hatch()
    assert not reached.get_hatch()
    assert (title, count) == ("PIE: 50,0%", "2 vestigingen")


@pytest.mark.parametrize(
    ("held", "title"),
    [
        ([True, True], "Deel: klopt op alle 2 manieren van tellen"),
        ([True, False], "Deel: klopt op 1 van de 2 manieren van tellen"),
        ([False, None], "Deel: klopt op geen van de 2 manieren van tellen"),
        ([None, None], "Deel: de laagste uitkomst is 1,0%, de hoogste 2,0%"),
    ],
)
def test_the_title_of_a_grid_is_its_finding(held: list[bool | None], title: str) -> None:
    """The title counts the ways of counting that give the printed figure, or else states the range of outcomes."""
    rows = [Specification({"keuze": str(value)}, exact(value, "%")) for value in (2, 1)]
    assert write_out(grids.texts("Deel", rows, held, "de folder")["title"]) == title


def test_land_of_which_nothing_is_known_has_its_own_pattern() -> None:
    """A region without an area leaves land that is not white, with another pattern than a share of zero."""
    provinces = pd.DataFrame({"statnaam": ["Vak"], "geometry": [in_rd(box(5, 52, 6, 53))]})
    areas = {"01": in_rd(box(5, 52, 5.5, 53))}
    figure = share_maps(provinces, areas, {"bereik": {"01": exact(0, "%")}}, {})(WIDE)
    land, region = figure.axes[0].patches[:2]
    plt.close(figure)
    assert land.get_hatch() != region.get_hatch()
    assert land.get_facecolor()[:3] != (1, 1, 1)


def test_a_map_has_no_islets() -> None:
    """Of a province of an island and an islet of one square kilometre, the island is drawn."""
    island, islet = box(0, 0, 20_000, 20_000), box(30_000, 0, 31_000, 1_000)
    provinces = pd.DataFrame({"statnaam": ["Vak"], "geometry": [island.union(islet)]})
    assert country(provinces).land.bounds == island.bounds


def test_our_own_bar_is_blue_beside_the_print() -> None:
    """Of two kinds the named one has the accent; the printed share is a line with its label."""
    family = {"wij": exact(80.0, "%"), "anders": exact(60.0, "%")}
    names = {kind: kind for kind in family}
    figure = bars.share_bars({"PIE": family}, names, "wij", {"PIE": 90.0})(WIDE)
    panel = figure.axes[0]
    colours = [to_hex(bar.get_facecolor()) for bar in panel.patches[:2]]
    plt.close(figure)
    assert colours == [ACCENT, MIDDLE]
    assert panel.lines[0].get_xdata()[0] == 90.0  # type: ignore[index]
    assert "infographic" in [text.get_text() for text in panel.texts]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_region_has_its_name_and_its_shares(shape: Shape) -> None:
    """The name is once above the strips, each known share below its diamond."""
    groups = {"bereik": [10.0, 90.0], "instroom": [20.0]}
    figure = strips.place_strips(groups, {"bereik": 90.0, "instroom": None}, "Hier")(shape)
    texts = [text.get_text() for text in figure.axes[0].texts]
    plt.close(figure)
    assert (texts.count("Hier"), texts.count("90,0%"), texts.count("mediaan")) == (1, 1, 1)


def test_a_curve_has_the_share_at_the_radius_of_the_claim() -> None:
    """The title of the panel has the share of the chosen age group, whose line is blue."""
    columns = ["profiel", "straal_km", "bevolking", "aandeel"]
    rows = [
        ("PIE", km, who, km + more) for who, more in (("jong", 40), ("oud", 5)) for km in (5, 10)
    ]
    figure = curves.radius_curves(pd.DataFrame(rows, columns=columns), 10, {}, "jong")(WIDE)
    panel = figure.axes[0]
    blue = [line.get_ydata()[-1] for line in panel.lines if line.get_color() == ACCENT]  # type: ignore[index]
    plt.close(figure)
    assert panel.get_title("left") == "PIE: 50,0%"
    assert blue == [50, 50]


def test_a_gap_within_a_region_is_closed() -> None:
    """Two municipalities with five hundred metres between them are drawn as one shape."""
    provinces = pd.DataFrame({"statnaam": ["Vak"], "geometry": [box(0, 0, 20_000, 10_000)]})
    halves = box(0, 0, 9_500, 10_000).union(box(10_000, 0, 20_000, 10_000))
    figure = share_maps(provinces, {"01": halves}, {"bereik": {"01": exact(9, "%")}}, {})(WIDE)
    outlines = figure.axes[0].patches[1].get_path().to_polygons()
    plt.close(figure)
    assert len(outlines) == 1
