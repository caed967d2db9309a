"""The marks of a figure say what they stand for: by pointer, touch and keyboard, and to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

visits = pytest.importorskip("browser.visits", reason="comes with the other tests in a browser")

CHAPTERS = {
    "bars": ("chapters/aanbod.html", "aanbod-profielen"),
    "lines": ("chapters/instroom.html", "instroom-reeks"),
    "maps": ("chapters/bereik.html", "bereik-kaart"),
    "definitions": ("chapters/bereik.html", "bereik-mt-definities"),
}
"""Kind of figure -> its page and its id."""

PAGE, LINES = CHAPTERS["lines"]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def screen(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window of a phone and of a wide screen."""
    context = browser.new_context(
        viewport=request.param, locale="nl-NL", reduced_motion="reduce", has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def page(screen: Any) -> Any:
    """A page on screen, in light mode and with the pointer in a corner, whatever the test before did."""
    screen.emulate_media(media="screen", color_scheme="light")
    screen.mouse.move(1, 1)
    return screen


def open_figure(page: Any, name: str = PAGE, figure: str = LINES) -> Any:
    """Open a page, and return the list of marks of a figure, in view."""
    page.goto(visits.address(name), wait_until="load")
    visits.unfold(page)
    visits.load_lazy_images(page)
    found = page.locator(f"#figuur-{figure} .rc-punten")
    found.scroll_into_view_if_needed()
    return found


def chosen(marks: Any) -> list[str]:
    """The texts that are shown."""
    return marks.locator("[aria-selected=true]").all_text_contents()


def shown(marks: Any, text: str) -> None:
    """Wait until only this text is shown."""
    marks.page.wait_for_function(
        "([list, text]) => [...list.querySelectorAll('[aria-selected=true]')].map((one) => one.textContent).join() === text",
        arg=[marks.element_handle(), text],
    )


def middle(element: Any) -> tuple[float, float]:
    """The middle of an element in the window."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("kind", CHAPTERS)
def test_a_mark_answers_the_pointer(page: Any, kind: str) -> None:
    """The pointer on a mark shows its text, which stays under the pointer and goes when the pointer leaves."""
    marks = open_figure(page, *CHAPTERS[kind])
    last = marks.locator("li").last
    page.mouse.move(*middle(last))
    shown(marks, last.text_content())
    page.mouse.move(*middle(last.locator("span")))
    page.wait_for_timeout(200)
    assert chosen(marks) == [last.text_content()]
    page.mouse.move(1, 1)
    shown(marks, "")


def test_a_text_can_be_dismissed(page: Any) -> None:
    """Escape hides the text, and the pointer on the same mark does not bring it back."""
    marks = open_figure(page)
    x, y = middle(marks.locator("li").first)
    page.mouse.move(x, y)
    shown(marks, marks.locator("li").first.text_content())
    page.keyboard.press("Escape")
    page.mouse.move(x + 1, y)
    page.wait_for_timeout(200)
    assert chosen(marks) == []


def test_a_mark_answers_a_tap(page: Any) -> None:
    """A tap shows the text; a tap elsewhere hides it."""
    marks = open_figure(page)
    first = marks.locator("li").first
    page.touchscreen.tap(*middle(first))
    assert chosen(marks) == [first.text_content()]
    page.touchscreen.tap(*middle(page.locator(f"#figuur-{LINES} .rc-titel")))
    assert chosen(marks) == []


def test_arrow_keys_walk_the_marks(page: Any) -> None:
    """Left and right by mark, up and down by series, to the first and to the last; the focus is visible."""
    marks = open_figure(page)
    texts = marks.locator("li").all_text_contents()
    second = texts.index(marks.locator("li[data-reeks]").nth(1).text_content())
    marks.locator("li").first.focus()
    for key, wanted in {
        "ArrowRight": 1, "ArrowLeft": 0, "ArrowDown": second, "ArrowUp": 0, "End": -1, "Home": 0,
    }.items():  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == texts[wanted]
        assert chosen(marks) == [texts[wanted]]
    ring = marks.locator("li:focus-visible").evaluate(
        "(one) => getComputedStyle(one, '::before').borderTopWidth"
    )
    assert ring == "3px"


def test_a_figure_is_one_tab_stop(page: Any) -> None:
    """Tab leaves the figure from any mark, and hides its text."""
    marks = open_figure(page)
    marks.locator("li").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.rc-punten')") is None
    assert chosen(marks) == []
    page.keyboard.press("Shift+Tab")
    assert chosen(marks) == [marks.locator("li").nth(1).text_content()]


def test_a_screen_reader_reads_the_marks(page: Any) -> None:
    """A list with a name, and options with the row as their name."""
    marks = open_figure(page, *CHAPTERS["bars"])
    texts = marks.locator("li").all_text_contents()
    listed = page.get_by_role("listbox", name="Waarden in de figuur").first
    assert listed.get_by_role("option").all_text_contents() == texts
    assert listed.get_by_role("option", name=texts[0], exact=True).count() >= 1


@pytest.mark.parametrize("kind", CHAPTERS)
def test_no_text_is_cut_off(page: Any, kind: str) -> None:
    """Every text is within the window when its mark has the focus."""
    marks = open_figure(page, *CHAPTERS[kind])
    marks.locator("li").first.focus()
    for _ in range(marks.locator("li").count()):
        box = marks.locator("[aria-selected=true] > span").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= page.viewport_size["height"]
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("kind", CHAPTERS)
def test_axe_finds_no_violation_with_a_text_open(page: Any, kind: str) -> None:
    """In the figure, in light and dark mode."""
    name, figure = CHAPTERS[kind]
    open_figure(page, name, figure).locator("li").first.focus()
    assert visits.violations(page, f"#figuur-{figure}") == []


def test_a_figure_stands_without_script(browser: Any) -> None:
    """The picture and its description are shown, and no mark."""
    context = browser.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(visits.address(PAGE))
    figure = made.locator(f"#figuur-{LINES}")
    assert figure.locator("img").is_visible()
    assert not figure.locator(".rc-punten").is_visible()
    figure.locator("summary", has_text="Beschrijving").click()
    assert figure.locator("details[id^=beschrijving] li").first.is_visible()
    context.close()


def test_print_shows_no_marks(page: Any) -> None:
    """Neither the list nor the hint."""
    open_figure(page)
    page.emulate_media(media="print")
    assert [one for one in page.locator("figure .rc-bediening").all() if one.is_visible()] == []
