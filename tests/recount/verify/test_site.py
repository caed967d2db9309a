"""What a style sheet can write on a page."""

from __future__ import annotations

import pytest

from recount.verify.site import _words_of_style


@pytest.mark.parametrize(
    "sheet",
    [
        '.a::before { content: "→ "; }',
        '.a { font: 1em "Segoe"; --rc-font-sans: "Segoe UI"; font-family: "Plex" }',
        '.a { background: url("picture.png"), url(data:image/x;klopt) }',
        'a[href="klopt"]:hover { color: red }',
        '/* content: "klopt" */ @import "klopt.css";',
        '@font-face { font-family: "Plex"; src: url("plex.woff2") }',
    ],
)
def test_signs_fonts_and_addresses_are_no_words(sheet: str) -> None:
    """Nor are comments and texts in a selector."""
    assert _words_of_style(sheet) == set()


@pytest.mark.parametrize(
    "sheet",
    [
        ".a::after { content: 'klopt' }",
        ".a::after{color:red;content:/* [ */'klopt'}",
        "@media all { a { --woord: '\\6b lopt' } }",
        ".a::after { content: 'klopt",
        'a[b] { content: "\\k\\l\\o\\p\\t" }',
    ],
)
def test_a_text_in_a_declaration_is_words(sheet: str) -> None:
    """With any property, escaped, within other rules, or without an end."""
    assert _words_of_style(sheet) == {"klopt"}
