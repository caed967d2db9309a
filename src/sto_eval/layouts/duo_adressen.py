"""DUO, addresses of all locations of secondary education.

Some vintages have the six-character code in ``VESTIGINGSNUMMER``, others in ``VESTIGINGSCODE``; a number of
two digits is accepted too. Missing phone and web addresses are padded with blanks.
"""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.gauges import distinct, rows, year_in_name
from recount.layouts.layout import Layout, ParsedFile, Wanted, check_key, validated
from sto_eval.layouts.duo import CODE, LOCATION, LOCATION_COLUMNS, NUMBER, SCHOOL, location_codes

REGION = ("RMC-REGIO CODE", "RMC-REGIO NAAM")
TEXTS = ["VESTIGINGSNAAM", "POSTCODE", "PLAATSNAAM", "ONDERWIJSSTRUCTUUR", *REGION]
NEEDED: list[Wanted] = [SCHOOL, NUMBER, *TEXTS]

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION)),
        **{name: pa.Column(str) for name in TEXTS},
        REGION[0]: pa.Column(str, pa.Check.str_matches(r"^[0-9]{2}$")),
        "POSTCODE": pa.Column(str, pa.Check.str_matches(r"^[1-9][0-9]{3} ?[A-Z]{2}$")),
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, with blanks stripped, and ``vestiging``; each location occurs once."""
    cells, _ = read_csv(path, NEEDED)
    table = cells.apply(lambda column: column.str.strip())
    table[CODE] = location_codes(path, table)
    check_key(path, table, [CODE])
    return ParsedFile(validated(path, table, SCHEMA), len(table))


GAUGES = (
    rows(1_000, 2_500),
    distinct("postcodes", "POSTCODE", 900, 2_400),
    distinct("RMC-regio's", REGION[0], 35, 45),
)
"""About 1,600 locations in 39 or 40 RMC regions."""

LAYOUT = Layout(
    "duo-adressen",
    "DUO: adressen van vestigingen vo",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=year_in_name,
    derived=LOCATION_COLUMNS,
)
