"""Lost reach: residents who once had a location within the radius, and no longer have one.

Between the first and the last vintage of the supply; the homes are those of one date, so only the supply
changes. The points of locations are as in :mod:`sto_eval.indicators.reach`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from recount.numbers.measures import Measure, indicator, unknown
from sto_eval.indicators.reach import counted, share_of_residents


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
