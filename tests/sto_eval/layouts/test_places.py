"""Postcodes, points and boundaries."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_eval.layouts.cbs_pc4 import AGES
from sto_eval.layouts.edugis_scholen import _spread_km
from sto_eval.layouts.grenzen import is_area
from sto_eval.programme import PROGRAMME

UNITS = ["Code", "x1", "x1", *["x1"] * 5, "x1", "x1", "categorie"]
GROUPS = ["", "Inwoners", *[""] * 6, "Huishouden", "", "Dichtheid"]
SUBGROUPS = ["", "Totaal", "Leeftijd", *[""] * 5, "Totaal", "Grootte", "Stedelijkheid"]
NAMES = ["Postcode-4", "Totaal", "Man", *AGES, "Totaal", "Grootte", ""]
DATA = [[1234, 100, 50, 10, 20, 30, 25, 15, 45, 2.2, 1], [1235, 9, 5, *[-99997] * 5, 4, 2.0, 3]]


def workbook(*rows: list[Any], sheet: str = "PC4_proef", titles: int = 2) -> bytes:
    """A workbook with titles, stacked header rows, a unit row, and data."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    head = [*[["Titel"]] * titles, GROUPS, SUBGROUPS, NAMES, UNITS]
    for row in [*head, *rows]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def residents(path: Path) -> Any:
    """The sheet of CBS."""
    return PROGRAMME.layouts["cbs-pc4"].read(path)


@pytest.mark.parametrize("titles", [0, 1, 5])
def test_the_header_is_found_by_its_content(write: Callable[..., Path], titles: int) -> None:
    """The number of title lines does not matter; the row is that of the workbook."""
    table = residents(write("a.xlsx", workbook(*DATA, titles=titles))).table
    assert table["Postcode-4"].tolist() == ["1234", "1235"]
    assert table.index.tolist() == [titles + 5, titles + 6]


def test_names_that_repeat_get_their_group(write: Callable[..., Path]) -> None:
    """Ages keep the publisher's name; the two totals and the nameless column get their groups in front."""
    table = residents(write("a.xlsx", workbook(*DATA))).table
    assert [*table] == [
        "Postcode-4", "Inwoners | Totaal", "Man", *AGES, "Huishouden | Totaal", "Grootte",
        "Dichtheid | Stedelijkheid",
    ]  # fmt: skip


def test_short_names_below_the_header_are_not_data(write: Callable[..., Path]) -> None:
    """The file of 2020 has one header row more; the names stay those of the row above."""
    short = ["PC4", "INWONER", "MAN", *["INW"] * 5, "AANTAL_HH", "HH_GROOTTE", "STED"]
    table = residents(write("a.xlsx", workbook(short, *DATA))).table
    assert table["Postcode-4"].tolist() == ["1234", "1235"]
    assert table["tot 15 jaar"].sum() == 10


def test_a_secret_number_is_missing(write: Callable[..., Path]) -> None:
    """-99997 is not a number of people; the sum is that of the other postcode."""
    table = residents(write("a.xlsx", workbook(*DATA))).table
    assert table[AGES].isna().sum(axis=1).tolist() == [0, 5]
    assert (table["tot 15 jaar"].sum(), table["tot 15 jaar"].dtype) == (10, "Int64")
    assert table["Grootte"].tolist() == [2.2, 2.0]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({3: "veel"}, "column 'tot 15 jaar'"),
        ({3: -1}, "column 'tot 15 jaar'"),
        ({3: 2.5}, "column 'tot 15 jaar'"),
        ({3: None}, "column 'tot 15 jaar'"),
        ({1: -5}, "column 'Inwoners | Totaal'"),
        ({0: 12345}, "column 'Postcode-4'"),
        ({0: 1234.5}, "column 'Postcode-4'"),
        ({0: "totaal"}, "column 'Postcode-4'"),
        ({3: True}, "column 'tot 15 jaar'"),
        ({3: 1e19}, "column 'tot 15 jaar'"),
        ({3: 900_000_000}, "column 'tot 15 jaar'"),
        ({3: "1.234"}, "column 'tot 15 jaar'"),
        ({1: 1e18}, "column 'Inwoners | Totaal'"),
    ],
)
def test_a_wrong_cell_of_the_workbook_is_named(
    write: Callable[..., Path], fault: Callable[..., object], change: dict[int, Any], where: str
) -> None:
    """The second row of data is line 8."""
    wrong = [change.get(place, cell) for place, cell in enumerate(DATA[1])]
    error = fault(lambda: residents(write("a.xlsx", workbook(DATA[0], wrong))))
    assert error.where == f"a.xlsx line 8, {where}"


def test_a_postcode_twice_is_refused(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """One row per postcode."""
    error = fault(lambda: residents(write("a.xlsx", workbook(DATA[0], DATA[0]))))
    assert error.what == "a key is doubled"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Postcode-4;tot 15 jaar\n", "the workbook cannot be read"),
        (b"", "the workbook cannot be read"),
        (workbook(*DATA)[:2000], "the workbook cannot be read"),
        (workbook(), "the file has no rows"),
    ],
    ids=["text", "nothing", "half", "no rows"],  # the bytes contain the present time
)
def test_any_other_workbook_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], content: bytes, what: str
) -> None:
    """Text, nothing, a truncated workbook, no rows."""
    assert fault(lambda: residents(write("a.xlsx", content))).what == what


def test_a_renamed_age_is_named(write: Callable[..., Path], fault: Callable[..., object]) -> None:
    """CBS changed an age class."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(*DATA)))
    book.active.cell(5, 4).value = "tot 16 jaar"
    out = io.BytesIO()
    book.save(out)
    error = fault(lambda: residents(write("a.xlsx", out.getvalue())))
    assert "the closest is 'tot 16 jaar'" in error.found


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


def school(
    code: str | None, *point: float, kind: str = "Point", name: str = "vestigingscode"
) -> Any:
    """A feature of EduGIS."""
    geometry = {"type": kind, "coordinates": list(point)} if point else None
    properties = {"naam": "Voorbeeldschool", "postcode": "1234AB", "plaats": "Dorp", name: code}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any) -> str:
    """GeoJSON of these features."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


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


def test_the_year_of_residents_comes_from_sheet_and_file_name(write: Callable[..., Path]) -> None:
    """The sheet is of one year, the file name of another."""
    path = write("pc4_2023.xlsx", workbook(*DATA, sheet="PC4_2024_v1"))
    layout = PROGRAMME.layouts["cbs-pc4"]
    assert [*layout.years(path, layout.read(path)).values()] == [2024, 2023]
