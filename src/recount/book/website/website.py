"""One website with two books: the report and, under ``regios``, the regional book.

Each book is built in its own folder, so that a change in one does not rebuild the other. A copy of the regional
book is embedded in the site of the report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from recount.book.building import build_book
from recount.book.outputs import CARD, embed_book
from recount.book.staging import OtherBook, chapter_titles
from recount.book.website.regional_process import RegionalProcess
from recount.edition.edition import REGIONS, Edition
from recount.errors import BookError
from recount.names import COMMAND
from recount.notebook.notebooks import CHAPTERS
from recount.results.integrity import read_key
from recount.results.reading import read_results
from recount.running.regional_book import NONE, divisions

FRONT = "index.html"
_EXHIBIT = r"\{{(figuur|tabel)\}} ({}-([a-z-]+))"
"""A figure or table in a chapter: its kind, id and short name."""


def build_website(
    edition: Edition, formats: Sequence[str], division: str, regional: RegionalProcess
) -> list[tuple[str, Path]]:
    """Build the report in the given formats, with the regional book in its site.

    Parameters
    ----------
    edition
        The report.
    formats
        Formats of the report; the regional book is a website only.
    division
        The division whose book is embedded, if it was ever built; ``none`` for no book.
    regional
        Where the regional books are built that were run; it is waited for.

    Returns
    -------
    Formats with the files to open.

    Errors: ``RecordError`` if the results of a chapter were changed after its run, and those of ``build_book``.
    """
    read_results(edition)
    other = regional_book(edition, division, regional.divisions)
    built = build_book(edition.root, edition.build, formats, edition=edition.folder, other=other)
    faults = regional.faults()
    opened = list(built.items())
    if "html" in built:
        site = built["html"].parent
        embed_book(other.folder if other else None, site)
        opened += [("html", site / other.front)] if other else []
    for fault in faults:
        raise fault
    return opened


def division_of(edition: Edition) -> str:
    """The division whose current book is embedded in the site; ``none`` if there is no embedded book.

    Errors: ``BookError`` if the book was rebuilt since it was embedded.
    """
    place = edition.build / "html" / REGIONS
    if not place.is_dir():
        return NONE
    for division in (known := divisions(edition)):
        card = read_key(replace(edition, division=division).build / "html", CARD)
        if card and card.get("key") == read_key(place, CARD).get("key"):
            return division
    what, expected = "the regional book in the website is out of date", " or ".join(known)
    raise BookError(what, place.name, expected, "another book", f"Run '{COMMAND} build html'.")


def regional_book(
    edition: Edition, division: str, building: Collection[str] = ()
) -> OtherBook | None:
    """The regional book as shown in the report; ``None`` if it was not built and is not ``building``.

    Its subjects are the figures and tables of its front page, by short name.
    """
    build = replace(edition, division=division).build
    folder = build / "html"
    overviews = [name for name, card in edition.card.regional.items() if not card.each]
    known = division in building or (folder / FRONT).is_file()
    if division == NONE or not overviews or not known:
        return None
    name, front = f"{overviews[0]}-{division}", f"{REGIONS}/{FRONT}"
    text = (build / CHAPTERS / name / f"{name}.ipynb").read_text("utf-8")
    title, shown = divisions(edition)[division].title, _EXHIBIT.format(re.escape(name))
    return OtherBook(
        "Per regio",
        f"Elke regio heeft een eigen pagina, waarop wij net zo rekenen als voor heel {edition.card.area}:",
        title,
        front,
        {short: (title, f"{front}#{kind}-{one}") for kind, one, short in re.findall(shown, text)},
        folder,
    )


def report_book(edition: Edition) -> OtherBook:
    """The report as shown in the regional book; its subjects are its chapters."""
    titles = chapter_titles(edition.pages, edition.card.chapters)
    return OtherBook(
        f"Heel {edition.card.area}",
        f"De getallen voor heel {edition.card.area} staan in",
        "het rapport",
        f"../{FRONT}",
        places={name: (title, f"../{CHAPTERS}/{name}.html") for name, title in titles.items()},
    )
