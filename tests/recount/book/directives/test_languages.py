"""Links from a page to the same page in other languages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from catalogued import write_catalogue
from sphinx.application import Sphinx

from recount.book.directives.languages import link_languages


def test_a_page_links_to_every_language_of_its_edition(tmp_path: Path) -> None:
    """Each by its own name; none in an edition in Dutch only."""
    app = cast("Sphinx", SimpleNamespace(config=SimpleNamespace(recount_edition=str(tmp_path))))
    context: dict[str, Any] = {}
    link_languages(app, "a", "page.html", context, None)
    assert context["languages"] == []
    for code in ("fr", "en"):
        write_catalogue(tmp_path, code=code)
    link_languages(app, "a", "page.html", context, None)
    assert context["languages"] == [("en", "English"), ("fr", "Français")]
