"""The outcome of a verification in lines."""

from __future__ import annotations

from recount.verify import Report
from recount.verify.output import report_lines


def test_only_what_has_an_edition_names_it() -> None:
    """A PDF does not say of which edition it is."""
    (bundle,) = report_lines("b.zip", Report("bundle", edition="proef", trusted=True))
    (pdf,) = report_lines("b.pdf", Report("pdf", trusted=True))
    assert bundle == "b.zip: no fault, edition proef; done: nothing"
    assert pdf == "b.pdf: no fault; done: nothing"
