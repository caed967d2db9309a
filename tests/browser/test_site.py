"""The site as a whole: links, first paint and colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser.visits import SITE, Visit, Window, address, gone, pages, passports, regional
from lxml import html
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from support.colour_distance import channels, contrast

MARKS = ("--rc-accent", "--rc-waarschuw", "--rc-zacht")
"""Colours of text and marks in web.css."""

TEXT_CONTRAST = 4.5

PHONE: ViewportSize = {"width": 390, "height": 844}
SCREENS = 9
"""Screens of a phone that a page takes at most, with everything in it folded."""


@cache
def _anchors(path: Path) -> frozenset[str]:
    return frozenset(map(str, html.parse(path).xpath("//@id | //a/@name")))


def _dead(page: str) -> list[str]:
    """The links of a page without an existing target."""
    found = []
    for link in map(str, html.parse(SITE / page).xpath("//*[not(self::base)]/@href | //@src")):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        path = (SITE / page).parent / unquote(parts.path) if parts.path else SITE / page
        fragment = unquote(parts.fragment)
        if not path.is_file() or (fragment and fragment not in _anchors(path)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", [*pages(), *regional(), *gone(), *passports()])
def test_every_link_leads_somewhere(page: str) -> None:
    """The target file of a link is on the site and has the anchor."""
    assert _dead(page) == []


_PAINTED = """new Promise((done, fail) => {
  setTimeout(fail, 30_000, "nothing was painted");
  new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) done();
  }).observe({ type: "paint", buffered: true });
})"""
"""Waits for the first paint; Playwright's own wait evaluates strings, which the policy of a page forbids."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab for all pages whose scripts are held back."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("page", [page for page in pages() if page != "404.html"])
def test_a_page_paints_before_its_scripts_load(tab: Page, page: str) -> None:
    """The text is painted even if all scripts are held back; the page for a wrong address has none."""
    held: list[Route] = []
    tab.route("**/*.js*", lambda route: held.append(route))  # noqa: PLW0108 - it looks into the function
    tab.goto(address(page), wait_until="commit")
    tab.evaluate(_PAINTED)
    assert held
    for route in held:
        route.abort()
    tab.unroute("**/*.js*")


@pytest.mark.parametrize("page", pages())
def test_a_page_is_short_on_a_phone(window: Window, page: str) -> None:
    """What a reader does not need first stands behind a click."""
    height = window.open(Visit(page, PHONE["width"])).evaluate(
        "document.documentElement.scrollHeight"
    )
    assert height <= SCREENS * PHONE["height"]


@pytest.mark.parametrize("link", ["#hoe-wij-dit-berekenen", "#tabel-bereik-bevolking"])
def test_a_link_opens_what_it_leads_to(browser: Browser, link: str) -> None:
    """A section or table behind a click is in view, without a script too."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    tab = context.new_page()
    tab.goto(f"{address('chapters/bereik.html')}{link}")
    expect(tab.locator(link)).to_be_in_viewport()
    context.close()


def test_what_is_folded_is_printed(browser: Browser) -> None:
    """By a reader who prints a page from the browser."""
    tab = browser.new_page()
    tab.goto(address("chapters/bereik.html"))
    hidden = tab.locator("#hoe-wij-dit-berekenen > p").first
    assert not hidden.is_visible()
    tab.emulate_media(media="print")
    assert hidden.is_visible()
    tab.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_stand_out(browser: Browser, theme: str) -> None:
    """The colours of the book have enough contrast with the page in both themes."""
    tab = browser.new_page(color_scheme=theme)
    tab.goto(address("index.html"))
    page = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    for name in MARKS:
        colour = tab.evaluate(
            """name => {
              document.body.style.color = `var(${name})`;
              return getComputedStyle(document.body).color;
            }""",
            name,
        )
        assert contrast(channels(colour), channels(page)) >= TEXT_CONTRAST, name
    tab.close()
