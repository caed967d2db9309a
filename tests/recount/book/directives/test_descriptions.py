"""Long descriptions list the rows of a small file and summarise the series of a large one."""

from __future__ import annotations

from recount.book.directives.descriptions import describe


def test_a_small_file_is_described_row_by_row() -> None:
    """Two rows give two texts."""
    head = ["profiel", "waarde (%)"]
    assert describe([head, ["PIE", "92.46"], ["MaT", "8.6"]], {}) == ["PIE: 92,5%.", "MaT: 8,6%."]


def test_a_short_series_is_described_point_by_point() -> None:
    """Fourteen rows form two series; a year is a label, not a number."""
    rows = [[kind, str(2010 + n), str(n)] for kind in ("a", "b") for n in range(7)]
    assert describe([["soort", "jaar", "waarde"], *rows], {})[1] == (
        "b – 2010: 0; 2011: 1; 2012: 2; 2013: 3; 2014: 4; 2015: 5; 2016: 6."
    )


def test_a_constant_column_is_described_once() -> None:
    """A total repeated in every row of a series takes one sentence."""
    rows = [[kind, str(2010 + n), str(n), "21"] for kind in ("a", "b") for n in range(7)]
    assert describe([["soort", "jaar", "waarde", "samen"], ["a", "2009", "1", "20"], *rows], {})[
        -1
    ] == ("b, samen: telkens 21.")


def test_a_summary_leaves_out_what_shares_rest_on() -> None:
    """The marks and the file have it."""
    rows = [[kind, str(2010 + n), str(n), str(9 + n)] for kind in ("a", "b") for n in range(7)]
    found = describe([["soort", "jaar", "aandeel (%)", "teller ondergrens"], *rows], {})
    assert len(found) == 2


def test_a_long_series_is_described_by_its_extremes() -> None:
    """First, last, lowest and highest value with their dates; a unique name per row defines no series."""
    rows = [[f"U{n}", f"2020-01-{n + 1:02d}", str(abs(9 - n))] for n in range(20)]
    assert describe([["uitzending", "datum", "views"], *rows], {})[0].split("; ") == [
        "views: van 9 (1 januari 2020) naar 10 (20 januari 2020)",
        "laagste 0 (10 januari 2020), hoogste 10 (20 januari 2020).",
    ]


def test_an_unordered_series_is_described_by_its_size_and_range() -> None:
    """A file with only a kind and a value has no order."""
    rows = [["regio", str(n)] for n in range(13)] + [["luwe regio", "5"]]
    assert describe([["soort", "bedrag"], *rows], {}) == [
        "regio, bedrag: 13 waarden, laagste 0, hoogste 12.",
        "luwe regio, bedrag: 5.",
    ]


def test_a_series_without_a_name_says_whose_its_ends_are() -> None:
    """A file with a value for every region, and nothing else."""
    rows = [[f"R{n}", str(n)] for n in range(13)]
    assert describe([["regio", "aandeel"], *rows], {}) == [
        "aandeel: 13 waarden, laagste 0 (R0), hoogste 12 (R12)."
    ]
    assert describe([["regio", "waarde"], *rows], {}) == [
        "13 waarden, laagste 0 (R0), hoogste 12 (R12)."
    ]


def test_a_point_without_a_place_on_the_axis_has_no_brackets() -> None:
    """Four figures without a year, after a series of thirteen."""
    rows = [["wij", str(2000 + n), str(n)] for n in range(13)]
    last = describe([["wie", "jaar", "waarde"], *rows, ["zonder jaar", "", "4"]], {})[-1]
    assert last == "zonder jaar: 4."


def test_a_cell_is_rounded_as_the_number_is() -> None:
    """25.95 has no exact binary value: it is 25,9 in the title and in the description."""
    cells = [["jaar", "waarde (%)"], ["2014", "25.95"], ["2015", "26.25"]]
    assert describe(cells, {}) == ["2014: 25,9%.", "2015: 26,2%."]
