"""Supply by exam candidates on a few locations: counts, changes, fates and reach, with answers by head."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from support.publisher_rows import exam_table

from recount.numbers.measures import Measure, between, exact
from sto_eval.indicators import exam_supply
from sto_eval.indicators.exam_supply import Period

NONE = pd.DataFrame(
    {"NR_ADMIN_VAN": [], "NR_ADMIN_NAAR": [], "DT_OVERGANG": pd.to_datetime([])},
    index=pd.Index([], dtype="int64", name="overgangen"),
)


def rows(**candidates: int | tuple[int, int]) -> pd.DataFrame:
    """Technical candidates: location -> how many, or fewest and most."""
    ends = [(n, n) if isinstance(n, int) else n for n in candidates.values()]
    return pd.DataFrame(ends, columns=["low", "high"]).assign(
        vestiging=list(candidates), profiel="techniek"
    )


YEARS = {2018: rows(A=9, B=9, C=9, D=9), 2019: rows(A=9, B=9, C=9), 2023: rows(A=9, B=(1, 4), E=9)}
"""Four locations before the programme, three when it began, three at its end; one of these is small."""


def test_every_school_year_comes_from_the_newest_file() -> None:
    """Both files have 2019-2020; 5 candidates in the older one, 7 in the newer."""
    old = exam_table("2019-2020", B_techniek=5, B_landbouw=6)
    new = exam_table("2019-2020", K_techniek=7, T_techniek=8)
    found = exam_supply.supplies({dt.date(2019, 10, 1): old, dt.date(2024, 10, 1): new})
    columns = ["vestiging", "profiel", "low"]
    assert {year: table[columns].to_numpy().tolist() for year, table in found.items()} == {
        2019: [["90AA00", "techniek", 7]]
    }


def test_a_masked_count_is_a_location() -> None:
    """DUO masks 1 to 4 and never a zero: two locations, one of which certainly has five candidates."""
    table = rows(A=9, B=(1, 4))
    assert exam_supply.location_count(table).value == 2
    assert exam_supply.location_count(table, 5).high == 1
    candidates = exam_supply.candidate_count(table)
    assert (candidates.low, candidates.high, candidates.unit) == (10, 13, "kandidaten")
    assert exam_supply.by_school_year({2018: table}) == (
        {"2018-2019": exam_supply.location_count(table)}, {"2018-2019": candidates},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "minimum", "change"), [(2018, 1, -25), (2019, 1, 0), (2018, 5, -50)]
)
def test_the_number_of_locations_changes_in_percent_of_the_first(
    first: int, minimum: int, change: float
) -> None:
    """Four, then three: -25%; with at least five candidates two of four are left."""
    found = exam_supply.count_change(YEARS, first, 2023, minimum)
    assert (found.low, found.high) == (change, change)


def test_one_candidate_is_enough_by_default() -> None:
    """The masked location is one of the three that are left of four; of two with one candidate one is kept."""
    assert exam_supply.count_change(YEARS, 2018, 2023) == exam_supply.count_change(
        YEARS, 2018, 2023, 1
    )
    small = {2018: rows(A=1, B=1), 2023: rows(A=1)}
    assert exam_supply.kept_change(small, 2018, 2023, NONE).value == -50


def test_a_missing_school_year_makes_a_change_unknown() -> None:
    """There is no file for 2022-2023 here."""
    for missing in (
        exam_supply.count_change(YEARS, 2018, 2022),
        exam_supply.kept_change(YEARS, 2018, 2022, NONE),
    ):
        assert (missing.value, missing.unit, missing.rows.lines("").tolist()) == (None, "%", [])
    assert exam_supply.fate_counts(YEARS, 2018, 2022, NONE) == {}
    assert exam_supply.fate_counts(YEARS, 2017, 2023, NONE) == {}
    unknown = exam_supply.count_change(YEARS, 2017, 2023)
    assert (unknown.value, unknown.rows.lines("").tolist()) == (None, [])
    alone = exact(90, "%")
    change = exam_supply.change({2018: alone}, 2018, 2022)
    assert (change.value, change.unit) == (None, "%")
    assert (change.recipe.operation, change.recipe.parts) == ("change", (alone,))


def test_locations_stay_go_and_come() -> None:
    """A and B stay, C and D go, E comes; two of four are kept."""
    found = exam_supply.fate_counts(YEARS, 2018, 2023, NONE)
    assert [measure.value for measure in found.values()] == [2, 0, 0, 2, 1]
    assert {measure.unit for measure in found.values()} == {"vestigingen"}
    assert exam_supply.kept_change(YEARS, 2018, 2023, NONE).value == -50


def test_a_location_with_a_new_code_is_kept() -> None:
    """C became E in August 2020: three of four are kept, and nothing is new."""
    moved = pd.DataFrame(
        [["C", "E", pd.Timestamp("2020-08-01")]],
        columns=NONE.columns,
        index=pd.Index([2], name="overgangen"),
    )
    found = exam_supply.fate_counts(YEARS, 2018, 2023, moved)
    assert [measure.value for measure in found.values()] == [2, 1, 0, 1, 0]
    assert exam_supply.kept_change(YEARS, 2018, 2023, moved).value == -25


@pytest.mark.parametrize(
    ("day", "fate"),
    [
        ("2018-10-01", "verdwenen"),
        ("2018-10-02", "nieuwe code"),
        ("2023-10-01", "nieuwe code"),
        ("2023-10-02", "verdwenen"),
    ],
)
def test_codes_are_followed_between_two_days_of_counting(day: str, fate: str) -> None:
    """After the first of October of the first school year, up to and including that of the last."""
    moved = pd.DataFrame([["A", "B", pd.Timestamp(day)]], columns=NONE.columns)
    years = {2018: rows(A=9), 2023: rows(B=9)}
    assert exam_supply.became(years, 2018, 2023, moved).fate == {"A": fate}


def test_reach_changes_in_percent_of_the_residents() -> None:
    """From 80 to between 72 and 88 percent of the same residents: -10% to +10%."""
    shares: dict[int, Measure] = {2018: exact(80, "%"), 2023: between(72, 88, "%")}
    found = exam_supply.change(shares, 2018, 2023)
    assert (round(found.low or 0), round(found.high or 0)) == (-10, 10)


def test_every_definition_has_two_beginnings() -> None:
    """Locations of two sizes, kept locations, and one radius: four definitions from each beginning."""
    shares = {10.0: {2018: exact(80, "%"), 2019: exact(80, "%"), 2023: exact(84, "%")}}
    found = exam_supply.specifications(YEARS, Period.of(2020, 2024), NONE, shares)
    assert {tuple(one.choices) for one in found} == {("maat", "begin", "kleinste groep")}
    values = {one.label: round(one.measure.low or 0) for one in found}
    assert values == {
        "aantal vestigingen, vanaf 2018-2019, ten minste 1 kandidaat": -25,
        "aantal vestigingen, vanaf 2018-2019, ten minste 5 kandidaten": -50,
        "vestigingen van toen die er nog zijn, vanaf 2018-2019, ten minste 1 kandidaat": -50,
        "jongeren binnen 10 km, vanaf 2018-2019, ten minste 1 kandidaat": 5,
        "aantal vestigingen, vanaf 2019-2020, ten minste 1 kandidaat": 0,
        "aantal vestigingen, vanaf 2019-2020, ten minste 5 kandidaten": -33,
        "vestigingen van toen die er nog zijn, vanaf 2019-2020, ten minste 1 kandidaat": -33,
        "jongeren binnen 10 km, vanaf 2019-2020, ten minste 1 kandidaat": 5,
    }


def test_the_table_of_years_starts_without_changes() -> None:
    """The first school year has nothing to be compared with, also if it is the only one; the next lost one location."""
    table = exam_supply.year_rows(YEARS, NONE)
    alone = exam_supply.year_rows({2018: YEARS[2018]}, NONE)
    assert list(alone) == list(table) == [
        "schooljaar", "vestigingen",
        "gebleven", "nieuwe code", "opgegaan in een andere", "verdwenen", "nieuw",
    ]  # fmt: skip
    assert table["schooljaar"].to_list() == ["2018-2019", "2019-2020", "2023-2024"]
    assert table["vestigingen"].to_list() == [4, 3, 3]
    assert table["verdwenen"].isna().to_list() == [True, False, False]
    assert table["verdwenen"].to_list()[1:] == [1, 1]


def test_profiles_of_results_leave_out_old_departments_and_the_theoretical_pathway() -> None:
    """MTR is M&T; a candidate of TL and a row without candidates do not count, a department in its sector only."""
    results = pd.DataFrame(
        {
            "vestiging": ["A", "B", "C", "D", "E"],
            "LEERWEG VMBO": ["BL", "KL", "TL", "GL", "KL"],
            "VMBO SECTOR": ["Techniek"] * 4 + ["Landbouw"],
            "AFDELING": ["MTR", "Metaaltechniek", "PIE", "MTE", "GRO"],
            "EXAMENKANDIDATEN": pd.array([6, 7, 8, 0, 9], dtype="Int64"),
        }
    )
    counts = exam_supply.by_profile({dt.date(2018, 8, 1): results})["2017-2018"]
    assert {name: one.value for name, one in counts.items() if one.value} == {"M&T": 1}
    assert exam_supply.all_technical(results)["vestiging"].to_list() == ["A", "B"]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("gebleven", {"voor": [2], "na": [2]}),
        ("nieuwe code", {"voor": [3], "na": [3], "overgangen": [2]}),
        ("verdwenen", {"voor": [4], "na": [2, 3], "overgangen": [2]}),
    ],
)
def test_a_fate_names_the_rows_that_show_it(kind: str, lines: dict[str, list[int]]) -> None:
    """A stays, whatever the list says; C becomes E; and D is gone because no row at the end is its own."""
    moved = pd.DataFrame(
        [["C", "E", pd.Timestamp("2020-08-01")]],
        columns=NONE.columns,
        index=pd.Index([2], name="overgangen"),
    )
    before = rows(A=9, C=9, D=9).set_axis(pd.RangeIndex(2, 5, name="voor"))
    after = rows(A=9, E=9).set_axis(pd.RangeIndex(2, 4, name="na"))
    found = exam_supply.fate_counts({2018: before, 2023: after}, 2018, 2023, moved)[kind]
    assert {name: found.rows.lines(name).tolist() for name in found.rows.sources} == lines


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("nieuwe code", {"voor": [4], "na": [3], "overgangen": [2]}),
        ("opgegaan in een andere", {"voor": [2, 3], "na": [2], "overgangen": [3]}),
        ("nieuw", {"voor": [2, 3, 4], "na": [4], "overgangen": [2, 3]}),
    ],
)
def test_who_merged_and_who_came_rest_on_the_locations_that_go_on(
    kind: str, lines: dict[str, list[int]]
) -> None:
    """B goes into A, C becomes E, D is gone and F is new: D shows neither, and A nothing about C."""
    moved = pd.DataFrame(
        [["C", "E", pd.Timestamp("2020-08-01")], ["B", "A", pd.Timestamp("2021-08-01")]],
        columns=NONE.columns,
        index=pd.Index([2, 3], name="overgangen"),
    )
    before = rows(A=9, B=9, C=9, D=9).set_axis(pd.RangeIndex(2, 6, name="voor"))
    after = rows(A=9, E=9, F=9).set_axis(pd.RangeIndex(2, 5, name="na"))
    found = exam_supply.fate_counts({2018: before, 2023: after}, 2018, 2023, moved)[kind]
    assert {name: found.rows.lines(name).tolist() for name in found.rows.sources} == lines
