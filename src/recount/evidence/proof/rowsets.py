"""Test the rows that a number names: with only these it must not change, without these it must.

Only the number itself is tested: its other definitions may need more rows. A set that is the whole source is
not tested, and an empty set only the first way. If a statement raises for lack of rows that another number
needs, the first test is undecided, and counted as such.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from recount.evidence.proof.chapter_runner import TrialRun
from recount.evidence.proof.lineage_proof import VALUE, Effect, LineageFinding
from recount.evidence.proof.perturbations import ROWS
from recount.sources.row_files import RowSet

CHANGED, STILL = "L4", "L5"
ONLY, WITHOUT = "only rows", "without rows"


@dataclass(frozen=True, slots=True)
class RowCut:
    """A perturbation that keeps only the rows of a set, or drops them: ``only rows`` or ``without rows``.

    ``lines`` has the first and last line of each range of lines.
    """

    kind: str
    set: str
    lines: tuple[tuple[int, int], ...]
    touched: str = ROWS

    @property
    def id(self) -> str:
        """Its name, unique within a table."""
        return f"{self.kind}:{self.set}"

    def apply(self, table: pd.DataFrame, _source: str, _seed: int) -> pd.DataFrame:
        """The remaining rows, with their original line numbers."""
        inside = np.zeros(len(table), bool)
        lines = table.index.to_numpy()
        for first, last in self.lines:
            inside |= (lines >= first) & (lines <= last)
        return table[inside if self.kind == ONLY else ~inside]


def row_cuts(baseline: TrialRun, source: str) -> Iterator[RowCut]:
    """The tests of a source: both ways for every set of its rows that a number names."""
    sets = {one.id: one for _, one in claimed(baseline) if one.dataset.found.id == source}
    for name, one in sorted(sets.items()):
        yield RowCut(ONLY, name, tuple(one.lines))
        if one.count:
            yield RowCut(WITHOUT, name, tuple(one.lines))


def claimed(baseline: TrialRun) -> Iterator[tuple[str, RowSet]]:
    """Number and set, for every set that is not the whole source."""
    for number, result in baseline.numbers.items():
        yield from ((number, one) for one in result.rows if not one.whole)


@dataclass(frozen=True, slots=True)
class RowScore:
    """Pairs of a number and a set of rows: how many were tested each way, how many undecided, what failed.

    ``excused`` has number and source of the sets without which the number keeps its value, for a stated reason.
    """

    sufficient: int
    necessary: int
    undecided: int
    findings: tuple[LineageFinding, ...]
    excused: frozenset[tuple[str, str]]


def row_score(
    baseline: TrialRun,
    seen: Mapping[tuple[str, str], Effect],
    sources: Iterable[str],
    reasons: Container[tuple[str, str]],
) -> RowScore:
    """The score of the numbers that name sets of rows of these sources.

    ``seen`` has the result of the run by kind and set, ``reasons`` the pairs of a number and a source with a stated
    reason why the number need not move.
    """
    tried = set(sources)
    pairs = [pair for pair in claimed(baseline) if pair[1].dataset.found.id in tried]
    found = [finding for pair in pairs for finding in _findings(*pair, seen)]
    excused = {
        (fault.number, fault.source)
        for fault in found
        if fault.code == STILL and (fault.number, fault.source) in reasons
    }
    return RowScore(
        sufficient=len(pairs),
        necessary=sum(one.count > 0 for _, one in pairs),
        undecided=sum(number in seen[ONLY, one.id].stopped for number, one in pairs),
        findings=tuple(
            fault
            for fault in found
            if fault.code != STILL or (fault.number, fault.source) not in excused
        ),
        excused=frozenset(excused),
    )


def _findings(
    number: str, rows: RowSet, seen: Mapping[tuple[str, str], Effect]
) -> Iterator[LineageFinding]:
    source = rows.dataset.found.id
    if _moved(number, seen[ONLY, rows.id]):
        yield LineageFinding(CHANGED, number, source, f"{rows.count} rows, {rows.id}")
    left_out = seen[WITHOUT, rows.id] if rows.count else None
    if left_out and not _moved(number, left_out) and number not in left_out.stopped:
        yield LineageFinding(STILL, number, source, f"{rows.count} rows, {rows.id}")


def _moved(number: str, change: Effect) -> bool:
    return number in change.moved.get(VALUE, ())
