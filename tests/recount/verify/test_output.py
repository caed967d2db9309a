"""The outcome of a verification in lines."""

from __future__ import annotations

import pytest

from recount.findings import Finding
from recount.verify import Report
from recount.verify.output import report_lines


def test_only_what_has_an_edition_names_it() -> None:
    """A PDF does not say of which edition it is."""
    (bundle,) = report_lines("b.zip", Report("bundle", edition="proef", trusted=True))
    (pdf,) = report_lines("b.pdf", Report("pdf", trusted=True))
    assert bundle == "b.zip: no fault, edition proef; done: nothing"
    assert pdf == "b.pdf: no fault; done: nothing"


@pytest.mark.parametrize(("count", "counted"), [(0, "no fault"), (1, "1 fault"), (2, "2 faults")])
def test_the_last_line_counts_the_faults(count: int, counted: str) -> None:
    """In the singular for one."""
    report = Report("pdf", trusted=True, findings=[Finding("Z1", "b.pdf", "")] * count)
    assert list(report_lines("b.pdf", report))[-1] == f"b.pdf: {counted}; done: nothing"
