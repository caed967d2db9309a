"""What became of a location after some time, also if DUO gave it another code or merged it.

Source of the method: DUO, ``overgangen``. Its rows are followed in the order of their dates, so that a code
that was replaced twice is found as well. Rows between schools (codes of four characters) say nothing about
a location and are not used.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

OLD, NEW, DAY = "NR_ADMIN_VAN", "NR_ADMIN_NAAR", "DT_OVERGANG"
STAYED, RENUMBERED, MERGED, GONE = FATES = (
    "gebleven",
    "nieuwe code",
    "opgegaan in een andere",
    "verdwenen",
)
KEPT, FOUND = (STAYED, RENUMBERED), (STAYED, RENUMBERED, MERGED)
"""A location that has only another code is the same location; one that merged into another is not."""


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of locations.

    Parameters
    ----------
    fate
        Code at the start -> one of :data:`FATES`.
    code
        Code at the start -> its code at the end, for those that did not disappear.
    successions
        DUO's list.
    followed
        Code at the start -> the index of the rows of the list that lead to its code at the end.
    """

    fate: Mapping[str, str]
    code: Mapping[str, str]
    successions: pd.DataFrame
    followed: Mapping[str, list[int]]

    def having(self, *fates: str) -> list[str]:
        """The codes at the start that had one of these fates, in order."""
        return [code for code, fate in self.fate.items() if fate in fates]

    def codes(self, *fates: str) -> set[str]:
        """The codes at the end of the locations that had one of these fates."""
        return {self.code[code] for code in self.having(*fates)}

    def rows(self, *fates: str) -> pd.DataFrame:
        """The rows of DUO's list that were followed for the locations that had one of these fates."""
        lines = {line for code in self.having(*fates) for line in self.followed.get(code, [])}
        return self.successions.loc[sorted(lines)]


def fates(
    before: Iterable[str],
    after: Iterable[str],
    successions: pd.DataFrame,
    since: dt.date,
    until: dt.date,
) -> Fates:
    """What became of each location of ``before`` in ``after``.

    A code that is in both *stayed*. Otherwise its successors count, by the rows after ``since`` up to and
    including ``until``: if one of them is in ``after`` and was no location of ``before``, the location was
    *renumbered*; if it was one already, or already belongs to another location, it *merged*. A location
    without a successor in ``after`` is *gone*.
    """
    first, last = sorted(set(before)), set(after)
    trails = _trails(first, successions, since, until)
    fate, code, followed = dict.fromkeys(first, GONE), {}, {}
    taken = set(first)
    for start in first:
        if start in last:
            fate[start], code[start] = STAYED, start
            continue
        found = sorted(last.intersection(trails[start]), key=lambda end: (end in taken, end))
        if found:
            end = found[0]
            fate[start], code[start] = MERGED if end in taken else RENUMBERED, end
            taken.add(end)
            followed[start] = trails[start][end]
    return Fates(fate, code, successions, followed)


def _trails(
    first: Iterable[str], successions: pd.DataFrame, since: dt.date, until: dt.date
) -> dict[str, dict[str, list[int]]]:
    """Start -> each code it may have now -> the rows that led to it."""
    days = successions[DAY].dt.date
    rows = successions[(days > since) & (days <= until)].sort_values(DAY, kind="stable")
    trails: dict[str, dict[str, list[int]]] = {start: {start: []} for start in first}
    holders = defaultdict(set, {start: {start} for start in first})
    for line, old, new in zip(rows.index, rows[OLD], rows[NEW], strict=True):
        for start in list(holders[old]):
            trails[start].setdefault(new, [*trails[start][old], int(line)])
            holders[new].add(start)
    return trails
