"""The long description of a figure: its data in Dutch, row by row or series by series.

It is generated from the data file of the figure, so picture, description and data agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from recount.book.directives.row_texts import (
    IN_UNIT,
    ORDERED,
    OUTCOME,
    VALUE,
    Row,
    cell_text,
    describe_rows,
    is_measured,
    is_part,
    name_text,
    names_text,
    series_columns,
    varying,
)
from recount.numbers.dutch_words import Nouns
from recount.numbers.formats import number
from recount.spreadsheets import LOW

FEW: Final = 12
"""Maximum number of rows, or points of a series, that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Series:
    """Rows that share a name, and the column that orders them, if any."""

    name: str
    rows: list[Row]
    axis: str | None

    def sentence(self, column: str, head: str) -> str:
        """One sentence about one column of the series."""
        known = [row for row in self.rows if row[column]]
        start = ", ".join(filter(None, [self.name, head]))
        if len(known) == 1:
            return f"{start}: {self._point(known[0], column)}."
        if len({row[column] for row in known}) == 1:
            return f"{start}: telkens {cell_text(known[0][column])}."
        if len(known) <= FEW and self.axis:
            points = "; ".join(f"{self._at(row)}: {cell_text(row[column])}" for row in known)
            return f"{start} – {points}."
        low, high = (end(known, key=lambda row: Decimal(row[column])) for end in (min, max))
        ends = f"laagste {self._point(low, column)}, hoogste {self._point(high, column)}"
        if self.axis in ORDERED:
            first, last = (self._point(known[place], column) for place in (0, -1))
            return f"{start}: van {first} naar {last}; {ends}."
        summary = f"{number(len(known))} waarden, {ends}."
        return f"{start}: {summary}" if start else summary

    def _point(self, row: Row, column: str) -> str:
        shown, at = cell_text(row[column]), self._at(row)
        return f"{shown} ({at})" if at else shown

    def _at(self, row: Row) -> str:
        return name_text(row, self.axis) if self.axis else ""


def describe(cells: Sequence[Sequence[str]], nouns: Nouns) -> list[str]:
    """Sentences that list every row of a small file, or summarise every series of a large one.

    Parameters
    ----------
    cells
        The rows of the file, header first. A constant column is left out, and in a summary what shares rest on.
    nouns
        The nouns of the edition, singular after 1.

    Examples
    --------
    >>> describe([["profiel", "vestigingen"], ["PIE", "1223"], ["MaT", "6"]], {})
    ['PIE: 1.223 vestigingen.', 'MaT: 6 vestigingen.']
    """
    head, *body = cells
    rows = [dict(zip(head, row, strict=True)) for row in body]
    columns = [name for name in varying(rows) if not is_part(name)]
    values = [name for name in columns if is_measured(rows, name)]
    keys = [name for name in columns if name not in values]
    if OUTCOME in head or len(rows) <= FEW or not values:
        return [one.text for one in describe_rows(cells, nouns)]
    return [
        one.sentence(name, words)
        for one in _series(rows, keys)
        for name, words in _heads(one.rows, values).items()
        if any(row[name] for row in one.rows)
    ]


def _heads(rows: list[Row], values: list[str]) -> dict[str, str]:
    """Columns to describe, with the words for each; duplicate columns are merged.

    Where the bounds coincide, the column is named after the quantity alone.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for name in values:
        found.setdefault(tuple(row[name] for row in rows), []).append(name)
    alone = len(found) == 1 < len(values)
    return {
        first: ""
        if alone or IN_UNIT.sub("", first) == VALUE
        else first.replace(LOW, "" if more else LOW)
        for first, *more in found.values()
    }


def _series(rows: list[Row], keys: list[str]) -> Iterator[Series]:
    """The series of a file, in file order; a column with a unique value per row does not define a series."""
    apart, axis = series_columns(rows, keys)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(names_text(row, apart), []).append(row)
    for name, members in found.items():
        yield Series(name, members, axis)
