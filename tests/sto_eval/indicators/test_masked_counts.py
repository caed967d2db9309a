"""What is behind a masked count: two files with the same candidates, one of which is masked."""

from __future__ import annotations

import pandas as pd

from recount.numbers.measures import Measure, exact, unknown
from sto_eval.indicators.masked_counts import estimated_candidates, masked_mean

MASKED = pd.DataFrame({"low": [9, 1, 1], "high": [9, 4, 4]}).rename_axis(index="afgeschermd")
"""Nine candidates, and two masked counts."""

OPEN = pd.DataFrame({"low": [9, 2, 3], "high": [9, 2, 3]}).rename_axis(index="open")


def lines(found: Measure) -> dict[str, list[int]]:
    """The lines of each file that a number depends on."""
    return {name: found.rows.lines(name).tolist() for name in found.rows.sources}


def test_the_mean_is_what_the_open_file_has_more() -> None:
    """Fourteen in all, nine of them visible: five behind two masks; it rests on all rows of both files."""
    found = masked_mean(MASKED, OPEN)
    assert (found.value, found.unit) == (2.5, "kandidaten")
    assert (found.recipe.operation, found.recipe.column) == ("mean", "low")
    assert lines(found) == {"afgeschermd": [0, 1, 2], "open": [0, 1, 2]}


def test_without_masks_there_is_no_mean_and_no_estimate() -> None:
    """Every count is visible, which all rows show."""
    mean = masked_mean(OPEN, MASKED)
    assert (mean.value, mean.unit) == (None, "kandidaten")
    assert lines(mean) == {"afgeschermd": [0, 1, 2], "open": [0, 1, 2]}
    estimate = estimated_candidates(MASKED, unknown("kandidaten"))
    assert (estimate.value, estimate.unit) == (None, "kandidaten")
    assert lines(estimate) == {"afgeschermd": [0, 1, 2]}


def test_an_estimate_puts_the_mean_in_the_place_of_each_mask() -> None:
    """Nine and two times 2.5 are fourteen."""
    mean = exact(2.5, "kandidaten")
    found = estimated_candidates(MASKED, mean)
    assert (found.value, found.unit) == (14, "kandidaten")
    assert (found.recipe.operation, found.recipe.parts) == ("estimate", (mean,))
    assert lines(found) == {"afgeschermd": [0, 1, 2]}
