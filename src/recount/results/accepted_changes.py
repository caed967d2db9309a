"""What changed between accepted values: per number every new value, with the one before it and the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from recount.results.acceptance import CAUSE, DATE, REASON, VALUE, History


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """An accepted number that got another accepted value.

    Parameters
    ----------
    number
        Its id.
    place
        Its place in the history of the number: 1 for the first change.
    old, new
        The values in its unit, or a word: unknown, or no longer published.
    reason
        Why it changed, Dutch.
    day
        When it was accepted; ``None`` if that is not recorded.
    cause
        What differed between the two runs, Dutch; empty if that is not recorded.
    """

    number: str
    place: int
    old: float | str
    new: float | str
    reason: str
    day: dt.date | None
    cause: str


def accepted_changes(past: Mapping[str, History]) -> list[AcceptedChange]:
    """The changes in the histories of numbers, the last day first; a first acceptance is no change."""
    found = [
        AcceptedChange(
            number, place, old[VALUE], new[VALUE], new[REASON], new.get(DATE), new.get(CAUSE, "")
        )
        for number, history in past.items()
        for place, (old, new) in enumerate(pairwise(history), 1)
    ]
    found.sort(key=lambda change: (change.reason, change.number, change.place))
    return sorted(found, key=lambda change: change.day or dt.date.min, reverse=True)
