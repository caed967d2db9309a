"""The long description of a figure: its data in Dutch, row by row or series by series.

It is generated from the data file of the figure, so picture, description and data agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from recount.book.directives import dutch
from recount.numbers.formats import number
from recount.spreadsheets import LOW

Row = dict[str, str]

ORDERED: Final = {"jaar", "schooljaar", "datum", "peildatum", "straal (km)"}
"""Columns that order a series."""

KEYS: Final = ORDERED | {"uitgave"}
"""Columns whose numbers identify a row rather than measure something."""

OUTCOME, AS_PRINTED, VALUE = "Uitkomst", "Als gedrukt", "waarde"
"""Columns of a grid of definitions, already in Dutch notation; and a column name that carries no information."""

FEW = 12
"""Maximum number of rows, or points of a series, that are listed one by one."""

MANY = 1000
"""Values from here on are written without decimals."""

_UNIT: Final = re.compile(r" \([^)]*\)$")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


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
            return f"{start}: telkens {_cell(known[0][column])}."
        if len(known) <= FEW and self.axis:
            points = "; ".join(f"{self._at(row)}: {_cell(row[column])}" for row in known)
            return f"{start} – {points}."
        low, high = (end(known, key=lambda row: Decimal(row[column])) for end in (min, max))
        ends = f"laagste {self._point(low, column)}, hoogste {self._point(high, column)}"
        if self.axis in ORDERED:
            first, last = (self._point(known[place], column) for place in (0, -1))
            return f"{start}: van {first} naar {last}; {ends}."
        return f"{start}: {number(len(known))} waarden, {ends}."

    def _point(self, row: Row, column: str) -> str:
        return f"{_cell(row[column])} ({self._at(row)})" if self.axis else _cell(row[column])

    def _at(self, row: Row) -> str:
        return _cell(row[str(self.axis)], name=True)


def describe(cells: Sequence[Sequence[str]]) -> list[str]:
    """Sentences that list every row of a small file, or summarise every series of a large one.

    Parameters
    ----------
    cells
        The rows of the file, header first. A constant column is left out.

    Examples
    --------
    >>> describe([["profiel", "vestigingen"], ["PIE", "1223"], ["MaT", "6"]])
    ['PIE: vestigingen 1.223.', 'MaT: vestigingen 6.']
    """
    head, *body = cells
    rows = [dict(zip(head, row, strict=True)) for row in body]
    if OUTCOME in head:
        return [_outcome(row) for row in rows]
    columns = [name for name in head if len({row[name] for row in rows}) > 1] or list(head)
    values = [name for name in columns if _measures(rows, name)]
    keys = [name for name in columns if name not in values]
    if len(rows) <= FEW or not values:
        heads = _heads(rows, values)
        return [_sentence(row, keys, heads) for row in rows]
    return [
        one.sentence(name, words)
        for one in _series(rows, keys)
        for name, words in _heads(one.rows, values).items()
        if any(row[name] for row in one.rows)
    ]


def _outcome(row: Row) -> str:
    """A definition and its outcome."""
    choices = ", ".join(cell for name, cell in row.items() if name not in {OUTCOME, AS_PRINTED})
    return f"{choices}: {row[OUTCOME]} ({AS_PRINTED.lower()}: {row[AS_PRINTED]})."


def _sentence(row: Row, keys: list[str], heads: dict[str, str]) -> str:
    """A row: its keys and its values."""
    values = [f"{words} {_cell(row[name])}".strip() for name, words in heads.items() if row[name]]
    names = ", ".join(_cell(row[key], name=True) for key in keys)
    return ": ".join(filter(None, [names, "; ".join(values) or "onbekend"])) + "."


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
        if alone or _UNIT.sub("", first) == VALUE
        else first.replace(LOW, "" if more else LOW)
        for first, *more in found.values()
    }


def _series(rows: list[Row], keys: list[str]) -> Iterator[Series]:
    """The series of a file, in file order; a column with a unique value per row does not define a series."""
    count = {key: len({row[key] for row in rows}) for key in keys}
    running = [key for key in keys if key in ORDERED]
    axis = max(running or keys, key=count.__getitem__) if running or len(keys) > 1 else None
    apart = [key for key in keys if key != axis and count[key] < len(rows)]
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(", ".join(_cell(row[key], name=True) for key in apart), []).append(row)
    for name, members in found.items():
        yield Series(name, members, axis)


def _measures(rows: list[Row], name: str) -> bool:
    return name not in KEYS and all(_value(row[name]) is not None for row in rows if row[name])


def _value(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _cell(cell: str, *, name: bool = False) -> str:
    """A cell in Dutch notation; a number that identifies something, such as a year, is left unchanged."""
    value = None if name else _value(cell)
    if value is None:
        return dutch.date(cell) if _DAY.fullmatch(cell) else cell
    whole = value == value.to_integral_value() or abs(value) >= MANY
    return number(value, 0 if whole else 1)
