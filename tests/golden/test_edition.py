"""The real edition, built from start to end: numbers, audit, reproducible notebooks.

With a mirror it is built on the real files, without one it is the demo; both are compared with their own
accepted values in results.toml.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from itertools import combinations, product
from pathlib import Path
from typing import Any

import nbformat
import page as pdf_checker
import pytest
from nbformat import NotebookNode
from support import pdf_defects
from support.drawn_texts import drawn_texts
from support.run_command import in_process, shared_project, sto_eval
from support.translated_pages import Side, differences, names, pair

from recount.book.numerals import PRINT
from recount.book.pdf.print_pages import translate_print
from recount.book.translators import look_up
from recount.book.website.translated import read_html
from recount.edition.edition import load_edition
from recount.edition.translations import FIGURES, PAGES, catalogues
from recount.evidence.witness import comparison
from recount.names import OUTPUT
from recount.running.execution import execute
from recount.running.kernels import fork_server
from recount.translation.languages import load_translations

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
REAL = bool(os.environ.get("RECOUNT_MIRROR"))
BUILT = Path("_build") if REAL else Path("_build", "demo")
LANGUAGES = [*catalogues(load_edition(ROOT).folder, PAGES)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary project that shares chapters and data with this one, built once."""
    pages = [path.name for path in ROOT.glob("*.md")]
    folder = shared_project(tmp_path_factory.mktemp("uitgave"), *pages)
    done = sto_eval("build", "html", "pdf", "--workers", "2", "--regions", "none", build=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def audit(project: Path) -> list[dict[str, Any]]:
    """The rows of the audit, which passes: no record missing, no number changed, no sentence omitted."""
    done = in_process("audit", "--format", "json", build=project)
    assert done.exit_code == 0, done.stderr
    assert "A6" not in done.stderr  # the code of an omitted sentence
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_every_claim_has_a_chapter_and_a_verdict(audit: list[dict[str, Any]]) -> None:
    """All 26 figures of the infographic, in an audit that passes."""
    assert len({row["id"] for row in audit}) == 26
    assert "nog niet nagerekend" not in {row["verdict"] for row in audit}
    assert all(row["chapter"] for row in audit)


def test_a_build_is_real_or_made_up_as_a_whole(audit: list[dict[str, Any]]) -> None:
    """No claim without a real file is confirmed: it is made up, or its source is missing, never both."""
    unproved = {row["evidence"] for row in audit} & {"nagebootst", "ontbreekt"}
    assert unproved == {"ontbreekt" if REAL else "nagebootst"}
    words = {row["verdict"] for row in audit if row["evidence"] in unproved}
    assert words == {"niet na te rekenen"}
    assert ("openbaar" in {row["evidence"] for row in audit}) is REAL


@pytest.mark.skipif(not load_edition(ROOT).card.witness, reason="no chapter must have a second way")
def test_every_number_that_must_have_a_second_way_agrees_with_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queries in SQL give the same, every one of them was asked if its files are there, and none is lacking.

    The build asked them; its answers are current, so they are not asked again.
    """
    monkeypatch.setattr(comparison, "compare", lambda case, *_: comparison.current_answers(case))
    done = in_process("witness", build=project)
    assert done.exit_code == 0, done.stderr
    assert " 0 different" in done.stdout


@pytest.mark.skipif(not REAL, reason="needs the real files")
def test_numbers_of_the_real_files_agree_with_an_independent_count(project: Path) -> None:
    """Computed in a second way: 11,229 candidates in two files of DUO, 276 locations with technology."""
    records = {
        r["id"]: r
        for r in json.loads(in_process("numbers", "--format", "json", build=project).stdout)
    }
    assert records["controle-examens-opleiding"]["measure"]["value"] == 11229
    assert records["controle-examens-profiel"]["measure"]["value"] == 11229
    assert records["aanbod-technisch"]["measure"]["value"] == 276
    assert records["bereik-punt-gebouw"]["measure"]["value"] == 273
    assert len(records["bereik-pie"]["corrections"]) == 15


def test_the_trace_leads_to_a_checksum(project: Path) -> None:
    """From the number to the bytes of the file, in one command."""
    record = json.loads(in_process("trace", "bereik-pie", "--format", "json", build=project).stdout)
    assert record["function"]["name"] == "sto_eval.indicators.reach.coverage_share"
    assert {len(card["sha256"]) for card in record["sources"]} == {64}
    assert str(ROOT) not in json.dumps(record)


def test_the_pdf_of_the_report_is_accessible(project: Path) -> None:
    """The PDFs of the real edition, with all chapters, pass every rule of PDF/UA-1 and PDF/A-3a."""
    pdfs = sorted((project / BUILT / "pdf").glob("*.pdf"))
    assert len(pdfs) == 3 * (1 + len(LANGUAGES))
    for pdf, (profile, rules) in product(pdfs, (("pdfua-1", 104), ("3a", 156))):
        report = str(pdf_checker.validate_pdf(str(pdf), profile=profile))
        assert f"0 failed, {rules} total" in report, report[:500]


@pytest.mark.parametrize("code", ["", *LANGUAGES])
def test_the_pdf_of_the_report_is_complete(project: Path, code: str) -> None:
    """Nothing is cut or empty, every figure has a description, every link a target; a summary of two pages."""
    pdf = pdf_defects.report(project / BUILT / "pdf", code)
    assert pdf_defects.outside(pdf) == []
    assert pdf_defects.thin_pages(pdf) == []
    assert pdf_defects.foreign_fonts(pdf) == []
    assert pdf_defects.dead_links(pdf) == []
    assert pdf_defects.figures_without_alt(pdf)[1] == 0
    summary = "summary" if code else "samenvatting"
    assert len(pdf_defects.texts(pdf.with_stem(f"{pdf.stem}-{summary}"))) == 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_is_the_same_in_every_language(project: Path, code: str) -> None:
    """The same elements, numbers, statements, links and numerals, on every page; only the words differ."""
    site = project / BUILT / "html"
    differ = {name: differences(*pair(site, name, code)) for name in names(site)}
    assert {name: found for name, found in differ.items() if found} == {}
    assert len(differ) > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pdf_is_the_same_in_every_language(project: Path, code: str) -> None:
    """As the pages of the website."""
    folder = project / BUILT / "pdf"
    pages = read_html(folder / PRINT)
    translation = load_translations(load_edition(project).folder)[code]
    other = translate_print(pages, code, translation, folder)
    assert differences(Side(pages), Side(other, code=code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_has_a_translation(project: Path, code: str) -> None:
    """Of pages, of alternatives of statements, of figures and of the PDF."""
    found = look_up([load_edition(project)], code)
    assert {name: [*one.missing] for name, one in found.items()} == {PAGES: [], FIGURES: []}


def test_the_head_of_a_column_begins_with_a_capital(project: Path) -> None:
    """In every table, unless it is the code of a track; an address is shown as a link, without its head."""
    tables = sorted((project / BUILT / "chapters").glob("*/tables/*.json"))
    heads = {
        (path.stem, column["name"])
        for path in tables
        for column in json.loads(path.read_text("utf-8"))["columns"]
    }
    small = {(table, head) for table, head in heads if head[:1].islower() and head != "url"}
    assert {head for _table, head in small} == {"bb", "kb", "gl"}, small


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_picture_has_as_many_texts_in_every_language(project: Path, code: str) -> None:
    """None is lost, such as the labels of an axis."""
    pictures = sorted((project / BUILT / "chapters").glob(f"*/figures/*.{code}.svg"))
    dutch = [path.with_name(path.name.replace(f".{code}.", ".")) for path in pictures]
    shown = [
        [path.read_text("utf-8").count('id="text_') for path in of] for of in (dutch, pictures)
    ]
    assert shown[0] == shown[1]
    assert min(shown[0]) > 0


def test_the_texts_of_a_picture_fit(project: Path) -> None:
    """In every language and shape they are within the picture, and none is over another."""
    for path in sorted((project / BUILT / "chapters").glob("*/figures/*.svg")):
        width, height, shown = drawn_texts(path.read_bytes())
        assert [one for one in shown if one.outside(width, height) > 0.5] == [], path.name
        pairs = [pair for pair in combinations(shown, 2) if pair[0].over(pair[1]) > 1]
        assert pairs == [], path.name


def test_a_second_build_runs_nothing(project: Path, one_process: None) -> None:
    """Without changes every chapter is kept."""
    done = in_process("build", "html", "--regions", "none", build=project)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count(": kept") == len(list(project.glob(f"{BUILT}/chapters/*/key.json")))


def test_an_unknown_parameter_is_an_error(project: Path) -> None:
    """With the nearest name, and without a traceback."""
    done = in_process("build", "--set", "bereik.radius=7.5", build=project)
    assert done.exit_code == 1
    assert "the closest is 'radius_km'" in done.stderr


def test_a_notebook_gives_the_same_output_twice(project: Path, tmp_path: Path) -> None:
    """Executed as they were finished, no cell fails, and every output and record is the same to the byte.

    All but the first chapter, which the next test executes.
    """
    edition = load_edition(project)
    _, *names = edition.card.chapters
    warm = fork_server.start(names, edition.variables)
    for name in names:
        folder = edition.build / "chapters" / name
        finished = nbformat.read(folder / f"{name}.ipynb", 4)
        variables = {**edition.variables, **warm}
        again = execute(name, deepcopy(finished), {}, tmp_path / name, variables)
        assert outputs(again) == outputs(finished)
        assert records(tmp_path / name) == records(folder)


def test_another_tool_reproduces_a_chapter(project: Path, tmp_path: Path) -> None:
    """The first one, in a plain kernel, as a reader runs it with nbval: the same outputs and the same records.

    Only the number of a cell is unknown there.
    """
    edition = load_edition(project)
    name = next(iter(edition.card.chapters))
    folder = edition.build / "chapters" / name
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "-W", "default",
         "-c", os.devnull, "--rootdir", str(tmp_path), str(folder / f"{name}.ipynb")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, **edition.variables, OUTPUT: str(tmp_path / name), "JUPYTER_PLATFORM_DIRS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    made, finished = (
        {key: json.loads(raw) | {"cell": 0} for key, raw in records(one).items()}
        for one in (tmp_path / name, folder)
    )
    assert made == finished


def outputs(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """The outputs of every code cell."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def records(folder: Path) -> dict[str, bytes]:
    """The bytes of the records of a chapter."""
    return {path.name: path.read_bytes() for path in folder.glob("records/*.json")}
