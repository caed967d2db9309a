"""Physical places and events: how many, and the share of the regions that has them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from recount.numbers.measures import Measure, Specification, count, indicator, share

KINDS = ("techhub", "techlab", "evenement", "techniekdag")
PLACES, EVENTS = ("techhub", "techlab"), ("evenement", "techniekdag")


@indicator
def region_share(rows: pd.DataFrame, regions: pd.DataFrame, kinds: Sequence[str]) -> Measure:
    """Share of the regions with at least one row of any of these kinds, in any year."""
    return _share_having(rows[rows["soort"].isin(list(kinds))], regions)


@indicator
def both_share(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions with at least one place and at least one event."""
    places, events = (rows[rows["soort"].isin(kinds)] for kinds in (PLACES, EVENTS))
    both = set(places["regio_id"]) & set(events["regio_id"])
    counted = pd.concat([places, events])
    return _share_having(counted[counted["regio_id"].isin(both)], regions)


def _share_having(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions with any of these rows."""
    having = regions["regio_id"].isin(rows["regio_id"])
    part, rest = (count(regions[side], "regio's") for side in (having, ~having))
    return share(part, rest).resting_on(rows)


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
