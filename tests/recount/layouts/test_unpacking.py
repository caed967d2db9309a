"""Zip bombs and broken containers: a named error, and never more memory than the limit."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from recount.errors import LayoutError
from recount.layouts import unpacking
from recount.layouts.recognition import recognise
from sto_eval.programme import PROGRAMME

Write = Callable[..., Path]
Fault = Callable[[Callable[[], object]], LayoutError]

SCHOOLS = PROGRAMME.layouts["edugis-scholen"]
DEPTH = 100_000


def zipped(
    content: bytes, method: int = zipfile.ZIP_DEFLATED, name: str = "scholen.geo.json"
) -> bytes:
    """A zip with one file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def with_header_bytes(raw: bytes, place: int, value: bytes) -> bytes:
    """A zip of one file with bytes changed in both headers; ``place`` is the offset in the local one."""
    local, central = raw.index(b"PK\x03\x04"), raw.index(b"PK\x01\x02")
    for begin in (local + place, central + place + 2):
        raw = raw[:begin] + value + raw[begin + len(value) :]
    return raw


FLAGS, METHOD, SIZE = 6, 8, 22


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (with_header_bytes(zipped(b"{}"), FLAGS, b"\x01\x00"), "encrypted"),
        (with_header_bytes(zipped(b"{}"), METHOD, b"\x63\x00"), "method 99"),
        (with_header_bytes(zipped(b"{}"), METHOD, b"\x0c\x00"), "method 12"),
        (zipped(b"{}", zipfile.ZIP_BZIP2), "method 12"),
        (zipped(b"{}" + b" " * unpacking.LIMIT), "more than 32 MB"),
        (with_header_bytes(zipped(b"{}" * 99), SIZE, b"\x01\x00\x00\x00"), "BadZipFile"),
        (zipped(b'{"features":' + b"[" * DEPTH + b"]" * DEPTH + b"}"), "RecursionError"),
        (zipped(b'{"features":[' + b"{}," * 1_000_001 + b"{}]}"), "more than 1,000,000"),
        (zipped(b"{}")[:40], "BadZipFile"),
    ],
    ids=["encrypted", "unknown", "lies of bz2", "bz2", "bomb", "lies of size", "deep", "wide", "half"],
)  # fmt: skip
def test_a_container_that_cannot_be_read_is_refused_by_name(
    write: Write, fault: Fault, raw: bytes, found: str
) -> None:
    """Any fault of the zip or of the GeoJSON in it."""
    error = fault(lambda: SCHOOLS.read(write("s.geo.zip", raw)))
    assert error.what == "the file cannot be read"
    assert found in error.found


def test_no_layout_breaks_on_a_container_that_cannot_be_read(write: Write, fault: Fault) -> None:
    """Recognition tries every header reader on it."""
    deep = b'{"features":' + b"[" * DEPTH
    assert (
        fault(lambda: recognise(write("s.geojson", deep), PROGRAMME.layouts)).what
        == "the layout is not known"
    )
    locked = with_header_bytes(zipped(b"{}"), FLAGS, b"\x01\x00")
    assert (
        fault(lambda: recognise(write("s.zip", locked), PROGRAMME.layouts)).what
        == "the layout is not known"
    )


def test_a_gzip_bomb_is_refused_at_the_limit(tmp_path: Path, fault: Fault) -> None:
    """Many members of a megabyte of blanks each; reading stops at the limit."""
    path = tmp_path / "l.csv.gz"
    path.write_bytes(gzip.compress(b" " * 2**20) * 4096)
    assert "more than 32 MB" in fault(lambda: PROGRAMME.layouts["duo-leerlingen"].read(path)).found


def test_a_file_beyond_the_limit_is_not_read(
    write: Write, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is checked first."""
    monkeypatch.setattr(unpacking, "LIMIT", 2**20)
    path = write("l.csv", " " * (2**20 + 1))
    assert "more than 1 MB" in fault(lambda: PROGRAMME.layouts["duo-leerlingen"].read(path)).found


def test_a_sheet_with_a_cell_far_away_is_refused(write: Write, fault: Fault) -> None:
    """Two cells span sixteen billion cells, which would all be allocated in memory."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "regio_id", "x"
    book.save(held)
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(write("r.xlsx", held.getvalue())))
    assert "1048576 rows by 16384 columns" in error.found
