"""Draw a sample of numbers and infer how many of all numbers can be wrong; pure functions.

Drawn without replacement, every number with equal probability. The inference is one-sided: with the given
confidence, at most this many of all numbers differ. Source of the method: the hypergeometric distribution, as
auditors use it for attribute sampling in a finite population (ISA 530).
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from scipy.stats import hypergeom

CONFIDENCE = 0.95


def draw(ids: Iterable[str], size: int, seed: int) -> list[str]:
    """Ids drawn at random, in alphabetical order; all of them if there are at most ``size``.

    The same ids, size and seed give the same draw: Python's ``random.Random(seed).sample`` over the sorted
    ids.

    >>> draw(["c", "a", "b"], 2, seed=1) == draw(["b", "c", "a"], 2, seed=1)
    True
    """
    known = sorted(ids)
    return sorted(random.Random(seed).sample(known, min(size, len(known))))  # noqa: S311 - repeatable, not secret


def most_wrong(population: int, size: int, wrong: int) -> int:
    """The upper confidence bound on how many of all numbers differ, given how many of the sample did.

    The largest number of differing ones for which the probability of this few in the sample exceeds one minus
    the confidence.

    >>> most_wrong(143, 25, 0), most_wrong(25, 25, 0), most_wrong(10, 0, 0)
    (14, 0, 10)
    """
    if not population:
        return 0
    possible = range(wrong, population - (size - wrong) + 1)
    return max(n for n in possible if hypergeom.cdf(wrong, population, n, size) > 1 - CONFIDENCE)
