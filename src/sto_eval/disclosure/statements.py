"""What a reader is told, in linear terms: sums of counts, each with the bounds that the print gives.

A *cell* is a whole number of persons, zero or more, printed or not. Everything that is printed, and
everything that holds by its very definition, is a statement: ``low <= sum(coefficient * cell) <= high``.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from sto_eval import formats
from sto_eval.errors import DisclosureError
from sto_eval.measures import MASK

Cell = tuple[Hashable, ...]
THRESHOLD = MASK[1] + 1
"""Persons: a smaller count is secret. One more than the most that a publisher's own mask stands for."""

FLOOR = MASK[0]
"""Persons: a hidden count must be able to be as low as the least that a publisher's mask stands for."""

FIXED = math.inf
"""The loss of hiding what cannot be hidden."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a reader is told.

    Parameters
    ----------
    name
        What is printed. Statements of one name are hidden together; that of a count has its cell for name.
    terms
        Cell -> coefficient.
    low, high
        The sum lies between these, both included; infinite where the print does not bound it.
    loss
        What hiding costs, to compare; infinite for what is known elsewhere, or by definition.
    """

    name: Cell
    terms: Mapping[Cell, float]
    low: float
    high: float
    loss: float = FIXED

    @property
    def fixed(self) -> bool:
        """Whether it cannot be hidden."""
        return math.isinf(self.loss)


@dataclass(frozen=True, slots=True)
class Release:
    """All that is published together, also in other tables, on other pages and in other editions.

    Parameters
    ----------
    statements
        All statements, hidden ones included.
    secrets
        The cells whose count is secret.
    hidden
        The names of what is not printed.
    """

    statements: tuple[Statement, ...]
    secrets: frozenset[Cell]
    hidden: frozenset[Cell] = frozenset()

    @property
    def shown(self) -> list[Statement]:
        """What a reader is told."""
        return [each for each in self.statements if each.fixed or each.name not in self.hidden]

    @property
    def first(self) -> frozenset[Cell]:
        """What is hidden because it is secret itself (primary suppression)."""
        return self.hidden & self.secrets

    @property
    def second(self) -> frozenset[Cell]:
        """What is hidden because a secret would follow from it (complementary suppression)."""
        return self.hidden - self.secrets

    def hiding(self, names: Iterable[Cell]) -> Release:
        """The same with more hidden."""
        return replace(self, hidden=self.hidden | frozenset(names))

    def showing(self, names: Iterable[Cell]) -> Release:
        """The same with less hidden."""
        return replace(self, hidden=self.hidden - frozenset(names))


def release(statements: Iterable[Statement], secrets: Iterable[Cell] = ()) -> Release:
    """Statements published together, equal ones once; of one that cannot be hidden elsewhere, that one.

    Errors: ``DisclosureError`` when one count is printed with different bounds.
    """
    found: dict[object, Statement] = {}
    for each in statements:
        key = (each.name, frozenset(each.terms.items()))
        before = found.setdefault(key, each)
        # a share of an unknown whole is two half-lines with terms of their own
        if (before.low, before.high) != (each.low, each.high):
            raise _contradiction(before, each)
        found[key] = max(before, each, key=lambda one: one.loss)
    return Release(tuple(found.values()), frozenset(secrets))


def _contradiction(before: Statement, after: Statement) -> DisclosureError:
    return DisclosureError(
        "one count has two values",
        f"the statements about {before.name}",
        f"{before.low} to {before.high}",
        f"{after.low} to {after.high}",
        "Give counts of another population or day another subject.",
    )


def loss_of(high: float) -> float:
    """The loss of hiding a count: slowly more for a larger one, so that small ones go first.

    >>> loss_of(0), round(loss_of(99), 1)
    (1.0, 5.6)
    """
    return 1 + math.log1p(max(high, 0))


def counted(cell: Cell, low: float, high: float | None = None, *, fixed: bool = False) -> Statement:
    """A printed count, exact or between the bounds of the publisher's masking."""
    upper = low if high is None else high
    return Statement(cell, {cell: 1}, low, upper, FIXED if fixed else loss_of(upper))


def total(cell: Cell, parts: Iterable[Cell]) -> Statement:
    """That a count is the sum of its parts: true by definition, so never hidden."""
    return Statement(("som", *cell), {cell: 1, **dict.fromkeys(parts, -1)}, 0, 0)


def change(name: Cell, before: Cell, after: Cell, value: float) -> Statement:
    """A printed difference between two counts, of two editions or two groups."""
    return Statement(name, {after: 1, before: -1}, value, value, loss_of(abs(value)))


def rounded(name: Cell, cell: Cell, value: float, step: float) -> Statement:
    """A count printed in steps: 1.2 thousand is ``rounded(..., 1200, 100)``."""
    return Statement(name, {cell: 1}, value - step / 2, value + step / 2, loss_of(value))


def share(name: Cell, part: Cell, count: int, whole: int, decimals: int = 1) -> Statement:
    """A printed share of a whole that the reader knows: all counts that would print as the same text.

    >>> one = share(("aandeel",), ("deel",), 2, 40)
    >>> (one.low, one.high)
    (2, 2)
    """
    low, high = (_farthest(count, whole, decimals, step) for step in (-1, 1))
    return Statement(name, {part: 1}, low, high, loss_of(count))


def _farthest(count: int, whole: int, decimals: int, step: int) -> int:
    """The last count on one side that still prints as this one; by halving, for a large whole."""
    text = _percent(count, whole, decimals)
    room = count if step < 0 else whole - count
    same, other = 0, room + 1
    while other - same > 1:
        middle = (same + other) // 2
        alike = _percent(count + step * middle, whole, decimals) == text
        same, other = (middle, other) if alike else (same, middle)
    return count + step * same


def _percent(count: int, whole: int, decimals: int) -> str:
    return formats.percent(100 * count / whole, decimals) if whole else ""


def share_between(
    name: Cell, part: Cell, whole: Cell, percent: float, decimals: int = 1
) -> list[Statement]:
    """A printed share of a whole that may be hidden itself: two half-lines, hidden together."""
    half = 0.5 * 10**-decimals
    low, high = ((percent + side * half) / 100 for side in (-1, 1))
    return [
        Statement(name, {part: 1, whole: -low}, 0, math.inf, loss_of(percent)),
        Statement(name, {part: 1, whole: -high}, -math.inf, 0, loss_of(percent)),
    ]


def mean(
    name: Cell, weights: Mapping[Cell, float], number: int, value: float, decimals: int = 1
) -> Statement:
    """A printed mean of ``number`` units: the weighted sum of cells is that many times the mean."""
    half = 0.5 * 10**-decimals
    low, high = (number * (value + side * half) for side in (-1, 1))
    return Statement(name, weights, low, high, loss_of(value))


def nested(cells: Iterable[Cell], counts: Iterable[float]) -> tuple[list[Statement], set[Cell]]:
    """What lies between each nested count and the next: what ties it to both, and those that are secret.

    For radii that grow, ages that add up, or a table without and with those across the border: a reader
    takes the smaller from the larger. The cells go from small to large.
    """
    pairs = list(pairwise(zip(cells, counts, strict=True)))
    rings = {("tussen", inner, outer): more - less for (inner, less), (outer, more) in pairs}
    ties = [
        Statement(("som", *ring), {outer: 1, inner: -1, ring: -1}, 0, 0)
        for ring, ((inner, _), (outer, _)) in zip(rings, pairs, strict=True)
    ]
    return ties, {ring for ring, count in rings.items() if is_small(count)}


def is_small(low: float) -> bool:
    """Whether a count of persons may be under the threshold; nobody at all is under it as well."""
    return low < THRESHOLD
