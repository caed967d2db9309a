"""DUO: forecasts of pupils per school, level and year (``voprognoses``).

One file is one vintage; its first year is the base year, whose number is an actual count.
"""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.gauges import Gauge, distinct, last_year, rows
from recount.layouts.layout import Layout, ParsedFile, Wanted, check_key, counts, validated

SCHOOL, LEVEL, YEAR, PUPILS = NAMES = (
    "INSTELLINGSCODE",
    "ONDERWIJSNIVEAU",
    "JAAR",
    "PROGNOSEAANTALLEN",
)
NEEDED: list[Wanted] = list(NAMES)
FOUR_DIGITS = (1000, 9999)

SCHEMA = pa.DataFrameSchema(
    {
        SCHOOL: pa.Column(str, pa.Check.str_matches(r"^[0-9]{2}[A-Z]{2}$")),
        LEVEL: pa.Column(str, pa.Check.str_length(min_value=1)),
        YEAR: pa.Column("Int64", pa.Check.in_range(*FOUR_DIGITS)),
        PUPILS: pa.Column("Int64"),
    }
)


def read(path: Path) -> ParsedFile:
    """The forecasts, ``JAAR`` and ``PROGNOSEAANTALLEN`` (pupils) as ``Int64``; none is masked."""
    cells, _ = read_csv(path, NEEDED)
    numbers = {name: counts(path, cells[name], ()) for name in (YEAR, PUPILS)}
    table = validated(path, cells.assign(**numbers), SCHEMA)
    check_key(path, table, [SCHOOL, LEVEL, YEAR])
    return ParsedFile(table, len(table))


def _in_base_year(parsed: ParsedFile) -> float:
    """Pupils in the base year at the largest level."""
    table = parsed.table[parsed.table[YEAR] == parsed.table[YEAR].min()]
    return float(table.groupby(LEVEL)[PUPILS].sum().max())


def _years(path: Path, parsed: ParsedFile) -> dict[str, int]:
    """The base year in the rows, and the year in the file name."""
    return {f"first {YEAR} of the rows": int(parsed.table[YEAR].min())} | last_year(path.name)


GAUGES = (
    rows(5_000, 100_000),
    distinct("instellingen", SCHOOL, 300, 1_500),
    Gauge("leerlingen in het basisjaar", _in_base_year, 400_000, 1_500_000, scales=True),
)
"""About 650 schools, each with several levels and about twenty years; nearly a million pupils in all."""

LAYOUT = Layout(
    "duo-prognoses",
    "DUO: leerlingprognoses per instelling",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=_years,
)
