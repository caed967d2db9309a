"""The regional book of the real edition: two regions and the home page, run and built into a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import pdf_defects
from support.run_command import in_process, shared_project

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_process")]

ROOT = Path(__file__).parents[2]
PERSONS = {"leerlingen", "kandidaten", "inwoners"}
SMALL = range(1, 5)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary project that shares chapters and data with this one; three chapters are run."""
    folder = shared_project(tmp_path_factory.mktemp("regios"), "regios")
    chosen = [
        word for name in ("regios-rmc", "regio-rmc-08", "regio-rmc-09") for word in ("--only", name)
    ]
    done = in_process("run", *chosen, build=folder)
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def records(project: Path) -> dict[str, dict[str, Any]]:
    """The published records of these chapters, by id."""
    paths = project.glob("_build/**/regios/rmc/chapters/*/records/*.json")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def test_the_regions_add_up_to_the_country(records: dict[str, dict[str, Any]]) -> None:
    """Locations in a region and in none add up to the country."""
    inside, outside, country = (
        records[f"regios-rmc-technisch-{part}"]["measure"]["value"]
        for part in ("regios", "zonder-regio", "nederland")
    )
    assert inside + outside == country > inside > 0


def test_no_count_of_few_persons_is_published(records: dict[str, dict[str, Any]]) -> None:
    """No value, numerator or denominator of persons is one to four."""
    published = [
        (name, part)
        for name, record in records.items()
        for part in ("value", "numerator", "denominator")
        if record["measure"].get(part) in SMALL
        and (record["measure"]["unit"] in PERSONS or part != "value")
    ]
    assert published == []


def test_a_region_has_the_rows_of_its_own_locations(records: dict[str, dict[str, Any]]) -> None:
    """Two regions do not depend on the same rows of pupils."""
    sets = [
        {one["rows"]["set"] for one in records[f"regio-rmc-{code}-technisch"]["sources"]}
        for code in ("08", "09")
    ]
    assert len(sets[0] & sets[1]) == 1  # the addresses, which place the locations


def test_a_number_of_a_region_can_be_traced(project: Path) -> None:
    """Its trace, the list of the regional book, and why its chapter would run again."""
    number = "regio-rmc-08-technisch"
    assert in_process("trace", number, build=project).stdout.startswith(f"{number}: ")
    assert number in in_process("numbers", "--regions", "rmc", build=project).stdout
    done = in_process("why", "regio-rmc-08", "--set", "regio-rmc-08.radius_km=7.5", build=project)
    assert done.stdout.splitlines()[1:] == ["  parameters: parameter radius_km 10.0 -> 7.5"]


def test_one_region_gets_its_own_pdf(project: Path) -> None:
    """A PDF with its name, of that region only."""
    done = in_process("build", "pdf", "--region", "08", build=project)
    assert done.exit_code == 0, done.stderr
    (folder,) = project.glob("_build/**/regios/rmc/los/*/pdf")
    pdf = pdf_defects.report(folder)
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert [path.name for path in project.glob("_build/**/regios/rmc/los/*/chapters/*")] == [
        "regio-rmc-08"
    ]


def test_an_unknown_region_is_named(project: Path) -> None:
    """With the available codes, and without a traceback."""
    done = in_process("build", "pdf", "--region", "8", build=project)
    assert done.exit_code == 1
    assert "region '8' is unknown" in done.stderr
