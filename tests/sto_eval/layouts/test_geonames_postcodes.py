"""The postcodes of GeoNames and their points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sto_eval.programme import PROGRAMME


def point_line(postcode: str = "1234", latitude: str = "52.1", country: str = "NL") -> str:
    """A line of GeoNames."""
    return f"{country}\t{postcode}\tDorp\tUtrecht\t09\t\t\t\t\t{latitude}\t5.1\t"


def test_a_quote_in_a_place_is_an_ordinary_character(write: Callable[..., Path]) -> None:
    """GeoNames does not quote, so a lone quote is an ordinary character."""
    lines = [point_line().replace("Dorp", name) for name in ('"t Dorp', "Dorp", 'Dorp"')]
    sheet = PROGRAMME.layouts["geonames-postcodes"].read(write("NL.txt", "\n".join([*lines, ""])))
    assert sheet.table["place name"].tolist() == ['"t Dorp', "Dorp", 'Dorp"']


def test_a_postcode_may_have_several_points(write: Callable[..., Path]) -> None:
    """One per place; the first line is data."""
    sheet = PROGRAMME.layouts["geonames-postcodes"].read(
        write("NL.txt", f"{point_line()}\n{point_line()}\n")
    )
    assert (sheet.table["postal code"].tolist(), sheet.table.index.tolist()) == (
        ["1234"] * 2,
        [1, 2],
    )
    assert sheet.table["latitude"].tolist() == [52.1, 52.1]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (point_line("0234"), "line 2, column 'postal code'"),
        (point_line("1234 AB"), "line 2, column 'postal code'"),
        (point_line(latitude="5.1"), "line 2, column 'latitude'"),
        (point_line(latitude=""), "line 2, column 'latitude'"),
        (point_line(country="BE"), "line 2, column 'country code'"),
        ("NL\t1234", "line 2"),
    ],
)
def test_a_wrong_point_is_named(
    write: Callable[..., Path], fault: Callable[..., object], line: str, where: str
) -> None:
    """Postcode, place, country, or a truncated line."""
    path = write("NL.txt", f"{point_line()}\n{line}\n")
    assert (
        fault(lambda: PROGRAMME.layouts["geonames-postcodes"].read(path)).where == f"NL.txt {where}"
    )
