"""Participation: which locations take part, out of those that offer something.

A location is a six-character code, each counted as a school of its own (STO, 26 October 2018). What it
offers is what it has pupils in, in years 3 and 4 on 1 October; of practical education in any year. A
participant is a location in the programme's register on a day. The kinds overlap, so participants are
counted as a union and shares are never added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from sto_eval.indicators.supply import (
    PROFILES,
    TYPE,
    YEARS,
    count_columns,
    group_name,
    vocational_pupils,
)
from sto_eval.measures import MASK, Measure, Specification, bounds, exact, indicator, share
from sto_eval.selections import Family, Selection, rows_with, same_rows, selection

TECHNICAL, OTHER, THEORETICAL, PRACTICAL = KINDS = (
    "techniek",
    "niet-techniek",
    "theoretisch",
    "praktijk",
)
THEORY, PRACTICE = "VMBO TL lj 3-4", "Praktijkonderwijs alle vj"
VMBO = KINDS[:3]
"""The kinds of which the infographic prints a share."""

ALSO, ONLY = "ook", "alleen"
"""The two readings of "(ook)": with or without another kind beside it, or nothing else."""

READINGS: Mapping[str, tuple[str, ...]] = {
    TECHNICAL: (ALSO,),
    OTHER: (ALSO, ONLY),
    THEORETICAL: (ALSO, ONLY),
}
"""How the print of a share can be read; that of the technical profiles in one way only."""

LAST_YEAR = 6
LOCATIONS, SCHOOLS = UNITS = ("vestigingen", "scholen")
SCHOOL_SIGNS = 4


def offer(pupils: pd.DataFrame, minimum: int = 1) -> pd.DataFrame:
    """What each location surely has at least ``minimum`` pupils in, per kind.

    Returns
    -------
    Index ``vestiging``; a truth value for each of ``KINDS``. Locations with none of these are left out,
    for example those with lower years or havo and vwo only. Masked counts count at their lower bound.
    """
    counted = {
        kind: rows.groupby("vestiging")["low"].sum() for kind, rows in _by_kind(pupils).items()
    }
    table = pd.DataFrame(counted).fillna(0) >= minimum
    return table[table.any(axis=1)].rename_axis("vestiging")


@selection
def kind_rows(pupils: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    """The rows with pupils of one of these kinds; without a kind, of any."""
    rows = _by_kind(pupils)
    chosen = [rows[kind].index for kind in kinds or KINDS]
    return pupils[pupils.index.isin(np.concatenate(chosen))]


def _by_kind(pupils: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Per kind the rows with pupils: ``vestiging`` and ``low``."""
    rows = vocational_pupils(pupils)
    technical = rows["profiel"].isin(list(PROFILES))
    return {
        TECHNICAL: rows[technical],
        OTHER: rows[~technical & (rows["sector"] != "Techniek")],
        THEORETICAL: _pupils_of(pupils, THEORY, YEARS),
        PRACTICAL: _pupils_of(pupils, PRACTICE, tuple(range(1, LAST_YEAR + 1))),
    }


def offers_by_count(
    counts: Mapping[dt.date, pd.DataFrame], minima: Iterable[int]
) -> dict[tuple[dt.date, int], pd.DataFrame]:
    """:func:`offer` for several counts of pupils and smallest group sizes."""
    sizes = list(minima)
    return {(day, least): offer(table, least) for day, table in counts.items() for least in sizes}


def ends(
    counts: Mapping[dt.date, pd.DataFrame], first: dt.date, chosen: dt.date
) -> dict[dt.date, pd.DataFrame]:
    """The chosen count and the earliest that can be compared with it, of ``first`` or later.

    Locations come and go, so the date of the count decides who is in the denominator.
    """
    comparable = [day for day in counts if first <= day <= chosen]
    return {day: counts[day] for day in sorted({min(comparable, default=chosen), chosen})}


def _pupils_of(pupils: pd.DataFrame, kind: str, years: tuple[int, ...]) -> pd.DataFrame:
    rows = pupils[pupils[TYPE] == kind]
    table = rows[["vestiging"]].assign(low=bounds(rows[count_columns(years)], MASK)["low"])
    return table[table["low"] > 0]


def population(offers: pd.DataFrame, kind: str, reading: str = ALSO) -> pd.Index:
    """The locations with a kind, whatever else they have, or with nothing else of vmbo beside it.

    "Nothing else" for the technical and the other profiles means: not the other of the two; for the
    theoretical pathway: no vocational profile.
    """
    beside = {
        TECHNICAL: [OTHER],
        OTHER: [TECHNICAL],
        THEORETICAL: [TECHNICAL, OTHER],
        PRACTICAL: [TECHNICAL, OTHER, THEORETICAL],
    }[kind]
    wanted = offers[kind]
    return offers.index[wanted & ~offers[beside].any(axis=1) if reading == ONLY else wanted]


def participants(
    register: pd.DataFrame, vo_day: dt.date | str, vso_day: dt.date | str
) -> pd.DataFrame:
    """The rows of the register that run on the reference date of their kind of school.

    The vso is counted on another day than the vo; a day is a date or its text in ISO. A row runs from
    ``begindatum`` up to and including ``einddatum``, or on when that is missing.
    """
    day = pd.Series(pd.Timestamp(vo_day), index=register.index)
    day = day.mask(register["schoolsoort"] == "vso", pd.Timestamp(vso_day))
    ended = register["einddatum"] < day
    return register[(register["begindatum"] <= day) & ~ended]


@indicator
def participation_share(locations: pd.Index, taking_part: Iterable[str]) -> Measure:
    """Share of these locations that take part."""
    inside = locations.isin(list(taking_part))
    return share(exact(int(inside.sum()), LOCATIONS), exact(int((~inside).sum()), LOCATIONS))


@indicator
def union_count(rows: pd.DataFrame, unit: str = LOCATIONS) -> Measure:
    """Different locations, or schools, among participants: each once, whatever they offer."""
    return exact(int(_in_unit(pd.Index(rows["vestiging"]), unit).nunique()), unit)


def shares(offers: pd.DataFrame, taking_part: Iterable[str]) -> dict[str, Measure]:
    """:func:`participation_share` of each kind of vmbo, read as "also"."""
    codes = list(taking_part)
    return {kind: participation_share(population(offers, kind), codes) for kind in VMBO}


def location_counts(offers: pd.DataFrame) -> dict[str, Measure]:
    """:func:`location_count` of each kind, read as "also"."""
    return {kind: location_count(population(offers, kind)) for kind in KINDS}


def all_share_specifications(
    offers: Mapping[tuple[dt.date, int], pd.DataFrame], taking_part: Iterable[str]
) -> dict[str, list[Specification]]:
    """:func:`share_specifications` of each kind of vmbo."""
    codes = list(taking_part)
    return {kind: share_specifications(offers, kind, codes) for kind in VMBO}


@indicator
def location_count(locations: pd.Index) -> Measure:
    """How many locations there are."""
    return exact(len(locations), LOCATIONS)


def unmatched_rows(rows: pd.DataFrame, pupils: pd.DataFrame) -> pd.DataFrame:
    """Participants of the vo that the pupil file does not have under that code."""
    vo = rows[rows["schoolsoort"] != "vso"]
    return vo[~vo["vestiging"].isin(pupils["vestiging"])]


def unmatched(rows: pd.DataFrame, pupils: pd.DataFrame) -> list[str]:
    """The codes of :func:`unmatched_rows`, each once."""
    return sorted(set(unmatched_rows(rows, pupils)["vestiging"]))


def matched_rows(rows: pd.DataFrame) -> Selection:
    """The rows of the pupil file that keep a participant of the vo from being unmatched."""
    return rows_with("vestiging", *rows.loc[rows["schoolsoort"] != "vso", "vestiging"])


def among(rows: pd.DataFrame, offers: pd.DataFrame) -> Family:
    """Per kind, read as "also": the participants that offer it."""
    return lambda kind: same_rows(rows[rows["vestiging"].isin(population(offers, kind))])


@indicator
def code_count(codes: list[str]) -> Measure:
    """How many codes a list holds."""
    return exact(len(codes), LOCATIONS)


def share_specifications(
    offers: Mapping[tuple[dt.date, int], pd.DataFrame], kind: str, taking_part: Iterable[str]
) -> list[Specification]:
    """The share of a kind for each reading, unit, smallest group and count of pupils.

    A choice that leaves nothing to choose, one reading or one count, is not named.
    """
    members = pd.Index(list(taking_part))
    one_reading, one_count = len(READINGS[kind]) == 1, len({day for day, _ in offers}) == 1
    return [
        Specification(
            {
                **({} if one_reading else {"lezing": reading}),
                "eenheid": unit,
                "kleinste groep": group_name(minimum),
                **({} if one_count else {"telling": f"telling {day.year}"}),
            },
            participation_share(
                _in_unit(population(table, kind, reading), unit).unique(), _in_unit(members, unit)
            ),
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


def _in_unit(codes: pd.Index, unit: str) -> pd.Index:
    return pd.Index(codes.str[:SCHOOL_SIGNS]) if unit == SCHOOLS else codes
