"""The regions of the programme: their names, and their locations on a reference date.

Population: the programme's register of regions, and its register of participants on a reference date. A
location that moved belongs to its region on that date; one that is not in the register then has no region.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from recount.numbers.changes import difference
from recount.numbers.measures import Measure, indicator
from sto_eval.indicators.contributions import Costs, amount, weighted_share
from sto_eval.indicators.grants import amount as grant
from sto_eval.indicators.participation import union_count
from sto_eval.regions.rmc import Membership

CODE = "regio_id"
SCHOOLS = ("vmbo", "pro", "vso")
"""The kinds of school in the register of participants."""

GRANTED, BASIS = "verleend", "van alle kosten"
"""The kind of grant and the denominator in the norm of co-financing."""

SHOWN = ("verleend", "vastgesteld")
"""The kinds of grants with a column in the overview."""


def names(regions: pd.DataFrame) -> dict[str, str]:
    """Code of a region of the programme -> its name, sorted by name."""
    known = regions.sort_values(["naam", CODE])
    return dict(zip(known[CODE], known["naam"], strict=True))


def overseas(regions: pd.DataFrame) -> set[str]:
    """The regions in the Caribbean Netherlands: no public file has their schools, homes and borders."""
    return set(regions.loc[regions["caribisch"], CODE])


def membership(regions: pd.DataFrame, members: pd.DataFrame) -> Membership:
    """The region of each location that participates on a reference date."""
    return Membership(names(regions), members.set_index("vestiging")[CODE])


def of_region(table: pd.DataFrame, region: str) -> pd.DataFrame:
    """The rows of a register for one region."""
    return table[table[CODE] == region]


def counts_by_school(members: pd.DataFrame) -> dict[str, Measure]:
    """Distinct participating locations per kind of school."""
    return {kind: union_count(members[members["schoolsoort"] == kind]) for kind in SCHOOLS}


def overview(
    members: pd.DataFrame, money: pd.DataFrame, contributions: pd.DataFrame, regions: pd.DataFrame
) -> dict[str, dict[str, Measure]]:
    """Participants, amounts granted and settled, and contributions of companies: by column, then by region."""
    codes = sorted(regions[CODE])
    return {
        "deelnemers": {code: union_count(of_region(members, code)) for code in codes},
        **{kind: {code: grant(of_region(money, code), kind) for code in codes} for kind in SHOWN},
        "bijdragen": {
            code: amount(contributions, of_region(contributions, code)) for code in codes
        },
    }


def shares(costs: Costs) -> dict[str, Measure]:
    """:func:`contributed_share` of each region."""
    return {code: contributed_share(costs.of([code])) for code in sorted(costs.regions[CODE])}


@indicator
def contributed_share(costs: Costs) -> Measure:
    """Contributions of companies as a share of all costs; regions without a grant have no share."""
    return weighted_share(costs.granted(), BASIS).resting_on(*costs)


@indicator
def above_norm(share: Measure, norm: Measure) -> Measure:
    """The difference between a share and a printed norm, in percentage points; negative if below the norm."""
    return difference(norm, share)


def above_norms(share: Measure, norms: Mapping[str, Measure]) -> dict[str, Measure]:
    """:func:`above_norm` of each norm, by its Dutch name."""
    return {name: above_norm(share, norm) for name, norm in norms.items()}
