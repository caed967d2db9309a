"""Three pages of a website, and the same in English."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from support.translated_pages import differences, pair
from support.translation_catalogues import english

from recount.book.staging import Stage
from recount.book.website.translated import (
    TranslatedPages,
    is_translated,
    read_html,
    write_scripts,
)

KNOWN = {
    "Een voorpagina": "A front page",
    "{1} regels": "{1} rows",
    "Zie het rapport": "See the report",
}

SWITCH = '<a class="rc-taal" href="{}" hreflang="en" lang="en" translate="no">English</a>'

PAGES = {
    "index.html": "<p>Een voorpagina</p>" + SWITCH.format("en/index.html"),
    "chapters/a.html": '<p><a href="../index.html#top">1.234 regels</a> <a href="b.html?x#y">3</a>'
    '<a href="#hier">4</a> <a href="https://example.org/a.html">5</a> <a href="mailto:a@b.nl">6</a>'
    '<a href="../regios/chapters/a.html">7</a> <a href="../a.csv">8</a> <a href="../404.csv">9</a></p>'
    '<picture><source srcset="../a.smal.svg"><img src="../a.svg"></picture><img src="../b.svg">'
    '<script src="../_static/rc-a.js"></script><script src="../zoekindex.js"></script>'
    '<form action="../search.html"></form>' + SWITCH.format("../en/chapters/a.html"),
    "regios/chapters/a.html": '<p><a href="../../chapters/a.html#top">Zie het rapport</a>'
    '<a href="../index.html">2</a><img src="../a.svg"></p>',
}  # fmt: skip
"""A page of the report with every kind of address, its front page, and a page of the other book."""

FILES = (
    "a.csv", "a.svg", "a.en.svg", "a.smal.svg", "a.smal.en.svg", "b.svg", "_static/rc-a.js", "_static/rc-a.en.js",
    "regios/a.svg", "404.html",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The website with both books in English."""
    pages = {
        name: f'<!DOCTYPE html><html lang="nl"><body>{text}</body></html>'
        for name, text in PAGES.items()
    }
    for name, text in {**dict.fromkeys(FILES, ""), **pages}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for place in ("", "regios/"):
        TranslatedPages(tmp_path / place, "en", place).write(english(KNOWN))
    return tmp_path


def test_scripts_read_numbers_in_the_notation_of_a_language_without_their_catalogue(
    tmp_path: Path,
) -> None:
    """The other texts of a script stay Dutch, and a script without a locale is not written."""
    scripts = {"rc-a.js": 'write(1, "nl", "Sluiten")', "rc-b.js": 'say("Sluiten")'}
    for folder in ("stage/_static", "site/_static"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in scripts.items():
        (tmp_path / "stage/_static" / name).write_text(text, "utf-8")
    stage = Stage(tmp_path / "stage", tmp_path, tmp_path, tmp_path, "Titel", "Maker")
    write_scripts(stage, "fr", tmp_path / "site")
    (written,) = (tmp_path / "site/_static").iterdir()
    assert (written.name, written.read_text("utf-8")) == (
        "rc-a.fr.js",
        'write(1, "fr", "Sluiten")',
    )


def test_a_link_to_a_pdf_leads_to_that_in_the_language() -> None:
    """The PDFs of all languages are in one folder beside the website."""
    english = TranslatedPages(Path("site"), "en", printed={"een.pdf": "one-en.pdf"})
    assert english.address("../../pdf/een.pdf", "chapters") == "../../../pdf/one-en.pdf"


def addresses(page: Path) -> list[str]:
    """All addresses on a page but those of links to other languages."""
    return read_html(page).xpath(
        "//@*[name() = 'href' or name() = 'src' or name() = 'srcset' or name() = 'action']"
        "[not(../@class = 'rc-taal')]"
    )


def test_every_page_of_a_book_has_one_in_english(site: Path) -> None:
    """In a folder of its book; not the page for a wrong address, and not a translation once more."""
    TranslatedPages(site, "en").write(english(KNOWN))
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert found - {*PAGES, *FILES} == {
        "en/index.html", "en/chapters/a.html", "regios/en/chapters/a.html"
    }  # fmt: skip
    assert not is_translated(Path("en/index.html"))


def test_a_page_says_its_language(site: Path) -> None:
    """It has the words of that language, and its numbers in that notation."""
    page = read_html(site / "en/chapters/a.html")
    assert page.get("lang") == "en"
    assert page.findtext(".//a") == "1,234 rows"


def test_links_lead_to_english_pages_and_the_same_files(site: Path) -> None:
    """A picture or script with English texts is used where there is one; other addresses stay."""
    assert addresses(site / "en/chapters/a.html") == [
        "../index.html#top", "b.html?x#y", "#hier", "https://example.org/a.html", "mailto:a@b.nl",
        "../../regios/en/chapters/a.html", "../../a.csv", "../../404.csv",
        "../../a.smal.en.svg", "../../a.en.svg", "../../b.svg",
        "../../_static/rc-a.en.js", "../zoekindex.js", "../search.html",
    ]  # fmt: skip
    assert addresses(site / "regios/en/chapters/a.html") == [
        "../../../en/chapters/a.html#top", "../index.html", "../../a.svg"
    ]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_as_the_dutch_one(site: Path, name: str) -> None:
    """The same elements, numbers and links."""
    place = "regios/" if name.startswith("regios/") else ""
    assert differences(*pair(site, name.removeprefix(place), "en", place)) == []


@pytest.mark.parametrize("name", ["index.html", "chapters/a.html"])
def test_a_reader_can_switch_to_the_other_language_and_back(site: Path, name: str) -> None:
    """The link leads to the same page, and is in the language that it leads to."""
    there = switch(site / name)
    english_page = (site / name).parent / there.get("href", "")
    back = switch(english_page)
    assert (there.text, there.get("lang")) == ("English", "en")
    assert (back.text, back.get("lang"), back.get("hreflang")) == ("Nederlands", "nl", "nl")
    assert (english_page.parent / back.get("href", "")).resolve() == site / name


def test_languages_lead_to_each_other(tmp_path: Path) -> None:
    """A page in English has links to Dutch and to German."""
    links = "".join(
        f'<a class="rc-taal" href="{code}/index.html" hreflang="{code}" lang="{code}">x</a>'
        for code in ("de", "en")
    )
    (tmp_path / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    TranslatedPages(tmp_path, "en").write(english({}))
    found = read_html(tmp_path / "en/index.html").xpath("//a")
    assert [(one.text, one.get("href")) for one in found] == [
        ("Deutsch", "../de/index.html"),
        ("Nederlands", "../index.html"),
    ]


def test_a_published_page_has_an_address_of_its_own(tmp_path: Path) -> None:
    """And a preview with its own picture, in its own language; other addresses stay."""
    address = "https://example.org/boek/"
    (tmp_path / "a.html").write_text(
        '<html><head><meta property="og:locale" content="nl_NL">'
        f'<meta property="og:image" content="{address}gegevens/a.png">'
        f'<link rel="canonical" href="{address}a.html"></head><body></body></html>',
        "utf-8",
    )
    TranslatedPages(tmp_path, "en", published=address).write(english({}))
    head = read_html(tmp_path / "en/a.html").xpath("//meta/@content | //link/@href")
    assert head == ["en_GB", f"{address}en/gegevens/a.png", f"{address}en/a.html"]


def switch(page: Path) -> etree._Element:
    """The link to the page in the other language."""
    (link,) = read_html(page).xpath("//a[@class='rc-taal']")
    return link
