"""CSV for Dutch Excel: semicolons, decimal commas, and UTF-8 with a byte order mark.

Numeric columns hold plain numbers without thousands separators or units. The unit is in the column name, bounds
have their own columns, and an empty cell is an unknown value.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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
_UNKNOWN = {"", "–", "onbekend", "afgeschermd"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_BARE = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_NUMBER = r"[+\-\u2212]?(?:0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(?:,\d+)?"
_QUANTITY = re.compile(
    rf"(?P<euro>€\s)?(?P<number>{_NUMBER})(?:\s(?P<times>miljoen|miljard))?(?P<unit>%|\skm|\sprocentpunt)?"
)
_TIMES = {None: 1, "miljoen": 10**6, "miljard": 10**9}
_BETWEEN = re.compile(r"tussen (.+) en (.+)|(.+) of (.+)|([^–]+)–([^–]+)|ten minste (.+)")


Cell = str | float | None
"""A cell of a table: text, a number, or unknown."""


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A numeric cell: its bounds, which are equal for an exact number, and its unit."""

    low: Decimal | None
    high: Decimal | None
    unit: str

    @property
    def value(self) -> Decimal | None:
        return self.low if self.low == self.high else None


def harmless(text: str) -> str:
    """A cell that no spreadsheet evaluates: text that starts like a formula gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("-1,5"), harmless("Assen")
    ("'=1+1", '-1,5', 'Assen')
    """
    return f"'{text}" if text.startswith(_RISKY) and not _BARE.fullmatch(text) else text


def write_sheet(path: Path, table: pd.DataFrame, *, invented: bool) -> None:
    """Write a table for a spreadsheet.

    A text column whose cells are all numbers in Dutch notation becomes numeric. Each row says whether the table
    is based on invented data.
    """
    columns = dict(_columns(table))
    columns[INVENTED] = [YES_NO[invented]] * len(table)
    _write(path, columns, zip(*columns.values(), strict=True))


def write_rows(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows for a spreadsheet as they are: a number as a number, a text as a text."""
    _write(path, head, (map(_written, row) for row in rows))


def _write(path: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_MARK, lineterminator="\r\n")
    writer.writerow(map(harmless, head))
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding=_ENCODING, newline="")


def read_sheet(path: Path) -> list[list[str]]:
    """The rows of such a file, header included, with decimal points and without the last column."""
    with path.open(encoding=_ENCODING, newline="") as lines:
        return [[_plain(cell) for cell in row[:-1]] for row in csv.reader(lines, delimiter=_MARK)]


def _columns(table: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    for name in map(str, table.columns):
        column = table[name]
        found = [_quantity(str(cell)) for cell in column]
        known = [one for one in found if one is not None]
        if not all(isinstance(cell, str) for cell in column):
            yield _head(name), [_written(cell) for cell in column]
        elif len(known) < len(found) or all(one.low is None for one in known):
            yield _head(name), [harmless(cell) for cell in column]
        else:
            yield from _numeric(name, known)


def _numeric(name: str, column: Sequence[_Quantity]) -> Iterator[tuple[str, list[str]]]:
    """The columns for a numeric column: values, bounds if they differ, and units if they differ."""
    units = {one.unit for one in column if one.low is not None}
    unit = f" ({units.pop()})" if len(units) == 1 and units != {""} else ""
    parts: dict[str, Callable[[_Quantity], Decimal | None]] = {"": lambda one: one.value}
    if any(one.low != one.high for one in column):
        parts |= {LOW: lambda one: one.low, HIGH: lambda one: one.high}
    for ending, part in parts.items():
        yield f"{name}{ending}{unit}", [_written(part(one)) for one in column]
    if units - {""} and not unit:
        yield f"{name} eenheid", [one.unit for one in column]


def _quantity(cell: str) -> _Quantity | None:
    """Parse a cell in Dutch notation; ``None`` if it is not a number."""
    text = cell.strip()
    if text in _UNKNOWN:
        return _Quantity(None, None, "")
    if exact := _QUANTITY.fullmatch(text):
        amount = _amount(exact)
        return _Quantity(amount, amount, _unit(exact))
    if ends := _BETWEEN.fullmatch(text):
        found = [_QUANTITY.fullmatch(end) for end in ends.groups() if end]
        first, last = found[0], found[-1]
        if first and last:
            high = _amount(last) if len(found) > 1 else None
            return _Quantity(_amount(first), high, _unit(last))
    return None


def _amount(found: re.Match[str]) -> Decimal:
    text = found["number"].replace(".", "").replace(",", ".").replace("\u2212", "-")
    return Decimal(text) * _TIMES[found["times"]]


def _unit(found: re.Match[str]) -> str:
    return "euro" if found["euro"] else (found["unit"] or "").strip()


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
