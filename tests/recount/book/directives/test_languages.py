"""Links from a page to the same page in other languages."""

from __future__ import annotations

from pathlib import Path

from support.translation_catalogues import write_catalogue

from recount.book.directives.languages import languages


def test_a_page_links_to_every_language_of_its_edition(tmp_path: Path) -> None:
    """Each by its own name; none in an edition in Dutch only."""
    assert languages(tmp_path) == []
    for code in ("fr", "en"):
        write_catalogue(tmp_path, code=code)
    assert languages(tmp_path) == [("en", "English"), ("fr", "Français")]
