"""How a change from one state to another is divided over the causes that differ: pure, and exact.

Each cause is switched from old to new, one at a time, and its contribution is the mean of what that does
over all orders in which this can be done: the Shapley value of the change, as A.F. Shorrocks uses it for
decompositions (Decomposition procedures for distributional analysis, Journal of Economic Inequality 11,
doi 10.1007/s10888-011-9214-z). It needs no reference order, shares what two causes do together equally, and
adds up to the change.

Where a state in between cannot be had, only the orders that avoid it count; where no order is left, causes
are switched together, as few together as possible, and keep one contribution together. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, combinations, pairwise, permutations

Block = tuple[str, ...]
"""Causes that are switched together; mostly one."""

State = frozenset[str]
"""The causes that are new; the others are old."""


def states(factors: Sequence[str]) -> list[State]:
    """All mixtures of old and new between the two ends.

    >>> [sorted(state) for state in states(["code", "data"])]
    [['code'], ['data']]
    """
    sizes = range(1, len(factors))
    return [frozenset(chosen) for size in sizes for chosen in combinations(factors, size)]


def contributions(
    factors: Sequence[str], value: Callable[[State], Fraction | None]
) -> dict[Block, Fraction]:
    """What each cause adds to the change from all old to all new; the sum is the change.

    Parameters
    ----------
    factors
        The causes that differ.
    value
        The number in a state; ``None`` where that state cannot be had.

    Examples
    --------
    A rectangle of 1 by 1 that becomes 2 by 3: the sides share what they do together.

    >>> area = lambda new: Fraction((2 if "width" in new else 1) * (3 if "height" in new else 1))
    >>> {block[0]: float(amount) for block, amount in contributions(["width", "height"], area).items()}
    {'width': 2.0, 'height': 3.0}
    """
    for blocks in sorted(_partitions(tuple(factors)), key=len, reverse=True):
        walks = [walk for order in permutations(blocks) if (walk := _walk(order, value))]
        if walks:
            return {
                block: sum((walk[block] for walk in walks), Fraction(0)) / len(walks)
                for block in blocks
            }
    return {}


def apportioned(
    amounts: Mapping[Block, Fraction], total: Fraction, digits: int
) -> dict[Block, Fraction]:
    """Amounts rounded so that they still add up to a total of as many decimals.

    What rounding down leaves goes to the largest remainders, and of equal ones to the largest amount.

    >>> thirds = {("a",): Fraction(1, 3), ("b",): Fraction(2, 3)}
    >>> [str(part) for part in apportioned(thirds, Fraction(1), 1).values()]
    ['3/10', '7/10']
    """
    if not amounts:
        return {}
    scale = 10**digits
    whole = {block: amount * scale // 1 for block, amount in amounts.items()}
    order = sorted(
        amounts, key=lambda block: (whole[block] - amounts[block] * scale, -abs(amounts[block]))
    )
    left = int(total * scale) - sum(whole.values())
    for place in range(abs(left)):
        whole[order[place % len(order)]] += 1 if left > 0 else -1
    return {block: Fraction(units, scale) for block, units in whole.items()}


def _walk(
    order: Sequence[Block], value: Callable[[State], Fraction | None]
) -> dict[Block, Fraction] | None:
    """What each step of one order does; ``None`` when a state on the way cannot be had."""
    empty: State = frozenset()
    stops = [value(state) for state in accumulate(order, State.union, initial=empty)]
    known = [stop for stop in stops if stop is not None]
    if len(known) < len(stops):
        return None
    steps = [after - before for before, after in pairwise(known)]
    return dict(zip(order, steps, strict=True))


def _partitions(factors: Block) -> Iterator[list[Block]]:
    """All ways to put causes into blocks."""
    if not factors:
        yield []
        return
    first, rest = factors[0], factors[1:]
    for blocks in _partitions(rest):
        yield [(first,), *blocks]
        for place, block in enumerate(blocks):
            yield [*blocks[:place], (first, *block), *blocks[place + 1 :]]
