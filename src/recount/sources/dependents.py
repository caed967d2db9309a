"""What depends on a source: the chapters that read it, and their sentences that data can falsify."""

from __future__ import annotations

from collections.abc import Iterator

from recount.edition.definitions import read_page
from recount.edition.edition import Edition
from recount.numbers.predicates import STATEMENT, alternatives
from recount.sources.catalogue import load_catalogue, select


def chapters_reading(edition: Edition, name: str) -> list[str]:
    """The chapters, and the templates of the regional book, that read a source."""
    patterns = {chapter: card.sources for chapter, card in edition.card.chapters.items()}
    for template, card in edition.card.regional.items():
        more = [each.sources for each in card.divisions.values()]
        patterns[template] = sum(more, card.sources)
    catalogue = load_catalogue(edition)
    return [chapter for chapter, wanted in patterns.items() if name in select(catalogue, wanted)]


def sentences(edition: Edition, chapter: str) -> Iterator[tuple[str, str]]:
    """The words of every conditional statement of a chapter, and the predicate on which it depends.

    A regional chapter has a text for each division; what several of these say is given once.
    """
    name = f"{chapter}-*.md" if chapter in edition.card.regional else f"{chapter}.md"
    paths = [
        path for folder in ("chapters", "regios") for path in (edition.pages / folder).glob(name)
    ]
    found = (one for path in sorted(paths) for one in STATEMENT.findall(read_page(path)))
    for statement in dict.fromkeys(found):
        yield from (one for one in alternatives(statement) if one[1])
