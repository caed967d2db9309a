"""The words that readers of an edition search with: ``search.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pydantic

from recount.edition.definitions import Definition, read_tables

FILE = "search.toml"

Word = Annotated[str, pydantic.Field(pattern=r"^[\w&]+$")]
"""A word without spaces and hyphens."""


class SearchWords(Definition):
    """A group of words that mean the same to a reader who searches: one finds the pages with another.

    Parameters
    ----------
    words
        The words, in singular or plural; accents and capitals do not matter.
    """

    words: Annotated[tuple[Word, ...], pydantic.Field(min_length=2)]


def load_search_words(folder: Path) -> list[tuple[str, ...]]:
    """The groups of words in the folder of an edition, or of a language in it; none without the file."""
    path = folder / FILE
    groups = read_tables(path, SearchWords).values() if path.is_file() else ()
    return [group.words for group in groups]
