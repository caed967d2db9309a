"""The links between the report and the regional book."""

from __future__ import annotations

from dataclasses import replace

from recount.book.website.website import report_book
from recount.edition.edition import Edition


def test_the_regions_link_to_the_report_by_its_area(edition: Edition) -> None:
    """The edition names the area; without a name it is called the area."""
    card = edition.card.model_copy(update={"area": "Gelderland"})
    assert report_book(replace(edition, card=card)).lead == "Heel Gelderland"
    assert report_book(edition).sentence == "De getallen voor heel het gebied staan in"
