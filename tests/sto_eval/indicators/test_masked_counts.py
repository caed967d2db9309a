"""What is behind a masked count: two files with the same candidates, one of which is masked."""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import exact, unknown
from sto_eval.indicators.masked_counts import estimated_candidates, masked_mean

MASKED = pd.DataFrame({"low": [9, 1, 1], "high": [9, 4, 4]})
"""Nine candidates, and two masked counts."""

OPEN = pd.DataFrame({"low": [9, 2, 3], "high": [9, 2, 3]})


def test_the_mean_is_what_the_open_file_has_more() -> None:
    """Fourteen in all, nine of them visible: five behind two masks."""
    assert masked_mean(MASKED, OPEN).value == 2.5


def test_without_masks_there_is_no_mean_and_no_estimate() -> None:
    """Every count is visible."""
    assert masked_mean(OPEN, OPEN).value is None
    assert estimated_candidates(MASKED, unknown("kandidaten")).value is None


def test_an_estimate_puts_the_mean_in_the_place_of_each_mask() -> None:
    """Nine and two times 2.5 are fourteen."""
    assert estimated_candidates(MASKED, exact(2.5, "kandidaten")).value == 14
