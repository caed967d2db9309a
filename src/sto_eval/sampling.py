"""A sample of numbers, and what it says of all of them: pure.

Drawn without replacement, every number with the same chance. What is inferred is one-sided: with the given
confidence, at most so many of all numbers differ. Source of the method: the hypergeometric distribution, as
auditors use it for attribute sampling in a finite population (ISA 530).
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from scipy.stats import hypergeom

CONFIDENCE = 0.95


def draw(ids: Iterable[str], size: int, seed: int) -> list[str]:
    """Ids drawn at random, in alphabetical order; all of them when there are no more than ``size``.

    Anybody with the same ids, size and seed draws the same: Python's ``random.Random(seed).sample`` over the
    sorted ids.

    >>> draw(["c", "a", "b"], 2, seed=1) == draw(["b", "c", "a"], 2, seed=1)
    True
    """
    known = sorted(ids)
    return sorted(random.Random(seed).sample(known, min(size, len(known))))  # noqa: S311 - repeatable, not secret


def most_wrong(population: int, size: int, wrong: int, confidence: float = CONFIDENCE) -> int:
    """How many of all numbers differ at the most, given how many of the sample did.

    The largest number of wrong ones with which a sample has so few wrong with a chance of more than one
    minus the confidence.

    >>> most_wrong(143, 25, 0), most_wrong(25, 25, 0), most_wrong(10, 0, 0)
    (14, 0, 10)
    """
    allowed = 1 - confidence
    possible = range(wrong, population - (size - wrong) + 1)
    return max(n for n in possible if hypergeom.cdf(wrong, population, n, size) > allowed)
