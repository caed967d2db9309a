"""The voice of others: what the list of publications of a chapter comes to, in one sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from sto_eval.publications import SOURCE, Relation
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.store import Store

NOTHING = "Wij vonden geen publicatie die dit noemt."
"""What is said of a chapter with an empty list, or with none."""


def table_of(chapter: str) -> str:
    """The table with the publications of a chapter."""
    return f"{chapter}-{SOURCE}"


def sentence(chapter: str, store: Store) -> str:
    """What others printed on the claims of a chapter; one without a list found nothing."""
    shown = store.tables.get(table_of(chapter))
    return told(shown.card["rows"]) if shown else NOTHING


def told(rows: Sequence[Sequence[str]]) -> str:
    """How many figures in how many publications, and how they stand to the infographic.

    Parameters
    ----------
    rows
        The cells of the table: first the publication, last but one how its figure relates.

    >>> row = ["SEO, monitor 2020 (alleen begin gelezen)", "wat", "5", "vijf", "6"]
    >>> told([[*row, "infographic: gelijk binnen afronding; ons getal: andere definitie", ""]])
    'Eén getal in één publicatie. Gelijk aan het gedrukte getal, binnen afronding: 1.'
    >>> told([["geen publicatie gevonden"]])
    'Wij vonden geen publicatie die dit noemt.'
    """
    if len(rows[0]) == 1:
        return NOTHING
    names = {row[0].partition(" (")[0] for row in rows}
    counts = {
        "Gelijk aan het gedrukte getal, binnen afronding": _count(rows, Relation.EQUAL),
        "Anders, terwijl de definitie dezelfde is": _count(rows, Relation.UNEXPLAINED),
    }
    found = [f" {what}: {count}." for what, count in counts.items() if count]
    figures = "Eén getal" if len(rows) == 1 else f"{dutch.number(len(rows))} getallen"
    where = "één publicatie" if len(names) == 1 else f"{dutch.number(len(names))} publicaties"
    return f"{figures} in {where}.{''.join(found) or ' Geen daarvan telt precies hetzelfde.'}"


def _count(rows: Sequence[Sequence[str]], word: Relation) -> int:
    return sum(f"infographic: {word}" in row[-2] for row in rows)
