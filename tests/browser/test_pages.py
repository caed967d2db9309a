"""Every page of the real book at three widths in a browser; run by `make browser`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.visits import Observations, Visit, passports, visits, weight

ENGLISH = re.compile(
    r"\b(?:Skip to|Back to|Toggle|Search(?:ing)?|Previous|Next|Close|Collapse|Expand|Show|Hide|Contents"
    r"|Loading|Permalink|Link to|Light|Dark|System Settings|Color|Main|Section|Navigation|By|Please"
    r"|Home|Copy|Page|Warning|Error)\b"
)
"""English words of the theme and of Sphinx that must have been translated."""

MEGABYTE = 1_000_000

VISITS = {f"{visit.page}-{visit.width}": visit for visit in visits()}

every_visit = pytest.mark.parametrize("visit", VISITS.values(), ids=VISITS)

every_passport = pytest.mark.parametrize(
    "visit",
    [
        pytest.param(visit, id=name)
        for name, visit in VISITS.items()
        if visit.page in set(passports())
    ],
)


@every_visit
def test_axe_finds_no_violation(visit: Visit, observations: Observations) -> None:
    """Pages comply with WCAG 2.2 AA and axe's best practices, in light and dark mode."""
    assert observations.violations == []


@every_visit
def test_nothing_is_wider_than_the_window(visit: Visit, observations: Observations) -> None:
    """No page scrolls horizontally; wide content has its own scroll box."""
    assert observations.cut == []


@every_visit
def test_no_number_is_broken_or_cut(visit: Visit, observations: Observations) -> None:
    """Numbers in large type fit too."""
    assert observations.broken == []


@every_visit
def test_the_browser_reports_no_errors(visit: Visit, observations: Observations) -> None:
    """The console has no errors or warnings, and everything loads."""
    assert observations.errors == []


@every_visit
def test_nothing_is_fetched_from_elsewhere(visit: Visit, observations: Observations) -> None:
    """A page loads only files of the site."""
    assert [one for one in observations.loaded if not one.startswith(("file:", "data:"))] == []


@every_visit
def test_a_page_weighs_less_than_a_megabyte(visit: Visit, observations: Observations) -> None:
    """Text, styles, scripts, fonts and pictures count together, uncompressed."""
    assert weight(observations.loaded) < MEGABYTE


@every_visit
def test_no_english_is_left(visit: Visit, observations: Observations) -> None:
    """Headings, buttons and accessible names of Dutch pages are in Dutch."""
    if "en" in Path(visit.page).parts:
        pytest.skip("a page in English")
    assert ENGLISH.findall(observations.words) == []


@every_passport
def test_a_passport_gives_its_number(visit: Visit, observations: Observations) -> None:
    """Its button computes the number again, also reach; a passport without a button says why it has none."""
    if observations.computed:
        assert "Dat is het getal op deze pagina" in observations.computed
    else:
        assert "De browser rekent dit getal niet na, want " in observations.words
