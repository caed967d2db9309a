"""The real edition, built from start to end: numbers, audit, reproducible notebooks.

With a mirror it is built on the real files, without one it is the demo; both are compared with their own
accepted values in results.toml.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import leaves
import page as pdf_checker
import pytest
from commands import shared_project, sto_eval

ROOT = Path(__file__).parents[2]
REAL = bool(os.environ.get("STO_EVAL_MIRROR"))
BUILT = Path("_build") if REAL else Path("_build", "demo")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary project that shares chapters and data with this one, built once."""
    pages = [path.name for path in ROOT.glob("*.md")]
    folder = shared_project(tmp_path_factory.mktemp("uitgave"), *pages)
    done = sto_eval("build", "html", "pdf", "--workers", "2", "--regions", "none", build=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_number_is_the_accepted_one(project: Path) -> None:
    """The audit passes: no record missing, no number changed."""
    done = sto_eval("audit", "--format", "json", build=project)
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert "A6" not in done.stderr  # no sentence is omitted
    assert len(rows) == 26
    assert "nog niet nagerekend" not in {row["verdict"] for row in rows.values()}
    assert all(row["chapter"] for row in rows.values())


def test_a_build_is_real_or_made_up_as_a_whole(project: Path) -> None:
    """No claim without a real file is confirmed: it is made up, or its source is missing, never both."""
    rows = json.loads(sto_eval("audit", "--format", "json", build=project).stdout)
    unproved = {row["evidence"] for row in rows} & {"nagebootst", "ontbreekt"}
    assert unproved == {"ontbreekt" if REAL else "nagebootst"}
    words = {row["verdict"] for row in rows if row["evidence"] in unproved}
    assert words == {"niet na te rekenen"}
    assert ("openbaar" in {row["evidence"] for row in rows}) is REAL


@pytest.mark.skipif(not REAL, reason="needs the real files")
def test_the_numbers_of_the_real_files(project: Path) -> None:
    """Computed in a second way: 11,229 candidates in two files of DUO, 276 locations with technology."""
    records = {
        r["id"]: r
        for r in json.loads(sto_eval("numbers", "--format", "json", build=project).stdout)
    }
    assert records["controle-examens-opleiding"]["measure"]["value"] == 11229
    assert records["controle-examens-profiel"]["measure"]["value"] == 11229
    assert records["aanbod-technisch"]["measure"]["value"] == 276
    assert records["bereik-punt-gebouw"]["measure"]["value"] == 269
    assert len(records["bereik-pie"]["corrections"]) == 15


def test_the_trace_leads_to_a_checksum(project: Path) -> None:
    """From the number to the bytes of the file, in one command."""
    record = json.loads(sto_eval("trace", "bereik-pie", "--format", "json", build=project).stdout)
    assert record["function"]["name"] == "sto_eval.indicators.reach.coverage_share"
    assert {len(card["sha256"]) for card in record["sources"]} == {64}
    assert str(ROOT) not in json.dumps(record)


def test_the_report_on_paper_is_accessible(project: Path) -> None:
    """The PDF of the real edition, with all chapters, passes every rule of PDF/UA-1 and PDF/A-3a."""
    (pdf,) = (project / BUILT / "pdf").glob("*.pdf")
    for profile, rules in (("pdfua-1", 104), ("3a", 156)):
        report = str(pdf_checker.validate_pdf(str(pdf), profile=profile))
        assert f"0 failed, {rules} total" in report, report[:500]


def test_the_report_on_paper_is_whole(project: Path) -> None:
    """Nothing is cut or empty, every figure has a description, every link a target; a one-page summary."""
    (pdf,) = (project / BUILT / "pdf").glob("*.pdf")
    assert leaves.outside(pdf) == []
    assert leaves.thin_pages(pdf) == []
    assert leaves.foreign_fonts(pdf) == []
    assert leaves.dead_links(pdf) == []
    assert leaves.figures_without_alt(pdf)[1] == 0
    places = {name: there for _, there, name in leaves.contents(pdf)}
    assert places["kop-index-0"] - places["kop-samenvatting-0"] == 1


def test_a_second_build_runs_nothing(project: Path) -> None:
    """Without changes every chapter is kept."""
    done = sto_eval("build", "html", "--regions", "none", build=project)
    assert done.stderr.count(": kept") == len(list(project.glob(f"{BUILT}/chapters/*/key.json")))


def test_an_unknown_parameter_is_an_error(project: Path) -> None:
    """With the nearest name, and without a traceback."""
    done = sto_eval("build", "--set", "bereik.radius=7.5", build=project)
    assert done.returncode == 1
    assert "the closest is 'radius_km'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_notebooks_give_the_same_twice(project: Path, tmp_path: Path) -> None:
    """Nbval executes the finished notebooks again; no cell fails, no marked output differs."""
    notebooks = sorted((project / BUILT / "chapters").glob("*/*.ipynb"))
    environment = {
        **os.environ, "STO_EVAL_ROOT": str(project), "STO_EVAL_OUTPUT": str(tmp_path / "uit"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider", "-W", "default",
         "-c", os.devnull, "--rootdir", str(tmp_path), *map(str, notebooks)],
        capture_output=True, text=True, check=False, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    before = {
        p.name: p.read_bytes() for p in (project / BUILT / "chapters").rglob("records/*.json")
    }
    after = {p.name: p.read_bytes() for p in (tmp_path / "uit").rglob("records/*.json")}
    differing = [name for name in before if strip_cell(before[name]) != strip_cell(after[name])]
    assert differing == []


def strip_cell(raw: bytes) -> dict[str, object]:
    """A record without the ordinal of its cell, which nbval does not count."""
    return {key: value for key, value in json.loads(raw).items() if key != "cell"}
