"""The bundle of a website with regions: their numbers are recomputed like those of the report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.built_project import Files, pack
from support.regional_project import HERE, THERE, dead, divided
from support.tampering import Alter, drop, mend, row_file, swap, value

from recount.edition.edition import Edition
from recount.errors import BookError
from recount.evidence.bundle import write_bundle
from recount.evidence.bundle.contents import REGIONS_FILE
from recount.verify import verify_stream

pytestmark = pytest.mark.slow

NUMBER = f"{HERE}-leerlingen"
RECORD = f"results/{HERE}/records/{NUMBER}.json"
SITE = "html/regios"
PAGE, PASSPORT = f"{SITE}/chapters/{HERE}.html", f"{SITE}/getallen/{NUMBER}.html"


@pytest.fixture(scope="module")
def whole(divided_report: Edition) -> Edition:
    """A tiny report with regions, its website and its PDF."""
    return divided_report


@pytest.fixture
def files(divided_files: Files) -> Files:
    """The files of its bundle."""
    return divided_files


def codes(files: Mapping[str, bytes]) -> set[str]:
    """The codes found in a bundle."""
    return {found.code for found in verify_stream("b.zip", pack(files)).findings}


def test_both_books_are_in_it_and_no_fault(files: Files) -> None:
    """The report has three numbers; the home page of the regions and two regions have one each."""
    report = verify_stream("b.zip", pack(files))
    assert report.findings == []
    assert (report.counts["records"], report.counts["row files"]) == (6, 2)
    assert {PAGE, PASSPORT, RECORD, REGIONS_FILE} <= set(files)


def test_no_link_of_its_website_is_dead(files: Files, tmp_path: Path) -> None:
    """Also with only the zip."""
    for name, raw in files.items():
        if name.startswith("html/"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
    assert dead(tmp_path / "html") == []


def test_equal_builds_give_equal_bundles(whole: Edition, tmp_path: Path) -> None:
    """To the byte."""
    first, second = (write_bundle(whole, tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


def row(change: str) -> Alter:
    """Change a cell in the file of the open rows."""

    def alter(files: Files) -> None:
        name = row_file(files)
        files[name] = re.sub(rb"Produceren|Maritiem", change.encode(), files[name], count=1)

    return alter


ALTERATIONS: Mapping[str, tuple[str, Alter]] = {
    "another row": ("W2", row("Bouwen")),
    "no row": ("W3", lambda files: drop(row_file(files))(files)),
    "another value in a record": ("R2", value(RECORD, "measure", "value", new=21.0)),
    "another function in a record": ("R6", value(RECORD, "function", "sha256", new="0" * 64)),
    "another source in a record": ("R5", value(RECORD, "sources", 0, "sha256", new="0" * 64)),
    "a record of another region": ("R1", swap(RECORD, RECORD.replace(HERE, THERE))),
}  # fmt: skip
"""Alterations by a forger who recomputed all checksums -> the code that finds it."""


@pytest.mark.parametrize("name", ALTERATIONS)
def test_a_forgery_in_the_regions_is_found(files: Files, name: str) -> None:
    """By the code of what was altered, with all checksums valid."""
    code, alter = ALTERATIONS[name]
    forged = dict(files)
    alter(forged)
    mend(forged)
    assert code in codes(forged)


def test_a_book_that_was_made_again_and_not_put_in_place_is_refused(whole: Edition) -> None:
    """The website would have other numbers than the records."""
    key = divided(whole).build / "html" / ".book.json"
    kept = key.read_text("utf-8")
    key.write_text(json.dumps(json.loads(kept) | {"key": "ander"}), "utf-8")
    with pytest.raises(BookError, match=r"is out of date.*sto-eval build html"):
        write_bundle(whole)
    key.write_text(kept, "utf-8")


def test_paper_says_nothing_of_the_other_book(whole: Edition) -> None:
    """A PDF travels alone: no link leads out of it, and no sentence promises one."""
    (laid_out,) = (whole.build / "pdf").glob(".*.html")
    text = laid_out.read_text("utf-8")
    assert "Elke regio" not in text
    assert "regios/" not in text
