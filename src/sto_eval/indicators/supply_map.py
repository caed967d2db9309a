"""Supply on the map: the locations of a profile per province, according to DUO.

Population and minimum as for :mod:`sto_eval.indicators.supply`. The province is DUO's column for each
location.
"""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import Measure, exact
from sto_eval.indicators.supply import PROFILES, offering

PROVINCE = "PROVINCIE VESTIGING"
FRISIAN = {"Friesland": "Fryslân"}
"""DUO's name of a province -> that of CBS and Kadaster."""


def locations_per_province(
    pupils: pd.DataFrame, supply: pd.DataFrame, provinces: pd.Series, minimum: int = 1
) -> pd.DataFrame:
    """Locations with at least ``minimum`` pupils in a profile, per profile and province.

    Parameters
    ----------
    pupils
        The file of DUO, with the province of every location.
    supply
        As from :func:`sto_eval.indicators.supply.profile_pupils`.
    provinces
        Names of the provinces of the map, in its order.

    Returns
    -------
    Columns ``profiel``, ``provincie``, ``vestigingen``, and of the profile ``provincies met aanbod`` and
    ``vestigingen in heel Nederland``, a row per pair; a place of DUO that is not on the map has its own row.
    """
    placed = pupils.drop_duplicates("vestiging").set_index("vestiging")[PROVINCE].replace(FRISIAN)
    counts = {
        profile: offering(supply, profile, minimum).map(placed).value_counts()
        for profile in PROFILES
    }
    rows = [
        {"profiel": profile, "provincie": name, "vestigingen": int(found.get(name, 0))}
        for profile, found in counts.items()
        for name in [*provinces, *(found.index.difference(pd.Index(provinces)))]
    ]
    table = pd.DataFrame(rows)
    having = table[table["vestigingen"] > 0].groupby("profiel").size()
    every = table.groupby("profiel")["vestigingen"].transform("sum")
    return table.assign(
        **{
            "provincies met aanbod": table["profiel"].map(having).fillna(0).astype(int),
            "vestigingen in heel Nederland": every,
        }
    )


def provinces_having(table: pd.DataFrame) -> dict[str, Measure]:
    """The number of provinces that offer each profile, from :func:`locations_per_province`."""
    counts = dict(zip(table["profiel"], table["provincies met aanbod"], strict=True))
    return {profile: exact(int(count), "provincies") for profile, count in counts.items()}
