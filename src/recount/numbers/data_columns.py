"""A table for the reader as data: its embedded numbers become columns of plain numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from recount.numbers.dutch_words import NOTHING
from recount.numbers.embedded import only_number
from recount.numbers.formats import Ends, ends, write_out
from recount.spreadsheets import HIGH, LOW

_UNKNOWN: Ends = (None, None, "")


def data_columns(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose columns of embedded numbers are numeric; numbers among words are written out.

    The unit is in the name of a column. Bounds have columns of their own, and so has the unit if that differs.
    """
    found = [pair for name in table.columns for pair in _columns(str(name), table[name])]
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in found})


def _columns(name: str, column: pd.Series) -> Iterator[tuple[str, list[Any]]]:
    if not all(isinstance(cell, str) for cell in column):
        yield name, column.to_list()
        return
    read = [_ends(cell) for cell in column]
    known = [one for one in read if one is not None]
    if len(known) < len(read) or all(one == _UNKNOWN for one in known):
        yield name, [write_out(cell) for cell in column]
        return
    units = {one[2] for one in known if one != _UNKNOWN}
    unit = f" ({next(iter(units))})" if len(units) == 1 and units != {""} else ""
    yield f"{name}{unit}", [low if low == high else None for low, high, _ in known]
    if any(low != high for low, high, _ in known):
        yield f"{name}{LOW}{unit}", [low for low, *_ in known]
        yield f"{name}{HIGH}{unit}", [high for _, high, _ in known]
    if len(units) > 1:
        yield f"{name} eenheid", [one[2] for one in known]


def _ends(cell: str) -> Ends | None:
    """The number in a cell, or the year; unknown if there is nothing in it, and ``None`` for any other text."""
    if number := only_number(cell):
        return ends(number)
    if cell.isdecimal() and not cell.startswith("0"):
        return Decimal(cell), Decimal(cell), ""
    return _UNKNOWN if cell in {"", NOTHING} else None
