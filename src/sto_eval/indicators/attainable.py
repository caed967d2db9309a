"""The printed shares and total that public counts of locations allow, without the register.

A share of N locations is a whole number of N-ths. Shares of overlapping groups and the size of their union
are related, because no more locations of a kind can take part than exist.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from recount.numbers.measures import Measure, between, indicator, unknown
from sto_eval.indicators.participation import (
    EXCLUDED_BY_ONLY,
    KINDS,
    LOCATIONS,
    ONLY,
    READINGS,
    location_count,
    population,
)

Interval = tuple[float, float]
PERCENT = 100


@indicator
def matching_count(locations: Measure, printed: Interval) -> Measure:
    """The numbers of these locations whose share rounds to the printed one; unknown if there is none."""
    whole, (least, most) = Decimal(str(locations.value or 0)), map(str, printed)
    low = math.ceil(whole * Decimal(least) / PERCENT)
    high = math.floor(whole * Decimal(most) / PERCENT)
    found = between(low, high, LOCATIONS) if whole and low <= high else unknown(LOCATIONS)
    return found.with_recipe("matching-count", parts=(locations,))


@indicator
def nearest_share(locations: Measure, printed: float) -> Measure:
    """The share nearest to a printed percentage that a whole number of these locations can give.

    Unknown with a hundred locations or more: these can give every whole percentage, so nothing is excluded.
    """
    count = int(locations.value or 0)
    if not count or count >= PERCENT:
        return unknown("%").with_recipe("nearest-share", parts=(locations,))
    part = round(printed * count / PERCENT)
    value = PERCENT * part / count
    found = Measure(value, value, value, "%", part, count)
    return found.with_recipe("nearest-share", parts=(locations,))


@indicator
def union_bounds(
    offers: pd.DataFrame, printed: Mapping[str, Interval], *, closed: bool = False
) -> Measure:
    """The smallest and largest number of participants that agree with the printed shares.

    Locations are divided into cells by what they offer; from each cell any number up to its size can take
    part. Each printed share, with its rounding, bounds the participants of its kind. If a share can be read
    in two ways (``participation.READINGS``), every combination is tried and the widest bounds count. Method:
    mixed-integer linear programming over the cells.

    Parameters
    ----------
    offers
        The rows of what each location offers, see ``participation.offer``.
    printed
        Kind -> smallest and largest percentage that the printed share can mean.
    closed
        Whether these files have all participants; if not, those of special education and of lower years
        come on top and the number has no upper bound.

    Returns
    -------
    Locations; unknown if no combination of readings is possible.
    """
    found = bounds_by_reading(offers, printed).values()
    known = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    if not known:
        return unknown(LOCATIONS).resting_on(offers)
    low, high = min(int(end[0]) for end in known), max(int(end[1]) for end in known)
    ends = Measure((low + high) / 2, low, high if closed else math.inf, LOCATIONS)
    return ends.with_recipe("union-bounds", offers)


def bounds_by_reading(offers: pd.DataFrame, printed: Mapping[str, Interval]) -> dict[str, Measure]:
    """The smallest and largest number of participants per combination of readings, named in Dutch.

    Unknown if the shares cannot all be true.
    """
    found = {}
    for chosen in itertools.product(*(READINGS[kind] for kind in printed)):
        readings = dict(zip(printed, chosen, strict=True))
        ends = _ends(offers, readings, printed)
        found[reading_name(readings)] = between(*ends, LOCATIONS) if ends else unknown(LOCATIONS)
    return found


def reading_name(readings: Mapping[str, str]) -> str:
    """A combination of readings in words, without the kinds that have one reading.

    >>> reading_name({"techniek": "ook", "theoretisch": "alleen"})
    'theoretisch: alleen'
    """
    open_ = {kind: reading for kind, reading in readings.items() if len(READINGS[kind]) > 1}
    return ", ".join(f"{kind}: {reading}" for kind, reading in open_.items())


def nearest_shares(offers: pd.DataFrame, printed: Mapping[str, Interval]) -> dict[str, Measure]:
    """:func:`nearest_share` for the midpoint of each printed interval."""
    return {
        kind: nearest_share(location_count(population(offers, kind)), sum(ends) / len(ends))
        for kind, ends in printed.items()
    }


def matching_counts(offers: pd.DataFrame, printed: Mapping[str, Interval]) -> dict[str, Measure]:
    """:func:`matching_count` for each kind."""
    return {
        kind: matching_count(location_count(population(offers, kind)), ends)
        for kind, ends in printed.items()
    }


def cells(offers: pd.DataFrame) -> pd.DataFrame:
    """The number of locations with exactly each combination of kinds; largest first."""
    having = {kind: set(population(offers, kind)["vestiging"]) for kind in KINDS}
    locations = pd.Index(offers["vestiging"].unique())
    table = pd.DataFrame({kind: locations.isin(codes) for kind, codes in having.items()})
    counted = table.groupby(list(KINDS)).size().rename("vestigingen").reset_index()
    return counted.sort_values("vestigingen", ascending=False, ignore_index=True)


def _ends(
    offers: pd.DataFrame, readings: Mapping[str, str], printed: Mapping[str, Interval]
) -> tuple[int, int] | None:
    """The bounds for one reading of each share; ``None`` if these cannot all be true."""
    table = cells(offers)
    size = table["vestigingen"].to_numpy()
    rows = [membership(table, kind, reading) for kind, reading in readings.items()]
    totals = [np.dot(row, size) for row in rows]
    if not all(totals):
        return None
    low, high = (
        [printed[kind][end] * total / PERCENT for kind, total in zip(readings, totals, strict=True)]
        for end in (0, 1)
    )
    rules = LinearConstraint(np.array(rows), low, high)
    bounds, many = Bounds(0, size), len(size)
    found = [
        milp([sign] * many, constraints=rules, bounds=bounds, integrality=[1] * many)
        for sign in (1, -1)
    ]
    least, most = (result.fun for result in found)
    return None if least is None or most is None else (round(least), round(-most))


def membership(table: pd.DataFrame, kind: str, reading: str) -> list[float]:
    """1 for each cell whose locations belong to the kind under this reading, else 0."""
    apart = ~table[list(EXCLUDED_BY_ONLY[kind])].any(axis=1) if reading == ONLY else True
    return (table[kind] & apart).astype(float).to_list()
