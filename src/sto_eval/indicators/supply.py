"""Supply: which locations offer which technical profile, to how many pupils.

Population: pupils of vmbo basis, kader and gemengd (bb, kb, gl) in years 3 and 4 on 1 October, including
learning-work routes and entree within vmbo, excluding the theoretical pathway (it has no profiles).
Source of the method: Stichting Platforms VMBO counts a profile where it has pupils; a location is a
six-character code, each counted as a separate school (STO, 26 October 2018).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise

import pandas as pd

from recount.numbers.measures import (
    MASK,
    Measure,
    Specification,
    between,
    bounds,
    distinct,
    indicator,
    total,
    unknown,
)

PROFILES: Mapping[str, str] = {
    "PIE": "Produceren, installeren en energie",
    "BWI": "Bouwen, wonen en interieur",
    "M&T": "Mobiliteit en transport",
    "MVI": "Media, vormgeving en ICT",
    "MaT": "Maritiem en techniek",
}
"""The five technical profiles, in the fixed order of the report."""

TRACKS: Mapping[str, str] = {
    "VMBO BL lj 3-4": "bb",
    "VMBO KL lj 3-4": "kb",
    "VMBO GL lj 3-4": "gl",
}
TYPE = "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"
NAMES = ("vestiging", TYPE, "VMBO SECTOR", "AFDELING")
BY_NAME = {name.casefold(): code for code, name in PROFILES.items()}
YEARS = (3, 4)
GROUP_SIZES = (1, 5, 10, 20)
"""Minimum group sizes for a supply; each is a defensible definition of it."""
TECHNICAL_SECTOR = "Techniek"
KEPT, LOST, NEW = CHANGES = ("behouden", "verdwenen", "nieuw")
OPEN = "verdwenen maar open"


def count_columns(years: tuple[int, ...] = YEARS) -> list[str]:
    """The publisher's count columns of these years of study, both sexes."""
    return [f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in years for sex in ("MAN", "VROUW")]


def vocational_pupils(pupils: pd.DataFrame, years: tuple[int, ...] = YEARS) -> pd.DataFrame:
    """Pupils of bb, kb and gl per row of the file, with bounds.

    Returns
    -------
    Columns ``vestiging``, ``leerweg`` (bb, kb, gl), ``sector``, ``profiel`` (code of a
    technical profile, else empty), ``low`` and ``high`` (pupils). Rows without pupils in these years are
    excluded.
    """
    rows = pupils.loc[pupils[TYPE].isin(list(TRACKS)), [*NAMES, *count_columns(years)]]
    counted = bounds(rows[count_columns(years)], MASK).assign(
        vestiging=rows["vestiging"],
        leerweg=rows[TYPE].map(TRACKS),
        sector=rows["VMBO SECTOR"],
        profiel=rows["AFDELING"].str.casefold().map(BY_NAME).fillna(""),
    )
    return counted[counted["high"] > 0]


def profile_pupils(pupils: pd.DataFrame) -> pd.DataFrame:
    """The supply: :func:`vocational_pupils` in a technical profile."""
    rows = vocational_pupils(pupils)
    return rows[rows["profiel"] != ""]


def with_group(rows: pd.DataFrame, minimum: int, end: str = "low") -> pd.DataFrame:
    """The rows of locations with at least ``minimum`` pupils in these rows together.

    With ``low`` as ``end`` certainly, so that a masked group of 1 to 4 only meets a minimum of 1; with
    ``high`` possibly.
    """
    return rows[rows.groupby("vestiging")[end].transform("sum") >= minimum]


def offered(supply: pd.DataFrame, profile: str, minimum: int = 1, end: str = "low") -> pd.DataFrame:
    """The rows of a profile at locations with at least ``minimum`` pupils in it; ``end`` as in :func:`with_group`."""
    return with_group(supply[supply["profiel"] == profile], minimum, end)


def offering(supply: pd.DataFrame, profile: str, minimum: int = 1) -> pd.Series:
    """Sorted codes of the locations that certainly have at least ``minimum`` pupils in a profile."""
    locations = offered(supply, profile, minimum)["vestiging"]
    return locations.drop_duplicates().sort_values().reset_index(drop=True)


@indicator
def location_count(supply: pd.DataFrame, profile: str, minimum: int = 1) -> Measure:
    """Locations with at least ``minimum`` pupils in a profile; bounds if counts are masked."""
    return location_bounds(supply[supply["profiel"] == profile], minimum)


@indicator
def school_count(supply: pd.DataFrame, profile: str, minimum: int = 1) -> Measure:
    """Schools with a profile: locations with the same first four characters in their code count once."""
    return distinct(offered(supply, profile, minimum)["vestiging"].str[:4], "scholen")


@indicator
def technical_location_count(supply: pd.DataFrame, minimum: int = 1) -> Measure:
    """Locations with at least ``minimum`` pupils in the five profiles together, each counted once."""
    return location_bounds(supply, minimum)


def location_bounds(rows: pd.DataFrame, minimum: int) -> Measure:
    """Locations with at least ``minimum`` persons in these rows together; bounds if counts are masked."""
    surely, perhaps = (with_group(rows, minimum, end)["vestiging"] for end in ("low", "high"))
    found = between(surely.nunique(), perhaps.nunique(), "vestigingen")
    return found.with_recipe("groups", perhaps, column="vestiging", minimum=minimum)


@indicator
def pupil_count(supply: pd.DataFrame, profile: str | None = None) -> Measure:
    """Pupils in a profile, or in the five together."""
    return total(supply if profile is None else supply[supply["profiel"] == profile], "leerlingen")


def location_counts(supply: pd.DataFrame, minimum: int = 1) -> dict[str, Measure]:
    """:func:`location_count` for each of the five profiles."""
    return {profile: location_count(supply, profile, minimum) for profile in PROFILES}


def specifications(
    supply: pd.DataFrame, profile: str, minima: Iterable[int]
) -> list[Specification]:
    """The supply of a profile counted in locations and in schools, for each minimum group size."""
    return [
        Specification({"eenheid": unit, "kleinste groep": group_name(minimum)}, measure)
        for minimum in minima
        for unit, measure in (
            ("vestigingen", location_count(supply, profile, minimum)),
            ("scholen", school_count(supply, profile, minimum)),
        )
    ]


def group_sizes(chosen: int) -> list[int]:
    """The minimum group sizes for which a number is computed, including the chosen one."""
    return sorted({chosen, *GROUP_SIZES})


def group_name(minimum: int) -> str:
    """A minimum group size in words.

    >>> group_name(1), group_name(5)
    ('ten minste 1 leerling', 'ten minste 5 leerlingen')
    """
    return f"ten minste {minimum} leerling{'' if minimum == 1 else 'en'}"


def counts_by_minimum(supply: pd.DataFrame, minima: Iterable[int]) -> dict[int, dict[str, Measure]]:
    """:func:`location_counts` for several minimum group sizes."""
    return {minimum: location_counts(supply, minimum) for minimum in minima}


def pupil_counts(supply: pd.DataFrame) -> dict[str, Measure]:
    """:func:`pupil_count` for each of the five profiles."""
    return {profile: pupil_count(supply, profile) for profile in PROFILES}


def comparable(
    supplies: Mapping[dt.date, pd.DataFrame], first: dt.date
) -> dict[dt.date, pd.DataFrame]:
    """The vintages from ``first`` on: those with profiles in all years of study."""
    return {day: supply for day, supply in supplies.items() if day >= first}


def profile_supplies(tables: Mapping[dt.date, pd.DataFrame]) -> dict[dt.date, pd.DataFrame]:
    """:func:`profile_pupils` of every vintage."""
    return {day: profile_pupils(table) for day, table in tables.items()}


def changes(supplies: Mapping[dt.date, pd.DataFrame]) -> pd.DataFrame:
    """Kept, lost and new locations per profile between each vintage and the next.

    Columns ``van``, ``tot`` (reference dates), ``profiel``, ``behouden``, ``verdwenen``, ``nieuw``.
    """
    rows = [
        {"van": first, "tot": then, "profiel": profile}
        | {kind: counted["vestiging"].nunique() for kind, (counted, _) in moves.items()}
        for first, then in pairwise(sorted(supplies))
        for profile in PROFILES
        for moves in [_moves(*(offered(supplies[day], profile) for day in (first, then)))]
    ]
    return pd.DataFrame(rows, columns=["van", "tot", "profiel", *CHANGES])


def _moves(first: pd.DataFrame, last: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Per kind of change the rows that count, and those of the other vintage that decide it: codes in both."""
    before, after = first["vestiging"], last["vestiging"]
    stays, stayed = before.isin(after), after.isin(before)
    return {
        KEPT: (first[stays], last[stayed]),
        LOST: (first[~stays], last[stayed]),
        NEW: (last[~stayed], first[stays]),
    }


def sector_pupils(pupils: pd.DataFrame) -> pd.DataFrame:
    """:func:`vocational_pupils` in the sector Techniek."""
    rows = vocational_pupils(pupils)
    return rows[rows["sector"] == TECHNICAL_SECTOR]


@indicator
def changed_location_count(supplies: Mapping[dt.date, pd.DataFrame], kind: str) -> Measure:
    """Locations ``behouden``, ``verdwenen`` or ``nieuw`` between the first and the last vintage.

    A location is its code: one whose code changes by a move or a merger is lost and new. Unknown for fewer
    than two vintages.
    """
    if len(supplies) < 2:  # noqa: PLR2004 - a comparison needs two vintages
        return unknown("vestigingen").resting_on(*supplies.values())
    counted, others = _moves(supplies[min(supplies)], supplies[max(supplies)])[kind]
    return distinct(counted["vestiging"], "vestigingen").resting_on(others)


@indicator
def still_open_count(tables: Mapping[dt.date, pd.DataFrame]) -> Measure:
    """Locations that lost the sector Techniek but still have pupils of any kind in the last vintage."""
    supplies = {day: sector_pupils(table) for day, table in tables.items()}
    if len(tables) < 2:  # noqa: PLR2004 - a comparison needs two vintages
        return unknown("vestigingen").resting_on(*supplies.values())
    lost, others = _moves(supplies[min(tables)], supplies[max(tables)])[LOST]
    last = tables[max(tables)]
    still_open = lost["vestiging"][lost["vestiging"].isin(last["vestiging"])]
    there = last[last["vestiging"].isin(still_open)]
    return distinct(still_open, "vestigingen").resting_on(others, there)


def sector_changes(tables: Mapping[dt.date, pd.DataFrame], first_year: int) -> dict[str, Measure]:
    """:func:`changed_location_count` of the sector Techniek in the vintages before ``first_year``.

    The sector predates the profiles, so it can be compared where they cannot. :func:`still_open_count` comes
    last, because a lost code may be a closed building, a merger, or neither.
    """
    earlier = {day: table for day, table in tables.items() if day.year < first_year}
    supplies = {day: sector_pupils(table) for day, table in earlier.items()}
    counts = {kind: changed_location_count(supplies, kind) for kind in CHANGES}
    return {**counts, OPEN: still_open_count(earlier)}


def series(supplies: Mapping[dt.date, pd.DataFrame], minimum: int = 1) -> pd.DataFrame:
    """Locations and pupils per vintage and profile, with bounds.

    Columns ``peildatum``, ``profiel``, ``vestigingen``, ``leerlingen_low``, ``leerlingen_high``.
    """
    rows = [
        {
            "peildatum": day,
            "profiel": profile,
            "vestigingen": len(offering(supply, profile, minimum)),
            "leerlingen_low": pupil_count(supply, profile).low,
            "leerlingen_high": pupil_count(supply, profile).high,
        }
        for day, supply in sorted(supplies.items())
        for profile in PROFILES
    ]
    return pd.DataFrame(rows)
