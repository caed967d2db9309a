"""Long descriptions: the rows of a small file, the series of a large one, in Dutch notation."""

from __future__ import annotations

from sto_eval.sphinxext.descriptions import describe


def test_a_small_file_is_told_row_by_row() -> None:
    """Bounds that coincide with the value add nothing; a part that is unknown is left out."""
    head = ["profiel", "waarde (%)", "ondergrens (%)", "teller"]
    rows = [["PIE", "92.46", "92.46", "2509615.0"], ["MaT", "8.6", "8.6", ""]]
    assert describe([head, *rows]) == ["PIE: 92,5; teller 2.509.615.", "MaT: 8,6."]


def test_bounds_that_differ_are_told() -> None:
    """A masked count has two ends."""
    head = ["profiel", "leerlingen ondergrens", "leerlingen bovengrens"]
    assert describe([head, ["PIE", "1", "4"], ["MaT", "2", "2"]])[0] == (
        "PIE: leerlingen ondergrens 1; leerlingen bovengrens 4."
    )


def test_a_definition_is_told_with_its_outcome() -> None:
    """Outcomes are texts in Dutch notation already, and stay as they are."""
    head = ["Eenheid", "Uitkomst", "Als gedrukt"]
    assert describe([head, ["scholen", "4.426", "nee"]]) == ["scholen: 4.426 (als gedrukt: nee)."]


def test_a_short_series_is_told_point_by_point() -> None:
    """Thirteen rows are two series; a year is a name, not a number."""
    rows = [[kind, str(2010 + n), str(n)] for kind in ("a", "b") for n in range(7)]
    assert describe([["soort", "jaar", "waarde"], *rows])[1] == (
        "b – 2010: 0; 2011: 1; 2012: 2; 2013: 3; 2014: 4; 2015: 5; 2016: 6."
    )


def test_what_is_the_same_everywhere_is_told_once() -> None:
    """A total that every row of a series repeats is no series."""
    rows = [[kind, str(2010 + n), str(n), "21"] for kind in ("a", "b") for n in range(7)]
    assert describe([["soort", "jaar", "waarde", "samen"], ["a", "2009", "1", "20"], *rows])[
        -1
    ] == ("b, samen: telkens 21.")


def test_a_long_series_is_told_by_its_ends() -> None:
    """First, last, lowest and highest, each with its day; a name of every row names no series."""
    rows = [[f"U{n}", f"2020-01-{n + 1:02d}", str(abs(9 - n))] for n in range(20)]
    assert describe([["uitzending", "datum", "views"], *rows])[0].split("; ") == [
        "views: van 9 (1 januari 2020) naar 10 (20 januari 2020)",
        "laagste 0 (10 januari 2020), hoogste 10 (20 januari 2020).",
    ]


def test_dots_without_a_name_are_counted() -> None:
    """A file with a kind and a value only has no order to tell."""
    rows = [["regio", str(n)] for n in range(13)] + [["luwe regio", "5"]]
    assert describe([["soort", "bedrag"], *rows]) == [
        "regio, bedrag: 13 waarden, laagste 0, hoogste 12.",
        "luwe regio, bedrag: 5.",
    ]
