"""Lost reach: residents who once had a location of a profile within the radius, and no longer have one.

Between the first and the last comparable vintage of the supply; the homes are those of one date, so only the
supply changes. The points of locations are as in :mod:`sto_eval.indicators.reach`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from recount.numbers.measures import Measure, indicator, unknown
from sto_eval.indicators.locations import Places, location_points
from sto_eval.indicators.reach import (
    Distances,
    counted,
    home_spots,
    profile_distances,
    share_of_residents,
)
from sto_eval.indicators.supply import PROFILES


def vintage_distances(
    homes_table: pd.DataFrame,
    supplies: Mapping[dt.date, pd.DataFrame],
    places: Places,
    minimum: int = 1,
) -> dict[dt.date, Distances]:
    """Kilometres from each home to the nearest location of each profile, for the first and last vintage.

    A location without a point is excluded, as in the reach itself.
    """
    ends = sorted({min(supplies), max(supplies)}) if supplies else []
    return {
        day: profile_distances(
            homes_table,
            supplies[day],
            location_points(supplies[day]["vestiging"], places),
            places,
            minimum=minimum,
        )
        for day in ends
    }


@indicator
def lost_share(
    homes_table: pd.DataFrame,
    kilometres: Sequence[pd.Series],
    radius_km: float,
    population: str,
) -> Measure:
    """Share of residents within the radius in the first vintage but not in the last; numerator their number.

    ``kilometres`` are those of each home in the first and in the last vintage. Exactly on the radius counts
    as within. Excluded: residents of a PC4 without a point, and secret numbers. Unknown for fewer than two
    vintages.
    """
    people = counted(homes_table, population)
    if len(kilometres) < 2:  # noqa: PLR2004 - a comparison needs two vintages
        return unknown("%").resting_on(people)
    first, last = (km.reindex(people.index) <= radius_km for km in kilometres)
    return share_of_residents(people, first & ~last)


def lost_shares(
    homes_table: pd.DataFrame,
    distances: Mapping[dt.date, Distances],
    radius_km: float,
    population: str,
) -> dict[str, Measure]:
    """:func:`lost_share` for each of the five profiles."""
    ends = [distances[day] for day in sorted(distances)]
    spots = [home_spots(homes_table, end.places, population) for end in ends]
    return {
        profile: lost_share(
            homes_table, [end.km[profile] for end in ends], radius_km, population
        ).resting_on(*spots, *(table for end in ends for table in end.grounds[profile]))
        for profile in PROFILES
    }
