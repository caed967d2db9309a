"""Activities: which kinds of work the regions plan, in how many regions, and for how much of the budget.

Population: the activities in the regional plans, as coded in the programme's register. An activity of two
kinds has a row for each, with the budget of that kind, so budgets add up. The infographic names five kinds
"among others"; anything else is ``overig``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pandas as pd

from recount.numbers.measures import (
    Measure,
    Specification,
    distinct,
    exact,
    indicator,
    money,
    share,
)
from sto_eval.indicators.regions import share_having

NAMED: Mapping[str, str] = {
    "materiaal": "Aanschaffen van materiaal",
    "personeel": "Inzetten van personeel",
    "keuzevakken": "Opnieuw ontwerpen van keuzevakken",
    "instroom": "Vergroten van de instroom",
    "leraren": "Aantrekken en scholen van leraren",
}
"""The five kinds that the infographic names -> their name in a figure."""

OTHER = "overig"
KINDS: Mapping[str, str] = {**NAMED, OTHER: "Overig: niet op de infographic"}
HALF = 50

REGION_RULES: Mapping[str, Callable[[float], bool]] = {
    "in ten minste één regio": lambda percent: percent > 0,
    "in meer dan de helft van de regio's": lambda percent: percent > HALF,
    "in alle regio's": lambda percent: percent >= 2 * HALF,
}
"""How many regions must work on a kind for it to count; the share is in percent."""


@indicator
def region_share(activities: pd.DataFrame, regions: pd.DataFrame, kind: str) -> Measure:
    """Share of all regions in the register with at least one activity of a kind."""
    return share_having(activities[activities["soort"] == kind], regions)


@indicator
def budget_share(activities: pd.DataFrame, kind: str) -> Measure:
    """Share of the planned budget for a kind."""
    mine = activities["soort"] == kind
    part, rest = (money(activities[side], "begroot") for side in (mine, ~mine))
    return share(part, rest)


def region_shares(activities: pd.DataFrame, regions: pd.DataFrame) -> dict[str, Measure]:
    """:func:`region_share` of every kind, including ``overig``."""
    return {kind: region_share(activities, regions, kind) for kind in KINDS}


def budget_shares(activities: pd.DataFrame) -> dict[str, Measure]:
    """:func:`budget_share` of every kind, including ``overig``."""
    return {kind: budget_share(activities, kind) for kind in KINDS}


def budget_by_year(activities: pd.DataFrame) -> dict[str, dict[str, Measure]]:
    """Kind -> year -> :func:`budget_share` of that year."""
    years = {str(year): rows for year, rows in activities.groupby("jaar")}
    return {
        kind: {year: budget_share(rows, kind) for year, rows in years.items()} for kind in KINDS
    }


@indicator
def kind_count(
    activities: pd.DataFrame, regions: pd.DataFrame, rule: str, least_percent: float
) -> Measure:
    """How many of the five named kinds the regions work on.

    Parameters
    ----------
    activities, regions
        The registers.
    rule
        How many regions must have a kind: a key of ``REGION_RULES``.
    least_percent
        The minimum share of the budget for a kind, in percent.
    """
    found = [
        kind
        for kind in NAMED
        if REGION_RULES[rule](region_share(activities, regions, kind).value or 0)  # type: ignore[arg-type] # counts
        and (budget_share(activities, kind).value or Decimal(0)) >= least_percent
    ]
    named = activities[activities["soort"].isin(list(NAMED))]
    kinds = exact(len(found), "soorten activiteiten")
    return kinds.with_recipe("count", activities if least_percent else named, regions)


def specifications(
    activities: pd.DataFrame, regions: pd.DataFrame, least_percent: float
) -> list[Specification]:
    """:func:`kind_count` for every rule about regions, with and without a minimum share of the budget."""
    budgets = {"elk budget": 0.0, f"ten minste {least_percent:g}% van het budget": least_percent}
    return [
        Specification(
            {"regio's": rule, "budget": name}, kind_count(activities, regions, rule, least)
        )
        for rule in REGION_RULES
        for name, least in budgets.items()
    ]


@indicator
def activity_count(activities: pd.DataFrame) -> Measure:
    """Activities, each counted once whatever its kinds."""
    return distinct(activities["activiteit_id"], "activiteiten")


@indicator
def shared_count(activities: pd.DataFrame) -> Measure:
    """Activities of more than one kind."""
    kinds = activities.groupby("activiteit_id")["soort"].transform("nunique")
    return distinct(activities.loc[kinds > 1, "activiteit_id"], "activiteiten")
