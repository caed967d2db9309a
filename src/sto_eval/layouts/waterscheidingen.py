"""Our own list of waters that no way to school crosses: one row per water, with its line and the reason.

It is maintained by hand, so every cell is checked, and an error names the line.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import OURS, Phrase, refuse_cells
from recount.layouts.layout import Layout, ParsedFile

WATER, LINE, REASON = COLUMNS = ["water", "lijn", "waarom"]
BOX = (2.5, 50.5, 7.5, 54.0)
"""West, south, east and north, in degrees: the Netherlands, its sea and the mouths of its rivers."""
PAIR = r"-?[0-9]+(?:\.[0-9]+)? -?[0-9]+(?:\.[0-9]+)?"
SHAPE = rf"{PAIR}(?:, {PAIR})+"
EXPECTED = Phrase(
    "two or more points in the Netherlands, longitude first",
    "twee of meer punten in Nederland, de lengtegraad eerst",
)


def read(path: Path) -> ParsedFile:
    """``water``, ``waarom``, and ``geometry``: the line through the points, in degrees (WGS 84).

    Errors: ``LayoutError`` with line and column for a cell without text, a water listed twice, and a line
    that has fewer than two points or a point outside the Netherlands.
    """
    cells, _ = read_csv(path, COLUMNS)
    for name in (WATER, REASON):
        empty = cells[name].str.strip() == ""
        refuse_cells(path, cells[name], empty, Phrase("a text", "een tekst"), OURS)
    unique = Phrase("a water that no other row has", "een water dat geen andere regel heeft")
    refuse_cells(path, cells[WATER], cells[WATER].duplicated(), unique, OURS)
    refuse_cells(path, cells[LINE], ~cells[LINE].str.fullmatch(SHAPE), EXPECTED, OURS)
    lines = cells[LINE].map(lambda text: shapely.from_wkt(f"LINESTRING ({text})"))
    outside = pd.Series(~shapely.within(lines.to_numpy(), shapely.box(*BOX)), cells.index)
    refuse_cells(path, cells[LINE], outside, EXPECTED, OURS)
    return ParsedFile(cells[[WATER, REASON]].assign(geometry=lines), len(cells))


LAYOUT = Layout(
    "waterscheidingen", "Wateren zonder weg naar school", csv_header, list(COLUMNS), read, csv_cells
)
