"""Broadcasts: three rows, and a changed row moves the number."""

from __future__ import annotations

import pandas as pd
from support.counted_registers import changed, lines

from recount.numbers.formats import write_out
from sto_eval.indicators import broadcasts

SHOWS = pd.DataFrame(
    {
        "views": [100, 200, 300],
        "kijkers_live_uniek": [10, 20, 60],
        "kijkers_live_piek": [5, 10, 30],
        "uitgelezen_op": pd.to_datetime(["2024-12-01"] * 3),
    }
).rename_axis(index="sto_live")


def test_printed_views_and_viewers_are_put_together() -> None:
    """Of 25 broadcasts, 6,700 views are 268 each; a mean of 157 viewers is 3,925 in all."""
    mean = broadcasts.mean_per_broadcast(SHOWS, 6700, 25, "views")
    assert (mean.value, mean.unit) == (268, "views per uitzending")
    everyone = broadcasts.total_of_broadcasts(SHOWS, 157, 25)
    assert (everyone.value, everyone.unit) == (3925, "kijkers")
    assert lines(everyone) == {"sto_live": []}


def test_broadcasts_views_and_viewers_are_counted() -> None:
    """Three broadcasts, 600 views; live viewers as mean, most and total."""
    assert broadcasts.broadcast_count(SHOWS).value == 3
    assert broadcasts.view_count(SHOWS).value == 600
    assert broadcasts.view_count(changed(SHOWS, "views", 101)).value == 601
    assert [s.measure.value for s in broadcasts.viewer_specifications(SHOWS)] == [
        30, 15, 60, 30, 90, 45,
    ]  # fmt: skip
    for reading in broadcasts.READINGS:
        assert lines(broadcasts.live_viewers(SHOWS, reading)) == {"sto_live": [0, 1, 2]}
    assert write_out(broadcasts.finding(SHOWS)).endswith("200,0 views en 30 live kijkers")


def test_views_and_viewers_say_what_they_count() -> None:
    """Each has its unit, its column, and how it is computed from all rows."""
    found = [
        broadcasts.broadcast_count(SHOWS),
        broadcasts.view_count(SHOWS),
        broadcasts.views_per_broadcast(SHOWS),
        broadcasts.live_viewers(SHOWS),
        broadcasts.live_viewers(SHOWS, broadcasts.MOST, broadcasts.PEAK),
        broadcasts.live_viewers(SHOWS, broadcasts.TOTAL),
    ]
    assert [(one.unit, one.recipe.operation, one.recipe.column) for one in found] == [
        ("uitzendingen", "count", ""),
        ("views", "sum", "views"),
        ("views per uitzending", "mean", "views"),
        ("kijkers", "mean", "kijkers_live_uniek"),
        ("kijkers", "max", "kijkers_live_piek"),
        ("kijkers", "sum", "kijkers_live_uniek"),
    ]
    assert [lines(one) for one in found] == [{"sto_live": [0, 1, 2]}] * 6
    names = [dict(one.choices) for one in broadcasts.viewer_specifications(SHOWS)[:2]]
    assert names == [
        {"lezing": "gemiddelde", "telling": "verschillende kijkers"},
        {"lezing": "gemiddelde", "telling": "kijkers tegelijk"},
    ]


def test_without_a_broadcast_means_are_unknown() -> None:
    """In their own units."""
    none = SHOWS.iloc[:0]
    found = broadcasts.views_per_broadcast(none), broadcasts.live_viewers(none)
    assert [(one.value, one.unit) for one in found] == [
        (None, "views per uitzending"), (None, "kijkers"),
    ]  # fmt: skip


def test_the_days_of_reading_are_listed_once_and_in_order() -> None:
    """Three rows of two days."""
    read = changed(SHOWS, "uitgelezen_op", pd.Timestamp("2024-11-30"), 2)
    assert broadcasts.extraction_days(read) == ["2024-11-30", "2024-12-01"]


def test_printed_figures_are_divided_by_the_broadcasts() -> None:
    """A hundred views and five viewers over ten broadcasts, without a row of the register."""
    divided = {
        unit: broadcasts.mean_per_broadcast(SHOWS, many, 10, unit)
        for unit, many in {"views": 100, "kijkers": 5}.items()
    }
    assert {unit: one.value for unit, one in divided.items()} == {"views": 10, "kijkers": 0.5}
    (source,) = divided["views"].rows.sources
    assert divided["views"].rows.lines(source).tolist() == []
