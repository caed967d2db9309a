"""A register with a changed row, and the rows that a number rests on."""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import Measure

FOUR_REGIONS = pd.DataFrame({"regio_id": ["R1", "R2", "R3", "R4"]}).rename_axis(index="regios")


def lines(measure: Measure) -> dict[str, list[int]]:
    """The lines that a number rests on, by source."""
    return {name: measure.rows.lines(name).tolist() for name in measure.rows.sources}


def changed(table: pd.DataFrame, column: str, value: object, row: int = 0) -> pd.DataFrame:
    """The table with one cell changed."""
    copy = table.copy()
    copy.loc[row, column] = value
    return copy
