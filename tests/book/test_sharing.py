"""What others see of the website: previews, search engines, icons and the page for a wrong address."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from recount.book.directives.store import Store, load_store
from recount.book.fonts import write_fonts
from recount.book.staging import Stage
from recount.book.website.contents import read_contents
from recount.book.website.sharing import NOT_THERE, share_site
from recount.book.website.translated import write_languages
from recount.edition.publication import Publication

pytestmark = pytest.mark.slow

ADDRESS = "https://a.example/rapport/"


def head(site: Path, page: str) -> dict[str, str]:
    """Name -> content of the descriptions in the head of a page."""
    found = BeautifulSoup((site / page).read_text("utf-8"), "lxml").select("head meta[content]")
    return {str(one.get("name") or one.get("property")): str(one["content"]) for one in found}


@pytest.fixture
def published(root: Path, tmp_path: Path) -> Path:
    """Three pages of the website, shared as a real report that is published, also in English."""
    build = root / "_build"
    store: Store = load_store(build / "chapters", root / "edition")
    card = store.edition.model_copy(update={"publication": Publication(address=ADDRESS)})
    store = replace(store, edition=card, run={})
    for page in ("index.html", "herkomst.html", "chapters/proef.html"):
        (tmp_path / page).parent.mkdir(exist_ok=True)
        shutil.copyfile(build / "html" / page, tmp_path / page)
    edition = tmp_path / "edition"
    catalogue = edition / "locale/en/LC_MESSAGES/pages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    fonts = write_fonts(tmp_path / "fonts")
    stage = Stage(tmp_path, build / "chapters", edition, fonts, "Proef", "Niemand")
    share_site(read_contents(tmp_path), stage, store, tmp_path)
    return tmp_path


def test_every_page_has_a_preview(root: Path) -> None:
    """Title, description and picture, in Dutch; a passport shows its value."""
    site = root / "_build/html"
    for page in [one.address for one in read_contents(site)]:
        shown = head(site, page)
        assert shown["og:locale"] == "nl_NL"
        assert shown["og:title"]
        assert shown["description"] == shown["og:description"] != ""
        assert (site / page).parent.joinpath(shown["og:image"]).is_file()
    assert head(site, "getallen/proef-deel.html")["description"].startswith("75,3% · ● klopt · ")


def test_search_engines_leave_the_demo_out(root: Path) -> None:
    """The demo asks so on every page, and has no address to list."""
    site = root / "_build/html"
    for page in [one.address for one in read_contents(site)] + ["search.html", "404.html"]:
        assert head(site, page)["robots"] == "noindex"
    assert not (site / "sitemap.xml").exists()


def test_a_published_page_has_its_address(published: Path) -> None:
    """And that in other languages; the front is the folder itself; pictures have a whole address too."""
    page = BeautifulSoup((published / "chapters/proef.html").read_text("utf-8"), "lxml")
    assert [str(one["href"]) for one in page.select("link[rel=canonical]")][-1] == f"{ADDRESS}chapters/proef.html"  # fmt: skip
    others = {str(one.get("hreflang")): str(one["href"]) for one in page.select("link[hreflang]")}
    assert others == {code: f"{ADDRESS}{folder}chapters/proef.html" for code, folder in (("nl", ""), ("en", "en/"))}  # fmt: skip
    assert head(published, "index.html")["og:url"] == ADDRESS
    assert head(published, "index.html")["og:image"].startswith(ADDRESS)


def test_the_sitemap_lists_every_page(published: Path) -> None:
    """In every language, with the last day on which a number changed; robots find it."""
    listed = (published / "sitemap.xml").read_text("utf-8")
    for page in ("", "herkomst.html", "chapters/proef.html"):
        assert f"<loc>{ADDRESS}{page}</loc><lastmod>20" in listed
        assert f"<loc>{ADDRESS}en/{page}</loc><lastmod>20" in listed
        assert listed.count(f'hreflang="en" href="{ADDRESS}en/{page}"/>') == 2
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_a_wrong_address_leads_back(root: Path, published: Path) -> None:
    """At any depth: addresses are from the root of the site, where the page loads nothing else."""
    for site, base in ((root / "_build/html", "/"), (published, "/rapport/")):
        page = BeautifulSoup((site / "404.html").read_text("utf-8"), "lxml")
        assert [str(one["href"]) for one in page.select("base")] == [base]
        assert "chapters/proef.html" in [str(one["href"]) for one in page.select("a")]
        assert [str(one["action"]) for one in page.select("form")] == ["search.html"]
        assert not page.select("script, link, img")


def test_a_wrong_address_is_explained_in_every_language(root: Path, tmp_path: Path) -> None:
    """The same in few words, marked as that language, with a link to the report in it."""
    build = root / "_build"
    store: Store = load_store(build / "chapters", root / "edition")
    for page in ("index.html", "404.html"):
        shutil.copyfile(build / "html" / page, tmp_path / page)
    said = {NOT_THERE: "Not here", "Proef": "Test"}
    catalogue = tmp_path / "edition/locale/en/LC_MESSAGES/pages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        "".join(f'msgid "{dutch}"\nmsgstr "{text}"\n\n' for dutch, text in said.items()), "utf-8"
    )
    fonts = write_fonts(tmp_path / "fonts")
    stage = Stage(tmp_path, build / "chapters", tmp_path / "edition", fonts, "Proef", "Niemand")
    write_languages(stage, store, [], tmp_path)
    page = BeautifulSoup((tmp_path / "404.html").read_text("utf-8"), "lxml")
    (english,) = page.select("main > [lang=en]")
    assert str(english.h2.get_text()) == "Not here"
    assert [(str(one["href"]), one.get_text()) for one in english.select("a")] == [("en/index.html", "Test")]  # fmt: skip
