"""Judge numbers by the claims: the printed figures and the rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from recount.edition.claims import Claim, family_claims
from recount.edition.edition import PRINT
from recount.numbers.dutch_words import without_article
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification
from recount.results.public_bounds import Compatibility, fit
from recount.results.verdicts import Verdict, holds, judge, rule_interval


@dataclass(frozen=True, slots=True)
class PrintedClaims:
    """The claims of an edition and the name of the print; a number without a claim has no verdict."""

    claims: Mapping[str, Claim]
    print_name: str = PRINT

    @property
    def label(self) -> str:
        """What the print is called in a label: its name without the article."""
        return without_article(self.print_name)

    def verdict(
        self,
        number: str,
        measure: Measure,
        evidence: Evidence,
        specifications: Sequence[Specification],
    ) -> Verdict | None:
        """The verdict on the claim that a number answers; ``None`` without a claim."""
        claim = self.claims.get(number)
        if claim is None:
            return None
        return judge(claim, measure, evidence, specifications, self.print_name)

    def holding(self, number: str, specifications: Sequence[Specification]) -> list[bool | None]:
        """Whether each specification gives the printed figure; ``None`` if nothing is printed."""
        claim = self.claims.get(number)
        if claim is None:
            return [None] * len(specifications)
        return [holds(claim, other.measure) for other in specifications]

    def compatibility(self, number: str, allowed: Measure, evidence: Evidence) -> Compatibility:
        """Whether public figures allow the claim of that id."""
        return fit(self.claims[number], allowed, evidence)

    def rule(self, number: str) -> tuple[Decimal, Decimal] | None:
        """The interval that the printed figure of a number can mean; ``None`` if no number is printed."""
        claim = self.claims.get(number)
        if claim is None or claim.value is None:
            return None
        return rule_interval(claim)

    def direction(self, number: str) -> str | None:
        """The direction that is printed instead of a number, if any."""
        claim = self.claims.get(number)
        return claim.direction if claim else None

    def printed(self, prefix: str, keys: Iterable[str]) -> dict[str, float]:
        """The printed values of the claims of a family, by key, for those that have one."""
        claims = family_claims(self.claims, prefix, keys)
        return {key: float(claim.value or 0) for key, claim in claims.items()}

    def values(self, *claims: str) -> list[float]:
        """The printed values of those claims that have one, in the order given."""
        found = (self.claims[name].value for name in claims)
        return [float(value) for value in found if value is not None]

    def intervals(self, prefix: str, keys: Iterable[str]) -> dict[str, tuple[float, float]]:
        """The intervals that the printed figures of a family can mean: smallest and largest value by key."""
        claims = family_claims(self.claims, prefix, keys)
        rules = {key: rule_interval(claim) for key, claim in claims.items()}
        return {key: (float(low), float(high)) for key, (low, high) in rules.items()}
