"""Links from every page of the website to the same page in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from babel import Locale
from docutils import nodes
from sphinx.application import Sphinx

from recount.edition.translations import PAGES, catalogues

SWITCH: Final = "rc-taal"
"""Class of a link to a page in another language."""


def link_languages(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Give every page the languages of the edition besides Dutch, with what each is called in itself."""
    codes = catalogues(Path(app.config.recount_edition), PAGES)
    context["languages"] = [(code, own_name(code)) for code in codes]


def own_name(code: str) -> str:
    """What a language is called in itself.

    >>> own_name("en"), own_name("nl")
    ('English', 'Nederlands')
    """
    return str(Locale(code).get_language_name(code)).capitalize()
