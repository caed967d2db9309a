"""Girls: their share among the pupils of each technical profile.

Population: pupils of bb, kb and gl in year 3 on 1 October. The publisher counts boys and girls apart.
"""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import MASK, Measure, bounds, indicator, share, total
from sto_eval.indicators.supply import PROFILES, vocational_pupils

YEAR = 3
ALL = "alle leerlingen"


@indicator
def girl_share(pupils: pd.DataFrame, profiles: tuple[str, ...] = ()) -> Measure:
    """Share of girls among third-years in these profiles, or among all without profiles, in percent."""
    rows = vocational_pupils(pupils)
    chosen = rows[rows["profiel"].isin(profiles)] if profiles else rows
    girls, boys = (_count(pupils.loc[chosen.index], sex) for sex in ("VROUW", "MAN"))
    return share(girls, boys)


def girl_shares(pupils: pd.DataFrame) -> dict[str, Measure]:
    """:func:`girl_share` of each profile, of the five with and without MVI, and of all third-years."""
    five = tuple(PROFILES)
    groups = {
        **{profile: (profile,) for profile in five},
        "vijf profielen": five,
        "vijf zonder MVI": tuple(profile for profile in five if profile != "MVI"),
        ALL: (),
    }
    return {name: girl_share(pupils, profiles) for name, profiles in groups.items()}


def _count(rows: pd.DataFrame, sex: str) -> Measure:
    """The third-years of one sex; rows without any are excluded."""
    counts = bounds(rows[[f"LEER- OF VERBLIJFSJAAR {YEAR} - {sex}"]], MASK)
    return total(counts[counts["high"] > 0], "leerlingen")
