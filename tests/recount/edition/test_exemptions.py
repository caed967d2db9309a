"""The declarations of an edition about numerals and claim words."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.edition.exemptions import load_claim_words, load_exemptions
from recount.errors import DefinitionError


def test_an_edition_without_declarations_exempts_nothing(tmp_path: Path) -> None:
    """A missing file is an empty list."""
    assert load_exemptions(tmp_path) == load_claim_words(tmp_path) == {}


def test_a_pattern_says_where_it_matches(tmp_path: Path) -> None:
    """Case-insensitive; it is about numerals unless stated otherwise."""
    text = "[graad]\npattern = 'een graad'\nreason = 'Een schaal.'\n"
    (tmp_path / "exemptions.toml").write_text(text, "utf-8")
    (one,) = load_exemptions(tmp_path).values()
    assert one.covers == "getal"
    assert one.spans("Een graad, een graad") == [(0, 9), (11, 20)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]\npattern = '('\nreason = 'x'\n", "'pattern' has a wrong value"),
        ("[a]\npattern = 'x'\n", "'reason' is missing"),
        ("[a]\npattern = 'x'\nreason = 'x'\ncovers = 'alles'\n", "'covers' has a wrong value"),
    ],
)
def test_a_wrong_declaration_is_named(tmp_path: Path, text: str, words: str) -> None:
    """An invalid pattern, a missing reason, an unknown kind."""
    (tmp_path / "exemptions.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match="exemptions.toml") as raised:
        load_exemptions(tmp_path)
    assert words in str(raised.value)
