"""DUO, successions of institutions and locations: which code merged into, or passed pupils to, which other.

A code of six characters is a location, one of four a school, and a shorter or longer number a board or
another body. Chains occur: the successor of one row may be the predecessor of a later one, so follow them in
the order of ``DT_OVERGANG``. The texts are quoted, the header and the dates are not.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import Phrase, refuse_cells
from recount.layouts.gauges import Gauge, distinct, rows, year_in_name
from recount.layouts.layout import Layout, ParsedFile, Wanted, check_key, validated
from sto_eval.layouts.duo import LOCATION

OLD, NEW, DAY, COMPLETE = "NR_ADMIN_VAN", "NR_ADMIN_NAAR", "DT_OVERGANG", "IND_VOLLEDIG"
KIND, WHETHER = "NAAM_OVERGANG", ["J", "N"]
TEXTS = [f"CODE_{what}_{side}" for side in ("VAN", "NAAR") for what in ("FUNCTIE", "SOORT", "WET")]
NEEDED: list[Wanted] = [OLD, NEW, DAY, KIND, COMPLETE, *TEXTS]

SCHEMA = pa.DataFrameSchema(
    {
        **{name: pa.Column(str, pa.Check.str_matches(r"^[0-9A-Z-]{2,6}$")) for name in (OLD, NEW)},
        **{name: pa.Column(str) for name in TEXTS},
        KIND: pa.Column(str, pa.Check.str_length(min_value=1)),
        COMPLETE: pa.Column(str, pa.Check.isin(WHETHER)),
        DAY: pa.Column("datetime64[ns]"),
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, ``DT_OVERGANG`` as a day; a pair of codes occurs once on a day."""
    cells, _ = read_csv(path, NEEDED)
    table = cells.assign(**{DAY: _days(path, cells[DAY])})
    check_key(path, table, [OLD, NEW, DAY])
    return ParsedFile(validated(path, table, SCHEMA), len(table))


def _days(path: Path, column: pd.Series) -> pd.Series:
    days = pd.to_datetime(column, format="%d-%m-%Y", errors="coerce")
    refuse_cells(
        path, column, days.isna(), Phrase("a day as day-month-year", "een dag als dag-maand-jaar")
    )
    return days.astype("datetime64[ns]")


def _share_between_locations(parsed: ParsedFile) -> float:
    both = parsed.table[[OLD, NEW]].apply(lambda codes: codes.str.fullmatch(LOCATION))
    return float(both.all(axis=1).mean())


GAUGES = (
    rows(6_000, 15_000),
    distinct("oude codes", OLD, 5_000, 13_000),
    Gauge("aandeel tussen twee vestigingen", _share_between_locations, 0.15, 0.4),
    Gauge("aandeel volledige overgangen", lambda s: (s.table[COMPLETE] == "J").mean(), 0.3, 0.7),
)
"""Since 1997 some three hundred a year, of all kinds of education; in half of them the old code ended."""

LAYOUT = Layout(
    "duo-overgangen",
    "DUO: overgangen van instellingen en vestigingen",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=year_in_name,
)
