"""Reach of technical education by exam candidates, per school year: the homes stay, the supply changes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from recount.numbers.measures import Measure
from sto_eval.indicators import lost_reach, reach
from sto_eval.indicators.exam_supply import Period, Supplies, school_year
from sto_eval.indicators.exams import TECHNICAL
from sto_eval.indicators.locations import ORIGINS, Places, location_points
from sto_eval.indicators.reach import Distances

RADII_KM = (5, 10, 15)


def distances(homes_table: pd.DataFrame, years: Supplies, places: Places) -> dict[int, Distances]:
    """Kilometres from each home to the nearest technical location of each school year."""
    return {
        year: reach.profile_distances(
            homes_table, rows, location_points(rows["vestiging"], places), places, [TECHNICAL]
        )
        for year, rows in years.items()
    }


def reach_by_year(
    homes_table: pd.DataFrame,
    kilometres: Mapping[int, Distances],
    radius_km: float,
    population: str,
) -> dict[int, Measure]:
    """The share of residents with a technical location within the radius, per school year."""
    return {
        year: reach.coverage(homes_table, found, radius_km, population)[TECHNICAL]
        for year, found in kilometres.items()
    }


def since(shares: Mapping[int, Measure], year: int) -> dict[int, Measure]:
    """The shares of a school year and later."""
    return {key: share for key, share in shares.items() if key >= year}


def radii(chosen: float) -> list[float]:
    """The radii for which reach is computed, including the chosen one.

    >>> radii(10)
    [5, 10, 15]
    """
    return sorted({*RADII_KM, chosen})


def lost(
    homes_table: pd.DataFrame,
    near: Mapping[int, Distances],
    period: Period,
    radius_km: float,
    population: str,
) -> Measure:
    """:func:`lost_reach.lost_share` from the last school year before the programme to the last one in it."""
    ends = [near[year] for year in (period.before, period.end) if year in near]
    spots = [reach.home_spots(homes_table, end.places, population) for end in ends]
    grounds = [table for end in ends for table in end.grounds[TECHNICAL]]
    kilometres = [end.km[TECHNICAL] for end in ends]
    share = lost_reach.lost_share(homes_table, kilometres, radius_km, population)
    return share.resting_on(*spots, *grounds)


def points_by_year(years: Supplies, places: Places) -> pd.DataFrame:
    """Locations per school year by the origin of their point; columns ``schooljaar`` and the origins."""
    counts = {
        school_year(year): location_points(rows["vestiging"], places)["herkomst"].value_counts()
        for year, rows in years.items()
    }
    table = pd.DataFrame(counts).T.reindex(columns=list(ORIGINS)).fillna(0).astype(int)
    return table.rename_axis(index="schooljaar").reset_index()
