"""CBS, residents per four-digit postcode (PC4): a workbook with stacked header rows.

The last header row is found by its first cell, ``Postcode-4``, and the data by the first number below it,
so titles, groups and units may grow. A name that is empty or occurs more than once in the header is
prefixed with its groups: ``Inwoners | Totaal``, ``Huishouden | Totaal``, ``Dichtheid | Stedelijkheid``.
Line breaks become blanks.

The number -99997 means "0 to 4, or secret". Here it is missing, ``<NA>``, and **not** the interval of a
masked DUO count: CBS gives no upper bound for a secret cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recount.errors import LayoutError
from recount.layouts.faults import FaultKind, FileError, Phrase, refuse_cells
from recount.layouts.gauges import Gauge, last_year, rows, share, share_masked
from recount.layouts.layout import (
    LINE,
    Layout,
    ParsedFile,
    Wanted,
    check_columns,
    check_key,
    validated,
)
from recount.layouts.sheets import SheetRows, choose_sheet, visible_sheets

KEY = "Postcode-4"
AGES = ["tot 15 jaar", "15 tot 25 jaar", "25 tot 45 jaar", "45 tot 65 jaar", "65 jaar en ouder"]
NEEDED: list[Wanted] = [KEY, *AGES]
SECRET = -99997
JOIN = " | "

SCHEMA = pa.DataFrameSchema(
    {
        KEY: pa.Column(str, pa.Check.str_matches(r"^[1-9][0-9]{3}$")),
        **{name: pa.Column("Int64", nullable=True) for name in AGES},
    }
)

MOST = 10**12
"""More than any count of CBS; above 2**63 an integer would overflow."""

COUNTRY = 20_000_000
"""More residents than the country, and so any postcode, has."""


def read(path: Path) -> ParsedFile:
    """One row per PC4: ``Postcode-4`` as text, counts as ``Int64``, ``<NA>`` where CBS keeps them secret.

    A column with decimals (household size) is ``Float64``.
    """
    table = _sheet(path)
    numbers = {str(name): _numbers(path, table[name]) for name in table.columns[1:]}
    table = pd.DataFrame({KEY: table[KEY].map(_plain).astype(str), **numbers})
    check_key(path, table, [KEY])
    return ParsedFile(validated(path, table, SCHEMA), len(table), hidden={str(SECRET): (0, 0)})


def cells(path: Path) -> pd.DataFrame:
    """Every cell below the header as text, whole numbers without decimals; index ``regel`` is the row."""
    return _sheet(path).map(_plain)


def header(path: Path) -> list[str]:
    """The column names of the first visible sheet with a header; empty for any other file."""
    try:
        rows = next(filter(_has_header, visible_sheets(path).values()), [])
    except LayoutError:
        return []
    return _names(rows[: _header_row(rows) + 1]) if rows else []


def _sheet(path: Path) -> pd.DataFrame:
    """The data rows under the names of the header, cells as in the workbook."""
    _, rows = _chosen(path)
    top = _header_row(rows)
    names = _names(rows[: top + 1])
    check_columns(path, names, NEEDED)
    lines = _data_lines(path, rows, top)
    table = pd.DataFrame([rows[line - 1] for line in lines], columns=pd.Index(names))
    table.index = pd.Index(lines, name=LINE)
    return table


def _chosen(path: Path) -> tuple[str, SheetRows]:
    """The name and the rows of the sheet that is read."""
    sheets = visible_sheets(path)
    name = choose_sheet(path, sheets, _has_header, f"a row that begins with '{KEY}'")
    return name, sheets[name]


def sheet_name(path: Path) -> str:
    """The sheet that is read."""
    return _chosen(path)[0]


def _has_header(rows: SheetRows) -> bool:
    return any(row and row[0] == KEY for row in rows)


def _header_row(rows: SheetRows) -> int:
    return next(number for number, row in enumerate(rows) if row and row[0] == KEY)


def _data_lines(path: Path, rows: SheetRows, top: int) -> list[int]:
    """Row numbers of the data, from the first row with a number below the header; empty rows are skipped."""
    below = [
        number
        for number in range(top + 1, len(rows))
        if any(isinstance(cell, int | float) for cell in rows[number])
    ]
    if not below:
        raise FileError(FaultKind.NO_ROWS, path.name, "a row per postcode", "none")
    return [n + 1 for n in range(below[0], len(rows)) if any(cell != "" for cell in rows[n])]


def _names(rows: SheetRows) -> list[str]:
    """The last header row; an empty or repeated name is prefixed with its groups."""
    *above, last = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    groups = [""] * len(last)
    for row in above[-2:]:
        groups = _within(groups, row)
    names = []
    for group, name in zip(groups, last, strict=True):
        repeated = not name or last.count(name) > 1
        names.append(JOIN.join(_parts(group, name)) if repeated else name)
    return names


def _within(groups: Sequence[str], row: Sequence[str]) -> list[str]:
    """Groups refined by the next header row, where a name applies until the group above changes."""
    refined, current, above = [], "", None
    for group, cell in zip(groups, row, strict=True):
        current = cell or (current if group == above else "")
        refined.append(JOIN.join(_parts(group, current)))
        above = group
    return refined


def _parts(group: str, name: str) -> list[str]:
    """Group and name without empty parts, and without a name that repeats the end of the group."""
    parts = group.split(JOIN) if group else []
    return parts if not name or parts[-1:] == [name] else [*parts, name]


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _numbers(path: Path, column: pd.Series) -> pd.Series:
    """Numbers of 0 or more, missing where secret; age classes must be whole numbers, as they count people."""
    expected = Phrase(f"a whole number, or {SECRET}", f"een heel getal, of {SECRET}")
    refuse_cells(path, column, column.map(lambda cell: isinstance(cell, bool)), expected)
    values = pd.to_numeric(column, errors="coerce").astype(float)
    secret = (values == SECRET).to_numpy()
    wrong = values.isna() | ((values < 0) & ~secret)
    whole = values % 1 == 0
    if column.name in AGES:
        wrong |= ~whole
    refuse_cells(path, column, wrong, expected)
    most = COUNTRY if column.name in AGES else MOST
    refuse_cells(
        path,
        column,
        values > most,
        Phrase(f"a number of at most {most}", f"een getal van hooguit {most}"),
    )
    plain = np.where(secret, 0, values)
    if whole.all():
        cells = pd.arrays.IntegerArray(plain.astype("int64"), secret)
        return pd.Series(cells, index=column.index, name=column.name)
    return pd.Series(pd.arrays.FloatingArray(plain, secret), index=column.index, name=column.name)


def _share_of_age(name: str, low: float, high: float) -> Gauge:
    return Gauge(
        f"aandeel {name}", lambda parsed: share(parsed.table[[name]], parsed.table[AGES]), low, high
    )


GAUGES = (
    rows(3_500, 4_500),
    Gauge("inwoners", lambda s: float(s.table[AGES].sum().sum()), 15e6, COUNTRY, scales=True),
    Gauge(
        "inwoners van de grootste postcode",
        lambda s: float(s.table[AGES].sum(axis=1).max()), 15_000, 60_000,
    ),
    Gauge("aandeel geheime tellingen", lambda s: share_masked(s.table[AGES]), 0, 0.15),
    _share_of_age(AGES[0], 0.12, 0.18),
    _share_of_age(AGES[1], 0.09, 0.15),
    _share_of_age(AGES[2], 0.2, 0.3),
    _share_of_age(AGES[3], 0.2, 0.32),
    _share_of_age(AGES[4], 0.16, 0.3),
)  # fmt: skip
"""About 4,070 postcodes with nearly eighteen million residents, the largest with under thirty thousand."""

LAYOUT = Layout(
    "cbs-pc4",
    "CBS: inwoners per viercijferige postcode",
    header,
    NEEDED,
    read,
    cells,
    gauges=GAUGES,
    years=lambda path, _sheet: last_year(sheet_name(path)) | last_year(path.name),
    sheet_name=sheet_name,
)
