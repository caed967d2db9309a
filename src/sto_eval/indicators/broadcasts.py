"""Broadcasts: how many, how often viewed, and how many live viewers, under each reading of that term.

Counts are those of the video platform on the day it was read; views keep growing after that day.
"""

from __future__ import annotations

import pandas as pd

from recount.numbers.embedded import display
from recount.numbers.measures import (
    Measure,
    Number,
    Specification,
    count,
    exact,
    indicator,
    unknown,
)

UNIQUE, PEAK = "kijkers_live_uniek", "kijkers_live_piek"
NAMES = {UNIQUE: "verschillende kijkers", PEAK: "kijkers tegelijk"}
MEAN, MOST, TOTAL = READINGS = ("gemiddelde", "hoogste", "totaal")


@indicator
def broadcast_count(rows: pd.DataFrame) -> Measure:
    """The number of broadcasts."""
    return count(rows, "uitzendingen")


@indicator
def view_count(rows: pd.DataFrame) -> Measure:
    """Views of all broadcasts together, on the day the platform was read."""
    return exact(int(rows["views"].sum()), "views").with_recipe("sum", rows, column="views")


@indicator
def views_per_broadcast(rows: pd.DataFrame) -> Measure:
    """Mean views per broadcast."""
    unit = "views per uitzending"
    found = exact(float(rows["views"].mean()), unit) if len(rows) else unknown(unit)
    return found.with_recipe("mean", rows, column="views")


@indicator
def live_viewers(rows: pd.DataFrame, reading: str = MEAN, counted: str = UNIQUE) -> Measure:
    """Live viewers: the mean per broadcast, the maximum, or the total.

    Unique viewers are counted per broadcast; someone who watched two counts twice in the total.
    """
    operation = {MEAN: "mean", MOST: "max", TOTAL: "sum"}[reading]
    found = unknown("kijkers")
    if len(rows):
        found = exact(float(rows[counted].agg(operation)), "kijkers")
    return found.with_recipe(operation, rows, column=counted)


def finding(rows: pd.DataFrame) -> str:
    """Mean views and mean live viewers in one Dutch sentence."""
    views, viewers = display(views_per_broadcast(rows)), display(live_viewers(rows))
    return f"Een uitzending heeft gemiddeld {views} views en {viewers} live kijkers"


def viewer_specifications(rows: pd.DataFrame) -> list[Specification]:
    """Every reading, for unique viewers and for peak viewers."""
    return [
        Specification({"lezing": reading, "telling": name}, live_viewers(rows, reading, counted))
        for reading in READINGS
        for counted, name in NAMES.items()
    ]


def extraction_days(rows: pd.DataFrame) -> list[str]:
    """The days on which the platform was read, in ISO format."""
    return sorted({day.date().isoformat() for day in rows["uitgelezen_op"]})


@indicator
def mean_per_broadcast(
    figures: pd.DataFrame, many: Number, broadcasts: Number, unit: str
) -> Measure:
    """A printed number divided by the printed broadcasts; it depends on no row of the published figures."""
    found = exact(float(many) / float(broadcasts), f"{unit} per uitzending")
    return found.resting_on(figures[:0])


@indicator
def total_of_broadcasts(figures: pd.DataFrame, mean: Number, broadcasts: Number) -> Measure:
    """The total of a printed number if that is a mean per broadcast; it depends on no published figure."""
    return exact(float(mean) * float(broadcasts), "kijkers").resting_on(figures[:0])
