"""Only the rules and scripts that the book uses are kept from the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from recount.book.website.search_index import INDEX
from recount.book.website.theme import prune

WORDS = {"card", "menu"}


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("p { margin: 0 }", "p{ margin: 0 }"),
        (".card, .gone { margin: 0 }", ".card{ margin: 0 }"),
        (".card .gone { margin: 0 }", ""),
        ("#menu > a:not(.gone) { margin: 0 }", "#menu > a:not(.gone){ margin: 0 }"),
        ("#gone { margin: 0 }", ""),
        ("@media print { .gone { margin: 0 } p { margin: 0 } }", "@media print {p{ margin: 0 }}"),
        ("@media print { .gone { margin: 0 } }", ""),
        ("@font-face { font-family: Icons; src: url(icons.woff2) }", ""),
        ("/* a word */ /*! MIT */ @import url(basic.css);", "/*! MIT */\n@import url(basic.css);"),
    ],
)
def test_only_rules_that_can_match_are_kept(sheet: str, left: str) -> None:
    """All classes and ids of a selector must occur in the site; fonts are removed, licences kept."""
    assert prune(sheet, WORDS) == left


def test_all_external_scripts_are_deferred(root: Path) -> None:
    """Every script with an address is deferred, and the icon script is removed."""
    site = root / "_build/html"
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        scripts = soup.select("script[src]")
        assert [str(one["src"]) for one in scripts if not one.has_attr("defer")] == []
        assert not any("fontawesome" in str(one["src"]) for one in scripts)
    assert not list(site.rglob("*awesome*"))


def test_only_the_search_page_loads_the_index(root: Path) -> None:
    """No other page refers to it, and nothing of the search of Sphinx is left."""
    site = root / "_build/html"
    pages = [path for path in site.rglob("*.html") if INDEX in path.read_text("utf-8")]
    assert pages == [site / "search.html"]
    left = {"searchindex.js", "searchtools.js", "language_data.js", "doctools.js"}
    assert not [path for path in site.rglob("*.js") if path.name in left or "stemmer" in path.name]


def test_the_contents_button_is_within_the_page(root: Path) -> None:
    """The theme activates only the first such button, so there must be none in the hidden bar."""
    page = (root / "_build/html/index.html").read_text("utf-8")
    buttons = BeautifulSoup(page, "lxml").select(".primary-toggle")
    assert len(buttons) == 1
    assert buttons[0].find_parent("main")
