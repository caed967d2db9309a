"""Regions at the edges of a period: the first day, the last day, and what lies outside."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from support.money_registers import THREE_REGIONS, changed

from sto_eval.indicators import regions

NEW_YEAR, MIDSUMMER, LAST = dt.date(2021, 1, 1), dt.date(2022, 7, 1), dt.date(2022, 12, 31)


def register(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """Regions of a kind with their first and last day, none of them overseas."""
    table = pd.DataFrame(rows, columns=["soort", "begindatum", "einddatum"])
    days = {name: pd.to_datetime(table[name]) for name in ("begindatum", "einddatum")}
    return table.assign(regio_id=[f"R{n}" for n in table.index], caribisch=False, **days)


THREE = register(
    ("techniekregio", "2020-01-01", "2021-01-01"),
    ("techniekregio", "2020-06-01", "2022-12-30"),
    ("techniekluwe regio", "2022-12-31", None),
)
"""One ends on New Year's Day of 2021, one a day before the end of 2022, one begins on that last day."""


def test_a_count_rests_on_the_regions_of_the_day() -> None:
    """On New Year's Day two regions are active, the first two; the other two end in 2022."""
    named = THREE.rename_axis(index="regios")
    count = regions.region_count(named, NEW_YEAR)
    assert (count.unit, count.rows.lines("regios").tolist()) == ("regio's", [0, 1])
    ever = regions.region_count_ever(named, MIDSUMMER, LAST)
    assert (ever.unit, ever.rows.lines("regios").tolist()) == ("regio's", [1, 2])


def test_kinds_are_counted_apart() -> None:
    """The last day has only the region that begins on it, of the second kind."""
    counts = regions.counts_by_kind(THREE, LAST)
    assert {kind: one.value for kind, one in counts.items()} == {
        "techniekregio": 0,
        "techniekluwe regio": 1,
    }


def test_a_period_runs_from_new_years_day_to_new_years_eve() -> None:
    """A region that ends on the first day counts at any moment, one that ended before does not."""
    early = register(("techniekregio", "2019-01-01", "2020-12-31"))
    found = {
        (one.choices["moment"], one.choices["gebied"]): one.measure.value
        for one in regions.specifications(pd.concat([THREE, early]), MIDSUMMER, 2021, 2022)
    }
    here = "zonder Caribisch Nederland"
    assert {moment: count for (moment, area), count in found.items() if area == here} == {
        "op 31 december 2021": 1,
        "op 1 juli 2022": 1,
        "op 31 december 2022": 1,
        "op enig moment": 3,
    }


def test_the_line_through_time_stays_within_the_period() -> None:
    """From 2021 to 2022: two regions, one from 2 January, another one on the last day."""
    line = regions.timeline(THREE, 2021, 2022)
    assert dict(zip(line["datum"], line["regios"], strict=True)) == {
        NEW_YEAR: 2,
        dt.date(2021, 1, 2): 1,
        LAST: 1,
    }
    assert {day: (one.value, one.unit) for day, one in regions.counts_on(line).items()} == {
        "1 januari 2021": (2, "regio's"),
        "2 januari 2021": (1, "regio's"),
    }


END = dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("day", "count"),
    [("2019-12-31", 0), ("2020-01-01", 1), ("2022-12-31", 3), ("2023-01-01", 2)],
)
def test_a_region_counts_from_its_first_day_to_its_last(day: str, count: int) -> None:
    """Both days included; no last day is still running."""
    assert regions.region_count(THREE_REGIONS, dt.date.fromisoformat(day)).value == count


def test_an_absent_kind_of_region_counts_zero() -> None:
    """Its number is still on the page."""
    only = THREE_REGIONS[THREE_REGIONS["soort"] == "techniekregio"]
    assert [m.value for m in regions.counts_by_kind(only, END).values()] == [1, 0]


def test_a_changed_region_changes_the_count() -> None:
    """A region that stops before the day is not counted on it."""
    stopped = changed(THREE_REGIONS, 0, einddatum="2024-12-30")
    assert (
        regions.region_count(stopped, END).value
        == regions.region_count(THREE_REGIONS, END).value - 1
    )


def test_at_any_moment_also_counts_regions_that_ended() -> None:
    """Three in the period, two at its end; the overseas one is a choice."""
    assert regions.region_count_ever(THREE_REGIONS, dt.date(2020, 1, 1), END).value == 3
    found = {
        tuple(s.choices.values()): s.measure.value
        for s in regions.specifications(THREE_REGIONS, END, 2020, 2024)
    }
    assert len(found) == 12
    assert found["op 31 december 2024", "met Caribisch Nederland"] == 2
    assert found[regions.EVER, "zonder Caribisch Nederland"] == 2


def test_the_line_through_time_has_every_change() -> None:
    """The day after a last day has one region less."""
    line = regions.timeline(THREE_REGIONS, 2020, 2024)
    assert line["regios"].to_list() == [1, 2, 3, 2, 2]
    assert line["datum"].to_list()[3] == dt.date(2023, 1, 1)
    assert list(regions.counts_on(line)) == [
        "1 januari 2020", "1 augustus 2020", "1 januari 2021", "1 januari 2023",
    ]  # fmt: skip
