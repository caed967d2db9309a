"""Survey, places, support and broadcasts: three rows each, and a changed row moves the number."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from recount.numbers.formats import write_out
from recount.numbers.measures import Measure, exact, unknown
from sto_eval.indicators import broadcasts, places, support, survey

REGIONS = pd.DataFrame({"regio_id": ["R1", "R2", "R3", "R4"]}).rename_axis(index="regios")
ASKED = pd.DataFrame({"regio_id": [f"R{number}" for number in range(1, 21)]})
ASKED.index.name = "regios"
ANSWERS = pd.DataFrame(
    {
        "regio_id": ASKED["regio_id"][:15],
        "meetjaar": 2024,
        "vraag": "kwaliteit",
        "antwoord": pd.array([5, 4] * 5 + [2] * 5, dtype="Int64"),
    }
).rename_axis(index="enquete")
"""Ten of twenty regions agree, five do not, five did not answer."""

SPOTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2"],
        "soort": ["techhub", "evenement", "evenement"],
        "jaar": [2020, 2021, 2021],
    }
).rename_axis(index="locaties")
MEETINGS = pd.DataFrame(
    {
        "datum": pd.to_datetime(["2020-05-01", "2021-05-01", "2021-06-01"]),
        "soort": ["landelijk", "landelijk", "bovenregionaal"],
    }
).rename_axis(index="bijeenkomsten")
VISITS = pd.DataFrame(
    {
        "ondersteuner": ["O1", "O1", "O2", "O3", "O4", "O5"],
        "regio_id": ["R1", "R2", "R1", "R1", "R1", "R1"],
        "datum": pd.to_datetime(["2020-01-01", "2021-12-31", *["2021-02-01"] * 4]),
        "dagen": [1.0, 2.0, 5.0, 0.0, 0.0, 0.0],
    }
).rename_axis(index="ondersteuning")
"""One person in 2020, five in 2021; eight days."""
SHOWS = pd.DataFrame(
    {
        "views": [100, 200, 300],
        "kijkers_live_uniek": [10, 20, 60],
        "kijkers_live_piek": [5, 10, 30],
        "uitgelezen_op": pd.to_datetime(["2024-12-01"] * 3),
    }
).rename_axis(index="sto_live")
FOUR, PRINTED = exact(4, "regio's"), exact(78, "regio's")


def lines(measure: Measure) -> dict[str, list[int]]:
    """The lines that a number rests on, by source."""
    return {name: measure.rows.lines(name).tolist() for name in measure.rows.sources}


def changed(table: pd.DataFrame, column: str, value: object, row: int = 0) -> pd.DataFrame:
    """The table with one cell changed."""
    copy = table.copy()
    copy.loc[row, column] = value
    return copy


def test_who_did_not_answer_widens_the_share() -> None:
    """Ten to fifteen of twenty: between 50 and 75 percent; of those who answered ten of fifteen."""
    share = survey.agreement_share(ANSWERS, ASKED, "kwaliteit")
    assert (share.low, share.high) == (50, 75)
    among = survey.agreement_share(ANSWERS, ASKED, "kwaliteit", survey.ANSWERED)
    assert among.low == among.high == pytest.approx(200 / 3)
    assert survey.response_share(ANSWERS, ASKED).value == 75


def test_an_agreement_rests_on_the_answers_and_on_all_who_were_asked() -> None:
    """Not on the answer to another question, nor on the row without one; among answers on no region."""
    answers = changed(changed(ANSWERS, "vraag", "uitstraling"), "antwoord", pd.NA, 14)
    everyone = list(range(20))
    least = survey.least_agreement(answers, ASKED, ["kwaliteit"])
    assert lines(least) == {"enquete": list(range(1, 14)), "regios": everyone}
    among = survey.agreement_share(answers, ASKED, "kwaliteit", survey.ANSWERED)
    assert lines(among) == {"enquete": list(range(1, 14)), "regios": []}
    response = survey.response_share(answers, ASKED)
    assert lines(response) == {"regios": everyone, "enquete": list(range(14))}


def test_one_answer_moves_the_result() -> None:
    """The second leader changes from agreeing to not: nine to fourteen of twenty."""
    least = survey.least_agreement(changed(ANSWERS, "antwoord", 1, 1), ASKED, ["kwaliteit"])
    assert (least.low, least.high) == (45, 70)


def test_the_least_agreed_statement_counts() -> None:
    """Nobody was asked about the image, so from none to all; fifty to 75 percent agree with the other: at most 75."""
    least = survey.least_agreement(ANSWERS, ASKED, ["kwaliteit", "uitstraling"])
    assert (least.low, least.high) == (0, 75)
    assert [s.label for s in survey.specifications(ANSWERS, ASKED, ["kwaliteit"])] == [
        "kwaliteit, alle regio's",
        "kwaliteit, regio's die antwoordden",
    ]


@pytest.mark.parametrize("answer", [1, 5])
def test_a_statement_with_four_on_one_side_is_withheld(answer: int) -> None:
    """Four of fourteen think otherwise than the rest: no share, in no reading, and so no least one."""
    rows = ANSWERS[:14].assign(antwoord=[answer] * 4 + [6 - answer] * 10)
    both = [
        *survey.specifications(rows, ASKED, ["kwaliteit"]),
        *survey.specifications(ANSWERS, ASKED, ["kwaliteit"]),
    ]
    assert [each.measure.withheld for each in both] == [True, True, False, False]
    other = pd.concat([rows, ANSWERS.assign(vraag="uitstraling")])
    least = survey.least_agreement(other, ASKED, ["kwaliteit", "uitstraling"])
    assert (least.withheld, least.unit) == (True, "%")
    assert lines(least) == {"enquete": list(range(15)), "regios": list(range(20))}


def test_a_region_needs_a_place_and_an_event() -> None:
    """One of four has both; a place more makes it two."""
    assert places.both_share(SPOTS, REGIONS).value == 25
    assert places.both_share(changed(SPOTS, "regio_id", "R2"), REGIONS).value == 25
    more = pd.concat([SPOTS, SPOTS.iloc[[0]].assign(regio_id="R2")])
    assert places.both_share(more, REGIONS).value == 50
    assert places.place_counts(SPOTS)["evenement"].value == 2
    assert places.by_year(SPOTS)["evenement"]["2021"].value == 2


def test_places_rest_on_the_rows_of_the_regions_that_have_them() -> None:
    """Both kinds are in R1 only, on lines 0 and 1; R2 has an event without a place."""
    everywhere = [0, 1, 2, 3]
    assert lines(places.both_share(SPOTS, REGIONS)) == {"regios": everywhere, "locaties": [0, 1]}
    event = places.region_share(SPOTS, REGIONS, places.EVENTS)
    assert lines(event) == {"regios": everywhere, "locaties": [1, 2]}
    assert lines(places.place_count(SPOTS, "techhub")) == {"locaties": [0]}


def test_each_requirement_has_a_share_of_the_regions() -> None:
    """A place in one of four regions, an event in two, both in one, either in two."""
    found = places.specifications(SPOTS, REGIONS)
    assert [(tuple(one.choices.items()), one.measure.value) for one in found] == [
        ((("eis", "een plek en een evenement"),), 25),
        ((("eis", "een plek"),), 25),
        ((("eis", "een evenement"),), 50),
        ((("eis", "een van beide"),), 50),
    ]
    each = places.region_shares(SPOTS, REGIONS)
    assert {kind: one.value for kind, one in each.items()} == {
        "techhub": 25, "techlab": 0, "evenement": 50, "techniekdag": 0,
    }  # fmt: skip
    assert [part.unit for part in each["techhub"].recipe.parts] == ["regio's", "regio's"]
    assert places.place_count(SPOTS, "techhub").unit == "plekken en dagen"


def test_meetings_are_counted_per_year_and_in_total() -> None:
    """Two national meetings in two years: one a year, two in all; a meeting before does not count."""
    national = support.of_kind(MEETINGS, "landelijk")
    assert support.meeting_count(national, 2020, 2021, support.PER_YEAR).value == 1
    assert support.meeting_count(national, 2020, 2021, support.IN_ALL).value == 2
    moved = changed(national, "datum", pd.Timestamp("2019-12-31"))
    found = support.meeting_count(moved, 2020, 2021, support.IN_ALL)
    assert (found.value, lines(found)) == (1, {"bijeenkomsten": [1]})
    assert lines(support.meeting_count(moved, 2020, 2021, support.PER_YEAR)) == lines(found)
    labels = [s.label for s in support.meeting_specifications(national, 2020, 2021)]
    assert labels == ["gemiddeld per jaar", "in de hele periode", "in 2020", "in 2021"]


def test_supporters_are_counted_and_their_days_averaged() -> None:
    """Five persons in 2021; eight days over four regions and two years is one day."""
    found = support.supporter_count(VISITS, "2021-01-01", "2021-12-31")
    assert (found.value, lines(found)) == (5, {"ondersteuning": [1, 2, 3, 4, 5]})
    assert support.days_per_region(VISITS, FOUR, 2).value == 1
    assert support.days_per_region(changed(VISITS, "dagen", 9.0), FOUR, 2).value == 2
    assert support.days_per_region(VISITS, exact(0, "regio's"), 2).value is None


def test_days_rest_on_all_visits_and_on_the_regions_counted() -> None:
    """All four regions, or of the visited ones the visits themselves."""
    days = support.day_specifications(VISITS, REGIONS, 2020, 2021)
    every = {"ondersteuning": [0, 1, 2, 3, 4, 5]}
    assert lines(days[0].measure) == {**every, "regios": [0, 1, 2, 3]}
    assert (days[2].label, lines(days[2].measure)) == (
        "bezochte regio's, alle ondersteuners samen",
        every,
    )


def test_fewer_than_five_supporters_are_withheld() -> None:
    """One in 2020; of four in all the days of each are withheld too, as they would reveal the number of persons."""
    assert support.supporter_count(VISITS, "2020-01-01", "2020-12-31").withheld
    days = [
        [each.measure.withheld for each in support.day_specifications(rows, REGIONS, 2020, 2021)]
        for rows in (VISITS, VISITS[:-1])
    ]
    assert days == [[False] * 4, [False, True] * 2]


def test_printed_days_bound_the_supporters() -> None:
    """Five days for 78 regions are 390: two supporters at 220 days, and any number more."""
    needed = support.supporters_needed(5, PRINTED, 220)
    assert (needed.low, needed.high) == (2, math.inf)
    assert support.days_possible(10, PRINTED, 220).high == pytest.approx(28.2, abs=0.01)
    work = support.work_per_supporter(5, PRINTED, 10)
    assert {name: measure.value for name, measure in work.items()} == {"samen": 39, "elk": 390}
    assert support.days_together(5, PRINTED).value == 390
    assert support.days_together(5, unknown("regio's")).value is None


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
