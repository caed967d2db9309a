"""The regional book: an overview of all regions, a page for each, and where every number comes from."""

from __future__ import annotations

from pathlib import Path

from sto_eval.book.staging import Volume
from sto_eval.divisions import TITLES
from sto_eval.edition import Edition, RegionCard

PAGES = Path("regios")
"""The pages of the regional book that compute nothing."""


def regional_volume(edition: Edition, only: str = "") -> Volume:
    """The book of a division; of one region when ``only`` names its chapter."""
    cards = {
        name: card for name, card in edition.card.chapters.items() if isinstance(card, RegionCard)
    }
    overview = next(name for name, card in cards.items() if "region" not in card.settings)
    pages = [
        {"file": f"chapters/{name}", "title": card.title}
        for name, card in cards.items()
        if name != overview and only in {"", name}
    ]
    return Volume(
        f"{edition.card.programme} {edition.card.first_year}-{edition.card.last_year}: {TITLES[edition.division]}",
        edition.root / PAGES,
        {
            "format": "jb-book",
            "root": "index",
            "parts": [
                {"caption": "Regio's", "chapters": pages},
                {"caption": "Bijlagen", "chapters": [{"file": "herkomst"}]},
            ],
        },
        overview,
        {name: card.title for name, card in cards.items()},
    )
