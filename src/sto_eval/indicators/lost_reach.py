"""Lost reach: residents who had a location of a profile within the radius, and have none there now.

Between the first and the last comparable vintage of the supply; the homes are those of one date, so that
only the supply moves. Locations have their points as in :mod:`sto_eval.indicators.reach`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from sto_eval.indicators.reach import location_points, profile_distances, residents
from sto_eval.indicators.supply import PROFILES
from sto_eval.measures import Measure, exact, indicator, share, unknown


class Places(NamedTuple):
    """Where locations are: buildings, addresses, and points per postcode."""

    schools: pd.DataFrame
    addresses: pd.DataFrame
    postcodes: pd.DataFrame


def vintage_distances(
    homes_table: pd.DataFrame,
    supplies: Mapping[dt.date, pd.DataFrame],
    places: Places,
    minimum: int = 1,
) -> dict[dt.date, pd.DataFrame]:
    """Kilometres from each home to the nearest location of each profile, for the first and last vintage.

    A location without a point is left out, as in the reach itself.
    """
    ends = sorted({min(supplies), max(supplies)}) if supplies else []
    return {
        day: profile_distances(
            homes_table,
            supplies[day],
            location_points(supplies[day]["vestiging"], *places),
            list(PROFILES),
            minimum,
        )
        for day in ends
    }


@indicator
def lost_share(
    homes_table: pd.DataFrame,
    distances: Mapping[dt.date, pd.DataFrame],
    profile: str,
    radius_km: float,
    population: str,
) -> Measure:
    """Share of residents within the radius of a profile at first and not at last; numerator their number.

    Exactly on the radius counts as within. Left out: residents of a PC4 without a point, and secret
    numbers. Of fewer than two vintages it is unknown.
    """
    if len(distances) < 2:  # noqa: PLR2004 - two vintages make a comparison
        return unknown("%")
    first, last = (distances[end(distances)][profile] <= radius_km for end in (min, max))
    people = residents(homes_table, population).reindex(first.index)
    lost = first & ~last
    return share(*(exact(float(people[side].sum()), "inwoners") for side in (lost, ~lost)))


def lost_shares(
    homes_table: pd.DataFrame,
    distances: Mapping[dt.date, pd.DataFrame],
    radius_km: float,
    population: str,
) -> dict[str, Measure]:
    """:func:`lost_share` for each of the five profiles."""
    return {
        profile: lost_share(homes_table, distances, profile, radius_km, population)
        for profile in PROFILES
    }
