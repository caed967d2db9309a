"""The made-up money of the regions, in whole cents: grants, company contributions and activities."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

YEARS = range(2020, 2025)
REPORTED = "2024-12-20"
"""Date of the reports on the last year."""
SETTLED_FROM, RECLAIMED = "2024-04-02", "2024-10-01"

BEFORE_LAST_YEAR_EUR = 386_000_000
LEAST_EUR, MOST_EUR, FEW_PUPILS_EUR = 1_000_000, 17_400_000, 3_900_000
"""Bounds of a region's grant over all years but the last, and the maximum with few pupils."""
LAST_YEAR_SHARES = (0.19, 0.25)
"""The grant of the last year, as a share of those before: between these."""
NOT_SETTLED = 3
"""Regions without any settlement yet."""

CONTRIBUTED, SPREAD = 0.069, 0.024
"""Companies' share of grant and contributions together: mean and deviation over the regions."""
CONTRIBUTIONS = 10.3
"""Per region and year, on average."""
ACCEPTED = 0.9
IN_KIND = 0.6

KINDS = {
    "materiaal": "aanschaf van materiaal",
    "personeel": "inzet van personeel",
    "keuzevakken": "nieuwe keuzevakken",
    "instroom": "werven van leerlingen",
    "leraren": "scholen van leraren",
    "overig": "overleg in de regio",
}
"""Kind of activity -> words in its made-up description."""
TWO_KINDS = 0.2
"""Share of activities that fall under two kinds, with a row for each."""


def grants(area: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """The amount granted per region and year, in ``cents``; none before the region started."""
    size = (area["pupils"].to_numpy() + 60) * chance.lognormal(0, 0.2, len(area))
    total = size / size.sum() * BEFORE_LAST_YEAR_EUR
    most = np.where(area["soort"] == "techniekregio", MOST_EUR, FEW_PUPILS_EUR)
    total = np.clip(total, LEAST_EUR, most * chance.uniform(0.93, 1, len(area)))
    first = _first_year(area)
    parts = chance.uniform(0.8, 1.2, (len(area), len(YEARS) - 1))
    parts *= np.array(YEARS[:-1]) >= first[:, None]
    cents = np.rint(100 * total[:, None] * parts / parts.sum(axis=1, keepdims=True)).astype(int)
    last = cents.sum(axis=1) * chance.uniform(*LAST_YEAR_SHARES, len(area))
    long = {
        "regio_id": area["regio_id"].repeat(len(YEARS)).to_numpy(),
        "jaar": np.tile(YEARS, len(area)),
        "cents": np.column_stack([cents, last.astype(int)]).ravel(),
    }
    return pd.DataFrame(long).query("cents > 0").reset_index(drop=True)


def decisions(granted: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Granted, advanced, spent, settled and reclaimed; the last year and a few regions are not settled."""
    count = len(granted)
    cents, year = granted["cents"].to_numpy(), granted["jaar"].to_numpy()
    advanced = (cents * chance.uniform(0.8, 1, count)).astype(int)
    spent = (cents * chance.uniform(0.85, 1.03, count)).astype(int)
    accepted = (spent * chance.uniform(0.97, 1, count)).astype(int)
    waiting = chance.choice(granted["regio_id"].unique(), NOT_SETTLED, replace=False)
    final = (year < YEARS[-1]) & ~granted["regio_id"].isin(waiting).to_numpy()
    settled = np.where(final, np.minimum(cents, accepted), 0)
    back = np.where(final, np.maximum(advanced - settled, 0), 0)
    reported = _date(year + 1, "03", chance)
    checked = _date(year + 1, "06", chance)
    kinds = {
        "verleend": (cents, _date(year - 1, "11", chance)),
        "bevoorschot": (advanced, _date(year, "02", chance)),
        "besteed": (spent, np.where(reported < REPORTED, reported, REPORTED)),
        "vastgesteld": (settled, np.where(checked > SETTLED_FROM, checked, SETTLED_FROM)),
        "teruggevorderd": (back, np.repeat(RECLAIMED, count)),
    }
    columns = ["regio_id", "jaar"]
    rows = pd.concat(
        granted[columns].assign(soort=kind, cents=amount, datum=day)
        for kind, (amount, day) in kinds.items()
    )
    rows = rows[rows["cents"] > 0].sort_values(columns, kind="stable", ignore_index=True)
    numbers = range(1, len(rows) + 1)
    return _euros(rows, "bedrag").assign(kenmerk=[f"VOORBEELD{n:05d}" for n in numbers])


def contributions(
    area: pd.DataFrame, granted: pd.DataFrame, chance: np.random.Generator
) -> pd.DataFrame:
    """Contributions of made-up companies, in money or in kind; a part is not accepted."""
    share = np.clip(chance.normal(CONTRIBUTED, SPREAD, len(area)), 0.03, 0.14)
    rate = pd.Series(share / (1 - share) / ACCEPTED, area["regio_id"])
    rows = granted.loc[granted.index.repeat(1 + chance.poisson(CONTRIBUTIONS - 1, len(granted)))]
    weight = chance.gamma(0.8, 1, len(rows))
    weight /= pd.Series(weight, rows.index).groupby(level=0).transform("sum").to_numpy()
    amount = rows["cents"] * rows["regio_id"].map(rate).to_numpy() * weight
    place = rows["regio_id"].map(area.set_index("regio_id")["place"])
    firm = chance.integers(1, 40, len(rows)).astype(str)
    rows = rows.assign(
        cents=np.maximum(np.rint(amount).astype(int), 100),
        bedrijf="Voorbeeldbedrijf " + place + " " + firm,
        vorm=np.where(chance.random(len(rows)) < IN_KIND, "natura", "geld"),
        aanvaard=np.where(chance.random(len(rows)) < ACCEPTED, "ja", "nee"),
        bewijsstuk=[f"VOORBEELD{number:05d}" for number in range(1, len(rows) + 1)],
    )
    return _euros(rows, "bedrag")


def activities(granted: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Planned activities, 8 to 20 per region, some of two kinds; they cost about the amount granted."""
    columns = ["regio_id", "activiteit_id", "jaar", "soort", "omschrijving"]
    table = pd.DataFrame(_planned(granted, chance), columns=columns)
    budget = granted.groupby("regio_id")["cents"].sum()
    budget *= chance.uniform(0.97, 1.03, len(budget))
    weight = pd.Series(chance.gamma(1.5, 1, len(table)))
    share = weight / weight.groupby(table["regio_id"]).transform("sum")
    cents = np.rint(share * table["regio_id"].map(budget)).astype(int)
    return _euros(table.assign(cents=cents), "begroot")


def _planned(
    granted: pd.DataFrame, chance: np.random.Generator
) -> Iterator[tuple[str, str, int, str, str]]:
    for region, years in granted.groupby("regio_id")["jaar"]:
        for number in range(1, 1 + int(chance.integers(8, 21))):
            kinds = chance.permutation(list(KINDS))[: 1 + (chance.random() < TWO_KINDS)]
            words = f"Voorbeeldactiviteit: {KINDS[kinds[0]]}"
            year = int(chance.choice(years))
            yield from ((str(region), f"{region}-A{number:02d}", year, k, words) for k in kinds)


def _first_year(area: pd.DataFrame) -> np.ndarray:
    return np.asarray(area["begindatum"].str[:4].astype(int))


def _date(year: np.ndarray, month: str, chance: np.random.Generator) -> np.ndarray:
    """A random day of that month."""
    days = chance.integers(1, 29, len(year))
    pairs = zip(year.tolist(), days.tolist(), strict=True)
    return np.array([f"{y}-{month}-{day:02d}" for y, day in pairs])


def _euros(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table with an amount in euros, converted from whole cents."""
    pairs = (divmod(cents, 100) for cents in table["cents"].tolist())
    return table.assign(**{name: [f"{euros}.{rest:02d}" for euros, rest in pairs]})
