"""Numbers computed again in the browser, in passports opened from a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from support.source_code import file_of

from recount.book.directives.recomputing import BUTTON
from recount.book.website.row_files import rows_script

visits = pytest.importorskip("browser.visits", reason="comes with the other tests in a browser")

SCRIPT = file_of("recount.book").parent / "assets" / "recompute.js"
BLOCK = ".rc-narekenen"

ROWS = """\
regel,school,man,vrouw
2,a,7,1
3,a,<5,2
4,"b ""noord"", c",3,0
"""
"""Eight pupils; three to six, of school a too; three of another school."""

FEW = {"counts": ["man", "vrouw"], "hidden": {"<5": [1, 4]}}
FIRST = {"operation": "sum", "value": 8, "low": 8, "high": 8, "rows": {"telling": "2"}, **FEW}
OTHERS = {"operation": "sum", "value": 7.5, "low": 6, "high": 9, "rows": {"telling": "3-4"}, **FEW}
LAST = {"operation": "sum", "value": 3, "low": 3, "high": 3, "rows": {"telling": "4"}, **FEW}
SCHOOLS = {"rows": {"telling": "2-4"}, "key": ["school"]}

RIGHT: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "sum": (FIRST, "8", "De som van ‘man’, ‘vrouw’ over 1 rij is 8."),
    "masked": (OTHERS, "tussen 6 en 9", "is tussen 6 en 9. De cel ‘<5’ is afgeschermd, en staat voor 1 tot en met 4."),
    "count": (
        {"operation": "count", "value": 3, "low": 3, "high": 3, "rows": {"telling": "2-4"}},
        "3", "Er zijn 3 rijen.",
    ),
    "distinct": (
        {"operation": "distinct", "value": 2, "low": 2, "high": 2, **SCHOOLS},
        "2", "Verschillende waarden van ‘school’ in 3 rijen: 2.",
    ),
    "groups": (
        {"operation": "groups", "value": 0.5, "low": 0, "high": 1, "settings": {"minimum": 12}, **FEW, **SCHOOLS},
        "0 of 1", "Met een som van ‘man’, ‘vrouw’ van ten minste 12: 0 of 1.",
    ),
    "share": (
        {"operation": "share", "value": 800 / 11, "low": 800 / 11, "high": 800 / 11, "parts": [FIRST, LAST]},
        "72,7%", "8 van 11 is 72,7273%.",
    ),
    "share between bounds": (
        {"operation": "share", "value": 800 / 15.5, "low": 800 / 17, "high": 800 / 14, "parts": [FIRST, OTHERS]},
        "tussen 47,1% en 57,1%", "8 van tussen 14 en 17 is tussen 47,0588% en 57,1429%.",
    ),
    "difference": (
        {"operation": "difference", "value": -0.5, "low": -2, "high": 1, "parts": [FIRST, OTHERS]},
        "tussen −2 en 1", "Tussen 6 en 9 min 8 is tussen −2 en 1.",
    ),
    "change": (
        {"operation": "change", "value": -62.5, "low": -62.5, "high": -62.5, "parts": [FIRST, LAST]},
        "−62,5%", "Van 8 naar 3 is −62,5% erbij.",
    ),
    "copy": (
        {"operation": "copy", "value": 3, "low": 3, "high": 3, "rows": {"telling": "4"}, "key": ["man"]},
        "3", "In ‘man’ staat 3.",
    ),
}  # fmt: skip
"""Kind -> recipe, the number as the page writes it, and a step that the browser shows."""

WRONG: Mapping[str, tuple[dict[str, Any], str, str, str]] = {
    "changed rows": (FIRST, "8", ROWS.replace("2,a,7,1", "2,a,9,1"), "klopt niet: de rijen zijn veranderd"),
    "another number in the recipe": ({**FIRST, "value": 9, "low": 9, "high": 9}, "9", ROWS, "In het recept staat 9: dat is anders."),
    "another number on the page": (FIRST, "9", ROWS, "is 8."),
    "a line that is gone": ({**FIRST, "rows": {"telling": "2,9"}}, "8", ROWS, "regel 9 ontbreekt"),
    "no count in a cell": (FIRST, "8", ROWS.replace("2,a,7,1", "2,a,zeven,1"), "‘zeven’ is geen getal"),
}  # fmt: skip
"""What is wrong -> recipe, the number as the page writes it, the rows that are loaded, and what is said."""

Opened = Callable[..., str]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """A function that opens a passport from a folder, presses the button, and returns what is said."""
    page = browser.new_page(locale="nl-NL")

    def said(recipe: object, shown: str, loaded: str = ROWS) -> str:
        rows = tmp_path / "rijen" / "telling-1.csv"
        rows.parent.mkdir(exist_ok=True)
        rows.write_text(loaded, encoding="utf-8")
        rows.with_suffix(".js").write_bytes(rows_script(rows.stem, rows.read_bytes()))
        digest = hashlib.sha256(ROWS.encode()).hexdigest()
        files = {"telling": {"title": "Telling", "set": "telling-1", "sha256": digest}}
        data = json.dumps({"recipe": recipe, "files": files}).replace("<", "\\u003c")
        text = (
            f'<!doctype html><meta charset="utf-8"><script defer src="{SCRIPT.as_uri()}"></script>'
            f'<section class="rc-pas"><p class="rc-groot">{shown}</p><a href="rijen/{rows.name}">Regels</a>'
            '<div class="rc-narekenen"><p class="rc-bediening" hidden><button>Reken</button></p>'
            f'<div role="status"></div><script type="application/json">{data}</script></div></section>'
        )
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        page.goto((tmp_path / "a.html").as_uri())
        page.locator("button").press("Enter")
        page.locator("[role=status] > ol + p").wait_for()
        return str(page.locator("[role=status]").inner_text())

    yield said
    page.close()


@pytest.mark.parametrize("kind", RIGHT)
def test_a_number_is_computed_again_with_its_steps(opened: Opened, kind: str) -> None:
    """The rows are read and their checksum fits; every step is a sentence; the last one is the number."""
    recipe, shown, step = RIGHT[kind]
    said = opened(recipe, shown)
    assert "Wij lezen 3 rijen van ‘Telling’." in said
    assert "klopt." in said
    assert step.casefold() in said.casefold()
    assert said.endswith(f"Dat is het getal op deze pagina: {shown}.")


@pytest.mark.parametrize("kind", WRONG)
def test_a_number_that_differs_is_called_different(opened: Opened, kind: str) -> None:
    """Other rows than the page names, another number, a missing line, a cell that is no number."""
    recipe, shown, loaded, found = WRONG[kind]
    said = opened(recipe, shown, loaded)
    assert found in said
    assert "Let op: " in said
    assert "Dat is het getal op deze pagina" not in said


@cache
def _kinds() -> dict[str, str]:
    """Kind of recipe -> the first passport of the website with it."""
    found: dict[str, str] = {}
    for name in visits.passports():
        page = html.parse(visits.SITE / name)
        for data in page.xpath("//script[@type='application/json']"):
            recipe = json.loads(data.text)["recipe"]
            kind = "reach" if "settings" in recipe and "parts" in recipe else recipe["operation"]
            found.setdefault(kind, name)
            if recipe["low"] != recipe["high"]:
                found.setdefault("interval", name)
    return found


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", ["share", "groups", "interval", "reach"])
def test_a_passport_of_the_report_is_computed_by_keyboard(
    browser: Any, kind: str, width: int
) -> None:
    """No rows are loaded before the button is pressed; the focus stays on it; axe finds no violation after."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
    page, loaded = context.new_page(), []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(visits.address(_kinds()[kind]), wait_until="load")
    assert not any("/rijen/" in one for one in loaded)
    button = page.get_by_role("button", name=BUTTON)
    button.focus()
    page.keyboard.press("Enter")
    page.locator(f"{BLOCK} ol + p").wait_for()
    assert "Dat is het getal op deze pagina" in page.locator(BLOCK).inner_text()
    assert button.evaluate("one => one === document.activeElement")
    assert any("/rijen/" in one for one in loaded)
    assert visits.violations(page, BLOCK) == []
    context.close()


def test_most_passports_have_a_button() -> None:
    """The numbers that a browser cannot compute are the exception."""
    able = [
        one for one in visits.passports() if b"rc-narekenen" in (visits.SITE / one).read_bytes()
    ]
    assert len(able) > len(visits.passports()) / 2


def test_without_script_a_passport_says_what_is_needed(browser: Any) -> None:
    """There is no button; the rows can be downloaded."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(visits.address(_kinds()["share"]))
    assert page.locator("noscript p").inner_text() == "Daarvoor is JavaScript nodig."
    assert page.locator("noscript p").is_visible()
    assert not page.locator(f"{BLOCK} button").is_visible()
    assert page.locator("a[href$='.csv']").first.is_visible()
    context.close()


def test_the_button_is_not_printed(browser: Any) -> None:
    """The sentences are."""
    page = browser.new_page()
    page.goto(visits.address(_kinds()["share"]))
    page.emulate_media(media="print")
    assert not page.locator(f"{BLOCK} button").is_visible()
    page.close()
