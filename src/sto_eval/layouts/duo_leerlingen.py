"""DUO, pupils per location and type of education, on 1 October.

Vintages differ. The earliest has a column ``LWOO INDICATIE`` that splits rows, and unpadded location
numbers. The programme code is in ``ELEMENTCODE``, later in ``ERKENDE OPLEIDINGSCODE``; those later vintages
show counts of 1 to 4 as ``<5``. The CKAN portal quotes with commas and shows all counts of 1 to 4 as 4:
there a 4 is masked, and as it lies in the interval itself, bounds hold even if the file is not masked.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.gauges import (
    Gauge,
    distinct,
    first_year,
    rows,
    share,
    share_masked,
    share_zero,
    total,
)
from recount.layouts.layout import MASKED, Layout, ParsedFile, Wanted, check_key, counts, validated
from recount.numbers.measures import MASK
from sto_eval.layouts.duo import CODE, LOCATION, LOCATION_COLUMNS, NUMBER, SCHOOL, location_codes

PROGRAMME = ("ELEMENTCODE", "ERKENDE OPLEIDINGSCODE")
TYPE = "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"
TEXTS = [TYPE, "VMBO SECTOR", "AFDELING", "OPLEIDINGSNAAM"]
COUNTS = [
    f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in range(1, 7) for sex in ("MAN", "VROUW")
]
NEEDED: list[Wanted] = [SCHOOL, NUMBER, PROGRAMME, *TEXTS, *COUNTS]
DESCRIBES = {"INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING", "PROVINCIE VESTIGING"}
"""Columns that follow from the location, and so are not part of the key."""

PORTAL_MARK = ","
PORTAL_MASKED = "4"

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION)),
        TYPE: pa.Column(str, pa.Check.str_length(min_value=1)),
        **{name: pa.Column(str) for name in TEXTS[1:]},
        **{name: pa.Column("Int64", nullable=True) for name in COUNTS},
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, counts as ``Int64`` (``<NA>`` when masked), and ``vestiging``."""
    cells, mark = read_csv(path, NEEDED)
    masked = (MASKED, PORTAL_MASKED) if mark == PORTAL_MARK else (MASKED,)
    read_counts = {name: counts(path, cells[name], masked) for name in COUNTS}
    code = location_codes(path, cells)
    table = validated(path, cells.assign(**read_counts, **{CODE: code}), SCHEMA)
    check_key(path, table, _key(table))
    return ParsedFile(table, len(table), hidden=dict.fromkeys(masked, MASK))


def _key(table: pd.DataFrame) -> list[str]:
    """The location, and every column that is neither a count nor a description of the location.

    A column by which DUO splits rows in one vintage only is thus part of the key.
    """
    left_out = {*COUNTS, *DESCRIBES, *SCHOOL, *NUMBER, CODE}
    return [CODE, *(str(name) for name in table.columns if name not in left_out)]


def _of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    return table[COUNTS[2 * year - 2 : 2 * year]]


def _share_of_year(year: int, low: float, high: float) -> Gauge:
    return Gauge(
        f"aandeel leerlingen in leerjaar {year}",
        lambda parsed: share(_of_year(parsed.table, year), parsed.table[COUNTS]),
        low,
        high,
    )


def _share_of_boys(table: pd.DataFrame) -> float:
    return share(table[COUNTS[::2]], table[COUNTS])


def _share_misplaced(parsed: ParsedFile) -> float:
    """The share of pupils in a year of study outside the type of their row, such as ``VMBO BL lj 3-4``."""
    spans = parsed.table[TYPE].str.extract(r"lj ([1-6])(?:-([1-6]))?").astype(float)
    first, last = spans[0], spans[1].fillna(spans[0])
    misplaced = sum(
        total(_of_year(parsed.table, year)[(first > year) | (last < year)]) for year in range(1, 7)
    )
    return misplaced / max(total(parsed.table[COUNTS]), 1)


GAUGES = (
    rows(15_000, 45_000),
    distinct("vestigingen", CODE, 900, 2_200),
    Gauge("leerlingen", lambda s: total(s.table[COUNTS]), 600_000, 1_500_000, scales=True),
    Gauge("aandeel tellingen van 0", lambda s: share_zero(s.table[COUNTS]), 0.3, 0.95),
    Gauge("aandeel verborgen tellingen", lambda s: share_masked(s.table[COUNTS]), 0, 0.3),
    Gauge("aandeel jongens", lambda s: _share_of_boys(s.table), 0.45, 0.55),
    Gauge(
        "aandeel jongens in de sector Techniek",
        lambda s: _share_of_boys(s.table[s.table["VMBO SECTOR"] == "Techniek"]),
        0.7,
        1,
    ),
    *(_share_of_year(year, 0.15, 0.3) for year in (1, 2, 3, 4)),
    _share_of_year(5, 0.07, 0.16),
    _share_of_year(6, 0.02, 0.08),
    Gauge("aandeel leerlingen in een leerjaar dat hun soort niet heeft", _share_misplaced, 0, 0.01),
)
"""About a million pupils at some 1,450 locations, of whom 5% are in year 6 and a fifth in each of the first
four years; technology is mostly chosen by boys. Counts of one to four, a tenth of the cells, are masked.
"""

LAYOUT = Layout(
    "duo-leerlingen",
    "DUO: leerlingen per vestiging naar onderwijstype",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=lambda path, _sheet: first_year(path.name),
    derived=LOCATION_COLUMNS,
)
