"""Columns, gauges and rules shared by several registers."""

from __future__ import annotations

from recount.layouts.faults import Phrase
from recount.layouts.gauges import Gauge
from recount.layouts.register import Column, Rule

REGION = Column(
    "regio_id", "code", "De regio, zoals in het register van regio's.",
    pattern=r"(?=.{1,40}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*",
    form=Phrase(
        "a code of letters without accents, digits and single hyphens, at most 40 characters",
        "letters zonder accent, cijfers en losse streepjes, hooguit 40 tekens",
    ),
)  # fmt: skip
"""A code that is safe in a web address, a file name and the id of a number."""
YEAR = Column("jaar", "jaar", "Het kalenderjaar waarop de regel slaat.")


LARGEST = 10_000_000
"""Euros in one row: a region gets one or two million a year, so more than ten is probably a mistake."""


def largest(column: str) -> Gauge:
    """The gauge of the largest amount in one row."""
    return Gauge(f"grootste {column} in euro", lambda s: float(s.table[column].max()), 0, LARGEST)


NOT_BACKWARDS = Rule(
    "De einddatum ligt niet voor de begindatum.",
    lambda table: table["einddatum"] < table["begindatum"],
    "a day on or after begindatum",
    "einddatum",
)
