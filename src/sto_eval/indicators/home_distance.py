"""How far residents live from the nearest location of a profile, beside the yes or no of a radius."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recount.numbers.measures import Measure, exact, unknown
from sto_eval.indicators.reach import counted


def distance_within(
    homes_table: pd.DataFrame, distance_km: pd.Series, percent: float, population: str
) -> Measure:
    """The smallest distance, in kilometres, within which this percentage of the residents has a location.

    Excluded: residents of a PC4 without a point, and secret numbers. Unknown if too few residents have any
    location, or if there are none.
    """
    people = counted(homes_table, population)
    ordered = distance_km.reindex(people.index).sort_values()
    running = people.reindex(ordered.index).cumsum()
    near = ordered[100 * running >= percent * people.sum()]
    if near.empty or np.isinf(near.iloc[0]):
        return unknown("km")
    return exact(float(near.iloc[0]), "km")


def distances_within(
    homes_table: pd.DataFrame, kilometres: pd.DataFrame, percent: float, population: str
) -> dict[str, Measure]:
    """:func:`distance_within` for every profile, a column of ``kilometres``."""
    return {
        str(profile): distance_within(homes_table, column, percent, population)
        for profile, column in kilometres.items()
    }
