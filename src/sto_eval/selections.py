"""Selections: from the table of a source to those of its rows that a number rests on.

A selection filters and keeps the index, for that holds the line numbers of the publisher's file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec

import pandas as pd

P = ParamSpec("P")

Selection = Callable[[pd.DataFrame], pd.DataFrame]
"""From the table of a source to those of its rows that a number rests on; the index is kept."""

Family = Callable[[str], Selection]
"""From the key of a member of a family of numbers to its selection."""


def selection(pick: Callable[Concatenate[pd.DataFrame, P], pd.DataFrame]) -> Callable[P, Selection]:
    """Make a filter with arguments into a maker of selections: first the arguments, then the table."""

    @functools.wraps(pick)
    def made(*args: P.args, **kwargs: P.kwargs) -> Selection:
        def select(table: pd.DataFrame) -> pd.DataFrame:
            return pick(table, *args, **kwargs)

        return select

    return made


@selection
def nothing(table: pd.DataFrame, _key: str = "") -> pd.DataFrame:
    """No row: of a source that only other definitions of the number need, or other years."""
    return table.iloc[:0]


@selection
def same_rows(table: pd.DataFrame, filtered: pd.DataFrame) -> pd.DataFrame:
    """The rows that a table which was filtered from this one still has."""
    return table.loc[filtered.index]


@selection
def rows_with(table: pd.DataFrame, column: str, *values: object) -> pd.DataFrame:
    """The rows with one of these values in a column."""
    return table[table[column].isin(values)]


def all_on(select: Selection) -> Family:
    """A family whose members all rest on the same rows."""
    return lambda _key: select


def alike(rows: Mapping[str, Selection]) -> dict[str, Family]:
    """:func:`all_on` for the selection of every source."""
    return {source: all_on(select) for source, select in rows.items()}
