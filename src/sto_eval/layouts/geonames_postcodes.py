"""GeoNames, one point per postcode and place: tab-separated, no header, several rows per postcode.

Column names are those of the publisher's readme.
"""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.errors import LayoutError
from recount.layouts.decoding import decode
from recount.layouts.delimited import row_lines
from recount.layouts.faults import Phrase, refuse_cells
from recount.layouts.gauges import distinct, middle_point, rows, year_in_name
from recount.layouts.layout import LINE, Layout, ParsedFile, validated

COLUMNS = [
    "country code",
    "postal code",
    "place name",
    "admin name1",
    "admin code1",
    "admin name2",
    "admin code2",
    "admin name3",
    "admin code3",
    "latitude",
    "longitude",
    "accuracy",
]
TAB = "\t"
COORDINATES = {"latitude": (50.5, 53.8), "longitude": (3.2, 7.4)}
"""A bounding box of the European Netherlands, in degrees."""

SCHEMA = pa.DataFrameSchema(
    {
        "country code": pa.Column(str, pa.Check.equal_to("NL")),
        "postal code": pa.Column(str, pa.Check.str_matches(r"^[1-9][0-9]{3}$")),
        **{name: pa.Column(float) for name in COORDINATES},
    }
)


def read(path: Path) -> ParsedFile:
    """All rows; ``postal code`` as text, ``latitude`` and ``longitude`` in degrees (WGS 84)."""
    table = cells(path)
    for name, (low, high) in COORDINATES.items():
        values = pd.to_numeric(table[name], errors="coerce")
        expected = Phrase(f"degrees between {low} and {high}", f"graden tussen {low} en {high}")
        refuse_cells(path, table[name], ~values.between(low, high), expected)
        table[name] = values
    return ParsedFile(validated(path, table, SCHEMA), len(table))


def cells(path: Path) -> pd.DataFrame:
    """All cells as text, under the names of the readme; index ``regel``."""
    text = decode(path)
    lines = row_lines(path, text, len(COLUMNS), TAB, quoted=False)
    table = pd.read_csv(
        io.BytesIO(text.encode()), sep=TAB, header=None, names=COLUMNS, dtype=str, na_filter=False,
        quoting=3, index_col=False,
    )  # fmt: skip
    table.index = pd.Index(lines, name=LINE)
    return table


def header(path: Path) -> list[str]:
    """The names of the readme, if the first line has that many fields and starts with a country code."""
    try:
        first = decode(path).split("\n", 1)[0].split(TAB)
    except LayoutError:
        return []
    return COLUMNS if len(first) == len(COLUMNS) and len(first[0]) == len("NL") else []


GAUGES = (
    rows(3_500, 6_000),
    distinct("postcodes", "postal code", 3_900, 4_300),
    *middle_point((51.9, 52.3), (5.2, 5.8)),
)
"""Over four thousand postcodes, half of them north of the line from Leiden to Apeldoorn."""

LAYOUT = Layout(
    "geonames-postcodes",
    "GeoNames: punten per postcode",
    header,
    COLUMNS,
    read,
    cells,
    gauges=GAUGES,
    years=year_in_name,
)
