"""Conversion of cell text to typed values, per kind of column; an error names the line of the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pandas as pd

from recount.layouts.layout import wrong_cell

Kind = Literal["tekst", "code", "datum", "jaar", "geheel", "bedrag", "getal", "ja/nee", "keuze"]

_SHAPES: Mapping[Kind, tuple[str, str]] = {
    "datum": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date as year-month-day, all digits"),
    "jaar": (r"[0-9]{4}", "a year of four digits"),
    "geheel": (r"[0-9]{1,9}", "a whole number of 0 or more, without thousands separator"),
    "bedrag": (
        r"[0-9]{1,12}(?:[.,][0-9]{1,2})?",
        "an amount with at most two decimals, without thousands separator",
    ),
    "getal": (
        r"(?![1-9][0-9]{0,2}[.,][0-9]{3}$)[0-9]{1,9}(?:[.,][0-9]+)?",
        "a number of 0 or more, without thousands separator",
    ),
    "ja/nee": (r"ja|nee", "ja or nee"),
}
"""Kind -> the form of a filled cell, as a pattern and in words; text kinds have none.

A number such as ``1.234`` is refused: it is ambiguous between a thousands separator and a decimal point.
"""


def converted(path: Path, cells: pd.Series, kind: Kind) -> pd.Series:
    """A column of texts as values of its kind; an empty cell is missing.

    ``datum`` becomes ``datetime64``, ``jaar`` and ``geheel`` ``Int64``, ``bedrag`` ``Decimal`` objects,
    ``getal`` a float, ``ja/nee`` a boolean; the other kinds stay text.

    Errors: ``LayoutError`` with line and column for the first cell that is not of its kind.
    """
    if kind not in _SHAPES:
        return cells
    pattern, expected = _SHAPES[kind]
    wrong = (cells != "") & ~cells.str.fullmatch(pattern)
    if wrong.any():
        raise wrong_cell(path, cells, wrong, expected + _hint(cells[wrong]))
    if kind == "datum":
        return _dates(path, cells, expected)
    return _VALUES[kind](cells)


def _hint(wrong: pd.Series) -> str:
    """Advice for negative cells, which no register has."""
    if not wrong.str.startswith(("-", "\u2212")).any():
        return ""
    return ", and never below 0: record a repayment as a row of its own"


def _dates(path: Path, cells: pd.Series, expected: str) -> pd.Series:
    days = pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d", errors="coerce")
    wrong = (cells != "") & days.isna()
    if wrong.any():
        raise wrong_cell(path, cells, wrong, expected)
    return days


def _whole(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.where(cells != "")).astype("Int64")


def _amounts(cells: pd.Series) -> pd.Series:
    plain = cells.str.replace(",", ".", regex=False)
    amounts = [Decimal(text) if text else None for text in plain]
    return pd.Series(amounts, index=cells.index, name=cells.name, dtype=object)


def _numbers(cells: pd.Series) -> pd.Series:
    plain = cells.str.replace(",", ".", regex=False)
    return pd.to_numeric(plain.where(cells != "")).astype(float)


def _booleans(cells: pd.Series) -> pd.Series:
    return cells == "ja"


_VALUES: Mapping[Kind, Callable[[pd.Series], pd.Series]] = {
    "jaar": _whole,
    "geheel": _whole,
    "bedrag": _amounts,
    "getal": _numbers,
    "ja/nee": _booleans,
}
