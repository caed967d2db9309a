"""Physical places and events: how many, and the share of the regions that has them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from recount.numbers.measures import Measure, Specification, count, indicator
from sto_eval.indicators.regions import share_having

PLACES, EVENTS = ("techhub", "techlab"), ("evenement", "techniekdag")
KINDS = PLACES + EVENTS


@indicator
def region_share(rows: pd.DataFrame, regions: pd.DataFrame, kinds: Sequence[str]) -> Measure:
    """Share of the regions with at least one row of any of these kinds, in any year."""
    return share_having(rows[rows["soort"].isin(list(kinds))], regions)


@indicator
def both_share(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions with at least one place and at least one event."""
    places, events = (rows[rows["soort"].isin(kinds)] for kinds in (PLACES, EVENTS))
    both = set(places["regio_id"]) & set(events["regio_id"])
    counted = pd.concat([places, events])
    return share_having(counted[counted["regio_id"].isin(both)], regions)


@indicator
def place_count(rows: pd.DataFrame, kind: str) -> Measure:
    """The number of places or events of a kind, in all years together."""
    return count(rows[rows["soort"] == kind], "plekken en dagen")


def place_counts(rows: pd.DataFrame) -> dict[str, Measure]:
    """:func:`place_count` of each kind."""
    return {kind: place_count(rows, kind) for kind in KINDS}


def region_shares(rows: pd.DataFrame, regions: pd.DataFrame) -> dict[str, Measure]:
    """:func:`region_share` of each kind."""
    return {kind: region_share(rows, regions, [kind]) for kind in KINDS}


def by_year(rows: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Kind -> year -> :func:`place_count`."""
    years = sorted(rows["jaar"].unique())
    return {
        kind: {str(year): place_count(rows[rows["jaar"] == year], kind) for year in years}
        for kind in KINDS
    }


def specifications(rows: pd.DataFrame, regions: pd.DataFrame) -> list[Specification]:
    """The share under each requirement: a place, an event, both, or either."""
    return [
        Specification({"eis": "een plek en een evenement"}, both_share(rows, regions)),
        Specification({"eis": "een plek"}, region_share(rows, regions, PLACES)),
        Specification({"eis": "een evenement"}, region_share(rows, regions, EVENTS)),
        Specification({"eis": "een van beide"}, region_share(rows, regions, KINDS)),
    ]
