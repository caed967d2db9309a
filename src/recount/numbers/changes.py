"""Changes: the difference between two shares, the change of a number in percent, and its direction."""

from __future__ import annotations

from recount.numbers.measures import Measure, unknown

POINTS = "procentpunt"
"""Unit of a change of a share."""

UNDECIDED = "niet te zeggen"


def difference(before: Measure, after: Measure) -> Measure:
    """The change from one share to another, in percentage points.

    The bounds assume nothing about how the two are related: lowest after minus highest before, and highest
    after minus lowest before.

    >>> from recount.numbers.measures import between, exact
    >>> difference(exact(20, "%"), between(19, 20.5, "%")).low
    -1
    """
    ends = (before.value, before.low, before.high, after.value, after.low, after.high)
    if None in ends:
        return unknown(POINTS).with_recipe("difference", parts=(before, after))
    value, low, high, value_after, low_after, high_after = ends
    change = Measure(value_after - value, low_after - high, high_after - low, POINTS)  # type: ignore[operator]
    return change.with_recipe("difference", parts=(before, after))


def relative_change(before: Measure, after: Measure) -> Measure:
    """The change from one count or share to another, in percent of the first.

    The bounds assume nothing about how the two are related. Unknown if either is, or if the first may be zero.

    >>> from recount.numbers.measures import between, exact
    >>> round(relative_change(exact(200, "vestigingen"), between(190, 210, "vestigingen")).low)
    -5
    """
    change = unknown("%")
    if before.low is not None and after.low is not None and before.low > 0:
        value, low, high = (
            100 * (float(new) / float(old) - 1)  # type: ignore[arg-type] # known, as their bounds are
            for new, old in (
                (after.value, before.value),
                (after.low, before.high),
                (after.high, before.low),
            )
        )
        change = Measure(value, low, high, "%")
    return change.with_recipe("change", parts=(before, after))


def direction(change: Measure) -> str:
    """``daling``, ``stijging``, ``gelijk``, or ``niet te zeggen`` if the bounds are on both sides of zero.

    >>> from recount.numbers.measures import between
    >>> direction(between(-1.5, 0.7, POINTS))
    'niet te zeggen'
    """
    if change.low is None or change.high is None:
        return UNDECIDED
    if change.low == change.high == 0:
        return "gelijk"
    return "daling" if change.high < 0 else "stijging" if change.low > 0 else UNDECIDED
