"""What is left of the theme: the rules and the scripts that the book uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sto_eval.book.theme import pruned

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
def test_a_rule_stays_when_the_site_can_meet_it(sheet: str, left: str) -> None:
    """All classes and ids of a selector are words of the site; fonts of the theme go, licences stay."""
    assert pruned(sheet, WORDS) == left


def test_no_page_waits_for_a_script(root: Path) -> None:
    """Every script with an address is deferred, and the ones of icons and Bootstrap are gone."""
    site = root / "_build/html"
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        scripts = soup.select("script[src]")
        assert [str(one["src"]) for one in scripts if not one.has_attr("defer")] == []
        assert not any("fontawesome" in str(one["src"]) for one in scripts)
    assert not list(site.rglob("*awesome*"))


def test_a_page_loads_no_index_of_words(root: Path) -> None:
    """The scripts of the search stand on the page of the search only."""
    site = root / "_build/html"
    pages = [path for path in site.rglob("*.html") if "searchindex.js" in path.read_text("utf-8")]
    assert pages == [site / "search.html"]


def test_the_button_of_the_contents_list_stands_in_the_page(root: Path) -> None:
    """The theme's script gives the first of these buttons its work; one in a hidden bar would take it."""
    page = (root / "_build/html/index.html").read_text("utf-8")
    buttons = BeautifulSoup(page, "lxml").select(".primary-toggle")
    assert len(buttons) == 1
    assert buttons[0].find_parent("main")
