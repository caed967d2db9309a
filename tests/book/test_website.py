"""One website with two books: the report, and the regional book if it was built."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from support.built_project import run_book
from support.regional_project import HERE, OVERVIEW, REGIONS, THERE, dead, divided, make_website
from support.tiny_project import digest

from recount.book.outputs import embed_book
from recount.book.website.website import regional_book
from recount.edition.edition import Edition, load_edition
from recount.errors import BookError, RecordError
from recount.results.reading import read_results
from recount.running.regional_book import NONE, edition_with
from sto_eval.regions.divisions import RMC, STO

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def edition(divided_report: Edition) -> Edition:
    """A tiny executed report with regions."""
    return divided_report


@pytest.fixture(scope="module")
def site(edition: Edition) -> Path:
    """The website of the report, with the regions."""
    return make_website(edition)


def page(site: Path, name: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((site / name).read_text("utf-8"), "lxml")


def links(site: Path, name: str, within: str) -> list[tuple[str, str]]:
    """Text and address of the links to the other book within part of a page."""
    found = page(site, name).select(f"{within} a[href]")
    other = [(one.get_text(), str(one["href"])) for one in found]
    inside = name.startswith("regios/")
    place = (site / name).parent
    return [
        (text, href)
        for text, href in other
        if not urlsplit(href).scheme
        and ("regios" in (place / href).resolve().relative_to(site).parts) != inside
    ]


def test_the_report_links_to_its_regions(site: Path) -> None:
    """The front page, the sidebar of every page, and a chapter link to the regional book."""
    name = "Regio’s van het programma"
    plain = name.replace("’", "'")
    assert links(site, "index.html", "article") == [(name, "regios/index.html")]
    for one in ("index.html", "herkomst.html"):
        assert links(site, one, "header") == [(plain, "regios/index.html")]
    assert links(site, "getallen/leerlingen.html", "header") == [(plain, "../regios/index.html")]
    address = f"../regios/index.html#tabel-{OVERVIEW}-tabel"
    assert links(site, "chapters/proef.html", "article") == [(name, address)]


def test_the_regions_link_to_the_report(site: Path) -> None:
    """The front page, the sidebar of every page, and the page of a region link to the report."""
    back, question = ("het rapport", "../index.html"), "Hoeveel is er?"
    chapter = (question, "../chapters/proef.html")
    assert links(site, "regios/index.html", "article") == [back, chapter]
    for region in (HERE, THERE):
        name = f"regios/chapters/{region}.html"
        deeper = [(text, f"../{address}") for text, address in (back, chapter)]
        assert links(site, name, "article") == deeper
        assert links(site, name, "header") == deeper[:1]


def test_the_search_page_of_either_book_searches_both(site: Path) -> None:
    """It loads the indexes of both, each written with its own book."""
    for book, other in (("", "regios/"), ("regios/", "../")):
        loaded = [str(one["src"]) for one in page(site, f"{book}search.html").select("script[src]")]
        indexes = [one for one in loaded if one.endswith("zoekindex.js")]
        assert indexes == ["zoekindex.js", f"{other}zoekindex.js"]
        assert all((site / book / one).is_file() for one in indexes)


def test_the_regions_offer_the_files_of_the_report(site: Path) -> None:
    """The workbook is at the front of the report, which the footer of every page of a region links to."""
    links = page(site, f"regios/chapters/{HERE}.html").select(".rc-als-bestand a")
    assert [str(one["href"]) for one in links] == ["../../werkboek.ods", "../../werkboek.xlsx"]


def test_the_site_has_no_dead_links(site: Path) -> None:
    """Links and anchors of both books resolve."""
    assert dead(site) == []


def test_a_build_without_changes_leaves_the_site_untouched(edition: Edition, site: Path) -> None:
    """No file of either book is written again."""
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert make_website(edition) == site
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_without_regions_there_is_no_link_and_no_folder(edition: Edition, site: Path) -> None:
    """The regional book stays in its build folder, and embedding it again restores the same bytes."""
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    regions = divided(edition).build / "html" / "index.html"
    made = regions.stat().st_mtime_ns
    make_website(edition, NONE)
    assert not (site / "regios").exists()
    for path in site.rglob("*.html"):
        assert "regios/" not in path.read_text("utf-8")
        assert "rc-ernaast" not in path.read_text("utf-8")
    assert dead(site) == []
    make_website(edition)
    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before
    assert regions.stat().st_mtime_ns == made


def test_a_division_that_was_never_built_is_not_linked(edition: Edition, site: Path) -> None:
    """Neither is that of an edition without regional chapters."""
    assert regional_book(edition, RMC) is None
    assert regional_book(edition, NONE) is None
    bare = replace(edition, card=edition.card.model_copy(update={"regional": {}}))
    assert regional_book(bare, STO) is None


def test_embedding_another_book_replaces_the_first(site: Path, tmp_path: Path) -> None:
    """No page of the first book is left."""
    here = tmp_path / "html"
    shutil.copytree(site, here)
    other = tmp_path / "ander"
    other.mkdir()
    (other / "index.html").write_text("ander", "utf-8")
    (other / ".book.json").write_text('{"key": "ander", "opens": "index.html"}', "utf-8")
    embed_book(other, here)
    assert sorted(path.name for path in (here / "regios").iterdir()) == [
        ".book.json",
        "index.html",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ander", "html"]


def test_a_register_with_other_regions_leaves_nothing_of_the_first(
    edition: Edition, site: Path, tmp_path: Path
) -> None:
    """No page, record, row or list names the old regions."""
    assert site.is_dir()
    copy = load_edition(shutil.copytree(edition.root, tmp_path / "project"), edition.id)
    rows = REGIONS.replace("R1;Oost", "R8;Noord").replace("R2;West", "R9;Zuid")
    register, catalogue = copy.root / "data/raw/sto/regios.csv", copy.file("sources")
    catalogue.write_text(
        catalogue.read_text("utf-8").replace(digest(REGIONS), digest(rows)), "utf-8"
    )
    register.write_text(rows, "utf-8")
    for book in (copy, divided(copy)):
        run_book(book)
    made = make_website(copy)
    assert {*read_results(divided(copy))} > {"regio-sto-R8-leerlingen", "regio-sto-R9-leerlingen"}
    for path in [*made.rglob("*"), *divided(copy).build.rglob("*")]:
        if "previous" not in path.parts:
            assert not re.search(r"sto-R[12]", f"{path.name} {text_of(path)}"), path


def test_a_fault_in_the_regional_book_stops_the_build_after_the_report(
    edition: Edition, site: Path
) -> None:
    """The error is that of the regional book, which stays in the site as it was."""
    path = edition.root / "regios" / "herkomst.md"
    text, regions = path.read_text("utf-8"), (site / "regios" / "index.html").read_bytes()
    path.write_text(f"{text}\nEr zijn 987 scholen.\n", "utf-8")
    with pytest.raises(BookError, match="987"):
        make_website(edition)
    assert (site / "regios" / "index.html").read_bytes() == regions
    path.write_text(text, "utf-8")
    assert make_website(edition) == site


def test_a_damaged_regional_record_does_not_affect_the_report(edition: Edition, site: Path) -> None:
    """A number is looked up in its own book only."""
    assert site.is_dir()
    name = "regio-sto-R1-leerlingen"
    path = next((divided(edition).build / "chapters").glob(f"*/records/{name}.json"))
    before = path.read_bytes()
    path.write_text("{}", "utf-8")
    try:
        assert read_results(edition_with(edition, "leerlingen"))
        with pytest.raises(RecordError):
            read_results(edition_with(edition, name))
    finally:
        path.write_bytes(before)


def text_of(path: Path) -> str:
    """The text of a text file; empty for any other file."""
    known = {".html", ".json", ".js", ".ipynb", ".md", ".csv"}
    return path.read_text("utf-8") if path.suffix in known and path.is_file() else ""
