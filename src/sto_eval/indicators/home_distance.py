"""How far residents live from the nearest location of a profile, beside the yes or no of a radius."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recount.numbers.measures import Measure, exact, indicator, unknown
from sto_eval.indicators.reach import Distances, counted, home_spots


@indicator
def distance_within(
    homes_table: pd.DataFrame, distance_km: pd.Series, percent: float, population: str
) -> Measure:
    """The smallest distance, in kilometres, within which this percentage of the residents has a location.

    Excluded: residents of a PC4 without a point, and secret numbers. Unknown if too few residents have any
    location, or if there are none.
    """
    people = counted(homes_table, population)
    ordered = distance_km.reindex(people.index).sort_values(kind="stable")
    running = people.reindex(ordered.index).cumsum().to_numpy()
    near = ordered[100 * running >= percent * people.sum()]
    if near.empty or np.isinf(near.iloc[0]):
        return unknown("km").resting_on(people)
    return exact(float(near.iloc[0]), "km").with_recipe("nearest-within", people)


def distances_within(
    homes_table: pd.DataFrame, distances: Distances, percent: float, population: str
) -> dict[str, Measure]:
    """:func:`distance_within` for every profile."""
    spots = home_spots(homes_table, distances.places, population)
    return {
        profile: distance_within(
            homes_table, distances.km[profile], percent, population
        ).resting_on(*grounds, spots)
        for profile, grounds in distances.grounds.items()
    }
