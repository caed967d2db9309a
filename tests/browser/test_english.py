"""Our scripts on English pages: they read English notation, and say nothing in Dutch."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.visits import SITE, address, passports, unfold
from lxml import html
from playwright.sync_api import Browser, Page
from support.source_code import SOURCE
from support.translated_pages import differences, names, pair

from recount.translation.scripts import read_script_texts

FOLDER = "en"
CHAPTER, LONG = f"{FOLDER}/chapters/bereik.html", f"{FOLDER}/chapters/verantwoording.html"
TABLE = "#tabel-bereik-stralen"
AMOUNT = "How much money went to the regions?"

ORDERS = {
    "amounts": (["€1,234.50", "€90.00", "€481,148,423.54", "−€2,000.00", "€1.2 million"], [3, 1, 0, 4, 2]),
    "shares": (["7.5%", "75.3%", "−0.4%", "+0.2 percentage points"], [2, 3, 0, 1]),
    "intervals": (["between 10 and 1,200", "9", "between 2 and 80", "between 2 and 8", "at least 2", "1–4", "at most 8"],
                  [6, 5, 3, 2, 4, 1, 0]),
    "neighbours": (["271 or 272", "270 or 271", "1,270", "between 270 and 280", "270"], [4, 1, 3, 0, 2]),
    "days": (["1 October 2019", "31 January 2019 *", "1 February 2020"], [1, 0, 2]),
    "unknown": (["unknown", "12", "–", "withheld", "3"], [4, 1, 0, 2, 3]),
}  # fmt: skip
"""Kind -> cells, and their ascending order."""

FOUND = [
    ("€481 million", AMOUNT),
    ("481m", AMOUNT),
    ("€481,148,423.54", AMOUNT),
    ("481.148.423,54", AMOUNT),
    ("money", AMOUNT),
    ("grants", AMOUNT),
    ("companies", "How much did businesses contribute?"),
    ("girls", "Are fewer young people choosing technical education?"),
    ("how many girls choose technology", "Are fewer young people choosing technical education?"),
    ("which schools are taking part", "Which locations take part?"),
]
"""Query -> title of the page that must be first, without its number."""

SAMPLE = 40
"""Number of passports that are computed again."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of an English reader."""
    page = browser.new_page(locale="en-GB")
    yield page
    page.close()


def words(texts: list[str]) -> set[str]:
    """The words of texts, without what they quote."""
    plain = re.sub(r"\$\{[^}]*\}|‘[^’]*’", "", " ".join(texts))
    return set(re.findall(r"[^\W\d_]{3,}", plain.lower()))


@pytest.fixture(scope="module")
def dutch() -> set[str]:
    """The words that only the Dutch scripts have."""
    (edition,) = (SOURCE.parent / "data" / "editions").glob("*/locale/en")
    known = read_script_texts(edition.parents[1], FOLDER)
    return words([*known]) - words([*known.values()])


@pytest.mark.parametrize("place", ["", "regios/"])
def test_a_page_is_the_same_as_the_dutch_one(place: str) -> None:
    """In elements, numbers, statements, links and numerals: every page of either book, and some passports."""
    chosen, rest = [], []
    for name in names(SITE / place):
        (rest if name.startswith("getallen/") else chosen).append(name)
    chosen += random.Random(1).sample(rest, SAMPLE)  # noqa: S311 - a sample, no secret
    differ = {name: differences(*pair(SITE, name, FOLDER, place)) for name in chosen}
    assert {name: found for name, found in differ.items() if found} == {}


@pytest.mark.parametrize("kind", ORDERS)
def test_a_column_sorts_by_value(tab: Page, tmp_path: Path, kind: str) -> None:
    """Amounts, shares, intervals and days in English notation; unknown values come last."""
    cells, order = ORDERS[kind]
    rows = "".join(f"<tr><th>{cell}</th></tr>" for cell in cells)
    script = (SITE / "_static" / "rc-tables.en.js").resolve().as_uri()
    (tmp_path / "a.html").write_text(
        f'<!doctype html><meta charset="utf-8"><script defer src="{script}"></script>'
        f'<table class="rc-tabel"><thead><tr><th>What</th></tr></thead><tbody>{rows}</tbody></table>',
        encoding="utf-8",
    )
    tab.goto((tmp_path / "a.html").as_uri())
    tab.locator("button.rc-sorteer").press("Enter")
    assert tab.locator("tbody th").all_inner_texts() == [cells[place] for place in order]


def test_a_slider_draws_its_shares(tab: Page) -> None:
    """A bar is as long as the share beside it."""
    tab.goto(address(CHAPTER))
    unfold(tab)
    lines = tab.locator("section.rc-regelaar .rc-regel").all()
    shares = [line.locator("strong").inner_text().strip() for line in lines]
    lengths = [
        line.locator(".rc-staaf").evaluate("one => one.style.getPropertyValue('--deel')")
        for line in lines
    ]
    assert any("." in share for share in shares)
    assert lengths == shares


@pytest.mark.parametrize("book", ["", "regios/"])
@pytest.mark.parametrize(("query", "first"), FOUND)
def test_a_query_finds_its_page_first(tab: Page, query: str, first: str, book: str) -> None:
    """Amounts in either notation, everyday words and whole questions, in either book."""
    tab.goto(f"{address(f'{book}{FOLDER}/search.html')}?q={quote(query)}")
    titles = tab.locator(".rc-gevonden li > a").all_text_contents()
    assert titles[0].split(". ", 1)[-1] == first


def test_a_passport_gives_its_number(tab: Page, dutch: set[str]) -> None:
    """The steps are in English, and the last one agrees with the number in English notation."""
    differ = []
    able = [one for one in passports() if _can_recompute(one)]
    for name in random.Random(1).sample(able, SAMPLE):  # noqa: S311 - a sample, no secret
        tab.goto(address(f"{FOLDER}/{name}"))
        tab.locator(".rc-narekenen button").press("Enter")
        tab.locator(".rc-narekenen ol + p").wait_for()
        said = tab.locator(".rc-narekenen [role=status]").inner_text()
        if "That is the number on this page" not in said or words([said]) & dutch:
            differ.append((name, said))
    assert differ == []


def _can_recompute(passport: str) -> bool:
    return bool(html.parse(SITE / passport).xpath("//*[@class='rc-narekenen']"))


def test_nothing_is_announced_in_dutch(tab: Page, dutch: set[str]) -> None:
    """Of tables, definitions, figures, cards and searches."""
    tab.goto(address(CHAPTER))
    unfold(tab)
    tab.locator(f"{TABLE} button.rc-sorteer").first.press("Enter")
    said = tab.locator(f"{TABLE} [role=status]").all_inner_texts()
    assert said == ["Sorted by Radius, ascending."]
    said += tab.locator("output, legend, .rc-melding").all_inner_texts()
    tab.locator("a.rc-getal[aria-haspopup]").first.press("Enter")
    said.append(tab.locator(".rc-sluit").get_attribute("aria-label") or "")
    tab.goto(address(LONG))
    unfold(tab)
    field = tab.get_by_label("Search this table").first
    field.fill("1")
    said += tab.locator(".rc-bediening [role=status]").all_inner_texts()
    for query in ("technolgy", "xyzzy", "girls xyzzy", "reach grant viewer"):
        tab.goto(f"{address(f'{FOLDER}/search.html')}?q={query}")
        said.append(tab.get_by_role("status").inner_text())
        said += tab.locator(".rc-gevonden :is(h3, summary)").all_inner_texts()
    assert len(words(said)) > 20
    assert words(said) & dutch == set()
