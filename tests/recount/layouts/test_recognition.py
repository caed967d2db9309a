"""A file is recognised by its columns, not by its name."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from recount.layouts.recognition import recognise
from sto_eval.programme import PROGRAMME

LAYOUTS = PROGRAMME.layouts
REGISTERS = [register.id for register in PROGRAMME.registers]

CSV = (
    "duo-leerlingen", "duo-adressen", "duo-examens", "duo-examenresultaten", "duo-prognoses",
    "duo-overgangen", "rijk-ontvangers", "stcrt-maxima", "waterscheidingen", "publicaties",
    *REGISTERS,
)  # fmt: skip


def header(layout: str, *, last: bool = False) -> list[str]:
    """The columns that a layout needs, each under its first or its last name."""
    place = -1 if last else 0
    return [w if isinstance(w, str) else w[place] for w in LAYOUTS[layout].needed]


def test_each_layout_is_listed_by_its_id() -> None:
    """The ids that a catalogue may use."""
    places = {"cbs-pc4", "geonames-postcodes", "edugis-scholen", "grenzen"}
    assert set(LAYOUTS) == {*CSV, *places}
    assert all(name == layout.id for name, layout in LAYOUTS.items())


@pytest.mark.parametrize("layout", CSV)
@pytest.mark.parametrize("last", [False, True])
def test_a_csv_is_recognised_by_its_header(
    write: Callable[..., Path], layout: str, last: bool
) -> None:
    """With the names of every vintage, compressed or not, under any file name."""
    line = ";".join(header(layout, last=last)) + "\n"
    assert recognise(write("x.dat", line), LAYOUTS).id == layout
    assert recognise(write("x.csv.gz", line), LAYOUTS).id == layout


@pytest.mark.parametrize("layout", REGISTERS)
def test_a_register_is_recognised_as_a_workbook(write: Callable[..., Path], layout: str) -> None:
    """By its bytes and its first row, under any name."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.append(header(layout))
    book.save(held)
    assert recognise(write("x.csv", held.getvalue()), LAYOUTS).id == layout


def test_points_and_boundaries_are_recognised(write: Callable[..., Path]) -> None:
    """Tab-separated without header, and GeoJSON properties."""
    assert recognise(write("a", "NL\t1234" + "\t" * 10 + "\n"), LAYOUTS).id == "geonames-postcodes"
    for layout in ("edugis-scholen", "grenzen"):
        properties = dict.fromkeys(header(layout), "x")
        content = json.dumps({"features": [{"properties": properties}]})
        assert recognise(write("a", content), LAYOUTS).id == layout


@pytest.mark.parametrize("layout", CSV)
def test_half_a_file_is_still_recognised(
    write: Callable[..., Path], fault: Callable[..., object], layout: str
) -> None:
    """So that the error reports a truncated file, not a different one."""
    path = write("x.csv", ";".join(header(layout)) + "\n90AA")
    what = "a row is cut off or has a field too many"
    assert fault(lambda: recognise(path, PROGRAMME.layouts).read(path)).what == what


def test_the_nearest_layout_is_named(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """One column of the address file was renamed."""
    names = [name.replace("POSTCODE", "PC") for name in header("duo-adressen")]
    error = fault(lambda: recognise(write("a.csv", ";".join(names) + "\n"), PROGRAMME.layouts))
    assert error.found == "a header nearest to 'duo-adressen' but without 'POSTCODE'"


@pytest.mark.parametrize(
    "content", [b"", b"a;b\n", b"\x00\x01", b"PK\x03\x04", b"{}", b'{"' + b"x" * 200_000 + b"\n"]
)
def test_any_other_file_is_refused(
    write: Callable[..., Path], fault: Callable[..., object], content: bytes
) -> None:
    """Empty, another table, bytes, half a zip, other JSON: one error, no traceback."""
    error = fault(lambda: recognise(write("a.bin", content), PROGRAMME.layouts))
    assert (error.what, error.found) == ("the layout is not known", "no column of any of them")
