"""Disclosure control of tables: what is secret, what is hidden, what is printed; laws over made-up tables."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sto_eval.disclosure import statements as told
from sto_eval.disclosure import tables
from sto_eval.disclosure.audit import audit, span
from sto_eval.disclosure.statements import Release
from sto_eval.disclosure.suppression import protect
from sto_eval.disclosure.tables import Margin, Table
from sto_eval.errors import DisclosureError

TRIED = np.indices((18,) * 4).reshape(4, -1)
"""All counts from 0 to 17 in four cells."""

ROWS = [[3, 10, 20], [30, 40, 50], [7, 8, 90]]


def frame(rows: list[list[int]], columns: str = "PQR", name: str = "profiel") -> pd.DataFrame:
    """Counts by region A, B, ... and one-letter categories."""
    regions = [chr(ord("A") + place) for place in range(len(rows))]
    return pd.DataFrame(
        rows, pd.Index(regions, name="regio"), pd.Index(list(columns)[: len(rows[0])], name=name)
    )


def place(row: str, column: str = "") -> told.Cell:
    """The cell of a region and a profile, or the total of the region."""
    return tables.cell_of("leerlingen", {"regio": row} | ({"profiel": column} if column else {}))


def shown(table: Table, protected: Release) -> list[list[str]]:
    """The texts of a table, row by row."""
    return tables.texts(table, protected).to_numpy().tolist()


def test_a_secret_takes_the_smallest_neighbours_with_it() -> None:
    """Of 3 in the first row the neighbour 10 goes, and under both 7 and 8: the cheapest rectangle."""
    table = Table("leerlingen", frame(ROWS))
    safe = protect(tables.published([table]))
    assert shown(table, safe) == [
        ["x", "x", "20", "33"],
        ["30", "40", "50", "120"],
        ["x", "x", "90", "105"],
        ["40", "58", "160", "258"],
    ]
    counts = [
        made(safe).value
        for made in (tables.hidden_count, tables.hidden_first_count, tables.hidden_second_count)
    ]
    assert counts == [4, 1, 3]


def test_without_totals_only_the_secret_is_hidden() -> None:
    """Nothing can be computed from the other cells, and a total that is not printed has no place."""
    table = Table("leerlingen", frame(ROWS[:1]), rows="none", columns="none", grand="none")
    assert shown(table, protect(tables.published([table]))) == [["x", "10", "20"]]


def test_a_total_that_is_known_elsewhere_stays() -> None:
    """The country has 12 in P and 50 in Q: 3 goes, and 9 with it, so that each is 0 to 12."""
    table = Table(
        "leerlingen", frame([[3, 20], [9, 30]]), rows="none", columns="elsewhere", grand="none"
    )
    assert shown(table, protect(tables.published([table]))) == [
        ["x", "20"],
        ["x", "30"],
        ["12", "50"],
    ]


def test_a_secret_that_a_fixed_total_gives_away_stops_the_chapter() -> None:
    """1 and 2 make a total of 3 that is known elsewhere; nothing that we hide helps."""
    table = Table("leerlingen", frame([[1], [2]]), rows="none", columns="elsewhere", grand="none")
    with pytest.raises(DisclosureError, match="a small count follows from what cannot be hidden"):
        protect(tables.published([table]))


def test_nobody_is_a_secret_unless_nobody_can_be() -> None:
    """A zero of persons is hidden; where no location has the profile it is printed."""
    low = frame([[0, 20, 30], [0, 40, 50]])
    never = low.eq(0) & (low.index == "B")[:, None]
    table = Table("leerlingen", low, rows="none", columns="none", grand="none", impossible=never)
    assert shown(table, protect(tables.published([table]))) == [
        ["x", "20", "30"],
        ["0", "40", "50"],
    ]


def test_a_possible_count_is_no_impossible_zero() -> None:
    """A cell that is called impossible and has somebody in it is a secret like another."""
    low = frame([[2, 20]])
    table = Table("leerlingen", low, rows="none", columns="none", grand="none", impossible=low < 5)
    assert place("A", "P") in tables.secrets(table)


def test_open_counts_keep_the_masking_of_their_publisher() -> None:
    """1 to 4 reads "minder dan 5", a sum with two of them its bounds; nothing of it is secret."""
    low, high = frame([[1, 1, 20]]), frame([[4, 4, 20]])
    table = Table("leerlingen", low, high, closed=False, columns="none", grand="none")
    made = tables.published([table])
    assert not made.secrets
    assert shown(table, protect(made)) == [
        ["minder dan 5", "minder dan 5", "20", "tussen 22 en 28"]
    ]


def test_counts_of_places_are_not_hidden() -> None:
    """A table that is not of persons of a closed register prints its ones and zeros."""
    table = Table("vestigingen", frame([[0, 1], [2, 3]]), closed=False)
    assert shown(table, protect(tables.published([table])))[0] == ["0", "1", "1"]


def test_tables_with_one_subject_share_their_totals() -> None:
    """By profile 3 and 30 without a total, by sex 13 and 20: the row of 33 gives 3 away."""
    by_profile = Table("leerlingen", frame([[3, 30]]), rows="none", columns="none", grand="none")
    by_sex = Table("leerlingen", frame([[13, 20]], "mv", "sekse"), columns="none", grand="none")
    both = tables.published([by_profile, by_sex]).hiding([place("A", "P")])
    assert {(leak.least, leak.most) for leak in audit(both)} == {(3, 3)}
    assert audit(protect(both)) == []
    assert protect(tables.published([by_profile])).second == frozenset()


def test_radii_that_grow_are_taken_from_each_other() -> None:
    """20 within five kilometres and 23 within ten leave 3 in between, which is found and hidden."""
    table = Table("leerlingen", frame([[20, 23, 60]]), rows="none", columns="none", grand="none")
    made = tables.published([table], *tables.between_columns(table))
    assert {(leak.least, leak.most) for leak in audit(made)} == {(3, 3)}
    assert len(protect(made).hidden) == 1


def test_a_table_with_those_across_the_border_is_taken_from_the_one_without() -> None:
    """40 and 42 in A leave 2; 50 and 70 in B leave 20. What lies in between is a group of its own."""
    inner = Table("binnen", frame([[40], [50]]), rows="none", columns="none", grand="none")
    outer = Table("alle", frame([[42], [70]]), rows="none", columns="none", grand="none")
    made = tables.published([inner, outer], *tables.between_tables(inner, outer))
    assert {(leak.least, leak.most) for leak in audit(made)} == {(2, 2)}
    assert audit(protect(made)) == []


def test_one_count_has_one_value() -> None:
    """Two tables of one subject that differ stop the chapter, and so does a sum that is not one."""
    first, second = (Table("leerlingen", frame([[count, 30]])) for count in (10, 11))
    with pytest.raises(DisclosureError, match="one count has two values"):
        tables.published([first, second])
    wrong = told.release(
        [told.counted(("a",), 5), told.counted(("t",), 9), told.total(("t",), [("a",)])]
    )
    with pytest.raises(DisclosureError, match="no counts agree"):
        span(wrong, ("a",))


def test_what_was_hidden_by_hand_stays_hidden() -> None:
    """Also where it is idle."""
    made = tables.published([Table("leerlingen", frame([[30, 40], [50, 60]]))]).hiding(
        [place("B", "Q")]
    )
    assert protect(made).hidden == {place("B", "Q")}


def test_the_range_of_a_count_that_nothing_bounds_has_no_end() -> None:
    """A hidden cell of a table without totals lies between zero and anything."""
    assert span(told.release([told.counted(("a",), 3)]).hiding([("a",)]), ("a",)) == (
        0,
        float("inf"),
    )


def test_a_share_stands_for_the_counts_that_print_alike() -> None:
    """0.3 percent of 2000 is 0.25 to 0.35: 5 prints as 0.2 and 7 as 0.3 or 0.4, as the text itself says."""
    one = told.share(("aandeel",), ("a",), 6, 2000)
    texts = {count: f"{count / 20:.1f}" for count in range(12)}
    assert [count for count, text in texts.items() if text == "0.3"] == [
        *range(int(one.low), int(one.high) + 1)
    ]


counts = st.integers(0, 25)
margins: st.SearchStrategy[Margin] = st.sampled_from(["none", "shown"])


@st.composite
def made_up(draw: st.DrawFn) -> Table:
    """A table of two to four regions by two or three profiles, with totals that are printed or not."""
    width = draw(st.integers(2, 3))
    rows = draw(st.lists(st.lists(counts, min_size=width, max_size=width), min_size=2, max_size=4))
    return Table("leerlingen", frame(rows), None, True, *(draw(margins) for _ in range(3)))  # noqa: FBT003


@settings(max_examples=60)
@given(made_up())
def test_after_protection_the_auditor_finds_nothing(table: Table) -> None:
    """No secret is printed or follows; what is printed is the count itself."""
    safe = protect(tables.published([table]))
    assert audit(safe) == []
    printed = {each.name: each.low for each in safe.shown}
    for each in tables.entries(table):
        if each.known == "shown":
            assert each.cell in safe.hidden or printed[each.cell] == each.low >= 5


@settings(max_examples=40)
@given(made_up(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_is_irrelevant(table: Table, chance: random.Random) -> None:
    """The same places are hidden when rows and columns are shuffled."""
    rows, columns = list(table.low.index), list(table.low.columns)
    chance.shuffle(rows)
    chance.shuffle(columns)
    low = table.low.loc[rows, columns].rename_axis(index="regio", columns="profiel")
    other = Table("leerlingen", low, None, True, table.rows, table.columns, table.grand)  # noqa: FBT003
    first, second = (protect(tables.published([each])) for each in (table, other))
    assert first.hidden == second.hidden


@settings(max_examples=40)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.integers(0, 8)))
def test_a_range_is_what_trying_all_counts_gives(block: list[int], gone: set[int]) -> None:
    """A block of two by two with its totals, any of them hidden: each range by trying 0 to 17 in every cell."""
    made = tables.published([Table("leerlingen", frame([block[:2], block[2:]]))])
    names = sorted({each.name for each in made.statements if not each.fixed}, key=repr)
    made = made.hiding(names[number] for number in gone)
    tried = dict(zip([place(row, column) for row in "AB" for column in "PQ"], TRIED, strict=True))
    sums = {each.name[1:]: each for each in made.statements if each.name[0] == "som"}
    for cell, tie in sums.items():
        tried[cell] = sum(tried[part] for part in tie.terms if part != cell)
    told_all = [tried[each.name] == each.low for each in made.shown if each.name in names]
    agreeing = np.all([np.full(TRIED.shape[1], fill_value=True), *told_all], axis=0)
    for cell, values in list(tried.items())[:4]:
        least, most = span(made, cell)
        assert (least, min(most, 17)) == (values[agreeing].min(), values[agreeing].max())
