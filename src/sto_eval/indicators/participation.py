"""Participation: the locations that take part, out of those that offer something.

A location is a six-character code, each counted as a separate school (STO, 26 October 2018). What it offers
is what it has pupils in, in years 3 and 4 on 1 October; for practical education in any year. A participant is
a location in the programme's register on a reference date. The kinds overlap, so participants are counted as
a union and shares are never added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from recount.numbers.measures import (
    MASK,
    Measure,
    Specification,
    bounds,
    distinct,
    indicator,
    share,
)
from sto_eval.indicators.supply import (
    PROFILES,
    TECHNICAL_SECTOR,
    TYPE,
    YEARS,
    count_columns,
    group_name,
    vocational_pupils,
)

TECHNICAL, OTHER, THEORETICAL, WITHOUT_PROFILE, PRACTICAL = KINDS = (
    "techniek",
    "niet-techniek",
    "theoretisch",
    "overige techniek",
    "praktijk",
)
THEORY, PRACTICE = "VMBO TL lj 3-4", "Praktijkonderwijs alle vj"
PRINTED, VMBO = KINDS[:3], KINDS[:4]
"""The kinds for which the infographic prints a share, and all kinds of vmbo. Pupils of the sector Techniek without
a profile, as in the vakmanschapsroute, belong to none of the printed shares.
"""

IN_WORDS: Mapping[str, str] = {
    TECHNICAL: "techniek",
    OTHER: "een ander profiel",
    THEORETICAL: "een theoretische leerweg",
}
"""What a location of a printed kind has, in a sentence."""

ALSO, ONLY = "ook", "alleen"
"""The two readings of "(ook)": whether or not it offers another kind too, or nothing else."""

READINGS: Mapping[str, tuple[str, ...]] = {
    TECHNICAL: (ALSO,),
    OTHER: (ALSO, ONLY),
    THEORETICAL: (ALSO, ONLY),
}
"""The possible readings of a printed share; that of the technical profiles has only one."""

EXCLUDED_BY_ONLY: Mapping[str, tuple[str, ...]] = {
    TECHNICAL: (OTHER,),
    OTHER: (TECHNICAL,),
    THEORETICAL: (TECHNICAL, OTHER, WITHOUT_PROFILE),
    WITHOUT_PROFILE: (TECHNICAL, OTHER, THEORETICAL),
    PRACTICAL: VMBO,
}
"""The kinds that a location with "nothing else" than a kind must lack: for the technical and the other
profiles the other of the two, for the theoretical pathway any vocational profile.
"""

LOCATIONS, SCHOOLS = UNITS = ("vestigingen", "scholen")


def offer(pupils: pd.DataFrame, minimum: int = 1) -> pd.DataFrame:
    """The rows of what each location certainly has at least ``minimum`` pupils in.

    Returns
    -------
    Columns ``vestiging``, ``soort`` (one of ``KINDS``) and ``low`` (pupils). Other rows are
    excluded, for example lower years or havo and vwo. Masked counts count at their lower bound.
    """
    kinds = [rows.assign(soort=kind) for kind, rows in _by_kind(pupils).items()]
    return at_least(pd.concat(kinds)[["vestiging", "soort", "low"]], minimum)


def at_least(rows: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The rows of the locations with at least ``minimum`` pupils in a kind."""
    return rows[rows.groupby(["vestiging", "soort"])["low"].transform("sum") >= minimum]


def _by_kind(pupils: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows with pupils per kind: ``vestiging`` and ``low``."""
    rows = vocational_pupils(pupils)
    technical, sector = rows["profiel"].isin(list(PROFILES)), rows["sector"] == TECHNICAL_SECTOR
    return {
        TECHNICAL: rows[technical],
        OTHER: rows[~technical & ~sector],
        THEORETICAL: _pupils_of(pupils, THEORY, YEARS),
        WITHOUT_PROFILE: rows[~technical & sector],
        PRACTICAL: _pupils_of(pupils, PRACTICE, (1, 2, 3, 4, 5, 6)),
    }


def offers_by_count(
    counts: Mapping[dt.date, pd.DataFrame], minima: Iterable[int]
) -> dict[tuple[dt.date, int], pd.DataFrame]:
    """:func:`offer` for several counts of pupils and minimum group sizes."""
    sizes = list(minima)
    return {(day, least): offer(table, least) for day, table in counts.items() for least in sizes}


def ends(
    counts: Mapping[dt.date, pd.DataFrame], first: dt.date, chosen: dt.date
) -> dict[dt.date, pd.DataFrame]:
    """The chosen count and the earliest comparable one, from ``first`` on.

    Locations come and go, so the date of the count determines the denominator.
    """
    comparable = [day for day in counts if first <= day <= chosen]
    return {day: counts[day] for day in sorted({min(comparable, default=chosen), chosen})}


def _pupils_of(pupils: pd.DataFrame, kind: str, years: tuple[int, ...]) -> pd.DataFrame:
    rows = pupils[pupils[TYPE] == kind]
    table = rows[["vestiging"]].assign(low=bounds(rows[count_columns(years)], MASK)["low"])
    return table[table["low"] > 0]


def population(offers: pd.DataFrame, kind: str, reading: str = ALSO) -> pd.DataFrame:
    """The rows of a kind, of all locations or of those that offer nothing else of vmbo (``EXCLUDED_BY_ONLY``)."""
    rows = offers[offers["soort"] == kind]
    other = offers.loc[offers["soort"].isin(EXCLUDED_BY_ONLY[kind]), "vestiging"]
    return rows[~rows["vestiging"].isin(other)] if reading == ONLY else rows


def participants(
    register: pd.DataFrame, vo_day: dt.date | str, vso_day: dt.date | str
) -> pd.DataFrame:
    """The rows of the register that are active on the reference date of their kind of school.

    The vso is counted on another day than the vo; a day is a date or its ISO text. A row is active from
    ``begindatum`` up to and including ``einddatum``; without ``einddatum`` it still is.
    """
    day = pd.Series(pd.Timestamp(vo_day), index=register.index)
    day = day.mask(register["schoolsoort"] == "vso", pd.Timestamp(vso_day))
    ended = register["einddatum"] < day
    return register[(register["begindatum"] <= day) & ~ended]


@indicator
def participation_share(
    offers: pd.DataFrame, members: pd.DataFrame, unit: str = LOCATIONS
) -> Measure:
    """Share of the locations, or schools, with these offers that take part."""
    codes, taking_part = (_in_unit(rows["vestiging"], unit) for rows in (offers, members))
    inside = codes.isin(taking_part)
    part, rest = (distinct(codes[side], unit) for side in (inside, ~inside))
    return share(part, rest).resting_on(members[taking_part.isin(codes)])


@indicator
def union_count(rows: pd.DataFrame, unit: str = LOCATIONS) -> Measure:
    """Distinct locations, or schools, among participants: each once, whatever they offer."""
    return distinct(_in_unit(rows["vestiging"], unit), unit)


def shares(offers: pd.DataFrame, members: pd.DataFrame) -> dict[str, Measure]:
    """:func:`participation_share` of each kind of vmbo, read as "also"."""
    return {kind: participation_share(population(offers, kind), members) for kind in PRINTED}


def location_counts(offers: pd.DataFrame) -> dict[str, Measure]:
    """:func:`location_count` of each kind, read as "also"."""
    return {kind: location_count(population(offers, kind)) for kind in KINDS}


def all_share_specifications(
    offers: Mapping[tuple[dt.date, int], pd.DataFrame], members: pd.DataFrame
) -> dict[str, list[Specification]]:
    """:func:`share_specifications` of each kind of vmbo."""
    return {kind: share_specifications(offers, kind, members) for kind in PRINTED}


@indicator
def location_count(offers: pd.DataFrame) -> Measure:
    """The number of locations with these offers."""
    return distinct(offers["vestiging"], LOCATIONS)


def unmatched(members: pd.DataFrame, pupils: pd.DataFrame) -> pd.DataFrame:
    """Participants of the vo whose code is not in the pupil file."""
    vo = members[members["schoolsoort"] != "vso"]
    return vo[~vo["vestiging"].isin(pupils["vestiging"])]


@indicator
def unmatched_count(members: pd.DataFrame, pupils: pd.DataFrame) -> Measure:
    """The distinct :func:`unmatched` codes; depends on the rows of the other codes in the pupil file."""
    vo = members.loc[members["schoolsoort"] != "vso", "vestiging"]
    found = distinct(unmatched(members, pupils)["vestiging"], LOCATIONS)
    return found.resting_on(pupils[pupils["vestiging"].isin(vo)])


def share_specifications(
    offers: Mapping[tuple[dt.date, int], pd.DataFrame], kind: str, members: pd.DataFrame
) -> list[Specification]:
    """The share of a kind for each reading, unit, minimum group size and count of pupils.

    A dimension with a single choice, one reading or one count, is omitted.
    """
    one_reading, one_count = len(READINGS[kind]) == 1, len({day for day, _ in offers}) == 1
    return [
        Specification(
            {
                **({} if one_reading else {"lezing": reading}),
                "eenheid": unit,
                "kleinste groep": group_name(minimum),
                **({} if one_count else {"telling": f"telling {day.year}"}),
            },
            participation_share(population(table, kind, reading), members, unit),
        )
        for reading in READINGS[kind]
        for unit in UNITS
        for (day, minimum), table in offers.items()
    ]


def union_specifications(rows: pd.DataFrame) -> list[Specification]:
    """The size of the union for each unit, with and without practical and special education."""
    return [
        Specification(
            {"schoolsoort": label, "eenheid": unit},
            union_count(rows[rows["schoolsoort"].isin(kinds)], unit),
        )
        for label, kinds in (
            ("vmbo, pro en vso", ["vmbo", "pro", "vso"]),
            ("alleen vmbo", ["vmbo"]),
        )
        for unit in UNITS
    ]


def _in_unit(codes: pd.Series, unit: str) -> pd.Series:
    return codes.str[:4] if unit == SCHOOLS else codes
