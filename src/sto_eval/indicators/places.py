"""Physical places and events: how many, and which share of the regions has them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sto_eval.measures import Measure, Specification, exact, indicator, share
from sto_eval.selections import Selection, rows_with, selection

KINDS = ("techhub", "techlab", "evenement", "techniekdag")
PLACES, EVENTS = ("techhub", "techlab"), ("evenement", "techniekdag")


@indicator
def region_share(rows: pd.DataFrame, regions: pd.DataFrame, kinds: Sequence[str]) -> Measure:
    """Share of the regions with at least one row of any of these kinds, in any year."""
    having = rows.loc[rows["soort"].isin(list(kinds)), "regio_id"].nunique()
    return share(exact(having, "regio's"), exact(len(regions) - having, "regio's"))


@indicator
def both_share(rows: pd.DataFrame, regions: pd.DataFrame) -> Measure:
    """Share of the regions with at least one place and at least one event."""
    count = len(_with_both(rows))
    return share(exact(count, "regio's"), exact(len(regions) - count, "regio's"))


@selection
def both_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The places and events of the regions that have both."""
    return rows[rows["regio_id"].isin(_with_both(rows)) & rows["soort"].isin([*PLACES, *EVENTS])]


def _with_both(rows: pd.DataFrame) -> set[str]:
    having = [set(rows.loc[rows["soort"].isin(list(k)), "regio_id"]) for k in (PLACES, EVENTS)]
    return having[0] & having[1]


def kind_rows(kind: str) -> Selection:
    """The places or events of one kind."""
    return rows_with("soort", kind)


@indicator
def place_count(rows: pd.DataFrame, kind: str) -> Measure:
    """How many places or events of a kind there are, in all years together."""
    return exact(int((rows["soort"] == kind).sum()), "plekken en dagen")


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
    """Places or events, one of them or both."""
    return [
        Specification({"eis": "een plek en een evenement"}, both_share(rows, regions)),
        Specification({"eis": "een plek"}, region_share(rows, regions, PLACES)),
        Specification({"eis": "een evenement"}, region_share(rows, regions, EVENTS)),
        Specification({"eis": "een van beide"}, region_share(rows, regions, KINDS)),
    ]
