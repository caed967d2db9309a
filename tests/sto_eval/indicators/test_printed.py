"""Figures printed by others: what they bound, in which unit, and how that is computed."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest

from recount.errors import UnknownName
from recount.numbers.measures import Measure
from sto_eval.indicators import printed

FIGURES = pd.DataFrame(
    [
        ("plafond-1", 30.0, "2020", ""),
        ("plafond-2", 50.0, "2021", ""),
        ("verlenging", 100.0, "2022, na afloop", ""),
        ("regel", 25.0, "", ""),
        ("aanloop", 5.0, "2019", ""),
        ("norm", 10.0, "2020", ""),
        ("gepland", 20.0, "2020-2023", ""),
        ("regios-begin", 70.0, "2020", "regios"),
        ("regios-eind", 78.0, "2024", "regios"),
        ("regios-later", 90.0, "2025", "regios"),
    ],
    columns=["id", "waarde", "periode", "vergelijk"],
    index=pd.RangeIndex(2, 12, name="publicaties"),
)
INVESTMENT = Decimal(90)


def made(measure: Measure) -> tuple[str, str, str]:
    """The unit of a number, its operation, and the column that this uses."""
    return measure.unit, measure.recipe.operation, measure.recipe.column


def test_a_missing_figure_is_an_error_in_five_parts() -> None:
    """With the pattern that matches no id, and the nearest id."""
    with pytest.raises(UnknownName) as caught:
        printed.rows(FIGURES, "plafond-*", "nrm")
    assert caught.value.args == (
        "no published figure 'nrm'",
        "the list of published figures, column 'id'",
        "an id, or a pattern of ids",
        "the closest is 'norm'",
        "Correct the parameter of the chapter.",
    )


def test_figures_of_one_year_have_that_year_and_an_exact_value() -> None:
    """Words after the year do not matter; a span of years is excluded."""
    found = printed.of_one_year(FIGURES, "plafond-2", "verlenging", "gepland")
    assert found.to_dict("list") == {"jaar": [2021, 2022], "waarde": [Decimal(50), Decimal(100)]}
    assert [type(value) for value in found["waarde"]] == [Decimal, Decimal]


def test_years_are_counted_with_and_without_extension_and_start_up() -> None:
    """Two years with a cap, one of the extension, one of the start-up phase."""
    found = printed.year_specifications(FIGURES, "plafond-*", "verlenging", "aanloop")
    assert [(tuple(one.choices.items()), one.measure.value) for one in found] == [
        ((("begin", "vanaf de regeling"), ("einde", "met de verlenging")), 3),
        ((("begin", "vanaf de regeling"), ("einde", "zonder de verlenging")), 2),
        ((("begin", "vanaf de aanloopfase"), ("einde", "met de verlenging")), 4),
        ((("begin", "vanaf de aanloopfase"), ("einde", "zonder de verlenging")), 3),
    ]
    assert made(found[0].measure) == ("jaar", "distinct", "jaar")


def test_the_ceiling_is_in_euros_and_bounds_from_above() -> None:
    """80 of caps and a quarter of it; no minimum is printed, so the lower end is open."""
    ceiling = printed.grant_ceiling(FIGURES, "plafond-*", "verlenging", "regel")
    assert (ceiling.value, made(ceiling)) == (100, ("euro", "ceiling", "waarde"))
    found = printed.grant_bounds(FIGURES, "plafond-*", "verlenging", "regel")
    assert (found.low, found.high, made(found)) == (-math.inf, 100, ("euro", "bounds", ""))
    assert found.recipe.parts == (ceiling,)
    caps = printed.caps_by_year(FIGURES, ["plafond-*"])
    assert {year: (one.value, made(one)) for year, one in caps.items()} == {
        "2020": (30, ("euro", "sum", "waarde")),
        "2021": (50, ("euro", "sum", "waarde")),
    }


def test_counts_of_the_first_and_the_last_year_bound_the_regions() -> None:
    """70 in 2020 and 78 in 2024 do, 90 in 2025 does not; without a count within the period unknown."""
    found = printed.region_bounds(FIGURES, "regios", 2020, 2024)
    assert (found.low, found.high) == (70, 78)
    none = printed.region_bounds(FIGURES, "regios", 2021, 2023)
    assert (none.value, none.rows.lines("publicaties").tolist()) == (None, [])
    assert made(found) == made(none) == ("regio's", "bounds", "waarde")


def test_a_printed_number_is_copied() -> None:
    """Ten percent is ten percent, 78 regions are 78; by name in the report."""
    share = printed.printed_shares(FIGURES, {"de norm": "norm"})["de norm"]
    count = printed.printed_count(FIGURES, "regios-eind", "regio's")
    assert (share.value, made(share)) == (10, ("%", "copy", "waarde"))
    assert (count.value, made(count)) == (78, ("regio's", "copy", "waarde"))
    assert printed.values(FIGURES, {"de norm": "norm"}) == {"de norm": Decimal(10)}


def test_the_contribution_needed_rests_on_the_norm() -> None:
    """Ten percent of all costs beside ninety euros is ten; twenty percent 22.50."""
    needed = printed.contribution_needed(FIGURES, INVESTMENT, "norm")
    assert (needed.value, made(needed)) == (10, ("euro", "contribution", "waarde"))
    assert needed.rows.lines("publicaties").tolist() == [7]
    found = printed.contribution_bounds(FIGURES, INVESTMENT, "norm", "gepland")
    assert (found.low, found.high) == (10, Decimal("22.50"))
    assert made(found) == ("euro", "bounds", "waarde")


def test_yardsticks_stand_beside_the_infographic() -> None:
    """Ten beside ninety is the norm; thirty is three times as much."""
    found = printed.yardsticks(FIGURES, INVESTMENT, Decimal(30), {"de norm": "norm"})
    assert {
        title: {name: (one.value, one.unit) for name, one in family.items()}
        for title, family in found.items()
    } == {
        "Deel van alle kosten": {"de infographic": (25, "%"), "de norm": (10, "%")},
        "Bijdrage": {"de infographic": (30, "euro"), "de norm": (10, "euro")},
    }
    whole = found["Deel van alle kosten"]["de infographic"]
    assert [part.unit for part in whole.recipe.parts] == ["euro", "euro"]


def test_what_the_print_says_is_put_together() -> None:
    """Ten of ninety and ten is a tenth; 70 of 78 regions; two caps are printed."""
    own = printed.printed_contribution(FIGURES, INVESTMENT, Decimal(10))
    assert (own.value, own.numerator, own.denominator) == (10, 10, 100)
    assert own.rows.lines("publicaties").tolist() == []
    part = printed.printed_part(FIGURES, "regios-begin", "regios-eind")
    assert (part.numerator, part.denominator, made(part)) == (70, 78, ("%", "share", "waarde"))
    assert part.rows.lines("publicaties").tolist() == [9, 10]
    caps = printed.row_count(FIGURES, "plafond-*", "plafonds")
    assert (caps.value, made(caps)) == (2, ("plafonds", "count", ""))


SCHEME = pd.DataFrame(
    [
        ("plafond-a-1", 30.0, "2020", "investering"),
        ("plafond-b-1", 10.0, "2020", "investering"),
        ("plafond-a-2", 40.0, "2021", "investering"),
        ("plafond-totaal", 80.0, "2020-2021", "investering"),
        ("budget", 100.0, "2022", "investering"),
        ("regel", 25.0, "2022", ""),
        ("begin", 1500.0, "2019, na de verhoging", ""),
        ("norm", 10.0, "2020", ""),
        ("gepland", 20.0, "2020-2023", ""),
        ("regios-voor", 87.0, "1 november 2019", "regios"),
        ("regios-a", 77.0, "11 januari 2021", "regios"),
        ("regios-b", 78.0, "2022", "regios"),
        ("regios-nu", 74.0, "nu, op de website", "regios"),
    ],
    columns=["id", "waarde", "periode", "vergelijk"],
)


def ends(measure: Measure) -> tuple[object, object]:
    """The bounds of a measure."""
    return measure.low, measure.high


def test_a_printed_number_rests_on_its_row() -> None:
    """The years on caps and budget of one year, not on the sum of years; a norm on its own row."""
    figures = SCHEME.rename_axis(index="publicaties")

    def lines(measure: Measure) -> list[int]:
        return measure.rows.lines("publicaties").tolist()

    assert lines(printed.year_count(figures, ["plafond-*", "budget"])) == [0, 1, 2, 4]
    ceiling = printed.grant_ceiling(figures, "plafond-*", "budget", "regel")
    assert lines(ceiling) == [0, 1, 2, 4, 5]
    assert lines(printed.printed_shares(figures, {"de norm": "norm"})["de norm"]) == [7]
    assert lines(printed.printed_count(figures, "regios-b", "regio's")) == [11]


def test_printed_bounds_rest_on_what_was_printed() -> None:
    """The ceiling and its parts, the two shares, and the counts of regions within the period."""
    figures = SCHEME.rename_axis(index="publicaties")
    found = [
        printed.grant_bounds(figures, "plafond-*", "budget", "regel"),
        printed.contribution_bounds(figures, Decimal(90), "norm", "gepland"),
        printed.region_bounds(figures, "regios", 2020, 2024),
    ]
    assert [one.rows.lines("publicaties").tolist() for one in found] == [
        [0, 1, 2, 4, 5], [7, 8], [10, 11],
    ]  # fmt: skip


def test_the_years_of_the_scheme_are_those_with_a_cap() -> None:
    """2020 and 2021 have a cap, 2022 the extension, 2019 the start-up phase; a span of years is no year."""
    assert printed.year_count(SCHEME, ["plafond-*", "budget"]).value == 3
    found = printed.year_specifications(SCHEME, "plafond-*", "budget", "begin")
    assert [s.measure.value for s in found] == [3, 2, 4, 3]


def test_a_changed_figure_changes_the_years() -> None:
    """An extension in a year that had a cap already adds none."""
    other = SCHEME.replace({"periode": {"2022": "2021"}})
    assert printed.year_count(other, ["plafond-*", "budget"]).value == 2


def test_the_most_that_could_be_granted_follows_caps_and_rule() -> None:
    """Caps of 80, and for the extension a quarter of that, as that is less than its budget of 100; no least."""
    found = printed.grant_bounds(SCHEME, "plafond-*", "budget", "regel")
    assert ends(found) == (Decimal("-Infinity"), Decimal("100.00"))
    poor = SCHEME.replace({"waarde": {100.0: 7.0}})
    assert printed.grant_bounds(poor, "plafond-*", "budget", "regel").high == Decimal("87.00")


def test_caps_of_one_year_are_added_up() -> None:
    """Two kinds of regions in 2020."""
    found = printed.caps_by_year(SCHEME, ["plafond-*", "budget"])
    assert [m.value for m in found.values()] == [40, 40, 100]


def test_only_counts_of_regions_within_the_period_bound_the_claim() -> None:
    """87 is of the year before, 74 has no year."""
    assert ends(printed.region_bounds(SCHEME, "regios", 2020, 2024)) == (77, 78)
    assert printed.region_bounds(SCHEME, "regios", 2030, 2031).value is None


def test_a_norm_of_all_costs_asks_more_than_of_the_grant() -> None:
    """90 euros with a norm of 10 percent of all costs need 10; with 20 percent 22.50."""
    found = printed.contribution_bounds(SCHEME, Decimal(90), "norm", "gepland")
    assert ends(found) == (Decimal("10.00"), Decimal("22.50"))


def test_a_figure_that_is_not_in_the_list_is_named() -> None:
    """A typo in a parameter leads to the nearest id."""
    with pytest.raises(UnknownName, match="the closest is 'gepland'"):
        printed.value(SCHEME, "gepand")


def test_the_printed_figures_are_compared_with_the_norm() -> None:
    """30 next to 90 is a quarter of all costs; a norm of 10 percent asks 10."""
    found = printed.yardsticks(SCHEME, Decimal(90), Decimal(30), {"norm": "norm"})
    assert [m.value for m in found["Deel van alle kosten"].values()] == [25, 10]
    assert [m.value for m in found["Bijdrage"].values()] == [30, 10]
