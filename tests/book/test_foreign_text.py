"""Names, titles, addresses and parameters from external sources are shown as text, never as markup."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdfium2 import PdfDocument
from support import built_project, regional_project
from support.regional_project import HERE, make_website, write_divided

from recount.book.pdf.paper import render_pdf
from recount.book.staging import stage_book
from recount.book.website.regional import region_volume
from recount.edition.edition import Edition
from recount.running.processes import process_beside

pytestmark = pytest.mark.slow

NAME = (
    "<script>alert(a)</script><img src=x onerror=alert(b)> `{raw} html` ```{literalinclude} _config.yml "
    "$x^n$ [a](javascript:alert(c)) {{ a }} {getal}`leerlingen` § §naam | *b* _c_ # ::: 's-Hage & Ons/Hier"
)
"""Name of a region; without digits, which the check of numerals would reject."""

NOT_FOUND = "404.html"
TITLE = "<script>alert(e)</script> *Leerlingen* [a](javascript:alert(f)) $x^n$ {{ a }}"
ADDRESS = "javascript:alert(g)"
VALUE = "<script>alert(h)</script>\n```{raw} html\n<b>x</b>\n```"


YEARS = "[jaren]\npattern = '2020-2024'\nreason = 'De titel.'\n"
"""Exemption for the digits in the title of the edition."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """A tiny report with regions, run with such texts everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("RECOUNT_MIRROR", "RECOUNT_EDITION", "RECOUNT_ROOT"):
            patch.delenv(name, raising=False)
        patch.setattr(regional_project, "REGIONS", regional_project.REGIONS.replace("Oost", NAME))
        patch.setattr(
            regional_project, "digest", lambda text: hashlib.sha256(text.encode()).hexdigest()
        )
        sources = (
            built_project._sources()
            .replace('"Leerlingen', f"'{TITLE}")
            .replace('"https', f"'{ADDRESS}")
        )
        patch.setattr(
            built_project,
            "_sources",
            lambda: re.sub(r"('[^'\n]*)\"$", r"\1'", sources, flags=re.MULTILINE),
        )
        page = built_project.CHAPTER.replace("minimum = 1\n", f"minimum = 1\nnote = {VALUE!r}\n")
        page = page.replace("minimum=minimum)\noffer", "minimum=minimum, note=note)\noffer")
        patch.setitem(built_project.PAGES, "chapters/proef.md", page)
        yield write_divided(tmp_path_factory.mktemp("foreign"))


@pytest.fixture(scope="module")
def site(edition: Edition) -> Path:
    """The website of the report, with the regions."""
    return make_website(edition)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every page of the site by name."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml")
        for path in sorted(site.rglob("*.html"))
    }


def test_foreign_text_is_never_markup(pages: dict[str, BeautifulSoup]) -> None:
    """Foreign text yields no scripts, pictures or script links.

    A page has one inline script of ours, that for a wrong address none.

    The data of a passport and of the report are no script, and have no sign with which foreign text could end them.
    """
    for name, page in pages.items():
        inside = page.select("script:not([src], [type])")
        assert ["localStorage" in one.text for one in inside] == [True] * (name != NOT_FOUND), name
        data = page.select("script[type]:not([src])")
        assert {one["type"] for one in data} <= {"application/json", "application/ld+json"}, name
        assert all("<" not in one.text for one in data), name
        assert all("/alert" not in one["src"] for one in page.select("script[src]"))
        assert page.select("[src=x], [onerror], [href^='javascript:'], article b b") == [], name


def test_names_are_shown_unchanged(pages: dict[str, BeautifulSoup]) -> None:
    """A region in title, heading, contents and annex; a source and a parameter in a passport."""
    region = pages[f"regios/chapters/{HERE}.html"]
    shown = [region.title, *region.select("h1"), region.select_one("nav .current.active > a")]
    assert all(NAME in straight(one.text) for one in shown)
    assert NAME in straight(pages["regios/herkomst.html"].text)
    passport = pages["getallen/aanbod-mat.html"]
    assert f"{TITLE} 2019" in [one.text for one in passport.select("h3")]
    assert f"minimum = 1; note = {VALUE}" in passport.text


def test_a_page_runs_only_files_of_the_site(pages: dict[str, BeautifulSoup]) -> None:
    """A policy with the checksum of the one inline script precedes all scripts that run."""
    for name, page in pages.items():
        if name == NOT_FOUND:
            continue
        inside = page.select_one("script:not([src], [type])")
        policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
        digest = base64.b64encode(hashlib.sha256(inside.text.encode()).digest()).decode()
        assert f"script-src 'self' 'sha256-{digest}';" in policy["content"], name
        assert "object-src 'none'; base-uri 'self'" in policy["content"]
        assert not [one for one in policy.find_all_previous("script") if not one.get("type")], name


def test_the_name_of_a_region_is_text_in_print(edition: Edition, tmp_path: Path) -> None:
    """The title of the PDF and its pages show the name unchanged."""
    build, volume = region_volume(regional_project.divided(edition), HERE)
    folder = shutil.copytree(edition.folder, tmp_path / edition.id)
    (folder / "exemptions.toml").write_text(YEARS, "utf-8")
    stage = stage_book(edition.root, build, folder, volume)
    with (
        process_beside() as beside,
        PdfDocument(render_pdf(stage, build / "pdf", beside)) as paper,
    ):
        text = "".join(page.get_textpage().get_text_range() for page in paper)
        title = paper.get_metadata_value("Title")
    assert "".join(NAME.split()) in "".join(straight(text).split())
    assert NAME in title


def straight(text: str) -> str:
    """Text with straight quotes instead of those that Sphinx sets."""
    return re.sub("[‘’]", "'", text)
