"""The regions of the programme: their names, where they are, and which locations are theirs on a day.

Population: the programme's register of regions, and its register of participants on a reference date. A
location that moved is of the region where it was on that date; one that the register does not have then is
of no region.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sto_eval.indicators.contributions import Costs, amount, weighted_share
from sto_eval.indicators.grants import amount as grant
from sto_eval.indicators.grants import amount_rows
from sto_eval.indicators.participation import union_count
from sto_eval.indicators.printed import figure_rows
from sto_eval.indicators.territories import Membership
from sto_eval.measures import Measure, difference, indicator
from sto_eval.selections import (
    Family,
    Selection,
    all_on,
    nothing,
    rows_with,
    same_rows,
    selection,
)

CODE = "regio_id"
SCHOOLS = ("vmbo", "pro", "vso")
"""The kinds of school in the register of participants."""

GRANTED, BASIS = "verleend", "van alle kosten"
"""The grant and the whole that the norm of co-financing is about."""

SHOWN = ("verleend", "vastgesteld")
"""The kinds of grants that the overview has a column for."""


def names(regions: pd.DataFrame) -> dict[str, str]:
    """Code of a region of the programme -> its name, by name."""
    known = regions.sort_values(["naam", CODE])
    return dict(zip(known[CODE], known["naam"], strict=True))


def overseas(regions: pd.DataFrame) -> set[str]:
    """The regions in the Caribbean Netherlands: no public file has their schools, homes and borders."""
    return set(regions.loc[regions["caribisch"], CODE])


def membership(regions: pd.DataFrame, members: pd.DataFrame) -> Membership:
    """Which location is of which region, of the participants on a reference date."""
    return Membership(names(regions), members.set_index("vestiging")[CODE])


def of_region(table: pd.DataFrame, region: str) -> pd.DataFrame:
    """The rows of a register about one region."""
    return table[table[CODE] == region]


@selection
def region_rows(table: pd.DataFrame, region: str, select: Selection) -> pd.DataFrame:
    """The rows that a selection keeps of those about one region."""
    return select(of_region(table, region))


def region_family(region: str, family: Family) -> Family:
    """A family of selections, each of the rows about one region only."""
    return lambda key: region_rows(region, family(key))


def counts_by_school(members: pd.DataFrame) -> dict[str, Measure]:
    """Different locations among participants, of each kind of school."""
    return {kind: union_count(members[members["schoolsoort"] == kind]) for kind in SCHOOLS}


def school_rows(members: pd.DataFrame) -> Family:
    """Of these participants those of one kind of school."""
    return lambda kind: same_rows(members[members["schoolsoort"] == kind])


def overview(
    members: pd.DataFrame, money: pd.DataFrame, contributions: pd.DataFrame, regions: pd.DataFrame
) -> tuple[dict[str, Measure], ...]:
    """By region: participants, what was granted and settled, and what companies gave."""
    codes = sorted(regions[CODE])
    return (
        {code: union_count(of_region(members, code)) for code in codes},
        *({code: grant(of_region(money, code), kind) for code in codes} for kind in SHOWN),
        {code: amount(contributions, of_region(contributions, code)) for code in codes},
    )


def shares(costs: Costs) -> dict[str, Measure]:
    """:func:`contributed_share` of each region."""
    return {code: contributed_share(costs.of([code])) for code in sorted(costs.regions[CODE])}


@indicator
def contributed_share(costs: Costs) -> Measure:
    """What companies gave as a share of all costs, of regions with a grant: without one there is no share."""
    return weighted_share(costs.granted(), BASIS).resting_on(*costs)


@indicator
def beside_norm(share: Measure, norm: Measure) -> Measure:
    """How far a share lies above a printed norm, or below it where negative, in percentage points."""
    return difference(norm, share)


def beside_norms(share: Measure, norms: Mapping[str, Measure]) -> dict[str, Measure]:
    """:func:`beside_norm` of each norm, by its Dutch name."""
    return {name: beside_norm(share, norm) for name, norm in norms.items()}


def contribution_grounds(
    chosen: pd.DataFrame, region: str, norms: Mapping[str, str]
) -> dict[str, Any]:
    """What the numbers about the contributions to a region rest on: ``sources`` and ``rows`` by key.

    Parameters
    ----------
    chosen
        The contributions that count.
    region
        The region.
    norms
        Key of a difference with a norm -> id of the norm in the list of published figures.
    """
    weighed = ["cofinanciering", "regios", "beschikkingen"]
    return {
        "sources": {
            "bedrag": weighed[:1],
            "aandeel": weighed,
            **{key: [*weighed, "publicaties"] for key in norms},
        },
        "rows": {
            "cofinanciering": all_on(same_rows(chosen)),
            "regios": all_on(rows_with(CODE, region)),
            "beschikkingen": all_on(region_rows(region, amount_rows(GRANTED))),
            "publicaties": lambda key: figure_rows(norms[key]) if key in norms else nothing(),
        },
    }
