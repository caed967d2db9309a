"""One website with two books: the report and, under ``regios``, the regional book.

Each book is built in its own folder, so that a change in one does not rebuild the other. A copy of the regional
book is embedded in the site of the report.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from recount.book.building import build_book
from recount.book.outputs import CARD, embed_book
from recount.book.staging import OtherBook, fonts_of
from recount.book.website.regional import regional_volume
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

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def build_website(
    edition: Edition, books: Sequence[Edition], formats: Sequence[str], division: str
) -> list[tuple[str, Path]]:
    """Build the report in the given formats, with the regional book in its site.

    Parameters
    ----------
    edition
        The report.
    books
        The editions that were run; a regional book among them is rebuilt if it changed.
    formats
        Formats of the report; the regional book is a website only.
    division
        The division whose book is embedded, if it was ever built; ``none`` for no book.

    Returns
    -------
    Formats with the files to open.

    Errors: ``RecordError`` if the results of a chapter were changed after its run, and those of ``build_book``.
    """
    for book in [edition, *(book for book in books if book.division)]:
        read_results(book)
    regional = [book for book in books if book.division and "html" in formats]
    other = regional_book(edition, division, [book.division for book in regional])
    fonts_of(edition.root)  # else both books make them
    with ProcessPoolExecutor(1, get_context("spawn"), end_with_parent) as beside:
        jobs = [beside.submit(_build_regions, edition, book) for book in regional]
        built = build_book(
            edition.root, edition.build, formats, edition=edition.folder, other=other
        )
        faults = [fault for job in jobs if (fault := job.exception())]
    opened = list(built.items())
    if "html" in built:
        site = built["html"].parent
        embed_book(other.folder if other else None, site)
        opened += [("html", site / other.front)] if other else []
    for fault in faults:
        raise fault
    return opened


def end_with_parent() -> None:
    """Make this process end when the one that started it does, also if that is killed; else it waits for ever."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def _build_regions(edition: Edition, book: Edition) -> None:
    """Build a regional book; in a process of its own, beside the report."""
    build_book(
        edition.root, book.build, ["html"], edition=edition.folder,
        volume=regional_volume(book), other=report_book(edition),
    )  # fmt: skip


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
    raise BookError(
        "the regional book in the website is out of date",
        place.name,
        " or ".join(known),
        "another book",
        f"Run '{COMMAND} build html'.",
    )


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
    titles = {
        name: _title(edition.pages / CHAPTERS / f"{name}.md") for name in edition.card.chapters
    }
    return OtherBook(
        f"Heel {edition.card.area}",
        f"De getallen voor heel {edition.card.area} staan in",
        "het rapport",
        f"../{FRONT}",
        places={name: (title, f"../{CHAPTERS}/{name}.html") for name, title in titles.items()},
    )


def _title(chapter: Path) -> str:
    found = _TITLE.search(chapter.read_text("utf-8")) if chapter.is_file() else None
    return found[1] if found else chapter.stem
