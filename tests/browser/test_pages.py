"""Every page of the real book at three widths, as a browser sees it; `make browser` runs these tests."""

from __future__ import annotations

import re

import pytest
from browser.visits import Sight, Visit, visits, weight

ENGLISH = re.compile(
    r"\b(?:Skip to|Back to|Toggle|Search(?:ing)?|Previous|Next|Close|Collapse|Expand|Show|Hide|Contents"
    r"|Loading|Permalink|Link to|Light|Dark|System Settings|Color|Main|Section|Navigation|By|Please"
    r"|Home|Copy|Page|Warning|Error)\b"
)
"""Words of the theme and of Sphinx that have a Dutch twin."""

MEGABYTE = 1_000_000

every_visit = pytest.mark.parametrize(
    "visit",
    [
        pytest.param(
            visit, marks=pytest.mark.xdist_group(str(visit)), id=f"{visit.page}-{visit.width}"
        )
        for visit in visits()
    ],
)


@every_visit
def test_axe_finds_no_violation(visit: Visit, sight: Sight) -> None:
    """WCAG 2.2 AA and axe's own advice hold, in light and dark."""
    assert sight.violations == []


@every_visit
def test_nothing_is_wider_than_the_window(visit: Visit, sight: Sight) -> None:
    """No page scrolls sideways; what is wide has a scroll box of its own."""
    assert sight.cut == []


@every_visit
def test_the_browser_complains_of_nothing(visit: Visit, sight: Sight) -> None:
    """No error or warning in the console, and nothing that cannot be loaded."""
    assert sight.errors == []


@every_visit
def test_nothing_is_fetched_from_elsewhere(visit: Visit, sight: Sight) -> None:
    """All that a page loads is a file of the site."""
    assert [one for one in sight.loaded if not one.startswith(("file:", "data:"))] == []


@every_visit
def test_a_page_weighs_less_than_a_megabyte(visit: Visit, sight: Sight) -> None:
    """Text, style, scripts, fonts and pictures together, as they lie in the folder."""
    assert weight(sight.loaded) < MEGABYTE


@every_visit
def test_no_english_is_left(visit: Visit, sight: Sight) -> None:
    """Headings, buttons and names that only a screen reader says are Dutch."""
    assert ENGLISH.findall(sight.words) == []
