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
OURS = ["leerlingen", "leerjaar 3", "sector Techniek", "met gl"]


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
    assert list(found[0].choices.values()) == [*OURS, "tot 2019"]
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
    """From 50% in 2015: to 25% in 2019, to none in 2018, to 75% in 2017; 2016 and the programme are no ends."""
    pupils = {
        dt.date(2015, 10, 1): vintage(1, 1), FIRST: vintage(1, 0), IN_2017: vintage(3, 1),
        IN_2018: vintage(0, 1), LAST: vintage(1, 3), dt.date(2020, 10, 1): vintage(1, 0),
    }  # fmt: skip
    found = specifications(pupils, {}, {}, 2020, LAST)
    ours = [one for one in found if list(one.choices.values())[:4] == OURS]
    assert [(one.choices["eind"], one.measure.value) for one in ours] == [
        ("tot 2019", -25), ("tot 2018", -50), ("tot 2017", 25),
    ]  # fmt: skip


def test_the_first_count_is_no_end() -> None:
    """Counts of 2018 and 2019: only the later one is compared with the first."""
    found = specifications({IN_2018: vintage(1, 1), LAST: vintage(1, 3)}, {}, {}, 2020, LAST)
    assert {one.choices["eind"] for one in found} == {"tot 2019"}


def test_gemengd_counts_in_half_of_the_definitions() -> None:
    """Of basis the half and then a quarter is technical; with the four of gemengd five of eight."""
    gemengd = pupil_table(("90AA00", "VMBO GL lj 3-4", PIE, 4))
    pupils = {FIRST: vintage(1, 1), LAST: pd.concat([vintage(1, 3), gemengd], ignore_index=True)}
    found = specifications(pupils, {}, {}, 2020, LAST)
    for tracks, change in (("met gl", 12.5), ("zonder gl", -25)):
        assert {one.measure.value for one in found if one.choices["leerweg"] == tracks} == {change}


def test_candidates_of_a_masked_year_are_those_of_the_results() -> None:
    """Half in 2014-2015, and three of four in the file of results of 2019-2020, who chose in 2018."""
    results = pd.DataFrame(
        {
            "vestiging": "90AA00", "LEERWEG VMBO": "BL", "AFDELING": "",
            "VMBO SECTOR": ["Techniek", "Landbouw"],
            "EXAMENKANDIDATEN": pd.array([3, 1], dtype="Int64"),
        }
    )  # fmt: skip
    files = {LAST: exams(("2014-2015", 1, 1))}
    found = specifications({}, files, {dt.date(2020, 8, 1): results}, 2020, LAST)
    assert [(one.choices["eind"], one.measure.value) for one in found] == [("tot 2018", 25)] * 2


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
    assert {(one.choices["bron"], one.choices["leerjaar"]) for one in found} == {
        ("kandidaten", "examenjaar")
    }


def test_a_series_with_one_count_has_no_change() -> None:
    """Nor has one without shares."""
    assert specifications({LAST: vintage(1, 1)}, {}, {}, 2020, LAST) == []
    assert specifications({FIRST: vintage(0, 0), LAST: vintage(0, 0)}, {}, {}, 2020, LAST) == []
