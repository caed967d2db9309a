"""What becomes of a location whose code ends: chains, mergers and codes without a successor."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from string import ascii_uppercase

import pandas as pd
import pytest

from sto_eval.indicators.succession import GONE, MERGED, RENUMBERED, STAYED, Fates, fates

START, END = dt.date(2018, 10, 1), dt.date(2023, 10, 1)


def successions(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of DUO's list: old code, new code, day; the first line of the file is 2."""
    table = pd.DataFrame(rows, columns=["NR_ADMIN_VAN", "NR_ADMIN_NAAR", "DT_OVERGANG"])
    table["DT_OVERGANG"] = pd.to_datetime(table["DT_OVERGANG"])
    table.index = pd.RangeIndex(2, 2 + len(table), name="overgangen")
    return table


def became(before: str, after: str, *rows: tuple[str, str, str]) -> Fates:
    """The fates of locations with codes of one letter."""
    return fates(list(before), list(after), successions(*rows), START, END)


@pytest.mark.parametrize(
    ("after", "rows", "fate"),
    [
        ("A", [], STAYED),
        ("B", [], GONE),
        ("B", [("A", "B", "2020-08-01")], RENUMBERED),
        ("C", [("A", "B", "2020-08-01"), ("B", "C", "2021-08-01")], RENUMBERED),
        ("C", [("B", "C", "2021-08-01"), ("A", "B", "2020-08-01")], RENUMBERED),
        ("C", [("A", "B", "2021-08-01"), ("B", "C", "2020-08-01")], GONE),
        ("A", [("A", "B", "2020-08-01")], STAYED),
        ("B", [("A", "B", "2018-08-01")], GONE),
        ("B", [("A", "B", "2018-10-01")], GONE),
        ("B", [("A", "B", "2023-10-01")], RENUMBERED),
        ("B", [("A", "B", "2024-08-01")], GONE),
    ],
)
def test_a_chain_of_codes_is_followed_in_the_order_of_its_dates(
    after: str, rows: list[tuple[str, str, str]], fate: str
) -> None:
    """Rows may be in any order; a code that was replaced before or after the period is not followed."""
    assert became("A", after, *rows).fate == {"A": fate}


def test_rows_of_one_day_are_followed_in_the_order_of_the_list() -> None:
    """A becomes B, B becomes C, and so on up to Z, all on one day."""
    chain = [(old, new, "2020-08-01") for old, new in pairwise(ascii_uppercase)]
    assert became("A", "Z", *chain).fate == {"A": RENUMBERED}


def test_a_location_that_joins_one_of_the_start_has_merged() -> None:
    """A goes into B, which was there already; B stays."""
    found = became("AB", "B", ("A", "B", "2020-08-01"))
    assert found.fate == {"A": MERGED, "B": STAYED}
    assert found.codes(STAYED, MERGED) == {"B"}


def test_two_locations_that_become_one_new_code_are_one_location() -> None:
    """The first keeps its place under the new code, the second has merged into it."""
    found = became("AB", "C", ("A", "C", "2020-08-01"), ("B", "C", "2020-08-01"))
    assert found.fate == {"A": RENUMBERED, "B": MERGED}


def test_of_several_successors_a_new_code_goes_first() -> None:
    """A is split over B, which was there already, and C: it lives on as C."""
    found = became("AB", "BC", ("A", "B", "2020-08-01"), ("A", "C", "2020-08-01"))
    assert found.code == {"A": "C", "B": "B"}


def test_only_the_rows_that_lead_to_the_end_are_kept() -> None:
    """Lines 2 and 4 lead from A to C; line 3 leads nowhere."""
    rows = [("A", "B", "2020-08-01"), ("A", "X", "2020-08-01"), ("B", "C", "2021-08-01")]
    assert became("A", "C", *rows).rows(RENUMBERED).index.to_list() == [2, 4]
