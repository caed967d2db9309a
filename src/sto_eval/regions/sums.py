"""Sums over regions: a count in all regions, outside any region, and nationally.

The national indicator computes the national number from all rows, not by adding up; the sums show that the
two are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from recount.numbers.measures import Measure, between, exact, indicator, unknown
from sto_eval.indicators.reach import Distances, coverage
from sto_eval.regions.regional import COUNTRY, INSIDE, OUTSIDE
from sto_eval.regions.rmc import NOWHERE

Family = Mapping[str, Measure]
"""A number by region code; ``NOWHERE`` for what has no region."""


@indicator
def added(numbers: Iterable[Measure], unit: str) -> Measure:
    """The sum of counts or amounts that do not overlap, with its bounds.

    Unknown numbers add nothing; if all are unknown, so is the sum. The sum of no numbers is zero.
    """
    listed = tuple(numbers)
    known = [one for one in listed if one.value is not None]
    if listed and not known:
        return unknown(unit).with_recipe("sum", parts=listed)
    low, high = (sum(getattr(one, end) for one in known) for end in ("low", "high"))
    return between(low, high, unit).with_recipe("sum", parts=listed)


def split(family: Family, country: Measure) -> dict[str, Measure]:
    """A count in all regions together, outside any region, and nationally."""
    inside = [one for region, one in family.items() if region != NOWHERE]
    outside = [one for region, one in family.items() if region == NOWHERE]
    unit = country.unit
    return {INSIDE: added(inside, unit), OUTSIDE: added(outside, unit), COUNTRY: country}


def country_shares(
    homes: pd.DataFrame, distances: Distances, radius_km: float, population: str
) -> dict[str, Measure]:
    """The national reach of each profile, by ``bereik <profile>``."""
    return {
        f"bereik {profile}": share
        for profile, share in coverage(homes, distances, radius_km, population).items()
    }


def split_shares(
    shares: Mapping[str, Family], country: Mapping[str, Measure]
) -> dict[str, dict[str, Measure]]:
    """:func:`split` of the numerator of each share, and of the denominator of each kind of share."""
    found = {}
    for name, family in shares.items():
        kind = name.partition(" ")[0].capitalize()
        found[f"{kind}{name[len(kind) :]}, teller"] = split_part(family, country[name], "numerator")
        found[f"{kind}, noemer"] = split_part(family, country[name], "denominator")
    return found


def split_part(shares: Family, country: Measure, part: str) -> dict[str, Measure]:
    """:func:`split` of one part of a share."""
    ends = {region: exact(getattr(one, part), "aantal") for region, one in shares.items()}
    return split(ends, exact(getattr(country, part), "aantal"))
