"""Links from every page of the website to the same page in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from babel import Locale

from recount.edition.translations import PAGES, catalogues

SWITCH: Final = "rc-taal"
"""Class of a link to a page in another language."""


def languages(edition: Path) -> list[tuple[str, str]]:
    """The languages of an edition besides Dutch, with what each is called in itself."""
    return [(code, own_name(code)) for code in catalogues(edition, PAGES)]


def own_name(code: str) -> str:
    """What a language is called in itself.

    >>> own_name("en"), own_name("nl")
    ('English', 'Nederlands')
    """
    return str(Locale(code).get_language_name(code)).capitalize()
