"""Whether public counts allow a printed figure, separate from the verdict."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, unknown
from recount.results.public_bounds import Fit, fit

CLAIM = Claim(
    text="98% doet mee.", shown="98%", value=Decimal(98), step=Decimal(1), relation="gelijk",
    unit="%", place="Dekkend", definition="Deelnemers.",
)  # fmt: skip
MARGIN = Decimal(5)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (90, 97, Fit.IMPOSSIBLE),
        (90, 97.5, Fit.POSSIBLE),
        (98.5, 100, Fit.POSSIBLE),
        (98.6, 100, Fit.IMPOSSIBLE),
        (50, math.inf, Fit.POSSIBLE),
    ],
)
def test_the_printed_figure_fits_if_its_rounding_overlaps_the_allowed_range(
    low: float, high: float, word: Fit
) -> None:
    """98% means 97.5 up to and including 98.5."""
    allowed = Measure((low + high) / 2, low, high, "%")
    assert fit(CLAIM, allowed, Evidence.OPEN, MARGIN).word is word


def test_made_up_counts_decide_nothing() -> None:
    """However wide or narrow they are."""
    assert fit(CLAIM, Measure(1, 1, 1, "%"), Evidence.MADE_UP, MARGIN).word is Fit.UNDECIDED


def test_nothing_known_decides_nothing() -> None:
    """A measure without a value bounds nothing, and nothing bounds a claim without a number."""
    assert fit(CLAIM, unknown("%"), Evidence.OPEN, MARGIN).word is Fit.UNDECIDED
    said = CLAIM.model_copy(update={"relation": "kwalitatief", "value": None, "step": None})
    assert fit(said, Measure(1, 1, 1, "%"), Evidence.OPEN, MARGIN).word is Fit.UNDECIDED


def test_more_than_fits_when_the_upper_end_is_higher() -> None:
    """More than 40 million can be true if up to 71.9 million is possible."""
    claim = CLAIM.model_copy(update={"relation": "meer-dan", "value": Decimal(40)})
    allowed = Measure(Decimal("55.45"), Decimal("39.0"), Decimal("71.9"), "euro")
    assert fit(claim, allowed, Evidence.PUBLISHED, MARGIN).word is Fit.POSSIBLE
