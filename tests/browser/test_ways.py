"""Using the book with a keyboard and with touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser.visits import SITE, WIDTHS, address, pages, violations
from lxml import html
from playwright.sync_api import Browser, Page, expect

HEIGHT = 740
"""Height of a phone screen in pixels."""

CARD = ".rc-kaartje:popover-open"


def with_card() -> list[str]:
    """The pages with the card of a number."""
    card = "//template[starts-with(@id, 'kaart-')]"
    return [page for page in pages() if html.parse(SITE / page).xpath(card)]


@pytest.fixture(scope="module")
def touched(browser: Browser) -> Iterator[Page]:
    """A window of a phone with a touch screen."""
    size = {"width": WIDTHS[0], "height": HEIGHT}
    context = browser.new_context(viewport=size, has_touch=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(touched: Page) -> Page:
    """A page on a phone, in light mode whatever the test before did."""
    touched.emulate_media(color_scheme="light")
    return touched


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen with a keyboard."""
    size = {"width": WIDTHS[-1], "height": 900}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", with_card())
def test_a_number_opens_its_card_by_keyboard(desk: Page, name: str) -> None:
    """Enter and the space bar open the card, and Escape closes it and returns the focus."""
    desk.goto(address(name))
    number = desk.locator("a.rc-getal[aria-haspopup]:visible").first
    number.focus()
    for key in ("Enter", " "):
        desk.keyboard.press(key)
        expect(desk.locator(CARD)).to_be_focused()
        expect(number).to_have_attribute("aria-expanded", "true")
        desk.keyboard.press("Escape")
        expect(desk.locator(CARD)).to_have_count(0)
        expect(number).to_be_focused()


@pytest.mark.parametrize("name", with_card())
def test_a_number_opens_its_card_by_touch(phone: Page, name: str) -> None:
    """A tap opens the card on screen, and a tap outside closes it; axe finds no violations."""
    phone.goto(address(name))
    phone.locator("a.rc-getal[aria-haspopup]:visible").last.tap()
    card = phone.locator(CARD)
    expect(card).to_be_in_viewport()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= WIDTHS[0]
    assert violations(phone, ".rc-kaartje") == []
    phone.touchscreen.tap(2, HEIGHT - 10 if box["y"] + box["height"] < HEIGHT - 50 else 10)
    expect(card).to_have_count(0)


def test_the_table_of_contents_opens_on_a_phone(phone: Page) -> None:
    """The button opens it, Escape closes it, a chapter can be chosen, and axe finds no violations."""
    phone.goto(address("index.html"))
    phone.locator(".primary-toggle:visible").tap()
    chapter = phone.locator("#pst-primary-sidebar-modal a[href='chapters/bereik.html']")
    expect(chapter).to_be_visible()
    assert violations(phone) == []
    phone.keyboard.press("Escape")
    expect(chapter).not_to_be_visible()
    phone.locator(".primary-toggle:visible").tap()
    chapter.tap()
    expect(phone).to_have_url(re.compile(r"chapters/bereik\.html$"))


def test_the_list_of_sections_opens_on_a_phone(phone: Page) -> None:
    """The button opens the list of sections, and axe finds no violations."""
    phone.goto(address("chapters/bereik.html"))
    phone.locator(".secondary-toggle:visible").tap()
    expect(phone.locator("#pst-secondary-sidebar-modal a").first).to_be_visible()
    assert violations(phone) == []


def test_the_first_tab_stop_skips_the_table_of_contents(desk: Page) -> None:
    """The first tab stop is a link to the content."""
    desk.goto(address("chapters/bereik.html"))
    desk.keyboard.press("Tab")
    link = desk.locator("#pst-skip-link a")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    desk.keyboard.press("Enter")
    assert desk.url.endswith("#main-content")


@pytest.mark.parametrize("width", WIDTHS)
def test_search_finds_a_chapter(browser: Browser, width: int) -> None:
    """The button opens the field, and the result, in Dutch, links to the chapter or its best section."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(address("index.html"))
    page.locator(".search-button__button:visible").click()
    assert violations(page) == []
    page.keyboard.type("bereik")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("resultaten voor ‘bereik’")
    result = page.locator("main a[href*='chapters/bereik.html']").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"chapters/bereik\.html"))
    page.close()


def test_the_colour_mode_is_remembered(browser: Browser) -> None:
    """The button cycles through the device setting, light and dark; the next page keeps the choice."""
    desk = browser.new_page(viewport={"width": WIDTHS[-1], "height": 900})
    desk.goto(address("index.html"))
    mode = "document.documentElement.dataset.mode"
    seen = [desk.evaluate(mode)]
    for _ in range(2):
        desk.locator(".theme-switch-button:visible").first.click()
        seen.append(desk.evaluate(mode))
    assert sorted(seen) == ["auto", "dark", "light"]
    desk.goto(address("samenvatting.html"))
    assert desk.evaluate(mode) == seen[-1]
    desk.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_book_can_be_read_without_scripts(browser: Browser, width: int) -> None:
    """Text, tables and table of contents are visible, and there are no buttons."""
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(address("chapters/bereik.html"))
    for shown in (
        "article h1",
        "article .rc-stemmen",
        "#pst-primary-sidebar a[href='aanbod.html']",
    ):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    context.close()
