"""Interactive controls by keyboard: sliders, sortable and searchable tables, choice of definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.source_code import file_of

visits = pytest.importorskip("browser.visits", reason="comes with the other tests in a browser")

SCRIPTS = file_of("recount.book").parent / "assets"
CHAPTER = "chapters/bereik.html"
LONG = "chapters/verantwoording.html"
"""A page with a table of more than twelve rows."""

GRIDS = "chapters/instroom.html"
"""A page with definitions whose parts cannot all be combined."""

BARS = "chapters/aanbod.html"
"""A page with bars."""

ORDERS = {
    "amounts": (["€ 1.234,50", "€ 90,00", "€ 481.148.423,54", "€ 1,2 mln"], [1, 0, 3, 2]),
    "shares": (["7,5%", "75,3%", "−0,4%", "+0,2%"], [2, 3, 0, 1]),
    "intervals": (["tussen 10 en 12", "9", "tussen 2 en 80", "tussen 2 en 8", "ten minste 2", "1–4", "hooguit 8"],
                  [6, 5, 3, 2, 4, 1, 0]),
    "neighbours": (["271 of 272", "270 of 271", "1.270", "tussen 270 en 280", "270"], [4, 1, 3, 0, 2]),
    "days": (["1 oktober 2019", "31 januari 2019 *", "1 februari 2020"], [1, 0, 2]),
    "units": (["15 km", "5 km", "7,5 km"], [1, 2, 0]),
    "unknown": (["onbekend", "12", "–", "3"], [3, 1, 0, 2]),
    "words": (["Zeeland", "één", "Assen", "90AB02", "90AB10"], [3, 4, 2, 1, 0]),
}  # fmt: skip
"""Kind -> cells, and their ascending order."""


@pytest.fixture(scope="module", params=[360, 1440])
def screen(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window of a phone and of a wide screen."""
    size = {"width": request.param, "height": 900}
    context = browser.new_context(viewport=size, locale="nl-NL", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(screen: Any) -> Any:
    """A page on screen and in light mode, whatever the test before did."""
    screen.emulate_media(media="screen", color_scheme="light")
    return screen


@pytest.fixture
def column(browser: Any, tmp_path: Path) -> Iterator[Callable[[list[str]], Any]]:
    """A function that opens a page with a table of one column with the given cells."""
    context = browser.new_context(locale="nl-NL")

    def shown(cells: list[str]) -> Any:
        rows = "".join(f"<tr><th>{cell}</th></tr>" for cell in cells)
        head = "<thead><tr><th>Wat</th></tr></thead>"
        script = f'<script defer src="{(SCRIPTS / "tables.js").as_uri()}"></script>'
        text = f'<!doctype html><meta charset="utf-8">{script}<table class="rc-tabel">{head}<tbody>{rows}</tbody></table>'
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        made = context.new_page()
        made.goto((tmp_path / "a.html").as_uri())
        return made

    yield shown
    context.close()


def texts(page: Any, selector: str) -> list[str]:
    """Texts of the visible elements."""
    return [one.inner_text().strip() for one in page.locator(selector).all() if one.is_visible()]


def open_page(page: Any, name: str) -> None:
    """Open a page with all that is folded in it, and wait for its scripts."""
    page.goto(visits.address(name), wait_until="load")
    visits.unfold(page)


@pytest.mark.parametrize("kind", ORDERS)
def test_a_column_sorts_by_value(column: Any, kind: str) -> None:
    """Ascending, descending, and back to the original order; unknown values always come last."""
    cells, order = ORDERS[kind]
    page = column(cells)
    button = page.locator("button.rc-sorteer")
    up = [cells[place] for place in order]
    known = [cell for cell in up if cell not in {"onbekend", "–"}]
    for wanted in (up, known[::-1] + up[len(known) :], cells):
        button.press("Enter")
        assert texts(page, "tbody th") == wanted


def test_sorting_is_announced(page: Any) -> None:
    """The header has the direction, and the live region announces column and direction."""
    open_page(page, CHAPTER)
    block = page.locator("#tabel-bereik-stralen")
    button = block.locator("button.rc-sorteer").first
    announced = []
    for key in ("Enter", " ", "Enter"):
        button.press(key)
        status = block.locator("[role=status]").text_content()
        announced.append((block.locator("thead th").first.get_attribute("aria-sort"), status))
    assert announced == [
        ("ascending", "Gesorteerd op Straal, oplopend."),
        ("descending", "Gesorteerd op Straal, aflopend."),
        (None, "In de volgorde van de tekst."),
    ]


def test_a_long_table_can_be_searched(page: Any) -> None:
    """The field has a label, ignores case and accents, and announces the number of rows left."""
    open_page(page, LONG)
    block = page.locator("#tabel-aannames")
    field = block.get_by_label("Zoek in deze tabel")
    rows = block.locator("tbody tr")
    before = rows.count()
    field.focus()
    page.keyboard.type("OMWÉG")
    left = [row for row in rows.all() if row.is_visible()]
    status = block.locator(".rc-bediening [role=status]").last.text_content()
    assert 0 < len(left) < before
    assert status == f"{len(left)} van {before} rijen."
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert sum(row.is_visible() for row in rows.all()) == before


def test_a_slider_shows_every_row_of_its_table(page: Any) -> None:
    """Arrow keys step through all rows, and the slider shows the cells of each row."""
    open_page(page, CHAPTER)
    block = page.locator("section.rc-regelaar")
    slider = block.locator("input[type=range]")
    heads = [
        text.strip() for text in page.locator("#tabel-bereik-stralen thead th").all_inner_texts()
    ]
    slider.focus()
    page.keyboard.press("Home")
    for row in page.locator("#tabel-bereik-stralen tbody tr").all():
        chosen, *shares = [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        lines = [" ".join(line.split()) for line in block.locator(".rc-regel").all_inner_texts()]
        assert block.locator(".rc-gekozen").inner_text().strip() == chosen
        assert lines == [f"{head} {share}" for head, share in zip(heads[1:], shares, strict=True)]
        assert slider.get_attribute("aria-valuetext") == chosen
        page.keyboard.press("ArrowRight")


def test_two_rows_are_shown_next_to_each_other(page: Any) -> None:
    """A chapter asks for its own row; another is chosen by keyboard, and the cells keep their links."""
    open_page(page, f"{visits.REGIONS}/index.html")
    rows = page.locator("#tabel-regios-rmc-aanbod tbody tr")
    chapter = rows.nth(2).locator("th a").get_attribute("href")
    open_page(page, f"{visits.REGIONS}/{chapter}")
    page.locator("a[href*=naast]").press("Enter")
    choices = page.locator(".rc-vergelijk select")
    assert page.get_by_label("Vergelijk", exact=True).count() == 1
    choices.nth(1).focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    asked, other = (choice.input_value() for choice in choices.all())
    assert asked == rows.nth(2).locator("th").text_content().strip()
    assert page.locator(".rc-vergelijk [role=status]").inner_text() == f"{asked} naast {other}."
    shown = page.locator(".rc-vergeleken tbody tr").first.locator("td").all()
    for name, cell in zip((asked, other), shown, strict=True):
        row = page.locator("#tabel-regios-rmc-aanbod tbody tr", has_text=name).first
        original = row.locator("td").first
        assert cell.inner_text() == original.text_content().strip()
        assert cell.locator("a").get_attribute("href") == original.locator("a").get_attribute(
            "href"
        )
    assert visits.violations(page, "article") == []


def test_a_comparison_has_what_only_one_of_both_regions_has(page: Any) -> None:
    """Where a water decides on reach, as a row of its own, with a dash for the other; else that row is not there."""
    open_page(page, f"{visits.REGIONS}/index.html")
    wet = page.locator("#tabel-regios-rmc-water tbody th").all_text_contents()
    if not wet:
        pytest.skip("no region with such a water")
    left = page.locator(".rc-vergelijk select").first
    shown = page.locator(".rc-vergeleken tr", has_text="zonder oversteken")
    assert shown.count() == 0
    left.select_option(wet[0].strip())
    assert shown.count() == 5
    assert [row.locator("td").last.inner_text() for row in shown.all()] == ["–"] * 5
    assert shown.first.locator("a").count() == 1


@pytest.mark.parametrize("name", [CHAPTER, GRIDS])
def test_a_definition_can_be_chosen_by_keyboard(page: Any, name: str) -> None:
    """Every row can be chosen, and shows its outcome and whether it matches the printed figure.

    After these it may announce a part that changed along: not every combination of parts is a definition.
    """
    open_page(page, name)
    figure = page.locator("figure", has=page.locator(".rc-definitie")).first
    heads = [head.strip() for head in figure.locator("thead th").all_text_contents()]
    for row in figure.locator("tbody tr").all():
        cells = [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        choices = figure.locator("select").all()
        for select, cell in zip(choices, cells, strict=False):
            select.focus()
            page.keyboard.press("Home")
            while select.input_value() != cell:
                page.keyboard.press("ArrowDown")
        shown = " ".join(figure.locator("output").inner_text().split())
        said = zip(heads[len(choices) :], cells[len(choices) :], strict=True)
        wanted = re.escape(" ".join(f"{head}: {cell}." for head, cell in said))
        assert re.fullmatch(rf"{wanted}( Meeveranderd: [^.]+\.)?", shown)
        assert row.get_attribute("class") == "rc-gekozen"


def test_the_initial_choice_is_the_published_definition(page: Any) -> None:
    """Before any choice the outcome is the number of the chapter."""
    open_page(page, CHAPTER)
    shown = page.locator("#figuur-bereik-pie-definities output").inner_text()
    number = page.locator("[data-getal=bereik-pie][data-deel=''] a").first.inner_text()
    assert f"Uitkomst: {number}." in shown


def test_incompatible_parts_change_along(page: Any) -> None:
    """Every choice shows a computed definition; parts that change along are announced and restored."""
    open_page(page, GRIDS)
    figure = page.locator("figure", has=page.locator(".rc-definitie")).first
    rows = [row.locator("th, td").all_inner_texts() for row in figure.locator("tbody tr").all()]
    selects = figure.locator("select").all()
    begin, announced = [one.input_value() for one in selects], []
    for place, select in enumerate(selects):
        for option in select.locator("option").all_inner_texts():
            select.select_option(option)
            shown = [one.input_value() for one in selects]
            assert shown[place] == option
            assert shown in [row[: len(shown)] for row in rows]
            announced.append("Meeveranderd: " in figure.locator("output").inner_text())
            select.select_option(begin[place])
            assert [one.input_value() for one in selects] == begin
    assert any(announced)
    assert not all(announced)


@pytest.mark.parametrize("name", [CHAPTER, GRIDS, BARS])
def test_axe_finds_no_violation_in_controls_in_use(page: Any, name: str) -> None:
    """With a sorted table and everything that is folded open, in light and dark mode."""
    open_page(page, name)
    page.locator("button.rc-sorteer").first.press("Enter")
    assert visits.violations(page, "article") == []


def test_axe_finds_no_violation_in_the_dark(page: Any) -> None:
    """By all rules: elsewhere only contrast is checked in dark mode."""
    page.emulate_media(color_scheme="dark")
    open_page(page, CHAPTER)
    page.locator("#tabel-bereik-stralen button.rc-sorteer").first.press("Enter")
    assert visits.violations(page, "article", dark=False) == []


def test_controls_are_hidden_in_print(page: Any) -> None:
    """A printed page has no visible controls."""
    open_page(page, CHAPTER)
    page.emulate_media(media="print")
    controls = page.locator("article :is(select, input, .rc-bediening, .rc-pijl)").all()
    assert [one for one in controls if one.is_visible()] == []


def test_everything_can_be_read_without_script(browser: Any) -> None:
    """No control is visible, and every table can be opened."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(visits.address(CHAPTER))
    page.locator("summary", has_text="Kies zelf een straal").click()
    assert page.locator("#tabel-bereik-stralen tbody tr").first.is_visible()
    page.locator("#figuur-bereik-mt-definities .rc-definities summary").click()
    assert page.locator("#figuur-bereik-mt-definities tbody tr").first.is_visible()
    controls = page.locator("article :is(select, input, button)").all()
    assert [one for one in controls if one.is_visible()] == []
    context.close()
