"""What other publications say about the claims of a chapter, summarised in one or two sentences."""

from __future__ import annotations

from collections.abc import Sequence

from recount.book.directives import dutch
from recount.book.directives.store import Exhibit, Store
from recount.numbers.dutch_numerals import in_words
from recount.numbers.dutch_words import capitalised, without_article
from recount.results.publications import SOURCE, Relation

NOTHING = "Wij vonden geen publicatie die dit noemt."
"""Sentence for a chapter without publications."""


def table_of(chapter: str) -> str:
    """Id of the table with the publications of a chapter."""
    return f"{chapter}-{SOURCE}"


def pictures_of(table: str, store: Store) -> list[Exhibit]:
    """The pictures of the claims of such a table, in the order of the claims; empty for any other table."""
    found = (store.figures.get(f"{table}-{claim}") for claim in store.claims)
    return [one for one in found if one]


def sentence(chapter: str, store: Store) -> str:
    """Summary of the publications of a chapter; ``NOTHING`` if it has no list."""
    shown = store.tables.get(table_of(chapter))
    return summary(shown.card["rows"], store.print_name) if shown else NOTHING


def summary(rows: Sequence[Sequence[str]], print_name: str) -> str:
    """The number of figures and publications, and how they compare with the print.

    Parameters
    ----------
    rows
        The cells of the table: the publication in the first column, how its figure relates to ours and to
        the print in the last but one.
    print_name
        What the print is called, with its article.

    >>> row = ["SEO, monitor 2020 (alleen begin gelezen)", "wat", "5", "vijf", "6"]
    >>> related = "infographic: gelijk binnen afronding; ons getal: andere definitie"
    >>> summary([[*row, related, ""]], "de infographic")
    'Eén getal in één publicatie. Eén is afgerond gelijk aan het getal van de infographic.'
    >>> summary([["geen publicatie gevonden"]], "de infographic")
    'Wij vonden geen publicatie die dit noemt.'
    """
    if len(rows[0]) == 1:
        return NOTHING
    names = {row[0].partition(" (")[0] for row in rows}
    equal, other = (
        sum(f"{without_article(print_name)}: {how}" in row[-2] for row in rows)
        for how in (Relation.EQUAL, Relation.UNEXPLAINED)
    )
    found = ""
    if equal:
        found += f" {_are(equal)} afgerond gelijk aan het getal van {print_name}."
    if other:
        same = "het hetzelfde telt" if other == 1 else "zij hetzelfde tellen"
        found += f" {_are(other)} anders, terwijl {same}."
    figures = "Eén getal" if len(rows) == 1 else f"{dutch.number(len(rows))} getallen"
    where = "één publicatie" if len(names) == 1 else f"{dutch.number(len(names))} publicaties"
    nothing = f" Geen daarvan telt precies hetzelfde als {print_name}."
    return f"{figures} in {where}.{found or nothing}"


def _are(number: int) -> str:
    return capitalised(f"{in_words(number)} {'is' if number == 1 else 'zijn'}")
