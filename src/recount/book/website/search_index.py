"""The search index of a book: a script with the texts of its pages, its numbers, and words that mean the same.

A script works from a folder too, where a browser refuses to read other files. The search page of either book
loads the indexes of both, so each is right whichever book was built last. ``search.js`` looks things up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from recount.book.directives.elements import PASSPORTS
from recount.book.website.contents import PageContents
from recount.book.website.number_files import NumberFile
from recount.edition.search_words import load_search_words
from recount.storage import write_whole
from recount.translation.languages import Say

INDEX: Final = "zoekindex.js"
"""The search index, at the front of a book."""

_REPEATED: Final = 4
"""A sentence on this many pages does not tell them apart, and is left out."""

_SCRIPT: Final = "(self.rcZoekindex ??= []).push([document.currentScript.src, {}]);\n"


def write_search_index(  # noqa: PLR0913 - what an index is made of
    title: str, pages: Sequence[PageContents], numbers: Sequence[NumberFile], words: Path, site: Path, say: Say = str
) -> None:  # fmt: skip
    """Write the search index of a book.

    Parameters
    ----------
    title
        What the results call the book.
    pages
        Its pages in reading order; passports are found by their number.
    numbers
        Its numbers.
    words
        The folder with the search words: that of the edition, or of a language in it.
    site
        The folder of the website.
    say
        Gives the texts of numbers in the language of the pages.
    """
    shown = [page for page in pages if not page.address.startswith(f"{PASSPORTS}/")]
    repeated = _repeated(shown)
    content = {
        "title": say(title),
        "pages": [_page(page, repeated) for page in shown],
        "numbers": [_number(number, say) for number in numbers],
        "words": load_search_words(words),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_whole(site / INDEX, _SCRIPT.format(text).encode())


def _repeated(pages: Sequence[PageContents]) -> frozenset[str]:
    """The sentences that many pages have."""
    counts = Counter(
        sentence
        for page in pages
        for sentence in {one for section in page.sections for one in section.sentences}
    )
    return frozenset(sentence for sentence, count in counts.items() if count >= _REPEATED)


def _page(page: PageContents, repeated: frozenset[str]) -> list[Any]:
    """Address, number, title and first sentence of a page, and anchor, heading and sentences of its sections."""
    sections = [
        [section.anchor, section.heading, [one for one in section.sentences if one not in repeated]]
        for section in page.sections
    ]
    return [page.address, page.number, page.title, " ".join(page.description), sections]


def _number(number: NumberFile, say: Say) -> list[str]:
    """Address, name and value of a number, the printed figure, and its chapter."""
    printed = number.printed.shown if number.printed else ""
    return [number.page, say(number.label), say(number.text), say(printed), number.code.chapter]
