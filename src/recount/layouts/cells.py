"""Conversion of cell text to typed values, per kind of column; an error names the line of the cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pandas as pd

from recount.layouts.faults import Phrase, wrong_cell

CellKind = Literal["tekst", "code", "datum", "jaar", "geheel", "bedrag", "getal", "ja/nee", "keuze"]

_SHAPES: Mapping[CellKind, tuple[str, Phrase]] = {
    "datum": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        Phrase(
            "a date as year-month-day, all digits", "een dag als jaar-maand-dag, alleen cijfers"
        ),
    ),
    "jaar": (r"[0-9]{4}", Phrase("a year of four digits", "een jaar met vier cijfers")),
    "geheel": (
        r"[0-9]{1,9}",
        Phrase(
            "a whole number of 0 or more, without thousands separator",
            "een heel getal van 0 of meer, zonder scheiding van duizendtallen",
        ),
    ),
    "bedrag": (
        r"[0-9]{1,12}(?:[.,][0-9]{1,2})?",
        Phrase(
            "an amount with at most two decimals, without thousands separator",
            "een bedrag van 0 of meer, met hooguit twee decimalen en zonder scheiding van duizendtallen",
        ),
    ),
    "getal": (
        r"(?![1-9][0-9]{0,2}[.,][0-9]{3}$)[0-9]{1,9}(?:[.,][0-9]+)?",
        Phrase(
            "a number of 0 or more, without thousands separator",
            "een getal van 0 of meer, zonder scheiding van duizendtallen",
        ),
    ),
    "ja/nee": (r"ja|nee", Phrase("ja or nee", "ja of nee")),
}
"""Kind -> the form of a filled cell, as a pattern and in words; text kinds have none.

A number such as ``1.234`` is refused: it is ambiguous between a thousands separator and a decimal point.
"""


_EXISTS = Phrase("a day that exists, as year-month-day", "een dag die bestaat, als jaar-maand-dag")
_NEGATIVE = Phrase(
    ", and never below 0: record a repayment as a row of its own",
    ", en nooit onder 0: zet een terugbetaling in een eigen regel",
)
"""Advice for negative cells, which no register has."""


def misfits(cells: pd.Series, kind: CellKind) -> Iterator[tuple[pd.Series, Phrase]]:
    """Which filled cells are not of a kind, and what was expected, for each way in which they are not."""
    if kind not in _SHAPES:
        return
    pattern, expected = _SHAPES[kind]
    shaped = cells.str.fullmatch(pattern)
    wrong = (cells != "") & ~shaped
    if wrong.any():
        below = cells[wrong].str.startswith(("-", "\u2212")).any()
        yield wrong, Phrase(*map(str.__add__, expected, _NEGATIVE)) if below else expected
    if kind == "datum" and (wrong := shaped & _days(cells).isna()).any():
        yield wrong, _EXISTS


def converted(path: Path, cells: pd.Series, kind: CellKind) -> pd.Series:
    """A column of texts as values of its kind; an empty cell is missing.

    ``datum`` becomes ``datetime64``, ``jaar`` and ``geheel`` ``Int64``, ``bedrag`` ``Decimal`` objects,
    ``getal`` a float, ``ja/nee`` a boolean; the other kinds stay text.

    Errors: ``LayoutError`` with line and column for the first cell that is not of its kind.
    """
    for wrong, expected in misfits(cells, kind):
        raise wrong_cell(path, cells, wrong, expected)
    return _VALUES[kind](cells) if kind in _VALUES else cells


def _days(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d", errors="coerce")


def _whole(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.where(cells != "")).astype("Int64")


def _amounts(cells: pd.Series) -> pd.Series:
    plain = cells.str.replace(",", ".", regex=False)
    amounts = [Decimal(text) if text else None for text in plain]
    return pd.Series(amounts, index=cells.index, name=cells.name, dtype=object)


def _numbers(cells: pd.Series) -> pd.Series:
    plain = cells.str.replace(",", ".", regex=False)
    return pd.to_numeric(plain.where(cells != "")).astype(float)


_VALUES: Mapping[CellKind, Callable[[pd.Series], pd.Series]] = {
    "datum": _days,
    "jaar": _whole,
    "geheel": _whole,
    "bedrag": _amounts,
    "getal": _numbers,
    "ja/nee": lambda cells: cells == "ja",
}
