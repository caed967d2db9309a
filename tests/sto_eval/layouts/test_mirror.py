"""The real files, if a copy is present: rows, totals and speed; never a single row."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from recount.layouts.layout import Sheet
from recount.layouts.recognition import recognise
from sto_eval.programme import PROGRAMME

MIRROR = os.environ.get("RECOUNT_MIRROR", "")
ROWS = [
    ("duo-leerlingen", "duo/2019-10-01/*.csv", 24243, 24243),
    ("duo-leerlingen", "duo/2016-10-01/*.csv", 28362, 28362),
    ("duo-examens", "duo/2014-2019/*.csv", 13986, 13986),
    ("duo-examens", "duo/2019-2024/*.csv", 12782, 12782),
    ("duo-examenresultaten", "duo/2018-2019/*.csv", 11694, 11694),
    ("duo-adressen", "duo/2020-12/*.csv", 1619, 1619),
    ("cbs-pc4", "cbs/2024-01-01/*.xlsx", 4072, 4072),
    ("geonames-postcodes", "geonames/2024-04/NL.txt", 4334, 4334),
    ("edugis-scholen", "edugis/2024-11-22/*.zip", 8717, 8622),
    ("grenzen", "boundaries/2022/*.geojson", 345, 345),
    ("grenzen", "boundaries/2025/*.geojson", 12, 12),
]
CANDIDATES = 11229
"""Technical candidates for the vmbo exam, pathways B, K and G (learning-work routes in them)."""


pytestmark = pytest.mark.skipif(not MIRROR, reason="STO_EVAL_MIRROR is not set")


def file(pattern: str) -> Path:
    """The one file in the mirror that fits."""
    (found,) = Path(MIRROR).glob(pattern)
    return found


@cache
def sheet(layout: str, pattern: str) -> Sheet:
    """A real file, read once."""
    return PROGRAMME.layouts[layout].read(file(pattern))


@pytest.mark.parametrize(("layout", "pattern", "rows_in", "rows_out"), ROWS)
def test_every_row_is_accounted_for(layout: str, pattern: str, rows_in: int, rows_out: int) -> None:
    """The rows of the publisher, minus those left out for a stated reason."""
    found = sheet(layout, pattern)
    assert (found.rows_in, found.rows_out) == (rows_in, rows_out)
    assert rows_in - rows_out == sum(found.left_out.values())


@pytest.mark.parametrize(("layout", "pattern"), [row[:2] for row in ROWS])
def test_every_file_is_recognised_by_its_columns(layout: str, pattern: str) -> None:
    """Each file is recognised as what it is."""
    assert recognise(file(pattern), PROGRAMME.layouts).id == layout


def test_two_exam_files_count_the_same_candidates() -> None:
    """By sector in one file, by profile in the other."""
    sectors = sheet("duo-examens", "duo/2014-2019/*.csv").table
    technical = sectors["OPLEIDINGSNAAM"].isin(
        [f"VMBO {p} - techniek" for p in ("B", "K", "G", "LWT")]
    )
    column = "EXAMENKANDIDATEN SCHOOLJAAR 2018-2019 - TOTAAL"
    assert sectors.loc[technical, column].sum() == CANDIDATES
    profiles = sheet("duo-examenresultaten", "duo/2018-2019/*.csv").table
    pathway = profiles["LEERWEG VMBO"].isin(["BL", "KL", "GL"])
    technical = profiles["VMBO SECTOR"].eq("Techniek") & pathway
    assert profiles.loc[technical, "EXAMENKANDIDATEN"].sum() == CANDIDATES


def test_only_the_masked_file_has_missing_counts() -> None:
    """The older file has none, the later one some."""
    older, later = (
        sheet("duo-examens", f"duo/{years}/*.csv").table.filter(like="EXAMENKANDIDATEN")
        for years in ("2014-2019", "2019-2024")
    )
    assert not older.isna().any(axis=None)
    assert later.isna().any(axis=None)


def test_the_ages_of_a_postcode_are_its_residents() -> None:
    """CBS rounds to five, so five classes differ from their total by at most 25."""
    table = sheet("cbs-pc4", "cbs/2024-01-01/*.xlsx").table.dropna()
    ages = table.filter(regex="^(tot 15|[0-9]+ tot [0-9]+ jaar|65 jaar)").sum(axis=1)
    assert (ages - table["Inwoners | Totaal"]).abs().max() <= 25
