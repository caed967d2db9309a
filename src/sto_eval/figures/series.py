"""Series of measures by school year: as points of a line, and as data."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from recount.numbers.measures import Measure
from recount.numbers.share_parts import with_parts
from recount.spreadsheets import HIGH, LOW

Series = Mapping[int, Measure]
"""First calendar year of a school year -> measure."""


def known_values(part: Series) -> dict[int, float]:
    """The known values of a series."""
    return {year: float(one.value) for year, one in part.items() if one.value is not None}


def column(part: Series, name: str) -> list[float]:
    """The values, lows or highs of a series; an unknown share leaves a gap."""
    found = (getattr(measure, name) for measure in part.values())
    return [math.nan if end is None else end for end in found]


def series_frame(panels: Mapping[str, Series]) -> pd.DataFrame:
    """Series as data: ``schooljaar``, and per series its value and bounds, empty in years that it lacks.

    The last columns have the parts of the shares, if one series has shares.
    """
    years = sorted({year for part in panels.values() for year in part})
    columns: dict[str, list[object]] = {"schooljaar": [f"{year}-{year + 1}" for year in years]}
    for name, part in panels.items():
        head, bracket, unit = name.partition(" (")
        for end, text in (("value", ""), ("low", LOW), ("high", HIGH)):
            found = [getattr(part[year], end) if year in part else None for year in years]
            columns[f"{head}{text}{bracket}{unit}"] = found
    shares = [part for part in panels.values() if any(one.denominator for one in part.values())]
    rested = shares[0] if len(shares) == 1 else {}
    return with_parts(pd.DataFrame(columns), [rested.get(year) for year in years])
