"""Fixture that renders one page with the extension, without the theme of the book."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support.sample_edition import write_chapters, write_edition


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered page.

    Parameters
    ----------
    body
        The body of the page.
    warnings
        The warnings of Sphinx.
    folder
        The built site.
    """

    body: Tag
    warnings: str
    folder: Path


@pytest.fixture
def render(tmp_path: Path) -> Callable[[str], Rendered]:
    """A function that renders Markdown as the page ``chapters/<name>``, with other files of the edition.

    With the builder of the PDF it renders all pages as one.
    """

    def render_page(
        text: str, name: str = "proef", builder: str = "html", **tables: str
    ) -> Rendered:
        source = tmp_path / "source"
        (source / "chapters").mkdir(parents=True)
        (source / "index.md").write_text(
            f"# Voorkant\n\n```{{toctree}}\nherkomst\nchapters/{name}\n```\n"
        )
        (source / "herkomst.md").write_text("# Herkomst\n\n```{herkomst}\n```\n")
        (source / f"chapters/{name}.md").write_text(text, encoding="utf-8")
        warnings = _build(tmp_path, tables, builder)
        shown = f"chapters/{name}.html" if builder == "html" else "index.html"
        page = (tmp_path / "site" / shown).read_text(encoding="utf-8")
        body = BeautifulSoup(page, "lxml").select_one("div.body")
        assert body is not None
        return Rendered(body, warnings, tmp_path / "site")

    return render_page


def _build(folder: Path, tables: Mapping[str, str], builder: str) -> str:
    edition = write_edition(folder / "edition")
    for name, text in tables.items():
        (edition / f"{name}.toml").write_text(text, "utf-8")
    settings = {
        "extensions": ["myst_parser", "recount.book.directives"],
        "html_theme": "basic",
        "language": "nl",
        "source_suffix": {".md": "markdown"},  # Sphinx changes its default for all that follow
        "recount_chapters": str(write_chapters(folder / "chapters")),
        "recount_names": {"alfa": "Alfa", "beta": "Bèta"},
        "recount_edition": str(edition),
    }
    warnings = io.StringIO()
    source, site, trees = (str(folder / name) for name in ("source", "site", "trees"))
    with patch_docutils(), docutils_namespace():
        Sphinx(source, None, site, trees, builder, settings, status=None, warning=warnings).build()
    return warnings.getvalue()
