"""The tables of the chapters on profiles."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from recount.numbers.formats import write_out
from sto_eval.figures.profile_tables import change_table, named_table

CHANGES = pd.DataFrame(
    {
        "van": [dt.date(2019, 10, 1)],
        "tot": [dt.date(2021, 10, 1)],
        "profiel": ["PIE"],
        "behouden": [1200],
        "verdwenen": [3],
        "nieuw": [1],
    }
)


def test_locations_are_followed_from_count_to_count() -> None:
    """A row per pair of counts and profile, in Dutch notation."""
    assert change_table(CHANGES).loc[0].map(write_out).tolist() == [
        "1 oktober 2019", "1 oktober 2021", "PIE", "1.200", "3", "1",
    ]  # fmt: skip


def test_without_two_comparable_counts_the_table_says_so() -> None:
    """One sentence instead of a row of dashes."""
    assert change_table(CHANGES.iloc[:0]).to_dict("list") == {
        "Uitkomst": ["er zijn geen twee vergelijkbare tellingen"]
    }


def test_named_locations_have_their_place_as_people_write_it() -> None:
    """The data keep it as the publisher has it."""
    found = pd.DataFrame([["01AA00", "School A", "'S-GRAVENHAGE", 1, 4]],
                         columns=["vestiging", "naam", "plaats", "low", "high"])  # fmt: skip
    assert named_table(found).loc[0].map(write_out).tolist() == [
        "01AA00",
        "School A",
        "'s-Gravenhage",
        "1–4",
    ]
