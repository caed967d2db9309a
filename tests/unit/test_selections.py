"""Selections: the rows of a source that a number rests on."""

from __future__ import annotations

import pandas as pd

from sto_eval.selections import alike, nothing, rows_with


def test_a_selection_of_nothing_is_one_for_every_key() -> None:
    """As a selection and as a family; and alike gives every key the same rows."""
    table = pd.DataFrame({"soort": ["a", "b"]})
    assert nothing()(table).empty
    assert nothing("sleutel")(table).empty
    family = alike({"bron": rows_with("soort", "b")})["bron"]
    assert list(family("x")(table).index) == list(family("y")(table).index) == [1]
