"""The members of the reading journey: how many, who came back, and what they borrowed."""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import Measure, count, exact, indicator, share


@indicator
def member_count(members: pd.DataFrame) -> Measure:
    """The number of members."""
    return count(members, "deelnemers")


@indicator
def returned_share(members: pd.DataFrame) -> Measure:
    """Members who came back after the summer, as a share of all members, in percent."""
    returned = members["terug"].astype(bool)
    return share(count(members[returned], "deelnemers"), count(members[~returned], "deelnemers"))


@indicator
def books_borrowed(members: pd.DataFrame) -> Measure:
    """The books that all members borrowed together."""
    return exact(int(members["boeken"].sum()), "boeken").with_recipe(
        "sum", members, column="boeken"
    )
