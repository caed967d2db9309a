"""One website of two books: the report, and in it under ``regios`` the regional book.

Each is made in a folder of its own, so that neither is made anew for the other; a copy of the regional one
takes its place in the site of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sto_eval.book import Format, build_book
from sto_eval.book.outputs import CARD
from sto_eval.book.regional import regional_volume
from sto_eval.book.staging import Beside
from sto_eval.divisions import NONE, TITLES
from sto_eval.edition import REGIONS, Edition
from sto_eval.errors import BookError
from sto_eval.integrity import read_key
from sto_eval.notebooks import CHAPTERS
from sto_eval.results import read_results
from sto_eval.sphinxext.standin import BOX

FRONT = "index.html"
_EXHIBIT = r'id="((?:figuur|tabel)-{}-([a-z-]+))"'
"""The anchor of a figure or table of a chapter, and its own name."""

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def build_website(
    edition: Edition, books: Sequence[Edition], formats: Sequence[Format], division: str
) -> list[tuple[Format, Path]]:
    """The report in these formats, and in its site the regional book; formats and what a reader opens.

    Parameters
    ----------
    edition
        The report.
    books
        What was run; a regional book among them is made anew when anything of it changed.
    formats
        What to make of the report; of the regional book there is a website only.
    division
        Whose book stands in the site, if it was ever made; ``none`` for no book.

    Errors: ``RecordError`` when the results of a chapter are not those that its run wrote, and as ``build_book``.
    """
    for book in [edition, *(book for book in books if book.division)]:
        read_results(book)
    for book in books:
        if book.division and "html" in formats:
            build_book(
                edition.root, book.build, ["html"], edition=edition.folder,
                volume=regional_volume(book), beside=report_beside(edition),
            )  # fmt: skip
    beside = regions_beside(edition, division)
    made = build_book(edition.root, edition.build, formats, edition=edition.folder, beside=beside)
    opened = list(made.items())
    if beside and "html" in made:
        opened.append(("html", made["html"].parent / beside.front))
    return opened


def division_of(edition: Edition) -> str:
    """The division whose book stands in the site, as it was last made; ``none`` when none does.

    Errors: ``BookError`` when it was made again and has not taken its place yet.
    """
    place = edition.build / "html" / REGIONS
    if not place.is_dir():
        return NONE
    for division in TITLES:
        made = read_key(replace(edition, division=division).build / "html", CARD)
        if made and made.get("key") == read_key(place, CARD).get("key"):
            return division
    raise BookError(
        "the regions in the website are not those that were made last",
        place.name,
        " or ".join(TITLES),
        "another book",
        "Run 'sto-eval build html'.",
    )


def regions_beside(edition: Edition, division: str) -> Beside | None:
    """The regional book as the report knows it, from its front page; ``None`` when it was not made.

    Its subjects are the figures and tables of that page, by their own names.
    """
    folder = replace(edition, division=division).build / "html"
    overviews = [name for name, card in edition.card.regional.items() if not card.each]
    if division == NONE or not overviews or not (folder / FRONT).is_file():
        return None
    text, front = (folder / FRONT).read_text("utf-8"), f"{REGIONS}/{FRONT}"
    title, shown = TITLES[division], _EXHIBIT.format(re.escape(f"{overviews[0]}-{division}"))
    return Beside(
        "Per regio",
        "Elke regio heeft een eigen pagina, waarop wij net zo rekenen als voor heel Nederland:",
        title,
        front,
        BOX in text,
        {name: (title, f"{front}#{anchor}") for anchor, name in re.findall(shown, text)},
        folder,
    )


def report_beside(edition: Edition) -> Beside:
    """The report as the regional book knows it; its subjects are its chapters."""
    titles = {
        name: _title(edition.root / CHAPTERS / f"{name}.md") for name in edition.card.chapters
    }
    return Beside(
        "Heel Nederland",
        "De getallen voor heel Nederland staan in",
        "het rapport",
        f"../{FRONT}",
        made_up=False,
        places={name: (title, f"../{CHAPTERS}/{name}.html") for name, title in titles.items()},
    )


def _title(chapter: Path) -> str:
    found = _TITLE.search(chapter.read_text("utf-8")) if chapter.is_file() else None
    return found[1] if found else chapter.stem
