"""The declarations of an edition about numerals and words in its text: which need proof and which do not.

``exemptions.toml`` lists the numerals that are not results (a day, a year, a definition), each with the
reason. ``claimwords.toml`` lists the words that claim a direction or a size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import pydantic

from recount.edition.definitions import Definition, read_tables

EXEMPTIONS, CLAIM_WORDS = "exemptions.toml", "claimwords.toml"


class Pattern(Definition):
    """A regular expression over a sentence, and its reason.

    Parameters
    ----------
    pattern
        Case-insensitive; any whitespace is one space.
    reason
        Why, in Dutch.
    """

    pattern: str
    reason: str

    @pydantic.field_validator("pattern")
    @classmethod
    def _compiles(cls, text: str) -> str:
        try:
            re.compile(text)
        except re.error as fault:
            raise ValueError(str(fault)) from None
        return text

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans of its matches."""
        return [found.span() for found in re.finditer(self.pattern, text, re.IGNORECASE)]


class Exemption(Pattern):
    """A numeral or claim word that needs no number behind it: everything within a match is exempt.

    Parameters
    ----------
    covers
        ``getal`` for numerals, ``woord`` for claim words; one does not exempt the other.
    """

    covers: Literal["getal", "woord"] = "getal"


class ClaimWord(Pattern):
    """Words that claim a direction or a size, and so need the role ``stelling``."""


def load_exemptions(edition: Path) -> Mapping[str, Exemption]:
    """The exemptions of an edition, by name; empty if it declares none."""
    path = edition / EXEMPTIONS
    return read_tables(path, Exemption) if path.exists() else {}


def exempt_names(names: Iterable[str]) -> Mapping[str, Exemption]:
    """The names of regions as exemptions: a digit or a claim word in a name is neither result nor claim.

    Only whole names count, with any characters between their words, and only names with a letter.
    """
    words = [re.findall(r"\w+", name) for name in names if any(map(str.isalpha, name))]
    if not words:
        return {}
    longest_first = sorted((r"\W+".join(one) for one in words), key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)"
    reason = "De naam van een regio."
    return {
        "regionaam": Exemption(pattern=pattern, reason=reason),
        "woord-in-regionaam": Exemption(pattern=pattern, reason=reason, covers="woord"),
    }


def load_claim_words(edition: Path) -> Mapping[str, ClaimWord]:
    """The claim words of an edition, by name; empty if it lists none."""
    path = edition / CLAIM_WORDS
    return read_tables(path, ClaimWord) if path.exists() else {}
