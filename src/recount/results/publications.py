"""Compare figures of other publications with the printed claims and with our own numbers; pure.

Definition and date come first: figures that differ in these are never called equal. A rounded figure means
every number that rounds to it, half its step on both sides; a count means only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

import pandas as pd

from recount.edition.claims import Claim, find_claim
from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import display, printed
from recount.numbers.measures import Measure, Number

SOURCE = "publicaties"
"""Id in the catalogue of the list of printed figures, and of its layout."""

TITLE = "Wat andere publicaties noemen"

MEASURED = frozenset({"%", "procentpunt", "euro", "km", "fte"})
"""Measured, rounded units; so is every average, ``dagen per jaar per regio``. Others are counts."""


class Relation(StrEnum):
    """How two figures relate."""

    EQUAL = "gelijk binnen afronding"
    OTHER = "andere definitie"
    UNEXPLAINED = "onverklaard"
    NONE = "niet te vergelijken"


AGAINST, DERIVED = "tegenspraak", "afgeleid"

REMARKS = {"alleen begin": " (alleen begin gelezen)", DERIVED: f" ({DERIVED})"}
"""How much was read -> the remark in the table; the name of the publication says who quotes it."""

MEANINGS: Final[Mapping[str, str]] = {
    Relation.OTHER: "de publicatie telt iets anders, of op een andere dag; een gelijk getal bevestigt dan niets.",
    Relation.EQUAL: "definitie en dag zijn dezelfde, en het getal ook. Een aantal moet dan precies gelijk zijn; "
    "een ander getal mag door afronding verschillen.",
    Relation.UNEXPLAINED: "definitie en dag zijn dezelfde, het getal niet.",
    Relation.NONE: "wij legden er geen getal naast.",
    AGAINST: "een andere publicatie noemt voor hetzelfde een ander getal.",
    DERIVED: "door ons uitgerekend uit wat er gedrukt staat.",
}
"""Word in the table -> what it means: the rule of :func:`relation`, for the reader."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure from its row: value and rounding step in its unit."""

    value: float
    step: float
    unit: str

    @property
    def rounded(self) -> bool:
        """Whether it means more than itself; a count in steps of one does not."""
        return self.step != 1 or self.unit in MEASURED or " per " in self.unit

    @property
    def low(self) -> Decimal:
        """The lower end of the numbers that round to it."""
        return _decimal(self.value) - self._half

    @property
    def high(self) -> Decimal:
        """The upper end of the numbers that round to it."""
        return _decimal(self.value) + self._half

    @property
    def _half(self) -> Decimal:
        return _decimal(self.step) / 2 if self.rounded else Decimal(0)


def relation(other: Measure | Figure | None, printed: Figure, *, same_definition: bool) -> Relation:
    """How a printed figure relates to a number of ours, or to another printed one; ``None`` if there is neither.

    Another definition, date or unit makes it a different figure, whatever the values. Otherwise they are
    equal if they can be the same number: counts if they are equal, rounded figures if their intervals
    overlap; intervals that only touch do not. If not, the difference is unexplained.
    """
    if other is None or other.low is None or other.high is None:
        return Relation.NONE
    if not same_definition or other.unit != printed.unit:
        return Relation.OTHER
    return Relation.EQUAL if _overlap(other, printed) else Relation.UNEXPLAINED


def _overlap(other: Measure | Figure, printed: Figure) -> bool:
    """Whether both can be the same number; a rounding interval excludes its ends."""
    low, high = _decimal(other.low), _decimal(other.high)
    if printed.rounded or (isinstance(other, Figure) and other.rounded):
        return low < printed.high and printed.low < high
    return low <= printed.high and printed.low <= high


def _decimal(value: Number | None) -> Decimal:
    return Decimal(str(value))


def about(figures: pd.DataFrame, claims: Iterable[str]) -> pd.DataFrame:
    """The rows about any of these claims, in the order of the list."""
    wanted = set(claims)
    return figures[[not wanted.isdisjoint(cell.split("|")) for cell in figures["uitspraak"]]]


def contradictions(figures: pd.DataFrame) -> dict[str, list[str]]:
    """Id of a row -> ids of the rows that print a different figure for the same thing and period.

    The same thing has the same ``grootheid`` and ``eenheid``; figures that round to each other agree.
    """
    found: dict[str, list[str]] = {}
    for _, group in figures.groupby(["grootheid", "eenheid", "periode"], sort=False):
        printed = {row["id"]: figure_of(row) for _, row in group.iterrows()}
        for name, figure in printed.items():
            words = {key: relation(p, figure, same_definition=True) for key, p in printed.items()}
            found[name] = [key for key, word in words.items() if word is not Relation.EQUAL]
    return found


def compare(
    figures: pd.DataFrame,
    all_claims: dict[str, Claim],
    claims: Iterable[str],
    ours: Mapping[str, Measure],
    label: str,
) -> pd.DataFrame:
    """The table for the reader: a row per published figure about these claims, next to the printed one and our number.

    ``vergelijk`` of a row may name any of ``all_claims``. ``ours`` are our numbers by id, without those that depend on
    made-up data; ``label`` is what the print is called, without its article. Errors: ``UnknownName``.
    """
    rows = about(figures, [name for name in claims if find_claim(all_claims, name)])
    if rows.empty:
        return pd.DataFrame({"Publicatie": ["geen publicatie gevonden"]})
    against, by_id = contradictions(rows), rows.set_index("id")
    return pd.DataFrame(
        [
            _cells(
                row, all_claims.get(other), ours.get(other), by_id.loc[against[str(name)]], label
            )
            for (name, row), other in zip(by_id.iterrows(), rows["vergelijk"], strict=True)
        ]
    )


def explained(table: pd.DataFrame) -> str:
    """The caption of a table of ``compare``: what the words in it mean, without those that are not in it."""
    shown = " ".join(table.astype(str).to_numpy().ravel())
    return " ".join(
        f"{capitalised(word)}: {meaning}" for word, meaning in MEANINGS.items() if word in shown
    )


def written(figure: Figure, words: str = "") -> str:
    """A printed figure in a text, with the decimals that its step supports or in its own words."""
    return printed(figure.value, figure.step, figure.unit, words)


def figure_of(row: pd.Series) -> Figure:
    """The figure of a row of the list."""
    return Figure(row["waarde"], row["stap"], row["eenheid"])


def printed_figure(claim: Claim | None) -> Figure | None:
    """The printed figure; ``None`` for a claim without a number."""
    if claim is None or claim.value is None or claim.step is None:
        return None
    return Figure(float(claim.value), float(claim.step), claim.unit)


def _cells(
    row: pd.Series, claim: Claim | None, ours: Measure | None, others: pd.DataFrame, label: str
) -> dict[str, str]:
    figure, on_print = figure_of(row), printed_figure(claim)
    sides = {label: on_print, "ons getal": ours}
    words = {
        name: relation(side, figure, same_definition=row["zelfde_definitie"])
        for name, side in sides.items()
    }
    return {
        "Publicatie": row["bron"] + REMARKS.get(row["gelezen"], ""),
        "Wat": f"{row['grootheid']}, {row['periode']}",
        "Getal": written(figure),
        capitalised(label): _as_printed(claim, on_print) if claim and on_print else NOTHING,
        "Ons getal": display(ours) if ours else NOTHING,
        "Verhouding": _relations(words, others),
        "url": row["url"],
    }


def _as_printed(claim: Claim, figure: Figure) -> str:
    """The words of a claim; a decrease has its sign, as the figures next to it have."""
    return written(figure, claim.shown if figure.value >= 0 else "")


def _relations(words: Mapping[str, Relation], others: pd.DataFrame) -> str:
    """All relations of a figure on one line, or that there are none."""
    parts = [f"{name}: {word}" for name, word in words.items() if word is not Relation.NONE]
    if len(others):
        against = [f"{row['bron']} ({written(figure_of(row))})" for _, row in others.iterrows()]
        parts.append(f"{AGAINST}: {', '.join(against)}")
    return "; ".join(parts) or Relation.NONE
