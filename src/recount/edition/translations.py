"""Where an edition has its translations: ``locale/en/LC_MESSAGES/*.po``, as gettext has it, and files beside these."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, UnknownLocaleError

from recount.errors import DefinitionError

FOLDER = "locale"
PAGES, FIGURES, SCRIPTS = "pages", "figures", "scripts"
"""The catalogues: of the sentences of pages, of the texts in figures, and of those of our scripts."""

WORDS, TERMS = "words.toml", "pages.toml"
"""The files with names and number words, and with what pages need besides a catalogue."""


TERRITORIES = {"en": "GB"}
"""Language -> the country whose way of writing dates and numbers it has, where that is not the largest."""

DUTCH = "nl"
_CODE = re.compile(r"[a-z]{2}")


def is_language(folder: str) -> bool:
    """Whether a folder is named after a language.

    >>> is_language("en"), is_language("chapters")
    (True, False)
    """
    return bool(_CODE.fullmatch(folder))


def locale_of(code: str) -> Locale:
    """A language besides Dutch, by its code.

    Errors: ``DefinitionError`` if it does not exist.
    """
    try:
        if is_language(code) and code != DUTCH:
            return Locale(code, TERRITORIES.get(code))
    except UnknownLocaleError:
        pass
    raise DefinitionError(
        "a language cannot be used",
        f"{FOLDER}/{code}",
        "the code of a language besides Dutch, such as 'en'",
        f"'{code}'",
        "Correct its code.",
    )


def catalogues(edition: Path, name: str) -> dict[str, Path]:
    """The files of a catalogue by language; none if the edition is in Dutch only.

    Errors: as ``locale_of``.
    """
    found = sorted((edition / FOLDER).glob(f"*/LC_MESSAGES/{name}.po"))
    return {locale_of(path.parts[-3]).language: path for path in found}


def translations_of_figures(edition: Path) -> list[Path]:
    """The files that a run reads, as it draws the figures in every language."""
    found = [*catalogues(edition, FIGURES).values()]
    return [*found, *(edition / FOLDER).glob(WORDS)] if found else []
