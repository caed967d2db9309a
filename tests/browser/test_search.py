"""Search in both books at once, on pages opened from a folder, without a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browser.visits import SITE, WIDTHS, address, violations
from playwright.sync_api import Browser, Page

AMOUNT = "Hoeveel geld ging er naar de regio’s?"
SUPPLY = "Waar kunnen leerlingen een technisch profiel volgen?"
REACH = "Hoeveel jongeren wonen dicht bij een technisch profiel?"

FOUND = [
    ("481.148.423,54", AMOUNT),
    ("481148423,54", AMOUNT),
    ("€ 481.148.423", AMOUNT),
    ("481 miljoen", AMOUNT),
    ("481,1 mln", AMOUNT),
    ("481,148,423.54", AMOUNT),
    ("481.1 mln", AMOUNT),
    ("hoeveel scholen doen mee", "Welke vestigingen doen mee?"),
    ("hoeveel meisjes kiezen techniek", "Kiezen minder jongeren voor techniek?"),
    ("bouw", REACH),
    ("MaT", SUPPLY),
    ("maritiem", SUPPLY),
    ("geld", AMOUNT),
    ("subsidie", AMOUNT),
    ("bedrijven", "Hoeveel droegen bedrijven bij?"),
    ("krimp", "Hoeveel leerlingen zijn er straks minder?"),
    ("techniekonderwjis", "De infographic nagerekend"),
]
"""Query -> title of the page that must be first, without its number."""

FOUND_IN_REGIONS = [
    ("Zeeuws-Vlaanderen", "Hoe staat techniek ervoor in Zeeuws-Vlaanderen?"),
    ("zeeuwsch vlaanderen", "Hoe staat techniek ervoor in Zeeuws-Vlaanderen?"),
    ("Tilburg", "Hoe staat techniek ervoor in Midden-Brabant?"),
]
"""The same for the regions, of which the demo has others."""

QUERIES = FOUND + (FOUND_IN_REGIONS if os.environ.get("RECOUNT_MIRROR") else [])


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab for all queries."""
    page = browser.new_page()
    yield page
    page.close()


def search(tab: Page, query: str, book: str = "") -> list[str]:
    """The titles found in a book, in order, without the number of a chapter."""
    tab.goto(f"{address(f'{book}search.html')}?q={quote(query)}")
    titles: list[str] = tab.locator(".rc-gevonden li > a").all_text_contents()
    return [title.split(". ", 1)[-1] for title in titles]


@pytest.mark.parametrize("book", ["", "regios/"])
@pytest.mark.parametrize(("query", "first"), QUERIES)
def test_a_query_finds_its_page_first(tab: Page, query: str, first: str, book: str) -> None:
    """Names, places, amounts, whole questions, everyday words and a misspelling, in either book."""
    assert search(tab, query, book)[0] == first


@pytest.mark.parametrize("query", ["lassen", "monteur", "metaal"])
def test_an_everyday_word_leads_to_where_it_is_taught(tab: Page, query: str) -> None:
    """First in the report; a search from the regional book begins with the regions."""
    assert search(tab, query)[0] == SUPPLY
    assert SUPPLY in search(tab, query, "regios/")


def test_results_are_grouped_by_book(tab: Page) -> None:
    """Pages come before numbers, which show their value; words that were found are marked."""
    search(tab, "vestigingen met MaT")
    report, regions = tab.locator(".rc-gevonden h2").all_text_contents()
    assert report == "Het rapport"
    assert "regio" in regions.lower()
    assert tab.locator(".rc-gevonden h3").all_text_contents() == ["Getallen", "Getallen"]
    number = tab.locator(".rc-gevonden h3 + ul li").first
    assert any(map(str.isdigit, number.locator("p").text_content() or ""))
    assert number.locator("mark").count() > 0


def test_every_result_leads_somewhere(tab: Page) -> None:
    """To a page of the site, and to an anchor on it, also from the regional book."""
    search(tab, "techniek", "regios/")
    links = tab.locator(".rc-gevonden a").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) > 1
    for link in links:
        page, _, anchor = link.removeprefix(f"{SITE.resolve().as_uri()}/").partition("#")
        assert f'id="{anchor}"' in (SITE / page).read_text("utf-8") if anchor else (SITE / page).is_file()  # fmt: skip


def test_the_number_of_results_is_announced(tab: Page) -> None:
    """In a live region, with the word that was sought instead of one that no page has."""
    search(tab, "techniekonderwjis")
    status = tab.get_by_role("status").text_content() or ""
    assert "resultaten voor ‘techniekonderwjis’" in status
    assert "wij zochten op ‘techniekonderwijs’" in status


def test_without_results_there_is_help(tab: Page) -> None:
    """How to search, and links to the chapters; with results there is no such help."""
    search(tab, "xyzzy")
    assert tab.get_by_role("status").text_content() == "Niets gevonden voor ‘xyzzy’."
    assert tab.locator(".rc-zoekhulp a").first.is_visible()
    search(tab, "geld")
    assert tab.locator(".rc-zoekhulp").is_hidden()


def test_a_query_is_text(tab: Page) -> None:
    """Elements in it are shown, not made."""
    search(tab, "<b>geld</b>")
    assert "<b>geld</b>" in (tab.get_by_role("status").text_content() or "")
    assert tab.locator("[role=status] b").count() == 0


def test_results_can_be_reached_by_keyboard(tab: Page) -> None:
    """Search with Enter in the field; then Tab leads to the first result."""
    tab.goto(address("search.html"))
    field = tab.locator("main input[name=q]")
    field.fill("geld")
    field.press("Enter")
    tab.wait_for_selector(".rc-gevonden li")
    tab.locator("main input[name=q]").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.rc-gevonden li') !== null")


@pytest.mark.parametrize("query", ["techniek", "xyzzy"])
@pytest.mark.parametrize("width", WIDTHS)
def test_results_are_accessible(browser: Browser, width: int, query: str) -> None:
    """WCAG 2.2 AA in light and dark mode, and nothing wider than the window."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    search(page, query)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
