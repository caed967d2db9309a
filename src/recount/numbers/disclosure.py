"""Disclosure: which counts of persons from a closed register are published.

Only national totals are published: one per statement, year or period, no regions and no cross tables. Each
is at least five persons, and so is the rest of its printed total; zero counts as below five too. Otherwise
the number is withheld, without saying which of the two is small.

Persons are the leaders who answer the survey and those who support regions. The rule excludes locations,
regions, hours and euros; broadcasts, for which a platform counts screens; and open data, which the publisher
masks and we print with bounds.
Source of the method: the threshold rule in A. Hundepool et al., Statistical Disclosure Control (Wiley
2012), chapter 5.
"""

from __future__ import annotations

from dataclasses import replace

from recount.numbers.measures import MASK, Measure, Recipe, withheld

MINIMUM = MASK[1] + 1
"""Persons: one more than the largest count that a publisher's own mask can mean."""

WHY = (
    f"afgeschermd, want het gaat om minder dan {MINIMUM} personen, of er blijven van het totaal minder dan "
    f"{MINIMUM} over"
)


def withheld_if_small(measure: Measure, *persons: int) -> Measure:
    """The measure, withheld if any of the counts of persons that it reveals is below five.

    Parameters
    ----------
    persons
        The count itself, and the rest of a printed total.

    Examples
    --------
    >>> from recount.numbers.measures import exact
    >>> withheld_if_small(exact(5, "ondersteuners"), 5).value
    5
    >>> withheld_if_small(exact(4, "ondersteuners"), 4).withheld
    True
    """
    if all(count >= MINIMUM for count in persons):
        return measure
    rows = Recipe(measure.recipe.operation, rows=measure.rows)
    return replace(withheld(measure.unit), function=measure.function, recipe=rows)
