"""What is behind a masked count: measured in a year that a second file shows unmasked, and used as an estimate."""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import Measure, exact, indicator, unknown


@indicator
def masked_mean(masked: pd.DataFrame, exact_rows: pd.DataFrame) -> Measure:
    """Mean number of candidates behind a masked count, measured where a second file shows the same candidates.

    What the second file has more than the visible counts of the first, divided by the masked counts of the
    first. Unknown without masked counts.

    Parameters
    ----------
    masked, exact_rows
        The same candidates of one school year, with and without masks.
    """
    hidden = masked["low"] != masked["high"]
    if not hidden.any():
        return unknown("kandidaten").resting_on(masked, exact_rows)
    more = float(exact_rows["low"].sum() - masked.loc[~hidden, "low"].sum())
    mean = exact(more / int(hidden.sum()), "kandidaten")
    return mean.with_recipe("mean", masked, exact_rows, column="low")


@indicator
def estimated_candidates(rows: pd.DataFrame, mean: Measure) -> Measure:
    """An estimate, not a count: the visible candidates, and for each masked count the mean of another year."""
    hidden = rows["low"] != rows["high"]
    if mean.value is None:
        return unknown("kandidaten").resting_on(rows)
    guess = float(rows.loc[~hidden, "low"].sum()) + float(mean.value) * int(hidden.sum())
    return exact(round(guess), "kandidaten").with_recipe("estimate", rows, parts=(mean,))
