"""File errors in Dutch."""

from __future__ import annotations

import pytest

from recount.errors import LayoutError
from recount.sources.dutch_faults import in_dutch


@pytest.mark.parametrize(
    ("expected", "dutch"),
    [
        ("a mark from 0 to 10", "een cijfer van 0 tot en met 10"),
        ("a whole number or <5", "een heel getal of <5"),
    ],
)
def test_a_cell_is_explained_in_the_words_of_the_programme_or_the_engine(
    expected: str, dutch: str
) -> None:
    """Marks are of the programme, whole numbers and "from … to" of any."""
    fault = LayoutError(
        "a wrong cell", "a.csv line 2, column 'cijfer'", expected, "'11'", "Correct it."
    )
    assert in_dutch(fault, expectations={"a mark from": "een cijfer van"}) == (
        f"regel 2, kolom 'cijfer': '11'; verwacht: {dutch}"
    )
