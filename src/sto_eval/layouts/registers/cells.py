"""From the text of a cell to a typed value, per kind of column; a wrong cell is named with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pandas as pd

from sto_eval.layouts.table import not_a

Kind = Literal["tekst", "code", "datum", "jaar", "geheel", "bedrag", "getal", "ja/nee", "keuze"]

_SHAPES: Mapping[Kind, tuple[str, str]] = {
    "datum": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date as year-month-day, all digits"),
    "jaar": (r"[0-9]{4}", "a year of four digits"),
    "geheel": (r"[0-9]{1,9}", "a whole number of 0 or more, without a mark for thousands"),
    "bedrag": (
        r"[0-9]{1,12}(?:[.,][0-9]{1,2})?",
        "an amount with at most two decimals, without a mark for thousands",
    ),
    "getal": (
        r"(?![1-9][0-9]{0,2}[.,][0-9]{3}$)[0-9]{1,9}(?:[.,][0-9]+)?",
        "a number of 0 or more, without a mark for thousands",
    ),
    "ja/nee": (r"ja|nee", "ja or nee"),
}
"""Kind -> what a filled cell looks like, as a pattern and in words; kinds that are text have none.

A number such as ``1.234`` is refused: nobody can tell whether it is more than a thousand or more than one."""


def converted(path: Path, cells: pd.Series, kind: Kind) -> pd.Series:
    """A column of texts as values of its kind; an empty cell is missing.

    ``datum`` becomes ``datetime64``, ``jaar`` and ``geheel`` ``Int64``, ``bedrag`` ``Decimal`` objects,
    ``getal`` a float, ``ja/nee`` a truth value; the others stay text.

    Errors: ``LayoutError`` with line and column for the first cell that is of another kind.
    """
    if kind not in _SHAPES:
        return cells
    pattern, expected = _SHAPES[kind]
    wrong = (cells != "") & ~cells.str.fullmatch(pattern)
    if wrong.any():
        raise not_a(path, cells, wrong, expected + _hint(cells[wrong]))
    if kind == "datum":
        return _dates(path, cells, expected)
    return _VALUES[kind](cells)


def _hint(wrong: pd.Series) -> str:
    """What more to say of wrong cells: a minus, which no register has."""
    if not wrong.str.startswith(("-", "\u2212")).any():
        return ""
    return ", and never below 0: what is paid back is a row of its own, in beschikkingen of the soort 'teruggevorderd'"


def _dates(path: Path, cells: pd.Series, expected: str) -> pd.Series:
    days = pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d", errors="coerce")
    wrong = (cells != "") & days.isna()
    if wrong.any():
        raise not_a(path, cells, wrong, expected)
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


def _truths(cells: pd.Series) -> pd.Series:
    return cells == "ja"


_VALUES: Mapping[Kind, Callable[[pd.Series], pd.Series]] = {
    "jaar": _whole,
    "geheel": _whole,
    "bedrag": _amounts,
    "getal": _numbers,
    "ja/nee": _truths,
}
