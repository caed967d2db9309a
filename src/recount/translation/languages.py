"""The languages of an edition besides Dutch: its catalogues, and the words that need none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pydantic

from recount.edition.definitions import D, Definition, read_one
from recount.edition.edition import EditionCard, RegionCard
from recount.edition.translations import FOLDER, PAGES, TERMS, WORDS, catalogues, locale_of
from recount.translation.catalogue import read_translations
from recount.translation.pages import Translation
from recount.translation.values import STRAIGHT, Notation

Say = Callable[[str], str]
"""Gives a Dutch text in a language."""


class Words(Definition):
    """``locale/words.toml``: the values in sentences that the data do not have.

    Parameters
    ----------
    names
        Names that no language translates, such as those of provinces.
    numbers
        Language -> its number words, from zero.
    """

    names: tuple[str, ...] = ()
    numbers: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)


class Terms(Definition):
    """``locale/pages.toml``: what pages in another language need besides a catalogue.

    Parameters
    ----------
    columns
        Heads of the columns of tables whose cells are names.
    terms
        Language -> term that stays Dutch -> what it means.
    """

    columns: tuple[str, ...] = ()
    terms: dict[str, dict[str, str]] = pydantic.Field(default_factory=dict)


def load_translations(
    edition: Path, names: Iterable[str] = (), catalogue: str = PAGES
) -> dict[str, Translation]:
    """The translations of an edition by language; none if it is in Dutch only.

    Parameters
    ----------
    edition
        The folder of the edition.
    names
        Names in sentences, besides those that the edition lists.
    catalogue
        ``PAGES``, or ``FIGURES`` for those of pictures.

    Raises
    ------
    DefinitionError
        A language does not exist, or a catalogue cannot be used.
    """
    return {
        code: translation_of(edition, code, names, catalogue)
        for code in catalogues(edition, catalogue)
    }


def translation_of(
    edition: Path, code: str, names: Iterable[str] = (), catalogue: str = PAGES
) -> Translation:
    """The translation of an edition into one language, as ``load_translations`` has it; it may be without a catalogue."""
    words = _read(edition, WORDS, Words)
    pages = _read(edition, TERMS, Terms) if catalogue == PAGES else Terms()
    path = catalogues(edition, catalogue).get(code)
    known = read_translations(path) if path else {}
    return Translation(
        Notation(locale_of(code), (*words.names, *names), words.numbers.get(code, ())),
        {message.translate(STRAIGHT): text for message, text in known.items()},
        frozenset(pages.columns),
        pages.terms.get(code, {}),
    )


def region_names(card: EditionCard) -> list[str]:
    """The names of the regions of a regional book; none of a report."""
    own = (one for one in card.chapters.values() if isinstance(one, RegionCard))
    return [one.title for one in own if "region" in one.settings]


def _read(edition: Path, name: str, model: type[D]) -> D:
    path = edition / FOLDER / name
    return read_one(path, model) if path.is_file() else model()
