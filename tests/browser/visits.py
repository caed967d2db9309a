"""Observations of the pages of the real book: loaded once per width, inspected in light and dark mode."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

BUILD = Path(__file__).parents[2] / "_build"
SITE = (BUILD if os.environ.get("RECOUNT_MIRROR") else BUILD / "demo") / "html"
if not (SITE / "index.html").is_file():
    raise FileNotFoundError(f"{SITE}: no website; `make browser` builds it first")
WIDTHS = (360, 768, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Rules for axe: WCAG 2.2 AA and the best practices of its makers."""

PASSPORTS, REGIONS = "getallen", "regios"
SAMPLE = 6
"""Number of passports inspected in every way; the others, from the same template, only in one."""

_WORDS = """() => {
  const text = document.body.cloneNode(true);
  for (const code of text.querySelectorAll("pre, code, script, style, template")) code.remove();
  const named = [...text.querySelectorAll("*")].flatMap((one) =>
    ["title", "aria-label", "placeholder", "alt"].map((name) => one.getAttribute(name) ?? ""));
  return [document.title, text.textContent, ...named].join(" | ");
}"""
_CUT = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (one) => one && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  const named = (one) => `${one.tagName} ${one.className}`;
  const wide = [...document.querySelectorAll("main *")].filter((one) =>
    one.getBoundingClientRect().right > width + 1 && one.checkVisibility({ visibilityProperty: true }) && (one.tagName === "CAPTION" || !scrolls(one.parentElement)));
  const page = document.documentElement.scrollWidth > width ? ["the page itself"] : [];
  return [...page, ...wide.map(named)].slice(0, 5);
}"""
_BROKEN = r"""() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, around = node.parentElement;
    if (around.closest("code, pre, .rc-lang, .rc-citaat, .bd-sidebar-secondary") || !around.checkVisibility()) continue;
    if (around.getBoundingClientRect().width <= 1) continue;  // only for a screen reader
    for (const one of node.data.matchAll(/(?:€\s)?(?<!\w)-?\d[\d.,]*\d%?/g)) {
      range.setStart(node, one.index);
      range.setEnd(node, one.index + one[0].length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      const lines = new Set(boxes.map((box) => Math.round(box.top)));
      const cut = !around.closest(".rc-schuif") && boxes.some((box) => box.right > innerWidth + 1);
      if (lines.size > 1 || cut) found.push(one[0]);
    }
  }
  return found;
}"""
_REMEMBER_COLOURS = """() => {
  const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, read.call(new Color(), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}"""
"""Lets axe read each notation of a colour once: a page has few colours, and axe reads them for every element again."""


@dataclass(frozen=True)
class Visit:
    """A page at a width in pixels, in light mode and optionally in dark mode."""

    page: str
    width: int
    dark: bool = True


@dataclass(frozen=True)
class Observations:
    """The observations of a visit.

    Parameters
    ----------
    violations
        Violations found by axe.
    cut
        Elements wider than the window outside a scroll box, and captions wider than the window.
    broken
        Numbers broken over lines or cut off by the screen, except within a scroll box or the list beside the page.
    errors
        Errors and warnings of the browser.
    loaded
        Every address loaded.
    words
        All visible and accessible text except code.
    computed
        What a passport says after its button is pressed; nothing on a page without such a button.
    """

    violations: list[str]
    cut: list[str]
    broken: list[str]
    errors: list[str]
    loaded: list[str]
    words: str
    computed: str


class Window:
    """A window in which pages are visited one after another: to open one for each takes longer than to load it."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(reduced_motion="reduce", locale="nl-NL")
        self.page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[Request] = []
        self.page.on("console", lambda message: self.errors.extend(_complaint(message)))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._asked)

    def open(self, visit: Visit) -> Page:
        """Load a page, and forget the errors and the addresses of the one before."""
        # a page that is still open when the window changes asks for the pictures of its new width
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": visit.width, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.errors, self.requests = [], []
        self.page.goto(address(visit.page), wait_until="load")
        load_lazy_images(self.page)
        return self.page

    @property
    def loaded(self) -> list[str]:
        """The addresses that the page asked for."""
        return [request.url for request in self.requests]

    def _asked(self, request: Request) -> None:
        self.requests.append(request)

    def _failed(self, request: Request) -> None:
        """Note a request of this page; that of the page before is broken off when it is left."""
        if request in self.requests:
            self.errors.append(f"failed: {request.url}")


def pages() -> list[str]:
    """The pages of the site in every language, without passports, the regional book and the templates of the theme."""
    found = [path.relative_to(SITE) for path in sorted(SITE.rglob("*.html"))]
    left_out = {PASSPORTS, str(REGIONS), "_static"}
    return [path.as_posix() for path in found if left_out.isdisjoint(path.parts)]


def regional() -> list[str]:
    """The front page of the regional book and two of its regions, which share a template."""
    book = SITE / REGIONS
    chapters = sorted(path for path in book.glob("chapters/*.html"))
    english = sorted(path for path in book.glob("en/chapters/*.html"))
    found = [book / "index.html", *chapters[:1], *chapters[-1:], *english[:1]]
    return [path.relative_to(SITE).as_posix() for path in found]


def passports() -> list[str]:
    """The passport page of every number, which has its file beside it."""
    return [
        f"{PASSPORTS}/{path.name}" for path in _of_numbers() if path.with_suffix(".json").is_file()
    ]


def gone() -> list[str]:
    """The pages of numbers that are no longer published."""
    return [
        f"{PASSPORTS}/{path.name}"
        for path in _of_numbers()
        if not path.with_suffix(".json").is_file()
    ]


def _of_numbers() -> list[Path]:
    return sorted((SITE / PASSPORTS).glob("*.html"))


def visits() -> list[Visit]:
    """Every page in every way; most passports only on a phone in light mode."""
    chosen = random.Random(1).sample(passports(), SAMPLE)  # noqa: S311 - a sample, no secret
    whole = [*pages(), *regional(), *gone(), *chosen]
    wide = [Visit(page, width) for page in whole for width in WIDTHS]
    quick = [Visit(page, WIDTHS[0], dark=False) for page in passports() if page not in chosen]
    return wide + quick


def address(page: str) -> str:
    """File address of a page, as for a reader who unpacked the book."""
    return (SITE / page).resolve().as_uri()


def observe(window: Window, visit: Visit) -> Observations:
    """Visit a page and record the observations."""
    page = window.open(visit)
    found = violations(page, dark=visit.dark)
    cut, broken, words = (page.evaluate(script) for script in (_CUT, _BROKEN, _WORDS))
    loaded = window.loaded
    return Observations(found, cut, broken, window.errors, loaded, words, _computed(page))


def _computed(page: Page) -> str:
    block = page.locator(".rc-narekenen")
    if not block.count():
        return ""
    block.locator("button").press("Enter")
    # a button that does nothing fails the test of the number, not the whole visit
    with suppress(PlaywrightTimeoutError):
        block.locator("ol + p").wait_for()
    return block.inner_text()


def violations(page: Page, within: str = "html", *, dark: bool = True) -> list[str]:
    """Violations found by axe: all rules in light mode, only colour contrast in dark mode."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(_REMEMBER_COLOURS)
    found = _axe(page, within, {"runOnly": RULES})
    if dark:
        page.emulate_media(color_scheme="dark")
        # the page for a wrong address follows the device
        if page.locator("html[data-theme]").count():
            page.wait_for_selector("html[data-theme=dark]")
        found += _axe(page, within, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    return found


def weight(addresses: list[str]) -> int:
    """Total size in bytes of the files at these addresses, each counted once."""
    paths = {unquote(urlsplit(one).path) for one in addresses if one.startswith("file:")}
    return sum(Path(path).stat().st_size for path in paths)


def unfold(page: Page) -> None:
    """Open everything that stands behind a click."""
    page.evaluate(
        "for (const fold of document.querySelectorAll('article details')) fold.open = true"
    )


def load_lazy_images(page: Page) -> None:
    """Load the pictures that are loaded lazily."""
    page.evaluate("""() => Promise.all([...document.images].map((one) => {
      one.loading = "eager";
      return one.complete || new Promise((done) => { one.onload = one.onerror = done; });
    }))""")


def _axe(page: Page, within: str, rules: dict[str, Any]) -> list[str]:
    options = rules | {"preload": False, "resultTypes": ["violations"]}
    theme = page.evaluate("document.documentElement.dataset.theme")
    # what was opened fades in, and its colours are pale until then
    page.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
    return [
        f"{theme} {rule['id']}: {' '.join(map(str, node['target']))} {node['html'][:150]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _complaint(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type in {"error", "warning"} else []
