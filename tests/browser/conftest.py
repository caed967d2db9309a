"""Debian's Chromium, driven by Playwright; one for each worker."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from browser.visits import Sight, Visit, see
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = Path(__file__).parents[2] / "tools" / "chromium.sh"
PATIENCE_MS = 180_000
"""Milliseconds that a busy machine may take over what a reader gets at once."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, without a window."""
    path = subprocess.run([CHROMIUM], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@cache
def _seen(browser: Browser, visit: Visit) -> Sight:
    return see(browser, visit)


@pytest.fixture
def sight(browser: Browser, visit: Visit) -> Sight:
    """What there is to see on a visit, made once for all tests that ask for it."""
    return _seen(browser, visit)
