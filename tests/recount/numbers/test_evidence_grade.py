"""The grade of evidence of several sources is that of the weakest."""

from __future__ import annotations

import pytest

from recount.numbers.evidence_grade import Evidence, weakest


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        (["openbaar", "administratie"], Evidence.ADMINISTRATION),
        (["nagebootst", "openbaar"], Evidence.MADE_UP),
        (["openbaar"], Evidence.OPEN),
        ([], Evidence.MISSING),
    ],
)
def test_one_weak_source_decides(grades: list[str], expected: Evidence) -> None:
    """Whatever the order; without sources the evidence is missing."""
    assert weakest(grades) is expected
