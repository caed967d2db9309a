"""Faults of files: a kind and its values, in English and in Dutch."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest

from recount.layouts.faults import FaultKind, FileError, Phrase, wrong_cell

MARK = Phrase("a mark from 0 to 10", "een cijfer van 0 tot en met 10")


def test_a_fault_is_told_in_both_languages() -> None:
    """Line, column, what was found and what was expected."""
    fault = FileError(FaultKind.CELL, "a.csv", MARK, "'11'", "Correct it.", 2, "cijfer")
    assert str(fault) == (
        "a cell has a wrong value in a.csv line 2, column 'cijfer': "
        "expected a mark from 0 to 10; found '11'. Correct it."
    )
    assert fault.dutch == (
        "regel 2, kolom 'cijfer': '11'; verwacht: een cijfer van 0 tot en met 10"
    )


def test_a_fault_of_a_whole_file_has_no_place() -> None:
    """The Dutch message says what to do rather than what was expected."""
    fault = FileError(FaultKind.NO_TEXT, "a.csv", "UTF-8", "binary bytes")
    assert (fault.where, fault.line, fault.column) == ("a.csv", None, None)
    assert fault.dutch.endswith("bewaar het als 'CSV UTF-8' of als XLSX")


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_has_both_messages(kind: FaultKind) -> None:
    """No value is lost on the way to another process either."""
    fault = FileError(kind, "a.csv", MARK, Phrase("two", "twee"), "Do.", 1, "x", "'y'")
    assert "{" not in f"{fault}{fault.dutch}"
    copy = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own
    assert (str(copy), copy.dutch) == (str(fault), fault.dutch)


def test_the_other_wrong_cells_are_counted() -> None:
    """Two cells below the first; a long cell is cut."""
    cells = pd.Series(["a", "b", "c" * 301], index=[2, 3, 4], name="n")
    fault = wrong_cell(Path("a.csv"), cells, cells != "", MARK)
    assert fault.found == "'a' and 2 more in this column"
    assert fault.dutch.startswith("regel 2, kolom 'n': 'a' en nog 2 keer in deze kolom;")
    assert wrong_cell(Path("a.csv"), cells, cells > "b", MARK).found.endswith("…, 303 characters")
