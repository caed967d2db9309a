"""The rows behind the supply: which lines of the pupil files each of its numbers rests on.

The filters are those of :mod:`sto_eval.indicators.supply`. A location or combination without pupils, or
with fewer than the smallest group, has no rows here: without it the number is the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

import pandas as pd

from sto_eval.indicators.supply import KEPT, LOST, NEW, OPEN, profile_pupils, sector_pupils
from sto_eval.selections import Family, selection


@selection
def profile_rows(pupils: pd.DataFrame, profile: str = "", minimum: int = 1) -> pd.DataFrame:
    """The rows with pupils in a profile, or in any of the five, at locations with the smallest group."""
    rows = profile_pupils(pupils)
    mine = rows[rows["profiel"] == profile] if profile else rows
    enough = mine.groupby("vestiging")["high"].transform("sum") >= minimum
    return pupils.loc[mine.index[enough]]


@selection
def sector_rows(pupils: pd.DataFrame, locations: Collection[str]) -> pd.DataFrame:
    """The rows with pupils in the sector Techniek at these locations."""
    rows = sector_pupils(pupils)
    return pupils.loc[rows.index[rows["vestiging"].isin(list(locations))]]


@selection
def open_rows(
    pupils: pd.DataFrame, locations: Collection[str], still_open: Collection[str]
) -> pd.DataFrame:
    """:func:`sector_rows` of some locations, and all rows of others."""
    rows = sector_rows(locations)(pupils).index
    return pupils[pupils["vestiging"].isin(list(still_open)) | pupils.index.isin(rows)]


def sector_change_rows(
    tables: Mapping[dt.date, pd.DataFrame], first_year: int
) -> dict[dt.date, Family]:
    """The rows of the first and the last vintage before ``first_year``, by kind of change.

    What stayed is known from both. What is lost or new stands in one vintage; that it is not in the other
    follows from the locations that stand in both, so their rows there belong to it as well.
    """
    earlier = {day: table for day, table in tables.items() if day.year < first_year}
    if len(earlier) < 2:  # noqa: PLR2004 - two vintages make a comparison
        return {}
    first, last = min(earlier), max(earlier)
    before, after = (set(sector_pupils(earlier[day])["vestiging"]) for day in (first, last))
    both, lost = before & after, before - after
    still_open = lost & set(earlier[last]["vestiging"])
    at_first = {KEPT: both, LOST: lost, NEW: both, OPEN: still_open}
    at_last = {
        **dict.fromkeys((KEPT, LOST), sector_rows(both)),
        NEW: sector_rows(after - before),
        OPEN: open_rows(both, still_open),
    }
    return {first: lambda kind: sector_rows(at_first[kind]), last: at_last.__getitem__}
