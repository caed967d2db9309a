"""Inflow: shares, changes and their direction, on rows that can be added up by head."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.publisher_rows import exam_table, pupil_table

from recount.notebook.figures.shapes import WIDE
from recount.notebook.words import direction_title
from recount.numbers.changes import POINTS, difference, direction
from recount.numbers.measures import Measure, between, exact, share, unknown
from sto_eval.figures.lines import share_lines
from sto_eval.indicators import exams, inflow

BL, KL, GL = "VMBO BL lj 3-4", "VMBO KL lj 3-4", "VMBO GL lj 3-4"
PIE, MVI = "Produceren, installeren en energie", "Media, vormgeving en ICT"
FIRST, LAST = dt.date(2016, 10, 1), dt.date(2019, 10, 1)


def vintage(technical: int, other: int) -> pd.DataFrame:
    """Third-years of basis: this many in PIE and this many in Groen."""
    return pupil_table(("90AA00", BL, PIE, technical), ("90AA00", BL, "Groen", other))


def test_a_division_decides_who_is_technical() -> None:
    """An old department counts in the sector only, MVI in the five, a vakmanschapsroute in the sector as it is."""
    table = pupil_table(
        ("90AA00", BL, PIE, 1), ("90AA00", KL, MVI, 1), ("90AA00", KL, "Bouwbreed -ISP", 1),
        ("90AA00", BL, "Vakmanschapsroute Techniek", 3), ("90AA00", BL, "Beroepsroute Techniek", 2),
        ("90AA00", GL, "Groen", 2),
    )  # fmt: skip
    found = [inflow.technical_share(table, division).value for division in inflow.DIVISIONS]
    assert found == [80, 30, 20, 10]
    assert inflow.technical_share(table, tracks="zonder gl").value == 100
    assert inflow.technical_share(table, tracks="kb").denominator == 2
    counts = [inflow.technical_count(table, division).value for division in inflow.DIVISIONS]
    assert counts == [8, 3, 2, 1]


def test_fourth_years_count_only_where_asked() -> None:
    """One third-year and three fourth-years, all technical, next to two third-years who are not."""
    table = pd.concat(
        [vintage(1, 2), pupil_table(("90AA00", BL, PIE, 3), year=4)], ignore_index=True
    )
    assert inflow.technical_share(table).denominator == 3
    assert inflow.technical_share(table, study="leerjaar 3 en 4").denominator == 6


def test_the_share_has_bounds_where_counts_are_masked() -> None:
    """7 to 10 of 17 to 20 pupils."""
    table = pupil_table(
        ("90AA00", BL, PIE, 6), ("90AA01", GL, MVI, None), ("90AB00", KL, "Groen", 10)
    )
    found = inflow.technical_share(table)
    assert (round(found.low, 1), round(found.high, 1)) == (41.2, 50.0)


def test_the_shares_of_groups_are_those_of_their_rows() -> None:
    """One location of three is all technical, one has a masked group, and one has nobody technical."""
    table = pupil_table(
        ("90AA00", BL, PIE, 6), ("90AB00", KL, "Groen", 10), ("90AB00", GL, MVI, None),
        ("90AC00", KL, "Groen", 4),
    )  # fmt: skip
    found = inflow.technical_shares(table, table["vestiging"])
    assert [found[name].value for name in ("90AA00", "90AC00")] == [100, 0]
    for name, rows in table.groupby("vestiging"):
        alone = inflow.technical_share(rows)
        assert (found[name].low, found[name].high) == (alone.low, alone.high)


def test_pupils_of_an_old_department_count_in_their_sector() -> None:
    """The department matches in any case; the other row is another department."""
    table = pupil_table(("90AA00", GL, "Technologie Orientatie", 3), ("90AA00", GL, PIE, 5))
    assert inflow.department_count(table, "technologie orientatie").value == 3


def test_candidates_of_the_theoretical_pathway_do_not_count() -> None:
    """Basis and learning-work route count, the theoretical pathway does not."""
    table = exam_table("2018-2019", B_techniek=5, LWT_techniek=None, T_techniek=90, K_landbouw=6)
    found = exams.technical_candidates(table, "2018-2019")
    assert (found.low, found.high) == (6, 9)
    share = exams.candidate_share(table, "2018-2019")
    assert (share.low, share.high) == (50, 60)


def test_without_gl_the_learning_work_route_stays() -> None:
    """It belongs to basis."""
    table = exam_table("2018-2019", LWT_techniek=5, G_techniek=90, K_economie=5)
    assert exams.candidate_share(table, "2018-2019", ("bb", "kb")).value == 50


def results_table(*rows: tuple[str, str, int | None]) -> pd.DataFrame:
    """A file of results: track, sector and candidates."""
    table = pd.DataFrame(rows, columns=["LEERWEG VMBO", "VMBO SECTOR", "EXAMENKANDIDATEN"])
    return table.astype({"EXAMENKANDIDATEN": "Int64"}).assign(vestiging="90AA00", AFDELING="PIE")


def test_both_files_of_a_school_year_give_one_share() -> None:
    """The file by profile already excludes the theoretical pathway and havo."""
    results = results_table(
        ("BL", "Techniek", 1), ("GL", "Economie", 3), ("TL", "Techniek", 90), ("", "", 90)
    )
    assert exams.candidate_share_by_profile(results).value == 25


def test_files_are_one_series_and_the_newer_file_wins() -> None:
    """Two files with the same school year: definitive figures replace provisional ones."""
    tables = {
        dt.date(2019, 8, 1): exam_table("2018-2019", B_techniek=1, B_landbouw=1),
        dt.date(2020, 8, 1): exam_table("2018-2019", B_techniek=3, B_landbouw=1),
    }
    assert inflow.candidate_shares(tables)[2018].value == 75
    assert inflow.candidate_counts(tables)[2018].value == 3


def test_a_school_year_is_taken_from_the_newer_file_whatever_it_is_called() -> None:
    """An evaluator may give a file another id; no chapter names one."""
    files = {FIRST: "examens-oud", LAST: "examens-x"}
    tables = {day: exam_table("2018-2019", B_techniek=1) for day in files}
    assert exams.taken_from(files, tables) == {"2018-2019": "examens-x"}


def test_results_by_profile_are_of_the_school_year_that_ended() -> None:
    """Two files of which the date is a day in August: each is of one school year."""
    files = {dt.date(2018, 8, 1): "a", dt.date(2019, 8, 1): "b"}
    assert exams.results_of_years(files) == {"2017-2018": "a", "2018-2019": "b"}


def test_the_year_in_which_the_programme_began_is_in_both_periods() -> None:
    """A programme of 2020 to 2024: school years up to 2019-2020, and 2019-2020 to 2023-2024."""
    series = {year: exact(year - 2000, "%") for year in range(2014, 2026)}
    assert list(inflow.before(series, 2020)) == [2014, 2015, 2016, 2017, 2018, 2019]
    assert list(inflow.during(series, 2020, 2024)) == [2019, 2020, 2021, 2022, 2023, 2024]
    assert inflow.change(inflow.before(series, 2020)).value == 5
    assert inflow.since_first(series)[2016].value == 2
    assert min(inflow.since_first(series)) == 2015
    assert inflow.since_first({}) == {}


def test_a_series_of_shares_has_their_parts() -> None:
    """Between 1 and 4 of 4 others: the numerator and the whole have bounds, and no middle."""
    masked = share(between(1, 4, ""), exact(4, ""))
    (row,) = inflow.frame({"a": {2018: masked}}).to_dict("records")
    assert (row["teller ondergrens"], row["teller bovengrens"]) == (1, 4)
    assert (row["noemer ondergrens"], row["noemer bovengrens"]) == (5, 8)
    assert row["teller"] is None


def test_one_moment_has_no_change() -> None:
    """Nor has a series with an unknown share."""
    alone = inflow.change({2019: exact(20, "%")})
    assert (alone.value, alone.unit, alone.recipe.operation) == (None, POINTS, "difference")
    assert direction(inflow.change({})) == "niet te zeggen"


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (-0.2, -0.1, "daling"),
        (-0.2, 0, "niet te zeggen"),
        (0, 0, "gelijk"),
        (0, 0.1, "niet te zeggen"),
        (0.1, 0.2, "stijging"),
    ],
)
def test_a_direction_needs_the_whole_interval(low: float, high: float, word: str) -> None:
    """Bounds that touch zero decide nothing."""
    assert direction(between(low, high, POINTS)) == word


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_the_true_change_lies_within_its_bounds(ends: list[int]) -> None:
    """Whatever the two shares are within their bounds, their difference is within the bounds."""
    (a, b), (c, d) = sorted(ends[:2]), sorted(ends[2:])
    found = difference(between(a, b, "%"), between(c, d, "%"))
    assert found.low <= c - a <= found.high
    assert found.low <= d - b <= found.high
    assert (found.low, found.high) == (c - b, d - a)


def test_a_title_says_no_more_than_the_bounds() -> None:
    """A decided period is stated, an undecided one is called undecided."""
    up, open_ = exact(1, POINTS), between(-1, 1, POINTS)
    assert direction_title("het aandeel", {"eerst": up}) == "Het aandeel steeg eerst"
    assert "niet te zeggen" in direction_title("het aandeel", {"eerst": open_})


def test_the_axis_spans_all_bounds() -> None:
    """Two files are two lines with a band for the second; the axis spans all bounds."""
    parts = {"oud": {2017: exact(21, "%")}, "nieuw": {2018: between(20, 23, "%")}}
    figure = share_lines(parts, {"leerlingen": {2017: exact(19, "%")}}, 2018, "naad")(WIDE)
    panel = figure.axes[0]
    assert panel.get_ylim() == (18, 25)
    assert [text.get_text() for text in panel.get_xticklabels()] == ["2017-18", "2018-19"]
    assert "naad" in [text.get_text() for text in panel.texts]


def test_years_with_unknown_shares_stay_on_the_axis() -> None:
    """A year without a share is a gap; without any share the years are still shown."""
    gap = {"oud": {2017: unknown("%"), 2018: exact(21, "%")}}
    assert share_lines(gap, {}, 2018, "naad")(WIDE).axes[0].get_ylim() == (20, 23)
    panel = share_lines({"oud": {2017: unknown("%"), 2018: unknown("%")}}, {}, 2018, "")(WIDE).axes[
        0
    ]
    assert [text.get_text() for text in panel.get_xticklabels()] == ["2017-18", "2018-19"]


def test_the_divisions_have_the_names_and_profiles_of_the_report() -> None:
    """BWI and M&T are among the three as PIE is."""
    assert list(inflow.DIVISIONS) == [
        "sector Techniek", "sector zonder route", "vijf profielen", "PIE, BWI en M&T",
    ]  # fmt: skip
    for profile in (PIE, "Bouwen, wonen en interieur", "Mobiliteit en transport"):
        table = pupil_table(("90AA00", BL, profile, 1), ("90AA00", BL, "Groen", 1))
        assert inflow.technical_share(table, "PIE, BWI en M&T").value == 50


def test_the_rows_of_a_group_are_added_up() -> None:
    """One and two of PIE, and one of Groen, in one group: three of four."""
    table = pupil_table(
        *[("90AA00", BL, name, n) for name, n in ((PIE, 1), (PIE, 2), ("Groen", 1))]
    )
    groups = pd.Series("a", index=table.index)
    assert inflow.technical_shares(table, groups)["a"].value == 75


def test_a_group_without_pupils_who_count_has_no_share() -> None:
    """Gemengd is excluded, so location b has nobody left; the parts are counts of pupils."""
    table = pupil_table(("a", BL, PIE, 1), ("b", GL, PIE, 1))
    found = inflow.technical_shares(table, table["vestiging"], tracks="zonder gl")
    assert list(found) == ["a"]
    alone = inflow.technical_share(table)
    for one in (found["a"], alone):
        assert [part.unit for part in one.recipe.parts] == ["leerlingen", "leerlingen"]


def test_an_old_department_counts_its_pupils_of_the_sector() -> None:
    """Two and three of it in Techniek, in any case; one of another sector, one of PIE."""
    rows = [("oud vak", 2), ("OUD VAK", 3), ("Oud Vak", 4), (PIE, 5)]
    table = pupil_table(*[("90AA00", BL, name, n) for name, n in rows])
    table.loc[2, "VMBO SECTOR"] = "Landbouw"
    count = inflow.department_count(table, "Oud vak")
    assert (count.value, count.unit) == (5, "leerlingen")


def test_a_series_of_pupils_is_that_of_third_years_with_gemengd() -> None:
    """By default: a fourth-year does not count, a pupil of gemengd does."""
    table = pd.concat(
        [
            pupil_table(("90AA00", GL, PIE, 1), ("90AA00", BL, "Groen", 1)),
            pupil_table(("90AA00", BL, PIE, 9), year=4),
        ],
        ignore_index=True,
    )
    assert inflow.pupil_shares({FIRST: table})[2016].value == 50
    assert inflow.pupil_shares({FIRST: table}, tracks="zonder gl")[2016].value == 0


def test_profiles_are_compared_from_their_first_day_on() -> None:
    """The vintage of that day counts, an earlier one does not; each share has its division and year."""
    fourth = pupil_table(("90AA00", BL, "Groen", 2), year=4)
    tables = {FIRST: vintage(1, 1), LAST: pd.concat([vintage(3, 1), fourth], ignore_index=True)}
    for study, share_ in (("leerjaar 3", 75), ("leerjaar 3 en 4", 50)):
        found = inflow.profile_shares(tables, study, LAST)
        assert {name: one.value for name, one in found.items()} == {
            "vijf profielen 2019": share_,
            "PIE, BWI en M&T 2019": share_,
        }


def test_a_file_of_candidates_is_named_by_its_first_and_last_school_year() -> None:
    """Gemengd counts unless it is excluded: one of two candidates is technical."""
    table = exam_table("2014-2015", G_techniek=1, B_zorg=1)
    later = exam_table("2018-2019", G_techniek=3, B_zorg=1)
    column = later.columns[-1]
    found = inflow.file_shares({FIRST: table.assign(**{column: later[column]})})
    assert {year: one.value for year, one in found["2014-2019"].items()} == {2014: 50, 2018: 75}
    assert inflow.candidate_shares({FIRST: table})[2014].value == 50
    assert inflow.candidate_shares({FIRST: table}, "zonder gl")[2014].value == 0


def test_candidates_are_drawn_at_the_year_in_which_they_chose() -> None:
    """Those of 2014-2015 entered year 3 a year earlier, beside the pupils of that year."""
    found = inflow.entries_by_file({FIRST: exam_table("2014-2015", G_techniek=1, B_zorg=1)})
    assert {name: list(series) for name, series in found.items()} == {"bestand 2014-2015": [2013]}


def test_a_series_is_written_by_school_year_with_its_bounds() -> None:
    """2018 is 2018-2019; an empty series has no row and no change."""
    series = {2018: between(1, 3, "%")}
    assert list(inflow.by_school_year(series)) == ["2018-2019"]
    assert inflow.by_year(series) == {"2018": series[2018]}
    assert inflow.frame({"a": series}).to_dict("records") == [
        {
            "reeks": "a",
            "schooljaar": "2018-2019",
            "aandeel (%)": 2,
            "aandeel ondergrens (%)": 1,
            "aandeel bovengrens (%)": 3,
        }
    ]
    assert inflow.since_first({}) == {}


def lines(found: Measure, source: str = "bron") -> list[int]:
    """The lines of a source that a number depends on."""
    return found.rows.lines(source).tolist()


def test_an_inflow_rests_on_numerator_and_denominator() -> None:
    """Technical or not, of the tracks and years that count; a row without pupils is excluded."""
    table = pupil_table(
        ("90AA00", BL, PIE, 1), ("90AA00", GL, "Groen", 1), ("90AA00", KL, PIE, 0),
        ("90AA00", "VMBO TL lj 3-4", "", 9),
    ).rename_axis(index="bron")  # fmt: skip
    assert lines(inflow.technical_share(table)) == [0, 1]
    assert lines(inflow.technical_share(table, inflow.FIVE, tracks="zonder gl")) == [0]


def test_a_change_rests_on_its_ends() -> None:
    """Not on the vintages in between; with one vintage on that one."""
    tables = {
        dt.date(year, 10, 1): vintage(1, 1).rename_axis(index=f"leerlingen-{year}")
        for year in (2016, 2018, 2019)
    }
    series = inflow.pupil_shares(tables)
    assert inflow.change(series).rows.sources == ["leerlingen-2016", "leerlingen-2019"]
    alone = inflow.change({2018: series[2018]})
    assert (alone.value, lines(alone, "leerlingen-2018")) == (None, [0, 1])


def test_an_old_department_rests_on_its_own_rows() -> None:
    """Of the sector Techniek, and no other."""
    table = pupil_table(
        ("90AA00", BL, "Oud vak", 1), ("90AA00", BL, PIE, 1), ("90AA00", BL, "Oud vak", 1)
    )
    table.loc[2, "VMBO SECTOR"] = "Landbouw"
    assert lines(inflow.department_count(table.rename_axis(index="bron"), "oud vak")) == [0]


def candidates(*rows: tuple[str, int | None]) -> pd.DataFrame:
    """Candidates of 2018-2019 by the name of their programme."""
    column = "EXAMENKANDIDATEN SCHOOLJAAR 2018-2019 - TOTAAL"
    table = pd.DataFrame(rows, columns=["OPLEIDINGSNAAM", column]).astype({column: "Int64"})
    return table.assign(vestiging="90AA00")


FOUR = candidates(
    ("VMBO B - techniek", 3), ("VMBO LWT - techniek", None), ("VMBO K - zorg", 4),
    ("VMBO T - techniek", 100),
)  # fmt: skip
"""Three and one to four technical candidates, four others, and a hundred of the theoretical pathway."""


def test_technical_candidates_are_those_of_three_tracks() -> None:
    """The learning-work route counts as basis, the theoretical pathway does not count."""
    count = exams.technical_candidates(FOUR, "2018-2019")
    assert (count.low, count.high, count.unit) == (4, 7, "kandidaten")
    found = exams.candidate_share(FOUR, "2018-2019")
    assert (found.low, found.high) == (50, pytest.approx(700 / 11))
    assert exams.candidate_share(FOUR, "2018-2019", ["kb"]).value == 0
    assert [part.unit for part in found.recipe.parts] == ["kandidaten", "kandidaten"]


def test_candidates_rest_on_the_rows_with_someone_in_the_year() -> None:
    """A masked count is at least one, and zero is none; technical candidates have no row of the others."""
    table = pd.concat([FOUR, candidates(("VMBO G - techniek", 0), ("VMBO G - techniek", 1))])
    table.index = pd.RangeIndex(len(table), name="bron")
    year = "2018-2019"
    assert lines(exams.candidate_share(table, year)) == [0, 1, 2, 5]
    assert lines(exams.candidate_share(table, year, ["kb"])) == [2]
    assert lines(exams.technical_candidates(table, year)) == [0, 1, 5]


def test_candidates_by_profile_are_those_of_basis_kader_and_gemengd() -> None:
    """Two and one to four technical, four others; theoretical and a row without candidates are excluded."""
    rows = [("BL", "Techniek", 2), ("GL", "TECHNIEK", None), ("KL", "Zorg", 4), ("TL", "Techniek", 9),
            ("KL", "Techniek", 0)]  # fmt: skip
    table = results_table(*rows).rename_axis(index="bron")
    count = exams.technical_candidates_by_profile(table)
    assert (count.low, count.high, count.unit) == (3, 6, "kandidaten")
    found = exams.candidate_share_by_profile(table)
    assert (found.low, found.high) == (pytest.approx(300 / 7), 60)
    assert (lines(found), lines(count)) == ([0, 1, 2], [0, 1])


def test_the_school_years_of_a_file_are_those_of_its_totals() -> None:
    """In chronological order; a column of boys is not a total."""
    names = ["EXAMENKANDIDATEN SCHOOLJAAR {} - TOTAAL", "EXAMENKANDIDATEN SCHOOLJAAR {} - MAN"]
    columns = [
        names[0].format("2015-2016"),
        names[1].format("2016-2017"),
        names[0].format("2014-2015"),
    ]
    assert exams.school_years(pd.DataFrame(columns=columns)) == ["2014-2015", "2015-2016"]


def test_the_broad_share_is_that_of_the_intersectoral_programmes() -> None:
    """One of four third-years; of gemengd one of two, and of basis none."""
    table = pupil_table(
        ("90AA00", GL, "Dienstverlening en producten", 1), ("90AA00", GL, PIE, 1),
        ("90AA00", BL, "Groen", 2),
    )  # fmt: skip
    table.loc[0, "VMBO SECTOR"] = "Intersect. programma"
    assert inflow.broad_share(table).value == 25
    assert [inflow.broad_share(table, tracks=one).value for one in ("gl", "bb")] == [50, 0]


def test_an_old_department_is_a_part_of_the_technical_fourth_years_of_its_track() -> None:
    """One of four of gemengd; a third-year, another sector and another track are excluded."""
    rows = [("90AA00", GL, "Oud vak", 1), ("90AA00", GL, PIE, 3), ("90AA00", GL, "Groen", 5),
            ("90AA00", BL, "Oud vak", 7)]  # fmt: skip
    table = pd.concat(
        [pupil_table(*rows, year=4), pupil_table(("90AA00", GL, "Oud vak", 9))], ignore_index=True
    )
    assert inflow.department_share(table, "oud vak", "gl").value == 25


def test_candidates_belong_to_the_year_before_that_of_their_exam() -> None:
    """Who took the exam in 2018-2019 entered year 3 in 2017, and chose before a programme of 2018."""
    series = {2018: exact(20, "%"), 2019: exact(21, "%"), 2020: exact(22, "%")}
    entered = inflow.by_entry(series)
    assert entered == {2017: series[2018], 2018: series[2019], 2019: series[2020]}
    assert list(inflow.before(entered, 2018)) == [2017]
    assert list(inflow.during(entered, 2018, 2019)) == [2017, 2018, 2019]


def test_a_masked_school_year_is_taken_from_the_file_of_results() -> None:
    """2019-2020: two of four; another school year stays as it is."""
    files = {LAST: exam_table("2019-2020", B_techniek=None, G_zorg=3)}
    results = {
        dt.date(2020, 8, 1): results_table(("BL", "Techniek", 2), ("GL", "Zorg & Welzijn", 2))
    }
    assert inflow.candidate_shares(files, results=results)[2019].value == 50
    assert inflow.candidate_shares(files, "bb", results)[2019].value == 100
    assert inflow.candidate_counts(files, results)[2019].value == 2
    assert inflow.candidate_counts(files)[2019].low == 1
    other_year = {dt.date(2019, 8, 1): results[dt.date(2020, 8, 1)]}
    assert inflow.candidate_shares(files, results=other_year)[2019].low < 50


def test_files_of_results_count_from_the_first_masked_school_year() -> None:
    """That of 2018-2019, dated at its end, does not; that of 2019-2020 does."""
    results = {dt.date(year, 8, 1): results_table() for year in (2019, 2020)}
    chosen = inflow.of_masked_years(results, dt.date(2019, 8, 1))
    assert list(chosen) == [dt.date(2020, 8, 1)]


def test_a_series_is_split_where_masking_begins() -> None:
    """Exact years and masked ones; a part without years is left out."""
    series = {2017: exact(20, "%"), 2018: between(19, 21, "%")}
    assert inflow.by_masking(series) == {
        "onafgeschermd": {2017: series[2017]}, "afgeschermd": {2018: series[2018]},
    }  # fmt: skip
    assert list(inflow.by_masking({2017: series[2017]})) == ["onafgeschermd"]


def test_every_track_has_a_row_per_vintage() -> None:
    """Basis has one technical third-year of four, kader nobody in year 3 and two in year 4, gemengd one broad."""
    table = pd.concat(
        [
            vintage(1, 3),
            pupil_table(("90AA00", KL, PIE, 2), year=4),
            pupil_table(("90AA00", GL, "D&P", 1)).assign(**{"VMBO SECTOR": inflow.BROAD}),
        ],
        ignore_index=True,
    )
    third, both = (
        {track: [one.value for one in row.values()] for track, row in found.items()}
        for found in (
            inflow.level_rows({LAST: table}),
            inflow.level_rows({LAST: table}, "leerjaar 3 en 4"),
        )
    )
    assert third == {"bb, 2019": [1, 25, 0], "kb, 2019": [0, None, None], "gl, 2019": [0, 0, 100]}
    assert both == {**third, "kb, 2019": [2, 100, 0]}
    names = list(inflow.level_rows({LAST: table})["bb, 2019"])
    assert names == ["Techniek", "Aandeel techniek", "Aandeel breed"]
