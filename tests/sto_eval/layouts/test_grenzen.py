"""The boundaries of municipalities and provinces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.geojson_files import collection

from sto_eval.layouts.grenzen import is_area
from sto_eval.programme import PROGRAMME

RING = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]


def moved(degrees: float) -> list[list[float]]:
    """The ring, moved east."""
    return [[x + degrees, y] for x, y in RING]


def area(code: str = "GM9001", kind: str = "Polygon", coordinates: Any = None) -> Any:
    """A feature of a boundary file."""
    geometry = {"type": kind, "coordinates": [RING] if coordinates is None else coordinates}
    return {"properties": {"statcode": code, "statnaam": "Dorp"}, "geometry": geometry}


def test_an_area_keeps_its_geometry(write: Callable[..., Path]) -> None:
    """In RD, for drawing: about 7 by 11 km."""
    found = [area(), area("PV90", "MultiPolygon", [[moved(1)], [moved(2)]])]
    table = PROGRAMME.layouts["grenzen"].read(write("a.geojson", collection(*found))).table
    assert table["statcode"].tolist() == ["GM9001", "PV90"]
    west, south, east, north = table.loc[1, "geometry"].bounds
    assert [round(metres / 1000) for metres in (east - west, north - south)] == [7, 11]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [5.0, 52.0]),
        ("Polygon", []),
        ("Polygon", [[]]),
        ("Polygon", [RING[:3]]),
        ("Polygon", [[*RING[:3], [5.2, 52.2]]]),
        ("Polygon", [[*RING[:3], [5.2]]]),
        ("Polygon", [["a", "b", "c", "a"]]),
        ("Polygon", [[[x * 30000, y * 9000] for x, y in RING]]),
        ("MultiPolygon", [RING]),
        ("MultiPolygon", [[]]),
        ("MultiPolygon", 5),
        ("Polygon", [[*RING[:3], [10**400, 52.0]]]),
    ],
)
def test_any_other_geometry_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], kind: str, coordinates: Any
) -> None:
    """A point, an open or broken ring, metres instead of degrees: the error names the feature."""
    path = write("a.geojson", collection(area(), area("GM9002", kind, coordinates)))
    error = fault(lambda: PROGRAMME.layouts["grenzen"].read(path))
    assert error.where == "a.geojson line 2, column 'geometry'"
    assert not is_area({"type": kind, "coordinates": coordinates})


@pytest.mark.parametrize("code", ["BU9001", "GM9001"])
def test_another_or_a_doubled_area_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], code: str
) -> None:
    """A neighbourhood is neither municipality nor province; a municipality occurs once."""
    path = write("a.geojson", collection(area(), area(code)))
    assert fault(lambda: PROGRAMME.layouts["grenzen"].read(path)).where.startswith(
        "a.geojson line 2"
    )


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ([[5.5, 52.0], [5.6, 52.1], [5.6, 52.0], [5.5, 52.1], [5.5, 52.0]], "cross itself"),
        ([[5.5, 52.0], [5.6, 52.0], [5.7, 52.0], [5.5, 52.0]], "does not cross itself"),
        ([[4.9, 51.9], [5.9, 51.9], [5.9, 52.9], [4.9, 51.9]], "overlaps no other area"),
    ],
    ids=["bow tie", "a line", "over another"],
)
def test_an_impossible_outline_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], outline: list[Any], expected: str
) -> None:
    """The error names it, as the second of the file."""
    path = write("a.geojson", collection(area(), area("GM9002", "Polygon", [outline])))
    error = fault(lambda: PROGRAMME.layouts["grenzen"].read(path))
    assert error.where == "a.geojson line 2, column 'geometry'"
    assert expected in error.expected


def test_the_year_of_boundaries_comes_from_code_and_file_name(write: Callable[..., Path]) -> None:
    """In the dated code and in the file name."""
    dated = area()
    dated["properties"]["jrstatcode"] = "2022GM9001"
    path = write("gemeenten_2021.geojson", collection(dated))
    layout = PROGRAMME.layouts["grenzen"]
    assert [*layout.years(path, layout.read(path)).values()] == [2022, 2021]
