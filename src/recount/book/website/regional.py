"""The regional book: an overview of all regions, a page for each region, and an annex of all numbers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from recount.book.directives.numbering import ANNEXES
from recount.book.staging import Volume
from recount.edition.edition import Edition, RegionCard
from recount.handover import ALONE
from recount.results.reading import ResultsCheck
from recount.running.regional_book import divisions
from recount.sources.row_files import ROWS, write_row_sets

PAGES = Path("regios")
"""Folder with the pages of the regional book that run no code."""


def regional_volume(edition: Edition) -> Volume:
    """The regional book of a division."""
    cards = {
        name: card for name, card in edition.card.chapters.items() if isinstance(card, RegionCard)
    }
    overview = next(name for name, card in cards.items() if "region" not in card.settings)
    pages = [
        {"file": f"chapters/{name}", "title": card.title}
        for name, card in cards.items()
        if name != overview
    ]
    title = divisions(edition)[edition.division].title
    return _volume(edition, title, overview, [{"caption": "Regio’s", "chapters": pages}])


def region_volume(edition: Edition, name: str) -> tuple[Path, Volume]:
    """The report of one region, and a build folder with copies of its inputs."""
    ResultsCheck(edition).chapter(name)
    card = edition.card.chapters[name]
    build = edition.build / ALONE / name
    chapters = build / "chapters"
    shutil.rmtree(chapters, ignore_errors=True)
    shutil.copytree(edition.build / "chapters" / name, chapters / name)
    shutil.copyfile(edition.build / "run.json", build / "run.json")
    write_row_sets(chapters, build / ROWS.name, edition)
    return build, _volume(edition, card.title if isinstance(card, RegionCard) else name, name, [])


def _volume(edition: Edition, title: str, front: str, parts: list[dict[str, Any]]) -> Volume:
    period = f"{edition.card.first_year}-{edition.card.last_year}"
    annexes = {"caption": ANNEXES, "chapters": [{"file": "herkomst"}]}
    contents = {"format": "jb-book", "root": "index", "parts": [*parts, annexes]}
    cards = edition.card.chapters.items()
    return Volume(
        f"{edition.card.programme} {period}: {title}",
        edition.pages / PAGES,
        contents,
        front,
        {name: card.title for name, card in cards if isinstance(card, RegionCard)},
    )
