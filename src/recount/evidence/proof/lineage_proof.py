"""Compare what moved with what was declared; pure functions from results of runs to findings and a score.

A number *moves* if a run on a changed source gives another value, bound, numerator or denominator, another
outcome under one of its definitions, or no number at all. The public counts of a number have their own
sources, and so their own entry here. A run in which the statement that computes a number raises says nothing
about that number.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recount.edition.definitions import Definition
from recount.evidence.proof.chapter_runner import TrialNumber, TrialRun
from recount.evidence.proof.perturbations import ABSENT

VALUE, DEFINITIONS, PUBLIC = "value", "definitions", "public"
"""The parts of a number that can move."""

COLUMNS = 5
"""Columns that a finding names at most."""


class LineageExemption(Definition):
    """An entry of ``lineage.toml``, by number id or pattern: pairs that are right in spite of a mismatch.

    The number declares these sources and does not move with them; or keeps its value without the rows that it
    names, because others take their place; or does not declare them and moves only if the whole source is
    absent: then its presence counts, not its content.

    Parameters
    ----------
    sources
        Ids or patterns.
    reason
        Why, in Dutch.
    """

    sources: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class LineageFinding:
    """A pair with a mismatch: a code of ``findings.FINDINGS``, the number, the source and what was observed."""

    code: str
    number: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Effect:
    """The result of one run: the numbers that moved, per part, and those that it says nothing about."""

    moved: Mapping[str, Sequence[str]]
    stopped: Sequence[str]


@dataclass(slots=True)
class Entry:
    """A number, or its public counts, and the sources that its chapter reads.

    Parameters
    ----------
    number, public
        Its id, and whether the entry is about its public counts.
    declared
        The sources that it declares.
    moved
        Source -> part -> the columns with which it moves.
    reasons
        Source -> why a mismatch is right.
    """

    number: str
    public: bool
    declared: Sequence[str]
    moved: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> list[str]:
        """The declared sources with which it never moves."""
        return [name for name in self.declared if name not in self.moved]

    @property
    def missing(self) -> list[str]:
        """The undeclared sources with which it moves."""
        return [name for name in sorted(self.moved) if name not in self.declared]

    @property
    def excused(self) -> list[str]:
        """The mismatches that have a reason."""
        absent = [name for name in self.missing if self.columns(name) == {ABSENT}]
        return [name for name in (*self.idle, *absent) if name in self.reasons]

    def columns(self, source: str) -> set[str]:
        """The columns with which any part of it moves."""
        return {column for columns in self.moved[source].values() for column in columns}

    def findings(self) -> Iterator[LineageFinding]:
        """What is wrong with its declaration."""
        what = "public counts" if self.public else ""
        for name in self.missing:
            if name not in self.excused:
                note = ", ".join([what] * bool(what) + sorted(self.columns(name))[:COLUMNS])
                yield LineageFinding("L1", self.number, name, note)
        for name in self.idle:
            if name not in self.excused:
                yield LineageFinding("L2", self.number, name, what)

    def as_json(self) -> dict[str, Any]:
        """Plain data, in a fixed order."""
        moved = {
            source: {part: sorted(columns) for part, columns in sorted(parts.items())}
            for source, parts in sorted(self.moved.items())
        }
        return {
            "number": self.number,
            "public": self.public,
            "declared": list(self.declared),
            "moved": moved,
            "missing": self.missing,
            "idle": self.idle,
            "excused": self.excused,
            "reasons": dict(self.reasons),
        }


def effect(baseline: TrialRun, changed: TrialRun) -> Effect:
    """The numbers that differ between two runs.

    A missing number has moved, unless a statement raised: that may have been the one that computes it.
    """
    moved: dict[str, list[str]] = {}
    gone = [name for name in baseline.numbers if name not in changed.numbers]
    for name, before in baseline.numbers.items():
        if name in changed.numbers or not changed.stops:
            for part in _moved(before, changed.numbers.get(name)):
                moved.setdefault(part, []).append(name)
    return Effect(moved, gone if changed.stops else [])


def _moved(before: TrialNumber, after: TrialNumber | None) -> Iterator[str]:
    if after is None or before.measure != after.measure:
        yield VALUE
    if after is not None and before.specifications != after.specifications:
        yield DEFINITIONS
    if after is not None and before.public != after.public:
        yield PUBLIC


def entries(
    baseline: TrialRun,
    changes: Iterable[tuple[str, str, Effect]],
    sources: Iterable[str],
    exempt: Mapping[str, LineageExemption],
) -> list[Entry]:
    """The entries of a chapter, from source, column and result of each run.

    ``sources`` were changed or cannot move anything; pairs with other sources are excluded.
    """
    tried = set(sources)
    known: dict[tuple[str, bool], Entry] = {}
    for name, result in baseline.numbers.items():
        reasons = _reasons(exempt, name, tried)
        own = [source for source in result.sources if source in tried]
        known[name, False] = Entry(name, False, own, {}, reasons)  # noqa: FBT003 - a field
        if result.public_sources or result.public:
            others = [source for source in result.public_sources if source in tried]
            known[name, True] = Entry(name, True, others, {}, reasons)  # noqa: FBT003 - a field
    for source, column, seen in changes:
        for part, numbers in seen.moved.items():
            for name in numbers:
                entry = known[name, part == PUBLIC]
                entry.moved.setdefault(source, {}).setdefault(part, set()).add(column)
    return list(known.values())


def _reasons(
    exempt: Mapping[str, LineageExemption], number: str, sources: set[str]
) -> dict[str, str]:
    """Source -> reason, from the exceptions that apply to a number."""
    return {
        source: card.reason
        for name, card in exempt.items()
        for source in sorted(sources)
        if _applies_to(name, card, number, source)
    }


def stale(
    exempt: Mapping[str, LineageExemption], used: Iterable[tuple[str, str]]
) -> list[LineageFinding]:
    """The exceptions that no pair of a number and a source needs: the data changed, or a name is wrong."""
    pairs = list(used)
    return [
        LineageFinding("L3", name, ", ".join(card.sources), "no pair needs it")
        for name, card in exempt.items()
        if not any(_applies_to(name, card, *pair) for pair in pairs)
    ]


def _applies_to(name: str, card: LineageExemption, number: str, source: str) -> bool:
    named = any(fnmatch.fnmatch(source, pattern) for pattern in card.sources)
    return named and fnmatch.fnmatch(number, name)


@dataclass(frozen=True, slots=True)
class Score:
    """How well declarations fit: counts of pairs of a number and a source.

    Parameters
    ----------
    moved, declared, both
        Pairs that move, that are declared, and that do both.
    excused
        Pairs that do only one of the two, for a stated reason.
    """

    moved: int
    declared: int
    both: int
    excused: int

    @property
    def recall(self) -> float:
        """Share of the moving pairs that is declared, in percent."""
        return 100 * self.both / self.moved if self.moved else 100.0

    @property
    def precision(self) -> float:
        """Share of the declared pairs that moves, in percent."""
        return 100 * self.both / self.declared if self.declared else 100.0


def score(found: Iterable[Entry]) -> Score:
    """The counts of pairs over all entries."""
    listed = list(found)
    return Score(
        moved=sum(len(entry.moved) for entry in listed),
        declared=sum(len(entry.declared) for entry in listed),
        both=sum(len(entry.declared) - len(entry.idle) for entry in listed),
        excused=sum(len(entry.excused) for entry in listed),
    )
