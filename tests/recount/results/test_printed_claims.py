"""The register as a yardstick: 98 percent and a fall are printed, and nothing for a third number."""

from __future__ import annotations

from decimal import Decimal

from recount.edition.claims import Claim
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification, exact
from recount.results.printed_claims import PrintedClaims
from recount.results.public_bounds import Fit
from recount.results.verdicts import Word

CLAIM = Claim(
    text="Circa 98% doet mee.", shown="98%", value=Decimal(98), step=Decimal(10), relation="circa",
    unit="%", place="Dekkend", definition="Deelnemers.",
)  # fmt: skip
FALL = CLAIM.model_copy(
    update={"relation": "kwalitatief", "value": None, "step": None, "direction": "daling"}
)
NONE = CLAIM.model_copy(update={"value": Decimal(0)})
RULE = PrintedClaims({"bereik-pie": CLAIM, "bereik-mat": FALL, "bereik-bwi": NONE})
OTHERS = [Specification({"soort": str(end)}, exact(end, "%")) for end in (98, 93, 92)]


def test_a_number_is_compared_with_its_claim() -> None:
    """93 is about 98, 92 is not; with another definition it depends on that, without it does not."""
    found = RULE.verdict("bereik-pie", exact(98, "%"), Evidence.OPEN, OTHERS)
    assert found is not None
    assert found.word is Word.DEPENDS
    assert RULE.holding("bereik-pie", OTHERS) == [True, True, False]
    alone = RULE.verdict("bereik-pie", exact(93, "%"), Evidence.OPEN, [])
    assert alone is not None
    assert alone.word is Word.HOLDS


def test_an_unprinted_number_is_compared_with_nothing() -> None:
    """No verdict, no rule, no direction, and no answer for any of its definitions."""
    assert RULE.verdict("bereik-mt", exact(98, "%"), Evidence.OPEN, OTHERS) is None
    assert RULE.holding("bereik-mt", OTHERS) == [None, None, None]
    assert RULE.rule("bereik-mt") is None
    assert RULE.direction("bereik-mt") is None


def test_a_printed_figure_means_an_interval_or_a_direction() -> None:
    """About 98 is from 93 to 103, about zero is from -5 to 5; a fall is not an interval."""
    assert RULE.rule("bereik-pie") == (93, 103)
    assert RULE.rule("bereik-bwi") == (-5, 5)
    assert RULE.rule("bereik-mat") is None
    assert RULE.direction("bereik-mat") == "daling"


def test_a_family_has_the_printed_figures_that_are_numbers() -> None:
    """98 and zero; the fall and the unprinted number are excluded."""
    keys = ["PIE", "MaT", "BWI", "M&T"]
    assert RULE.printed("bereik", keys) == {"PIE": 98, "BWI": 0}
    assert RULE.intervals("bereik", keys) == {"PIE": (93, 103), "BWI": (-5, 5)}
    assert RULE.values("bereik-bwi", "bereik-mat", "bereik-pie") == [0, 98]


def test_public_counts_are_compared_with_the_same_interval() -> None:
    """At most 93 is possible; at most 92 is not."""
    allowed = [Measure(50, 0, high, "%") for high in (93, 92)]
    words = [RULE.compatibility("bereik-pie", one, Evidence.OPEN).word for one in allowed]
    assert words == [Fit.POSSIBLE, Fit.IMPOSSIBLE]
