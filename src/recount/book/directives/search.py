"""The search page of a book, without the search of Sphinx: ``recount.book.website.search_index`` has our index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from recount.book.directives.numbers import on_paper


def leave_out_sphinx_search(app: Sphinx) -> None:
    """Make no search index and no search page of Sphinx."""
    app.builder.search = False  # type: ignore[attr-defined] # ours are HTML builders


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, context and template of the search page; none in print."""
    if not on_paper(app):
        yield "search", {}, "search.html"
