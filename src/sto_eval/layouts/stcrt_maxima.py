"""Staatscourant, the maximum grant per region: a table of a regulation, copied into a file by hand.

The Staatscourant publishes no file. The columns are ours: ``regio``, as printed, and ``maximum`` in whole
euros. The total that the Ministry published proves the copy.
"""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.gauges import Gauge, rows
from recount.layouts.layout import Layout, ParsedFile, Wanted, check_key, counts, validated

REGION, MAXIMUM = "regio", "maximum"
NEEDED: list[Wanted] = [REGION, MAXIMUM]
PUBLISHED_TOTAL = 368_640_080
"""Euros for all regions with technical education together, 2025 to 2028."""

SCHEMA = pa.DataFrameSchema(
    {
        REGION: pa.Column(str, pa.Check.str_length(min_value=1)),
        MAXIMUM: pa.Column("Int64", pa.Check.gt(0)),
    }
)


def read(path: Path) -> ParsedFile:
    """One row per region, ``maximum`` as ``Int64``; none is masked."""
    cells, _ = read_csv(path, NEEDED)
    table = cells.assign(**{MAXIMUM: counts(path, cells[MAXIMUM], ())})
    check_key(path, table, [REGION])
    return ParsedFile(validated(path, table, SCHEMA), len(table))


GAUGES = (
    rows(60, 90),
    Gauge(
        "euro voor alle regio's samen",
        lambda parsed: float(parsed.table[MAXIMUM].sum()),
        PUBLISHED_TOTAL,
        PUBLISHED_TOTAL,
    ),
)
"""Between 70 and 80 regions; their maxima add up to the published total, to the euro."""

LAYOUT = Layout(
    "stcrt-maxima",
    "Staatscourant: maximale subsidie per regio",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
)
