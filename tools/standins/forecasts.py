"""DUO's made-up forecasts: pupils per school and level, twenty years ahead, in three vintages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from tools.standins.schools import Programme

AHEAD = 20
HORIZON = 2036
"""From here on a forecast stays as it is."""
LEVELS = ("vo", "vmbo bovenbouw", "vmbo bb kb gl")
CHANGES = {
    2021: (-0.085, -0.155, -0.19),
    2022: (-0.07, -0.135, -0.165),
    2023: (-0.055, -0.1, -0.14),
}
"""Vintage -> change up to the horizon, per level."""
BASES = {2021: 0.99, 2022: 0.985, 2023: 0.975}
"""Vintage -> pupils in its base year, as a part of those in the stand-in of DUO's counts."""
UPPER_YEARS = slice(2, 4)
SPREAD = 0.07
"""Deviation of the change over the schools; all levels of a school share it."""

COLUMNS = ["INSTELLINGSCODE", "ONDERWIJSNIVEAU", "JAAR", "PROGNOSEAANTALLEN"]


def pupils_per_level(schools: pd.DataFrame, offer: Iterable[Programme]) -> pd.DataFrame:
    """Pupils per school (four characters) and level, in the order of the levels."""
    rows = [(schools["code"].iloc[p.location][:4], *_counts(p)) for p in offer]
    return pd.DataFrame(rows, columns=["school", *LEVELS]).groupby("school").sum()


def forecast(pupils: pd.DataFrame, vintage: int, chance: np.random.Generator) -> pd.DataFrame:
    """One vintage: a straight line from base year to horizon; levels absent at a school are left out."""
    years = np.arange(vintage, vintage + AHEAD)
    road = np.minimum((years - vintage) / (HORIZON - vintage), 1)
    own = chance.normal(0, SPREAD, len(pupils))
    change = np.array(CHANGES[vintage]) + own[:, None]
    base = pupils.to_numpy() * BASES[vintage]
    counts = np.rint(base[:, :, None] * (1 + change[:, :, None] * road)).astype(int)
    keys = pd.MultiIndex.from_product([pupils.index, LEVELS, years], names=COLUMNS[:3])
    table = pd.Series(counts.ravel(), keys, name=COLUMNS[3]).reset_index()
    return table[np.repeat(pupils.to_numpy().ravel() > 0, AHEAD)]


def _counts(programme: Programme) -> Iterator[int]:
    upper = int(programme.pupils[UPPER_YEARS].sum())
    vmbo = programme.kind.startswith("VMBO")
    yield int(programme.pupils.sum())
    yield upper * vmbo
    yield upper * (vmbo and bool(programme.exam))
