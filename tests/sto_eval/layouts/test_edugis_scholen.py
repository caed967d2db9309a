"""The schools of EduGIS and their points."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.geojson_files import collection

from sto_eval.layouts.edugis_scholen import _spread_km
from sto_eval.programme import PROGRAMME


def school(
    code: str | None, *point: float, kind: str = "Point", name: str = "vestigingscode"
) -> Any:
    """A feature of EduGIS."""
    geometry = {"type": kind, "coordinates": list(point)} if point else None
    properties = {"naam": "Voorbeeldschool", "postcode": "1234AB", "plaats": "Dorp", name: code}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def zipped(content: str, *names: str) -> bytes:
    """A zip with the same content under each name and a fixed time, as a test is named after its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def schools(path: Path) -> Any:
    """The sheet of EduGIS."""
    return PROGRAMME.layouts["edugis-scholen"].read(path)


@pytest.mark.parametrize("name", ["vestigingscode", "vestigingsnummer"])
def test_a_school_has_a_point(write: Callable[..., Path], name: str) -> None:
    """Plain or zipped, with the code under either name."""
    content = collection(school("90AA00", 5.1, 52.1, name=name))
    for file, raw in (("a.geojson", content.encode()), ("a.zip", zipped(content, "s.geo.json"))):
        row = schools(write(file, raw)).table.loc[1]
        assert (row["vestiging"], row["longitude"], row["latitude"]) == ("90AA00", 5.1, 52.1)
        assert row["naam"] == "Voorbeeldschool"


def test_schools_left_out_are_counted(write: Callable[..., Path]) -> None:
    """No point, no code, a second building, and two places of which only one can be right."""
    found = [
        school("90AA00", 5.1, 52.1),
        school("90AA00", 5.1001, 52.1),
        school("90AA01"),
        school(None, 5.1, 52.1),
        school("90AA02", 5.1, 52.1),
        school("90AA02", 6.1, 52.1),
        school("90AA03", 5.1, 52.1, kind="MultiPoint"),
    ]
    sheet = schools(write("a.json", collection(*found)))
    assert (sheet.rows_in, sheet.table["vestiging"].tolist()) == (7, ["90AA00"])
    assert dict(sheet.left_out) == {
        "ander gebouw van een vestiging die er al staat": 1,
        "zonder punt": 2,
        "zonder geldige vestigingscode": 1,
        "vestigingscode op punten meer dan een kilometer uiteen": 2,
    }


@given(st.permutations([(5.1, 52.1), (5.1001, 52.1), (5.1, 52.1001), (5.1, 52.1)]))
def test_the_building_used_does_not_depend_on_order(points: list[tuple[float, float]]) -> None:
    """Of four buildings the westernmost counts, of equals the southernmost."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_text(collection(*(school("90AA00", *point) for point in points)), "utf-8")
        sheet = schools(path)
    kept = sheet.table[["longitude", "latitude"]].to_numpy().tolist()
    assert (kept, sum(sheet.left_out.values())) == ([[5.1, 52.1]], 3)


def test_a_degree_is_shorter_to_the_east() -> None:
    """A tenth of a degree at 60 north: 5.6 km to the east, half of the distance to the north."""
    import pandas as pd

    table = pd.DataFrame(
        {"vestiging": ["a", "a"], "longitude": [5.0, 5.1], "latitude": [60.0, 60.0]}
    )
    assert _spread_km(table).round(2).tolist() == [5.56, 5.56]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        (
            "a.zip",
            zipped(collection(school("90AA00", 5.1, 52.1)), "a.json")[:90],
            "the file cannot be read",
        ),
        ("a.zip", b"geen zip", "the file cannot be read"),
        ("a.zip", zipped("tekst", "lees.txt"), "the file cannot be read"),
        ("a.zip", zipped("{}", "a.json", "b.json"), "the file cannot be read"),
        (
            "a.json",
            collection(school("90AA00", 5.1, 52.1))[:-9].encode(),
            "the file cannot be read",
        ),
        ("a.json", b"[]", "the file cannot be read"),
        ("a.json", b'{"features": [1]}', "the file cannot be read"),
        ("a.json", b'{"features": [{"properties": [1]}]}', "the file cannot be read"),
        ("a.json", b"", "the file cannot be read"),
        ("a.json", b'{"features": []}', "the file has no features"),
        ("a.json", collection(school("90AA00", 52.1, 5.1)).encode(), "a cell has a wrong value"),
        (
            "a.json",
            collection(school("90AA00", 155000, 463000)).encode(),
            "a cell has a wrong value",
        ),
    ],
)
def test_a_file_without_schools_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], name: str, content: bytes, what: str
) -> None:
    """Not a zip, a truncated zip, a wrong file in it, not JSON, no features, points swapped or in metres."""
    assert fault(lambda: schools(write(name, content))).what == what


def test_a_renamed_property_is_named(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """Also in the second feature."""
    content = collection(
        school("90AA00", 5.1, 52.1), school("90AA01", 5.1, 52.1, name="vestiging_code")
    )
    error = fault(lambda: schools(write("a.json", content)))
    assert (error.where, "'vestiging_code'" in error.found) == ("a.json feature 2", True)


@pytest.mark.parametrize(
    ("longitude", "latitude", "sound"),
    [(10**400, 52.1, False), (5.1, 52.1, True), (-68.3, 12.2, True), (-63.0, 17.6, True), (-5.1, 52.1, False), (5.1, 12.2, False)],
)  # fmt: skip
def test_a_school_lies_in_the_netherlands(
    write: Callable[..., Path], fault: Callable[..., object], longitude: float, latitude: float, sound: bool
) -> None:  # fmt: skip
    """In Europe, on Bonaire or on Saba; a spurious minus sign puts it in the sea."""
    path = write("a.json", collection(school("90AA00", longitude, latitude)))
    if sound:
        assert schools(path).rows_out == 1
    else:
        assert fault(lambda: schools(path)).where == "a.json line 1, column 'geometry'"


def test_a_code_in_small_letters_is_refused(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """It would otherwise be left out as invalid, and the school with it."""
    path = write("a.json", collection(school("90AA00", 5.1, 52.1), school("90aa01", 5.2, 52.1)))
    error = fault(lambda: schools(path))
    assert (error.where, error.expected) == (
        "a.json line 2, column 'vestiging'",
        "a code in capitals",
    )
