"""CSV for Dutch Excel: semicolons, decimal commas, and UTF-8 with a byte order mark.

Numeric columns hold plain numbers without thousands separators or units. The unit is in the column name, bounds
have their own columns, and an empty cell is an unknown value.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import pandas as pd

INVENTED: Final = "verzonnen"
"""The last column of every file: whether it is based on invented data, ``ja`` or ``nee``."""

LOW, HIGH = " ondergrens", " bovengrens"
"""Suffixes of the names of columns with bounds, before the unit."""

YES_NO: Final = {True: "ja", False: "nee"}

_ENCODING, _MARK = "utf-8-sig", ";"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_BARE = re.compile(r"[+-]?\d+(?:[.,]\d+)?")

Cell = str | float | None
"""A cell of a table: text, a number, or unknown."""


def harmless(text: str) -> str:
    """A cell that no spreadsheet evaluates: text that starts like a formula gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("-1,5"), harmless("Assen")
    ("'=1+1", '-1,5', 'Assen')
    """
    return f"'{text}" if text.startswith(_RISKY) and not _BARE.fullmatch(text) else text


def write_sheet(path: Path, table: pd.DataFrame, *, invented: bool) -> None:
    """Write a table for a spreadsheet; each row says whether it is based on invented data."""
    head = [*map(_head, map(str, table.columns)), INVENTED]
    rows = ([*row, YES_NO[invented]] for row in table.to_numpy(object))
    write_rows(path, head, rows)


def write_rows(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows for a spreadsheet as they are: a number as a number, a text as a text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_MARK, lineterminator="\r\n")
    writer.writerow(map(harmless, head))
    writer.writerows(map(_written, row) for row in rows)
    path.write_text(text.getvalue(), encoding=_ENCODING, newline="")


def read_sheet(path: Path) -> list[list[str]]:
    """The rows of such a file, header included, with decimal points and without the last column."""
    with path.open(encoding=_ENCODING, newline="") as lines:
        return [[_plain(cell) for cell in row[:-1]] for row in csv.reader(lines, delimiter=_MARK)]


def _written(value: object) -> str:
    """A value as a cell: numbers with a decimal comma, empty if unknown."""
    if value is None or pd.isna(value):  # type: ignore[call-overload] # any scalar
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if not isinstance(value, int | float | Decimal):
        return harmless(str(value))
    exact = Decimal(str(value))
    whole = exact == exact.to_integral_value()
    return f"{exact.quantize(Decimal(1)) if whole else exact:f}".replace(".", ",")


def _head(name: str) -> str:
    """The name of a data column in words."""
    words = re.sub("_low$", LOW, re.sub("_high$", HIGH, re.sub("_km$", " (km)", name)))
    return words.replace("_", " ")


def _plain(cell: str) -> str:
    if cell[:1] == "'" and cell[1:].startswith(_RISKY):
        return cell[1:]
    return cell.replace(",", ".") if _BARE.fullmatch(cell) else cell
