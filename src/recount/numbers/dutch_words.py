"""Dutch words around numbers: capitals, articles, nouns after one, and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from babel import Locale

MONTHS: Final[list[str]] = list(Locale("nl").months["format"]["wide"].values())
NOTHING: Final = "–"

Nouns = Mapping[str, str]
"""Plural -> singular of nouns that are counted."""

COMMON_NOUNS: Final[Nouns] = {
    "combinaties": "combinatie",
    "dagen": "dag",
    "getallen": "getal",
    "manieren": "manier",
    "regels": "regel",
    "uitspraken": "uitspraak",
}
"""Nouns of every report; an edition has others in ``edition.toml``."""

_AFTER_ONE = re.compile(
    r"(?<![\d.,])(?P<one>1(?:v|<sup>v</sup>)?\s)(?P<noun>[\w'\N{RIGHT SINGLE QUOTATION MARK}]+)"
)


def capitalised(text: str) -> str:
    """A text with a capital, to begin a sentence.

    >>> capitalised("de infographic"), capitalised("één uitspraak")
    ('De infographic', 'Eén uitspraak')
    """
    return f"{text[:1].upper()}{text[1:]}".replace("Éé", "Eé", 1)


def without_article(name: str) -> str:
    """A Dutch name without its article, for a head or a label.

    >>> without_article("de infographic")
    'infographic'
    """
    return name.removeprefix("de ").removeprefix("het ")


def singular_after_one(text: str, nouns: Nouns) -> str:
    """A text in which known nouns are singular after 1, also with the mark of a made-up number in between.

    ``nouns`` are those of the edition, besides ``COMMON_NOUNS``.

    >>> singular_after_one("op 1 scholen en 1v foto's, 11 dagen en 0,1 dagen", {"scholen": "school", "foto's": "foto"})
    'op 1 school en 1v foto, 11 dagen en 0,1 dagen'
    """
    known = {**COMMON_NOUNS, **nouns}

    def singular(found: re.Match[str]) -> str:
        noun = found["noun"]
        return found["one"] + known.get(noun.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"), noun)

    return _AFTER_ONE.sub(singular, text)


def noun_after(shown: str, following: str, nouns: Nouns) -> str:
    """The text after a number, its noun singular after a 1, also in words, and after "geen".

    >>> noun_after("één", " scholen zijn open", {"scholen": "school"})
    ' school zijn open'
    """
    one = "1" if shown in {"één", "geen"} else shown
    return singular_after_one(f"{one}{following}", nouns).removeprefix(one)


def date(day: dt.date) -> str:
    """A date in words.

    >>> date(dt.date(2019, 10, 1))
    '1 oktober 2019'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
