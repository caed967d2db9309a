"""Perturbations: changes of a table, applied to a copy.

A perturbation changes the table as a chapter receives it, after layout, corrections and cross-checks. The
result need not be a table that a publisher could have made: it only shows what depends on the change. The
same table, source and seed give the same change.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api import types
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from recount.numbers.measures import MASK

ABSENT = "absent"
"""The perturbation that removes the whole source; the only one that does not change the table."""
ADDED = "row added"
"""The perturbation that appends a row: a copy of the first, with texts that occur nowhere else."""
WITHOUT = "without"
"""The perturbation that drops the rows of one label."""
LEFT_OUT = "left out"
"""The perturbation that removes a column."""

UNKNOWN_SUFFIX = "?"
"""Appended to a text to make it unknown."""

LABELS = 40
"""A column with at most this many distinct values holds labels, which can be permuted."""
FEW = 6
"""A column with at most this many labels is also tried without the rows of each."""

STEP_M = 10_000
"""How far a shape is moved, in metres, to the east and to the north."""

ROWS = "rows"
"""Used as the column if no value changes but rows are added or dropped."""

RowOrder = npt.NDArray[np.intp]
ColumnChange = Callable[[pd.Series, np.random.Generator], Any]
Cut = Callable[[pd.DataFrame, np.random.Generator], npt.NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Perturbation:
    """One change of one table.

    Parameters
    ----------
    kind
        A key of :data:`CUTS` or :data:`CHANGES`, or :data:`ABSENT`, :data:`ADDED`, :data:`WITHOUT` or
        :data:`LEFT_OUT`.
    column
        The column that changes; empty if rows are dropped, or the whole source.
    label
        For ``without``: the label, as text, whose rows are dropped.
    """

    kind: str
    column: str = ""
    label: str = ""

    @property
    def id(self) -> str:
        """Its name, unique within a table."""
        return ":".join(part for part in (self.kind, self.column, self.label) if part)

    @property
    def touched(self) -> str:
        """The column whose values change, ``rows`` if rows are added or dropped, or ``absent``."""
        if self.kind == ABSENT:
            return ABSENT
        return ROWS if self.kind == WITHOUT else self.column or ROWS

    def apply(self, table: pd.DataFrame, source: str, seed: int) -> pd.DataFrame:
        """A changed copy of a table; what does not change has the same line numbers."""
        rng = np.random.default_rng([seed, zlib.crc32(f"{source}:{self.id}".encode())])
        if self.kind == WITHOUT:
            return table[table[self.column].astype(str) != self.label]
        if self.kind == ADDED:
            return _with_unknown_row(table)
        if self.kind == LEFT_OUT:
            return table.drop(columns=self.column)
        if self.kind in CUTS:
            return table[CUTS[self.kind](table, rng)]
        changed = CHANGES[self.kind](table[self.column], rng)
        return table.assign(**{self.column: pd.Series(changed, index=table.index)})


def of_table(table: pd.DataFrame) -> list[Perturbation]:
    """The perturbations that any table gets: absent, rows added or dropped, and without each of its columns."""
    whole = [Perturbation(kind) for kind in (ABSENT, ADDED, *CUTS)]
    return whole + [Perturbation(LEFT_OUT, str(name)) for name in table.columns]


def of_columns(table: pd.DataFrame, read: Container[str]) -> list[Perturbation]:
    """Every column that is read, changed in several ways.

    A column is read unless all numbers are the same without it: then no change of its values can move one.
    """
    return [one for name in table.columns if name in read for one in _of_column(name, table[name])]


def _of_column(name: str, column: pd.Series) -> Iterator[Perturbation]:
    yield from (Perturbation(kind, name) for kind in _kinds(column))
    if column.dtype == object or types.is_float_dtype(column):
        return
    labels = column.dropna().astype(str).unique()
    if 1 < len(labels) <= FEW:
        yield from (Perturbation(WITHOUT, name, label) for label in sorted(labels))


def _kinds(column: pd.Series) -> list[str]:
    """The changes that suit a column; a constant column is neither shuffled nor relabelled."""
    if isinstance(_first(column), BaseGeometry):
        return ["geometry"]
    values = len(column.astype(str).unique())
    moved = ["shuffled"] if values > 1 else []
    named = ["relabelled"] if 1 < values <= LABELS else []
    suited = [
        (types.is_bool_dtype(column), ["flipped"]),
        (types.is_datetime64_any_dtype(column), ["year later", "open and closed"]),
        (column.dtype == "Int64", [*named, "one more", "doubled", "hidden and shown"]),
        (types.is_integer_dtype(column), [*named, "one more", "doubled"]),
        (types.is_float_dtype(column), ["half more", "tenth more"]),
        (isinstance(_first(column), Decimal), ["cent more", "doubled"]),
    ]
    return moved + next(
        (kinds for suits, kinds in suited if suits), [*named, "first for half", "strange"]
    )


def _first(column: pd.Series) -> object:
    present = column.dropna()
    return present.iloc[0] if len(present) else None


def _shuffled(column: pd.Series, rng: np.random.Generator) -> Any:  # noqa: ANN401 - an array of any type
    """Every row gets the value of another row: one cycle through all rows, in random order."""
    order = rng.permutation(len(column))
    taken: RowOrder = np.empty_like(order)
    taken[order] = np.roll(order, 1)
    return column.array.take(taken)


def _relabelled(column: pd.Series, _: np.random.Generator) -> pd.Series:
    """Every label becomes the next one, and the last becomes the first."""
    labels = sorted(column.dropna().unique(), key=str)
    return column.map(dict(zip(labels, labels[1:] + labels[:1], strict=True))).astype(column.dtype)


def _first_for_half(column: pd.Series, _: np.random.Generator) -> pd.Series:
    """Every other row gets the text of the first row."""
    return column.mask(np.arange(len(column)) % 2 == 1, column.iloc[0])


def _strange(column: pd.Series, _: np.random.Generator) -> pd.Series:
    """Every other row gets a text that does not occur in the column."""
    return column.mask(np.arange(len(column)) % 2 == 1, column.astype(str) + UNKNOWN_SUFFIX)


def _hidden_and_shown(column: pd.Series, _: np.random.Generator) -> pd.Series:
    """Small counts are masked, and masked counts are shown."""
    low, high = MASK
    return column.mask(column.between(low, high).fillna(value=False)).where(column.notna(), high)


def _open_and_closed(column: pd.Series, rng: np.random.Generator) -> pd.Series:
    """Missing days are filled in, and half of the known days become missing."""
    known = column.dropna()
    day = known.iloc[0] if len(known) else pd.Timestamp(0)
    return column.mask(column.notna() & (rng.random(len(column)) < 1 / 2)).where(
        column.notna(), day
    )


def _with_unknown_row(table: pd.DataFrame) -> pd.DataFrame:
    row = table.iloc[:1]
    texts = [name for name in table.columns if isinstance(_first(table[name]), str)]
    strange = row.assign(**{name: row[name].astype(str) + UNKNOWN_SUFFIX for name in texts})
    strange.index = pd.Index([table.index.max() + 1], name=table.index.name)
    return pd.concat([table, strange])


CUTS: dict[str, Cut] = {
    "none left": lambda table, _: np.zeros(len(table), bool),
    "half dropped": lambda table, rng: rng.random(len(table)) < 1 / 2,
    "other half dropped": lambda table, _: np.arange(len(table)) % 2 == 0,
    "first dropped": lambda table, _: np.arange(len(table)) > 0,
    "every third dropped": lambda table, _: np.arange(len(table)) % 3 != 1,
    "first half dropped": lambda table, _: np.arange(len(table)) >= len(table) // 2,
}
"""Kind -> which rows remain."""

CHANGES: dict[str, ColumnChange] = {
    "shuffled": _shuffled,
    "relabelled": _relabelled,
    "first for half": _first_for_half,
    "strange": _strange,
    "hidden and shown": _hidden_and_shown,
    "open and closed": _open_and_closed,
    "one more": lambda column, _: column + 1,
    "doubled": lambda column, _: column * 2,
    "half more": lambda column, _: column + 1 / 2,
    "tenth more": lambda column, _: column * 1.1,
    "cent more": lambda column, _: column + Decimal("0.01"),
    "flipped": lambda column, _: ~column,
    "year later": lambda column, _: column + pd.DateOffset(years=1),
    "geometry": lambda column, _: column.map(lambda shape: translate(shape, STEP_M, STEP_M)),
}
"""Kind -> the changed column."""
