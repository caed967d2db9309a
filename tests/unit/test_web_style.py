"""The style of the website: one type scale, a palette whose text can be read everywhere, escaped texts."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from sto_eval.book.staging import ASSETS

SHEET = (ASSETS / "web.css").read_text("utf-8")
PALETTES = {
    "light": re.search(r'html:not\(\[data-theme="dark"\]\) \{(.*?)\}', SHEET, re.DOTALL),
    "dark": re.search(r'html\[data-theme="dark"\] \{(.*?)\}', SHEET, re.DOTALL),
}
INKS = (
    "sto-inkt",
    "sto-zacht",
    "sto-accent",
    "sto-waarschuw",
    "pst-color-link",
    "pst-color-link-hover",
)
TEXT = 4.5
"""Least contrast of text, by WCAG 2.2 AA."""


def colours(theme: str) -> dict[str, str]:
    """The colours that a theme names; the light one is on the theme's white."""
    found = PALETTES[theme]
    assert found
    return {
        "pst-color-background": "#ffffff",
        **dict(re.findall(r"--([\w-]+): (#\w{6})", found[1])),
    }


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "ink"), list(product(PALETTES, INKS)))
def test_text_can_be_read_on_every_surface(theme: str, ink: str) -> None:
    """Every ink on the page and on the tinted surface."""
    known = colours(theme)
    for surface in ("pst-color-background", "sto-vlak"):
        light, dark = sorted((luminance(known[ink]), luminance(known[surface])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= TEXT, (theme, ink, surface)


def test_every_size_is_on_the_scale() -> None:
    """A font size is a step of the scale, that of the text, or a part of what stands around it."""
    sizes = set(re.findall(r"font-size: ([^;}!]+)", SHEET))
    odd = {
        one.strip()
        for one in sizes
        if not re.match(r"var\(--sto-(klein|t\d)\)|1rem|inherit|\.\d+em", one)
    }
    assert odd == set()


@pytest.mark.parametrize(
    "path", sorted((ASSETS / "templates").iterdir()), ids=lambda path: path.name
)
def test_a_template_escapes_every_text(path: Path) -> None:
    """What is shown is escaped, made by a function of the theme, or written in the template itself."""
    text = path.read_text("utf-8")
    ours = set(re.findall(r"{%-? set (\w+) %}", text))
    shown = re.findall(r"{{-? *(.+?) *}}", text)
    assert [one for one in shown if not one.endswith(("|e", ")")) and one not in ours] == []
