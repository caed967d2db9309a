"""The real files, if a copy is present: rows, totals and speed; never a single row."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from recount.layouts.layout import ParsedFile
from recount.layouts.recognition import recognise
from sto_eval.indicators import exams
from sto_eval.programme import PROGRAMME

MIRROR = os.environ.get("RECOUNT_MIRROR", "")
ROWS = [
    ("duo-leerlingen", "duo/2019-10-01/*.csv", 24243, 24243),
    ("duo-leerlingen", "duo/2016-10-01/*.csv", 28362, 28362),
    ("duo-leerlingen", "duo/2017-10-01/*.csv", 25172, 25172),
    ("duo-examens", "duo/2014-2019/*.csv", 13986, 13986),
    ("duo-examens", "duo/2019-2024/*.csv", 12782, 12782),
    ("duo-examenresultaten", "duo/2018-2019/*.csv", 11694, 11694),
    ("duo-examenresultaten", "duo/2017-2018/*.csv", 10422, 10422),
    ("duo-examenresultaten", "duo/2019-2020/*.csv", 11360, 11360),
    ("duo-overgangen", "duo/overgangen-2025-01-13/*.csv", 8785, 8785),
    ("duo-adressen", "duo/2020-10/*.csv", 1610, 1610),
    ("duo-adressen", "duo/2020-12/*.csv", 1619, 1619),
    ("cbs-pc4", "cbs/2024-01-01/*.xlsx", 4072, 4072),
    ("cbs-pc4", "cbs/2020-01-01/*.xlsx", 4068, 4068),
    ("geonames-postcodes", "geonames/2024-04/NL.txt", 4334, 4334),
    ("edugis-scholen", "edugis/2024-11-22/*.zip", 8717, 8622),
    ("edugis-scholen", "edugis/2022-05-01/*.zip", 7871, 7793),
    ("grenzen", "boundaries/2022/*.geojson", 345, 345),
    ("grenzen", "boundaries/2025/*.geojson", 12, 12),
]
CANDIDATES = {"2017-2018": 11834, "2018-2019": 11229}
"""Technical candidates for the vmbo exam, pathways B, K and G (learning-work routes in them)."""

THIRD_YEAR_2017 = 12852
"""Pupils of the sector Techniek in year 3 of bb, kb and gl on 1 October 2017, as DUO published."""


pytestmark = pytest.mark.skipif(not MIRROR, reason="STO_EVAL_MIRROR is not set")


def file(pattern: str) -> Path:
    """The one file in the mirror that fits."""
    (found,) = Path(MIRROR).glob(pattern)
    return found


@cache
def sheet(layout: str, pattern: str) -> ParsedFile:
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


@pytest.mark.parametrize("year", CANDIDATES)
def test_two_exam_files_count_the_same_candidates(year: str) -> None:
    """By sector in one file, by profile in the other."""
    sectors = sheet("duo-examens", "duo/2014-2019/*.csv").table
    profiles = sheet("duo-examenresultaten", f"duo/{year}/*.csv").table
    assert exams.technical_candidates(sectors, year).value == CANDIDATES[year]
    assert exams.technical_candidates_by_profile(profiles).value == CANDIDATES[year]


def test_the_masked_exam_file_holds_the_candidates_of_the_other() -> None:
    """Of the year without a central exam: the unmasked count lies within the bounds of the masked one."""
    sectors = sheet("duo-examens", "duo/2019-2024/*.csv").table
    profiles = sheet("duo-examenresultaten", "duo/2019-2020/*.csv").table
    bounds = exams.technical_candidates(sectors, "2019-2020")
    count = exams.technical_candidates_by_profile(profiles).value
    assert bounds.low <= count <= bounds.high
    assert profiles["GEMIDDELD CIJFER CENTRAAL EXAMEN"].isna().all()


def test_the_pupils_of_2017_are_those_that_were_published() -> None:
    """The sector Techniek in year 3 of bb, kb and gl."""
    table = sheet("duo-leerlingen", "duo/2017-10-01/*.csv").table
    pathway = table["ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"].str.match("VMBO [BKG]L ")
    rows = table[pathway & (table["VMBO SECTOR"] == "Techniek")]
    assert rows.filter(like="LEER- OF VERBLIJFSJAAR 3 -").sum().sum() == THIRD_YEAR_2017


def test_two_address_files_of_one_year_differ_in_49_locations() -> None:
    """Twenty are in the older only, 29 in the newer only."""
    older, newer = (
        set(sheet("duo-adressen", f"duo/{day}/*.csv").table["vestiging"])
        for day in ("2020-10", "2020-12")
    )
    assert (len(older - newer), len(newer - older)) == (20, 29)


def test_only_the_masked_file_has_missing_counts() -> None:
    """The older file has none, the later one some."""
    older, later = (
        sheet("duo-examens", f"duo/{years}/*.csv").table.filter(like="EXAMENKANDIDATEN")
        for years in ("2014-2019", "2019-2024")
    )
    assert not older.isna().any(axis=None)
    assert later.isna().any(axis=None)


@pytest.mark.parametrize("year", [2020, 2024])
def test_the_ages_of_a_postcode_are_its_residents(year: int) -> None:
    """CBS rounds to five, so five classes differ from their total by at most 25."""
    table = sheet("cbs-pc4", f"cbs/{year}-01-01/*.xlsx").table
    table = table.filter(regex="Totaal|jaar").dropna()
    ages = table.filter(regex="^(tot 15|[0-9]+ tot [0-9]+ jaar|65 jaar)").sum(axis=1)
    assert (ages - table["Inwoners | Totaal"]).abs().max() <= 25
