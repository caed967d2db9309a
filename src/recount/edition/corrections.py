"""Corrections: reviewed data on what is wrong in a publisher's file, why, and what it should be.

A raw file is never edited. A correction that matches no row, or finds another old value than the one
it was written for, stops the build: the publisher changed the file, and a person must review it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from recount.edition.definitions import Definition, read_tables
from recount.edition.edition import Edition
from recount.errors import CorrectionError, nearest

Value = float | str


class Correction(Definition):
    """A card of ``corrections.toml``.

    Parameters
    ----------
    source
        Id in the catalogue.
    match
        Column -> text that a row must have to be corrected.
    old
        Column -> the present mean of the matching rows (numbers) or the present text.
    new
        Column -> the corrected value.
    reason
        Why, Dutch.
    """

    source: str
    match: dict[str, str]
    old: dict[str, Value]
    new: dict[str, Value]
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """A corrected cell: its line in the file, its column, its published and its corrected value."""

    line: int
    column: str
    published: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Applied:
    """An applied correction, with the number of rows and every changed cell."""

    id: str
    source: str
    rows: int
    reason: str
    changes: tuple[CorrectedCell, ...]


def load_corrections(edition: Edition) -> dict[str, Correction]:
    """All corrections of an edition by id, in the order of the file."""
    return read_tables(edition.file("corrections"), Correction)


def apply_corrections(
    table: pd.DataFrame, corrections: Mapping[str, Correction]
) -> tuple[pd.DataFrame, tuple[Applied, ...]]:
    """A corrected copy of a table, and what was applied.

    Errors: ``CorrectionError`` when a column is unknown, when nothing matches, or when the old value is
    another than the one expected (numbers: rounded to the decimals written in the card).
    """
    corrected = table.copy() if corrections else table
    applied = [_apply(corrected, name, card) for name, card in corrections.items()]
    return corrected, tuple(applied)


def _apply(table: pd.DataFrame, name: str, card: Correction) -> Applied:
    _check_columns(table, name, card)
    rows = pd.Series(data=True, index=table.index)
    for column, text in card.match.items():
        rows &= table[column].astype(str) == text
    if not rows.any():
        raise _stale(name, card, f"a row with {card.match}", "none")
    for column, value in card.old.items():
        found = table.loc[rows, column]
        now: Value = found.astype(float).mean() if isinstance(value, float) else str(found.iloc[0])
        same = round(now, 4) == round(value, 4) if isinstance(now, float) else now == value  # type: ignore[arg-type]
        if not same:
            raise _stale(name, card, f"'{column}' to be {value}", str(now))
    changes = [
        CorrectedCell(int(line), column, str(table.loc[line, column]), str(value))
        for line in table.index[rows]
        for column, value in card.new.items()
    ]
    for column, value in card.new.items():
        table.loc[rows, column] = value
    return Applied(name, card.source, int(rows.sum()), card.reason, tuple(changes))


def _check_columns(table: pd.DataFrame, name: str, card: Correction) -> None:
    known = [str(column) for column in table.columns]
    for column in {**card.match, **card.old, **card.new}:
        if column not in known:
            raise _stale(name, card, f"a column '{column}'", nearest(column, known))


def _stale(name: str, card: Correction, expected: str, found: str) -> CorrectionError:
    return CorrectionError(
        f"correction '{name}' no longer applies",
        f"source '{card.source}'",
        expected,
        found,
        "Check whether the publisher corrected the file; then change or remove the correction.",
    )
