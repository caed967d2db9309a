"""Figures printed by others, as numbers to compute with: subsidy caps, norms, years, counts of regions.

Rows are identified by their id in the list of published figures, or by a pattern of ids (``plafond-*``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase

import pandas as pd

from recount.errors import UnknownName, nearest
from recount.numbers.measures import (
    Measure,
    Specification,
    between,
    count,
    distinct,
    exact,
    indicator,
    money,
    share,
    unknown,
)
from sto_eval.indicators.grants import to_cent, total

ONE_YEAR = r"[0-9]{4}(?:,.*)?"
"""A period of one calendar year, with or without words after it."""
WHOLE = 100
INFOGRAPHIC = "de infographic"


def rows(figures: pd.DataFrame, *patterns: str) -> pd.DataFrame:
    """The rows whose id matches any of these patterns.

    Errors: ``UnknownName`` for a pattern that matches no id.
    """
    found = {name: [fnmatchcase(own, name) for own in figures["id"]] for name in patterns}
    for pattern, matches in found.items():
        if not any(matches):
            raise UnknownName(
                f"no published figure '{pattern}'",
                "the list of published figures, column 'id'",
                "an id, or a pattern of ids",
                nearest(pattern, figures["id"]),
                "Correct the parameter of the chapter.",
            )
    return figures[pd.DataFrame(found, index=figures.index).any(axis=1)]


def value(figures: pd.DataFrame, name: str) -> Decimal:
    """The printed value of one row, in its unit."""
    return _exactly(rows(figures, name)["waarde"].iloc[0])


def of_one_year(figures: pd.DataFrame, *patterns: str) -> pd.DataFrame:
    """The rows about one calendar year: ``jaar`` and the printed ``waarde``, exact."""
    found = rows(figures, *patterns)
    found = found[found["periode"].str.fullmatch(ONE_YEAR)]
    years, values = found["periode"].str[:4].astype(int), found["waarde"].map(_exactly)
    return pd.DataFrame({"jaar": years, "waarde": values})


@indicator
def year_count(figures: pd.DataFrame, patterns: Sequence[str]) -> Measure:
    """Calendar years for which a printed figure states money for the programme."""
    return distinct(of_one_year(figures, *patterns)["jaar"], "jaar")


def year_specifications(
    figures: pd.DataFrame, caps: str, extension: str, start_up: str
) -> list[Specification]:
    """:func:`year_count` with and without the extension, with and without the start-up phase."""
    before = {"vanaf de regeling": [caps], "vanaf de aanloopfase": [caps, start_up]}
    after = {"met de verlenging": [extension], "zonder de verlenging": []}
    return [
        Specification({"begin": begin, "einde": end}, year_count(figures, [*first, *last]))
        for begin, first in before.items()
        for end, last in after.items()
    ]


def caps_by_year(figures: pd.DataFrame, patterns: Sequence[str]) -> dict[str, Measure]:
    """Year -> the sum of the printed caps of that year, euros."""
    years = of_one_year(figures, *patterns).groupby("jaar")
    return {str(year): money(caps, "waarde") for year, caps in years}


@indicator
def grant_ceiling(figures: pd.DataFrame, caps: str, extension: str, rule: str) -> Measure:
    """The maximum that could be granted, euros.

    The sum of the yearly caps, and for the extension the lower of its budget and the share (``rule``,
    percent) of the caps before it.
    """
    capped = of_one_year(figures, caps)
    before = total(capped["waarde"])
    after = min(value(figures, extension), before * value(figures, rule) / WHOLE)
    ceiling = exact(to_cent(before + after), "euro")
    return ceiling.with_recipe("ceiling", capped, rows(figures, extension, rule), column="waarde")


def grant_bounds(figures: pd.DataFrame, caps: str, extension: str, rule: str) -> Measure:
    """At most :func:`grant_ceiling`: no publication states a minimum."""
    ceiling = grant_ceiling(figures, caps, extension, rule)
    return replace(ceiling, low=Decimal("-Infinity")).with_recipe("bounds", parts=(ceiling,))


@indicator
def region_bounds(figures: pd.DataFrame, claim: str, first_year: int, last_year: int) -> Measure:
    """The smallest and the largest number that publications print about a claim, within the period.

    Excluded: rows with another claim under ``vergelijk``, rows about a year outside the period, and rows
    without a year.
    """
    about = figures[figures["vergelijk"] == claim]
    years = {str(year) for year in range(first_year, last_year + 1)}
    named = about["periode"].str.findall("[0-9]{4}")
    inside = about[[bool(own) and years.issuperset(own) for own in named]]
    found = unknown("regio's")
    if len(inside):
        found = between(int(inside["waarde"].min()), int(inside["waarde"].max()), "regio's")
    return found.with_recipe("bounds", inside, column="waarde")


@indicator
def printed_share(figures: pd.DataFrame, name: str) -> Measure:
    """A printed percentage, as printed."""
    return exact(value(figures, name), "%").with_recipe(
        "copy", rows(figures, name), column="waarde"
    )


@indicator
def printed_count(figures: pd.DataFrame, name: str, unit: str) -> Measure:
    """A printed count, as printed."""
    number = exact(float(value(figures, name)), unit)
    return number.with_recipe("copy", rows(figures, name), column="waarde")


@indicator
def printed_part(figures: pd.DataFrame, part: str, whole: str) -> Measure:
    """One printed count as a share of another, in percent."""
    inside, every = (float(value(figures, name)) for name in (part, whole))
    found = share(exact(inside, ""), exact(every - inside, ""))
    return found.with_recipe("share", rows(figures, part, whole), column="waarde")


@indicator
def row_count(figures: pd.DataFrame, pattern: str, unit: str) -> Measure:
    """The number of printed figures whose id matches a pattern."""
    return count(rows(figures, pattern), unit)


@indicator
def printed_contribution(
    figures: pd.DataFrame, investment: Decimal, contribution: Decimal
) -> Measure:
    """The contribution that the print states as a share of investment and contribution together.

    Both amounts are those of the print, so it depends on no row of the list.
    """
    return share(exact(contribution, "euro"), exact(investment, "euro")).resting_on(figures[:0])


def printed_shares(figures: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Measure]:
    """:func:`printed_share` by Dutch name; ``names`` maps each to its id in the list."""
    return {name: printed_share(figures, key) for name, key in names.items()}


def values(figures: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Decimal]:
    """:func:`value` by Dutch name; ``names`` maps each to its id in the list."""
    return {name: value(figures, key) for name, key in names.items()}


@indicator
def contribution_needed(figures: pd.DataFrame, investment: Decimal, name: str) -> Measure:
    """The contribution of companies for an investment at a printed share of all costs, euros."""
    needed = exact(contribution_at(investment, value(figures, name)), "euro")
    return needed.with_recipe("contribution", rows(figures, name), column="waarde")


def contribution_bounds(
    figures: pd.DataFrame, investment: Decimal, least: str, most: str
) -> Measure:
    """:func:`contribution_needed` at two printed shares."""
    low, high = (contribution_at(investment, value(figures, name)) for name in (least, most))
    return between(low, high, "euro").with_recipe(
        "bounds", rows(figures, least, most), column="waarde"
    )


def yardsticks(
    figures: pd.DataFrame, investment: Decimal, contribution: Decimal, names: Mapping[str, str]
) -> dict[str, dict[str, Measure]]:
    """Share of all costs and amount, for the two figures of the infographic and for printed shares.

    ``names`` maps the Dutch name of a yardstick to its id in the list.
    """
    own = printed_contribution(figures, investment, contribution)
    needed = {name: contribution_needed(figures, investment, key) for name, key in names.items()}
    return {
        "Deel van alle kosten": {INFOGRAPHIC: own, **printed_shares(figures, names)},
        "Bijdrage": {INFOGRAPHIC: exact(contribution, "euro"), **needed},
    }


def contribution_at(investment: Decimal, percent: Decimal) -> Decimal:
    """The contribution that is ``percent`` of investment and contribution together, to the cent.

    At a share p of costs S + C, with S the investment, the contribution C is S p / (1 - p).

    >>> contribution_at(Decimal(90), Decimal(10))
    Decimal('10.00')
    """
    return to_cent(investment * percent / (WHOLE - percent))


def _exactly(printed: float) -> Decimal:
    return Decimal(str(printed))
