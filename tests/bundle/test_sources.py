"""The rows of a bundle held against files that the auditor got from the publishers."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_project import CLOSED_PUPILS, Files, pack
from support.tampering import digest, mend, value
from support.tiny_project import PUPILS

from recount.verify import Given, Report, verify_stream

pytestmark = pytest.mark.slow

ROWS = "rows/rijen.json"


def held(files: Files, folder: Path) -> Report:
    """The report on a bundle with the files in a folder."""
    return verify_stream("b.zip", pack(files), Given(sources=folder))


def test_every_row_is_that_of_the_publisher(files: Files, tmp_path: Path) -> None:
    """A file is found by its checksum, whatever it is called; a source without a file is named."""
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "anders.csv").write_bytes(PUPILS.encode("latin-1"))
    report = held(files, tmp_path)
    assert (report.findings, report.counts["rows as published"]) == ([], 3)
    assert report.steps == ["integrity", "recompute", "sources"]
    assert report.absent == ["leerlingen-2023"]
    (tmp_path / "besloten.csv").write_bytes(CLOSED_PUPILS.encode("latin-1"))
    assert held(files, tmp_path).absent == []


def test_a_row_with_another_cell_is_found(files: Files, tmp_path: Path) -> None:
    """Even where the cell does not matter for the number, and the forger recomputed all lists."""
    (tmp_path / "a.csv").write_bytes(PUPILS.encode("latin-1"))
    forged = dict(files)
    for name in [name for name in files if name.startswith("rows/leerlingen-2019")]:
        forged[name] = files[name].replace(b"DORP", b"STAD")
        key = name.removeprefix("rows/").removesuffix(".csv")
        value(ROWS, key, "csv_sha256", new=digest(forged[name]))(forged)
    mend(forged)
    assert {found.code for found in held(forged, tmp_path).findings} >= {"W6"}
