"""The definitions that decide about a fall, on rows that can be added up by head."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from support.publisher_rows import exam_table, pupil_table

from sto_eval.indicators import inflow
from sto_eval.indicators.inflow_definitions import specifications

BL = "VMBO BL lj 3-4"
PIE = "Produceren, installeren en energie"
FIRST, LAST = dt.date(2016, 10, 1), dt.date(2019, 10, 1)
IN_2017, IN_2018 = dt.date(2017, 10, 1), dt.date(2018, 10, 1)


def vintage(technical: int, other: int) -> pd.DataFrame:
    """Third-years of basis: this many in PIE and this many in Groen."""
    return pupil_table(("90AA00", BL, PIE, technical), ("90AA00", BL, "Groen", other))


def exams(*years: tuple[str, int, int]) -> pd.DataFrame:
    """Candidates of basis per school year: technical, and of landbouw."""
    (year, technical, other), *later = years
    table = exam_table(year, B_techniek=technical, B_landbouw=other)
    for name, one, two in later:
        new = exam_table(name, B_techniek=one, B_landbouw=two)
        table = table.assign(**{new.columns[-1]: new[new.columns[-1]]})
    return table


def test_our_own_definition_comes_first() -> None:
    """Third-years of the sector, with gemengd, up to the last count before the programme."""
    found = specifications({FIRST: vintage(1, 1), LAST: vintage(1, 3)}, {}, {}, 2020, IN_2018)
    assert list(found[0].choices.values()) == [
        "leerlingen", "leerjaar 3", "sector Techniek", "met gl", "tot 2019",
    ]  # fmt: skip
    assert list(found[0].choices) == ["bron", "leerjaar", "indeling", "leerweg", "eind"]
    assert found[0].measure.value == -25


def test_profiles_that_cannot_be_compared_are_left_out() -> None:
    """Those of 2016: two years of study and two divisions remain, with and without gemengd."""
    found = specifications({FIRST: vintage(1, 1), LAST: vintage(1, 3)}, {}, {}, 2020, IN_2018)
    assert {one.choices["indeling"] for one in found} == {inflow.SECTOR, inflow.WITHOUT_ROUTE}
    assert len(found) == 8


def test_comparable_vintages_add_definitions_by_profile() -> None:
    """Two years of study, four divisions, with and without gl: sixteen definitions."""
    assert (
        len(specifications({IN_2018: vintage(1, 3), LAST: vintage(1, 1)}, {}, {}, 2020, IN_2018))
        == 16
    )


def test_the_time_before_ends_in_each_of_the_last_three_years() -> None:
    """From 50%: to 25% in 2019, to 75% in 2017; the first count itself and one of the programme are no ends."""
    pupils = {
        FIRST: vintage(1, 1), IN_2017: vintage(3, 1), LAST: vintage(1, 3),
        dt.date(2020, 10, 1): vintage(1, 0),
    }  # fmt: skip
    found = specifications(pupils, {}, {}, 2020, LAST)[:2]
    assert [(one.choices["eind"], one.measure.value) for one in found] == [
        ("tot 2019", -25), ("tot 2017", 25),
    ]  # fmt: skip


def test_candidates_of_the_year_after_the_start_chose_before_it() -> None:
    """Half in 2014-2015; a quarter of those of 2020-2021 and 2018-2019 chose before 2020, 2021-2022 did not."""
    table = exams(
        ("2014-2015", 1, 1), ("2018-2019", 1, 3), ("2020-2021", 1, 4), ("2021-2022", 1, 0)
    )
    found = specifications({}, {LAST: table}, {}, 2020, LAST)
    assert [(one.choices["leerweg"], one.choices["eind"], one.measure.value) for one in found] == [
        ("met gl", "tot 2019", -30), ("met gl", "tot 2017", -25),
        ("zonder gl", "tot 2019", -30), ("zonder gl", "tot 2017", -25),
    ]  # fmt: skip
    assert {one.choices["leerjaar"] for one in found} == {"examenjaar"}


def test_a_series_with_one_count_has_no_change() -> None:
    """Nor has one without shares."""
    assert specifications({LAST: vintage(1, 1)}, {}, {}, 2020, LAST) == []
    assert specifications({FIRST: vintage(0, 0), LAST: vintage(0, 0)}, {}, {}, 2020, LAST) == []
