"""Our own list of waters that no way to school crosses: one row per water, with its line and the reason.

It is maintained by hand, so every cell is checked, and an error names the line.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.layout import OURS, Layout, Sheet, refuse_cells

WATER, LINE, REASON = COLUMNS = ["water", "lijn", "waarom"]
BOX = (2.5, 50.5, 7.5, 54.0)
"""West, south, east and north, in degrees: the Netherlands, its sea and the mouths of its rivers."""
PAIR = r"-?[0-9]+(?:\.[0-9]+)? -?[0-9]+(?:\.[0-9]+)?"
SHAPE = rf"{PAIR}(?:, {PAIR})+"
EXPECTED = "two or more points in the Netherlands, longitude first"


def read(path: Path) -> Sheet:
    """``water``, ``waarom``, and ``geometry``: the line through the points, in degrees (WGS 84).

    Errors: ``LayoutError`` with line and column for a cell without text, a water listed twice, and a line
    that has fewer than two points or a point outside the Netherlands.
    """
    cells, _ = read_csv(path, COLUMNS)
    for name in (WATER, REASON):
        refuse_cells(path, cells[name], cells[name].str.strip() == "", "a text", OURS)
    doubled = cells[WATER].duplicated()
    refuse_cells(path, cells[WATER], doubled, "a water that no other row has", OURS)
    refuse_cells(path, cells[LINE], ~cells[LINE].str.fullmatch(SHAPE), EXPECTED, OURS)
    lines = cells[LINE].map(lambda text: shapely.from_wkt(f"LINESTRING ({text})"))
    outside = pd.Series(~shapely.within(lines.to_numpy(), shapely.box(*BOX)), cells.index)
    refuse_cells(path, cells[LINE], outside, EXPECTED, OURS)
    return Sheet(cells[[WATER, REASON]].assign(geometry=lines), len(cells))


LAYOUT = Layout(
    "waterscheidingen", "Wateren zonder weg naar school", csv_header, list(COLUMNS), read, csv_cells
)
