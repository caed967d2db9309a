"""Ministry of Finance, recipients of financial instruments: one row per amount, by budget and scheme.

The file holds what the ministries themselves report. Names of natural persons are replaced, amounts are in
thousands of euros, and rows of a year may have been published twice: they are kept, and the share of repeated
rows is a gauge. Before 2020 there is one row per scheme instead of one per recipient.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import Phrase, refuse_cells
from recount.layouts.gauges import Gauge, rows, year_in_name
from recount.layouts.layout import Layout, ParsedFile, Wanted, counts, validated

YEAR, RECIPIENT, AMOUNT = "Begrotingsjaar", "Ontvanger", "Bedrag (x1000)"
TEXTS = ["Begrotingshoofdstuk", "Begrotingsnaam", "Instrument", "Regeling", RECIPIENT]
NEEDED: list[Wanted] = [YEAR, *TEXTS, AMOUNT]
FOUR_DIGITS = (1000, 9999)
NUMBER = r"-?[0-9]{1,9}(?:[.,][0-9]{1,2})?"
"""Without a thousands separator: three decimals would be ambiguous."""

SCHEMA = pa.DataFrameSchema(
    {
        YEAR: pa.Column("Int64", pa.Check.in_range(*FOUR_DIGITS)),
        **{name: pa.Column(str) for name in TEXTS},
        AMOUNT: pa.Column(float, nullable=True),
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, the year as ``Int64``, the amount in thousands of euros, missing where empty.

    An amount may be below zero: money that came back.
    """
    cells, _ = read_csv(path, NEEDED)
    amounts = _amounts(path, cells[AMOUNT])
    table = cells.assign(**{YEAR: counts(path, cells[YEAR], ()), AMOUNT: amounts})
    return ParsedFile(validated(path, table, SCHEMA), len(table))


def _amounts(path: Path, column: pd.Series) -> pd.Series:
    texts = column.str.strip()
    wrong = (texts != "") & ~texts.str.fullmatch(NUMBER)
    expected = Phrase(
        "thousands of euros, with at most two decimals",
        "duizenden euro's, met hooguit twee decimalen",
    )
    refuse_cells(path, column, wrong, expected)
    return pd.to_numeric(texts.str.replace(",", ".", regex=False)).astype(float)


GAUGES = (
    rows(500, 200_000),
    Gauge("aandeel regels die nog eens voorkomen", lambda s: s.table.duplicated().mean(), 0, 0.1),
)
"""A ministry reports some tens of thousands of rows a year; equal payments to one recipient are rare."""

LAYOUT = Layout(
    "rijk-ontvangers",
    "Rijksfinanciën: ontvangers van financiële instrumenten",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=year_in_name,
)
