"""Disclosure: which counts of persons from a closed register are published.

Published are national totals only: one per statement, year or period, no regions and no cross tables. Each
is five persons or more, and so are those of its printed total whom it leaves out; nobody at all is under
five too. Otherwise the number is withheld, without saying which of the two is small.

Persons are the leaders who answer the survey and those who support regions. Not under the rule are
locations, regions, hours and euros; broadcasts, of which a platform counts screens; and open data, where
the publisher masks and we print its bounds.
Source of the method: the threshold rule in A. Hundepool et al., Statistical Disclosure Control (Wiley
2012), chapter 5.
"""

from __future__ import annotations

from dataclasses import replace

from sto_eval.measures import MASK, Measure, Recipe, withheld

MINIMUM = MASK[1] + 1
"""Persons: one more than the most that a publisher's own mask stands for."""

WHY = (
    f"afgeschermd, want het gaat om minder dan {MINIMUM} personen, of er blijven van het totaal minder dan "
    f"{MINIMUM} over"
)


def guarded(measure: Measure, *persons: int) -> Measure:
    """The measure, withheld when one of the counts of persons that it tells is under five.

    Parameters
    ----------
    persons
        Those counted, and those of a printed total who are left out.

    Examples
    --------
    >>> from sto_eval.measures import exact
    >>> guarded(exact(5, "ondersteuners"), 5).value
    5
    >>> guarded(exact(4, "ondersteuners"), 4).withheld
    True
    """
    if all(count >= MINIMUM for count in persons):
        return measure
    rows = Recipe(measure.recipe.operation, rows=measure.rows)
    return replace(withheld(measure.unit), function=measure.function, recipe=rows)
