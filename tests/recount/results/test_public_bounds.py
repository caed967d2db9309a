"""Whether public counts allow a printed figure, separate from the verdict."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, between, unknown
from recount.results.public_bounds import Compatibility, Fit, fit

CLAIM = Claim(
    text="98% doet mee.", shown="98%", value=Decimal(98), step=Decimal(1), relation="gelijk",
    unit="%", place="Dekkend", definition="Deelnemers.",
)  # fmt: skip


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
    assert fit(CLAIM, allowed, Evidence.OPEN).word is word


def test_made_up_counts_decide_nothing() -> None:
    """However wide or narrow they are; the reason says so."""
    found = fit(CLAIM, Measure(1, 1, 1, "%"), Evidence.MADE_UP)
    assert found == Compatibility(
        Fit.UNDECIDED, "De getallen waarmee dit zou moeten, zijn verzonnen."
    )


def test_nothing_known_decides_nothing() -> None:
    """A measure without a value bounds nothing, and nothing bounds a claim without a number."""
    nothing = Compatibility(Fit.UNDECIDED, "Een ondergrens of bovengrens is niet bekend.")
    assert fit(CLAIM, unknown("%"), Evidence.OPEN) == nothing
    said = CLAIM.model_copy(update={"relation": "kwalitatief", "value": None, "step": None})
    assert fit(said, Measure(1, 1, 1, "%"), Evidence.OPEN) == nothing


def test_the_reason_has_the_bounds() -> None:
    """Whether they allow 98 or not; a ceiling leaves the lower end open."""
    wide, narrow = (fit(CLAIM, between(90, high, "%"), Evidence.OPEN) for high in (98, 97))
    assert wide == Compatibility(Fit.POSSIBLE, "Het getal is dan tussen 90,0% en 98,0%.")
    assert narrow == Compatibility(Fit.IMPOSSIBLE, "Het getal is dan tussen 90,0% en 97,0%.")
    ceiling = fit(CLAIM, Measure(99, -math.inf, 99, "%"), Evidence.PUBLISHED)
    assert ceiling == Compatibility(Fit.POSSIBLE, "Het getal is dan hooguit 99,0%.")


@pytest.mark.parametrize(("high", "word"), [(93, Fit.POSSIBLE), (92.9, Fit.IMPOSSIBLE)])
def test_about_means_within_half_a_step(high: float, word: Fit) -> None:
    """About 98, printed in tens, means 93 up to and including 103."""
    about = CLAIM.model_copy(update={"relation": "circa", "step": Decimal(10)})
    assert fit(about, between(90, high, "%"), Evidence.OPEN).word is word


def test_more_than_fits_when_the_upper_end_is_higher() -> None:
    """More than 40 million can be true if up to 71.9 million is possible."""
    claim = CLAIM.model_copy(update={"relation": "meer-dan", "value": Decimal(40)})
    allowed = Measure(Decimal("55.45"), Decimal("39.0"), Decimal("71.9"), "euro")
    assert fit(claim, allowed, Evidence.PUBLISHED).word is Fit.POSSIBLE
