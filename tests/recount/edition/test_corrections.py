"""Corrections apply to what they were written for, and to nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from recount.edition.corrections import CorrectedCell, Correction, apply_corrections
from recount.errors import CorrectionError

POINTS = pd.DataFrame(
    {"postal code": ["1000", "1000", "2000"], "latitude": [52.0, 52.2, 51.0]},
    index=pd.Index([1, 2, 3], name="regel"),
)


def correction(code: str, old: float) -> dict[str, Correction]:
    """Move a postcode to latitude 53, if its old position is as expected."""
    card = Correction(
        source="punten",
        match={"postal code": code},
        old={"latitude": old},
        new={"latitude": 53.0},
        reason="Verkeerd punt.",
    )
    return {"postcode": card}


def test_all_rows_that_match_are_corrected() -> None:
    """Two rows of 1000 with mean 52.1 move; the given table is not changed."""
    corrected, applied = apply_corrections(POINTS, correction("1000", 52.1))
    assert corrected["latitude"].to_list() == [53.0, 53.0, 51.0]
    assert (applied[0].rows, applied[0].reason) == (2, "Verkeerd punt.")
    assert POINTS["latitude"].to_list() == [52.0, 52.2, 51.0]


def test_each_corrected_cell_is_reported() -> None:
    """Its line, its column, its published and its corrected value."""
    _, applied = apply_corrections(POINTS, correction("1000", 52.1))
    assert applied[0].changes == (
        CorrectedCell(1, "latitude", "52.0", "53.0"), CorrectedCell(2, "latitude", "52.2", "53.0"),
    )  # fmt: skip


def test_a_correction_that_matches_nothing_fails_by_name() -> None:
    """The postcode is no longer in the file."""
    with pytest.raises(CorrectionError, match="correction 'postcode' no longer applies"):
        apply_corrections(POINTS, correction("3000", 52.1))


def test_a_correction_whose_old_value_changed_fails_by_name() -> None:
    """The publisher moved the point: a person must review it."""
    with pytest.raises(CorrectionError, match=r"'latitude' to be 50.0; found 51.0"):
        apply_corrections(POINTS, correction("2000", 50.0))


def test_a_correction_of_an_unknown_column_fails() -> None:
    """A renamed column is not silently skipped."""
    renamed = POINTS.rename(columns={"latitude": "latitud"})
    with pytest.raises(CorrectionError, match="the closest is 'latitud'"):
        apply_corrections(renamed, correction("2000", 51.0))
