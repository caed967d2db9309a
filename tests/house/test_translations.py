"""The translations of our scripts in the editions of this project."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.source_code import SOURCE

from recount.translation.scripts import messages, read_script_texts

SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("assets/*.js")))
CATALOGUES = sorted((SOURCE.parent / "data" / "editions").glob("*/locale/*/LC_MESSAGES/scripts.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-5]}-{p.parts[-3]}")
def test_every_text_of_our_scripts_is_translated(path: Path) -> None:
    """And the catalogue has no text that no script has."""
    known = read_script_texts(path.parents[3], path.parts[-3])
    assert set(messages(SCRIPTS)) - known.keys() == set()
    gone = [one for one in known if f'"{one}"' not in SCRIPTS and f"`{one}`" not in SCRIPTS]
    assert gone == []
