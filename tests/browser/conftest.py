"""Debian's Chromium, driven by Playwright; one browser per worker."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from browser.visits import Observations, Visit, Window, observe
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = Path(__file__).parents[2] / "tools" / "chromium.sh"
PATIENCE_MS = 180_000
"""Timeout in milliseconds, generous for a busy machine."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser."""
    path = subprocess.run([CHROMIUM], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Window:
    """The window of all visits."""
    return Window(browser)


@cache
def _observed(window: Window, visit: Visit) -> Observations:
    return observe(window, visit)


@pytest.fixture
def observations(window: Window, visit: Visit) -> Observations:
    """The observations of a visit, made once for all tests."""
    return _observed(window, visit)
