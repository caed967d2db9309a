"""The queries of the edition, asked about registers of a few rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from recount.evidence.witness.database import Database, PublishedFile, QueryInputs
from recount.evidence.witness.queries import load_queries
from sto_eval.indicators.grants import AMOUNTS

pytest.importorskip("duckdb")

ROOT = Path(__file__).parents[2]
HEADER = "kenmerk;regio_id;jaar;soort;bedrag;datum\n"
QUERIES = load_queries(ROOT / "data" / "editions" / "sto-2020-2024" / "witness")
ROWS = (
    "b1;R01;2020;vastgesteld;1000,50;2020-01-01\n"
    "b2;R02;2020;vastgesteld;2000,25;2020-01-01\n"
    "b3;R03;2020;vastgesteld;0;2020-01-01\n"
    "b4;R01;2020;teruggevorderd;100;2020-01-01\n"
)


def per_region(folder: Path, rows: str, reading: str) -> dict[str, float | None]:
    """The amounts per region by SQL."""
    path = folder / "beschikkingen.csv"
    path.write_text(HEADER + rows, "utf-8")
    file = PublishedFile(
        "sto-beschikkingen", dt.date(2024, 12, 31), path, HEADER.strip().split(";")
    )
    (query,) = [one for one in QUERIES.all if one.name.endswith("investering-regio.sql")]
    scratch = folder / "scratch"
    scratch.mkdir()
    database = Database(QUERIES, [query], QueryInputs({"beschikkingen": file}, [], {}), scratch)
    return {answer.id: answer.value for answer in database.ask(query, {"reading": reading})}


@pytest.mark.parametrize(
    "reading", [name for name, kind in AMOUNTS.items() if kind == "vastgesteld"]
)
def test_the_mean_of_a_region_is_to_the_cent(tmp_path: Path, reading: str) -> None:
    """Half a cent goes up; a region with nothing does not count, and what is reclaimed is not deducted."""
    assert per_region(tmp_path, ROWS, reading) == {
        "investering-regio-gemiddeld": 1500.38,
        "investering-regio-grootste": 2000.25,
        "investering-regio-kleinste": 1000.5,
    }


def test_without_an_amount_there_is_no_mean(tmp_path: Path) -> None:
    """It is unknown, as in the record."""
    assert per_region(tmp_path, ROWS, "verleend")["investering-regio-gemiddeld"] is None
