"""Tables of counts to statements, and back to texts with what is hidden marked.

A count of persons from a closed register is secret when it is under five, and so is nobody at all: that a
region has no girl in a profile says something about every girl there. Three kinds are not secret:

- a zero that is impossible otherwise (no location there has the profile), which the caller names;
- a count of places, locations, hours or euros, which is no count of persons;
- a count from open data of which the publisher prints every number under it: what we print is then a sum
  of what anyone can read. It keeps the publisher's masking, as bounds, and hiding it would not help.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sto_eval.disclosure.statements import (
    THRESHOLD,
    Cell,
    Release,
    Statement,
    counted,
    is_small,
    nested,
    release,
    total,
)
from sto_eval.formats import display
from sto_eval.measures import Measure, between, exact, indicator

Margin = Literal["none", "shown", "elsewhere"]
"""A total that is not printed at all, printed here, or known elsewhere so that it cannot be hidden."""

MARK = "x"
LEGEND = (
    f"{MARK}: afgeschermd, omdat het om minder dan {THRESHOLD} personen gaat of omdat een aantal onder de "
    f"{THRESHOLD} eruit te berekenen is."
)
UNDER = f"minder dan {THRESHOLD}"
TOTAL = "Totaal"
UNIT = "getallen"


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by two dimensions, which index and columns are named after.

    Parameters
    ----------
    subject
        What is counted, of whom and when; tables with one subject share their totals.
    low, high
        The counts, exact without ``high``, else the bounds of the publisher's masking. The labels are
        texts, and none of them is "Totaal".
    closed
        Persons from a register that is not open.
    rows, columns, grand
        How the total of each row, of each column and of all is known.
    impossible
        Where a zero says nothing, same shape; by default nowhere.
    """

    subject: str
    low: pd.DataFrame
    high: pd.DataFrame | None = None
    closed: bool = True
    rows: Margin = "shown"
    columns: Margin = "shown"
    grand: Margin = "shown"
    impossible: pd.DataFrame | None = None

    @property
    def most(self) -> pd.DataFrame:
        """The upper bounds."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a table: its cell, its bounds, and how it is known."""

    row: str
    column: str
    cell: Cell
    low: int
    high: int
    known: Margin
    idle: bool


def cell_of(subject: str, categories: Mapping[str, str]) -> Cell:
    """The cell of a subject in these categories (dimension -> category); without any, the grand total.

    >>> cell_of("leerlingen", {"regio": "A"})
    ('leerlingen', (('regio', 'A'),))
    """
    return (subject, tuple(sorted(categories.items())))


def entries(table: Table) -> Iterator[Entry]:
    """All places of a table, totals included, also those that are not printed: another table may."""
    never = table.low < 0 if table.impossible is None else table.impossible & (table.most == 0)
    low, high = (_totalled(end, pd.DataFrame.sum) for end in (table.low, table.most))
    idle = _totalled(never, pd.DataFrame.all)
    sums = {"rows": table.rows, "columns": table.columns, "grand": table.grand, "cell": "shown"}
    places = itertools.product(low.index, low.columns)
    values = (frame.to_numpy().ravel() for frame in (low, high, idle))
    for (row, column), least, most, nobody in zip(places, *values, strict=True):
        known, cell = sums[_kind(row, column)], _cell(table, row, column)
        yield Entry(row, column, cell, int(least), int(most), known, bool(nobody))


def _totalled(frame: pd.DataFrame, add: Callable[..., pd.Series]) -> pd.DataFrame:
    wide = frame.assign(**{TOTAL: add(frame, axis=1)})
    return pd.concat([wide, add(wide, axis=0).to_frame(TOTAL).T])


def _kind(row: str, column: str) -> str:
    if row == TOTAL:
        return "grand" if column == TOTAL else "columns"
    return "rows" if column == TOTAL else "cell"


def _cell(table: Table, row: str, column: str) -> Cell:
    named = {str(table.low.index.name): row, str(table.low.columns.name): column}
    return cell_of(table.subject, {name: one for name, one in named.items() if one != TOTAL})


def statements(table: Table) -> list[Statement]:
    """What a table tells a reader, and that its totals are sums."""
    found = list(entries(table))
    told = [
        counted(each.cell, each.low, each.high, fixed=_public(table, each))
        for each in found
        if each.known != "none"
    ]
    return [*told, *(_sum(table, each) for each in found if TOTAL in (each.row, each.column))]


def _public(table: Table, entry: Entry) -> bool:
    return entry.known == "elsewhere" or not table.closed or entry.idle


def _sum(table: Table, entry: Entry) -> Statement:
    rows, columns = (
        [one] if one != TOTAL else list(labels)
        for one, labels in ((entry.row, table.low.index), (entry.column, table.low.columns))
    )
    pairs = itertools.product(rows, columns)
    return total(entry.cell, [_cell(table, *pair) for pair in pairs])


def secrets(table: Table) -> set[Cell]:
    """The cells of a table that are secret, totals included."""
    return {
        each.cell
        for each in entries(table)
        if table.closed and is_small(each.low) and not each.idle
    }


def between_columns(table: Table) -> tuple[list[Statement], set[Cell]]:
    """What follows of a table whose columns are nested, such as radii that grow; see :func:`nested`."""
    counts = _totalled(table.low, pd.DataFrame.sum)[list(table.low.columns)]
    return _joined(
        nested([_cell(table, str(row), str(column)) for column in counts], line)
        for row, line in zip(counts.index, counts.to_numpy(), strict=True)
    )


def between_tables(inner: Table, outer: Table) -> tuple[list[Statement], set[Cell]]:
    """What follows of two tables of which one counts everybody that the other counts, and more.

    For those across a border, a later edition of a register, another age. The two have the same labels.
    """
    pairs = zip(entries(inner), entries(outer), strict=True)
    return _joined(nested([one.cell, two.cell], [one.low, two.low]) for one, two in pairs)


def _joined(
    parts: Iterable[tuple[list[Statement], set[Cell]]],
) -> tuple[list[Statement], set[Cell]]:
    listed = list(parts)
    ties = [tie for ties, _ in listed for tie in ties]
    return ties, {cell for _, small in listed for cell in small}


def published(
    tables: Iterable[Table], more: Iterable[Statement] = (), small: Iterable[Cell] = ()
) -> Release:
    """Tables that are published together, with other statements and secrets about their cells.

    Errors: ``DisclosureError`` when two tables give one cell different bounds.
    """
    listed = list(tables)
    told = [each for table in listed for each in statements(table)]
    secret = {cell for table in listed for cell in secrets(table)}
    return release([*told, *more], secret | set(small))


def texts(table: Table, protected: Release) -> pd.DataFrame:
    """A table as it is printed: counts in Dutch notation, ``x`` for what is hidden, totals included."""
    known = {(one.row, one.column): _text(one, protected) for one in entries(table)}
    rows, columns = ([*labels, TOTAL] for labels in (table.low.index, table.low.columns))
    wide = pd.DataFrame([[known[row, column] for column in columns] for row in rows], rows, columns)
    # a total of which nothing is printed leaves an empty row or column
    wide = wide.loc[(wide != "").any(axis=1), (wide != "").any(axis=0)]
    return wide.rename_axis(index=str(table.low.index.name), columns=str(table.low.columns.name))


def _text(entry: Entry, protected: Release) -> str:
    if entry.known == "none":
        return ""
    if entry.cell in protected.hidden:
        return MARK
    if entry.low < entry.high < THRESHOLD:
        return UNDER
    return display(between(entry.low, entry.high, "personen"))


@indicator
def hidden_count(protected: Release) -> Measure:
    """Printed places that show ``x``; numbers, each counted once however many tables hold it."""
    return exact(len(protected.hidden), UNIT)


@indicator
def hidden_first_count(protected: Release) -> Measure:
    """Numbers hidden for being under five themselves (primary suppression).

    For who makes the report. Beside the other two counts it says how many of the marks are small ones:
    printed for one small table it may say that all of them are.
    """
    return exact(len(protected.first), UNIT)


@indicator
def hidden_second_count(protected: Release) -> Measure:
    """Numbers hidden to keep another one (complementary suppression); see :func:`hidden_first_count`."""
    return exact(len(protected.second), UNIT)
