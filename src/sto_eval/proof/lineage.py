"""What moved held against what was declared: pure, answers of runs in, findings and their measure out.

A number *moves* when a run on a changed source gives another value, bound, numerator or denominator, or
another outcome under one of its definitions, or no number at all. What public counts allow for a number
has sources of its own, and so is an entry of its own here. A run in which the statement that makes a number
stops says nothing on that number.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sto_eval.edition import Definition
from sto_eval.findings import FINDINGS
from sto_eval.proof.perturbations import ABSENT
from sto_eval.proof.rehearsal import Heard, Hearing

VALUE, DEFINITIONS, PUBLIC = "value", "definitions", "public"
"""The parts of a number that can move."""

COLUMNS = 5
"""How many columns a finding names."""


class Exempt(Definition):
    """A card of ``lineage.toml``, under the id of a number or a pattern: pairs that are right all the same.

    Either the number declares these sources and does not move with them, or it does not declare them and
    moves only when the whole source is absent: then not its content counts, but that it is there.

    Parameters
    ----------
    sources
        Ids or patterns.
    reason
        Why, Dutch.
    """

    sources: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair that is not as it should be: a code of ``FINDINGS``, the number, the source and what was seen."""

    code: str
    number: str
    source: str
    note: str

    @property
    def title(self) -> str:
        """The meaning of the code."""
        return FINDINGS[self.code]


@dataclass(frozen=True, slots=True)
class Change:
    """What one run showed: the numbers that moved, per part, and those of which it says nothing."""

    moved: Mapping[str, Sequence[str]]
    stopped: Sequence[str]


@dataclass(slots=True)
class Entry:
    """A number, or what public counts allow for it, against the sources that its chapter reads.

    Parameters
    ----------
    number, public
        Its id, and whether it is about the public counts.
    declared
        The sources that it declares.
    moved
        Source -> part -> the columns with which it moves.
    reasons
        Source -> why it may be declared and still.
    """

    number: str
    public: bool
    declared: Sequence[str]
    moved: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> list[str]:
        """The sources that are declared and with which it never moves."""
        return [name for name in self.declared if name not in self.moved]

    @property
    def missing(self) -> list[str]:
        """The sources with which it moves and that are not declared."""
        return [name for name in sorted(self.moved) if name not in self.declared]

    @property
    def excused(self) -> list[str]:
        """The sources that need their reason."""
        absent = [name for name in self.missing if self.columns(name) == {ABSENT}]
        return [name for name in (*self.idle, *absent) if name in self.reasons]

    def columns(self, source: str) -> set[str]:
        """The columns with which any part of it moves."""
        return {column for columns in self.moved[source].values() for column in columns}

    def findings(self) -> Iterator[Finding]:
        """What is wrong with its declaration."""
        what = "public counts" if self.public else ""
        for name in self.missing:
            if name not in self.excused:
                note = ", ".join([what] * bool(what) + sorted(self.columns(name))[:COLUMNS])
                yield Finding("L1", self.number, name, note)
        for name in self.idle:
            if name not in self.excused:
                yield Finding("L2", self.number, name, what)

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


def change(baseline: Hearing, changed: Hearing) -> Change:
    """The numbers that differ between two runs.

    A number that is gone has moved, unless a statement stopped: then it may have been that one's.
    """
    moved: dict[str, list[str]] = {}
    gone = [name for name in baseline.numbers if name not in changed.numbers]
    for name, before in baseline.numbers.items():
        if name in changed.numbers or not changed.stops:
            for part in _moved(before, changed.numbers.get(name)):
                moved.setdefault(part, []).append(name)
    return Change(moved, gone if changed.stops else [])


def _moved(before: Heard, after: Heard | None) -> Iterator[str]:
    if after is None or before.measure != after.measure:
        yield VALUE
    if after is not None and before.specifications != after.specifications:
        yield DEFINITIONS
    if after is not None and before.public != after.public:
        yield PUBLIC


def entries(
    baseline: Hearing,
    changes: Iterable[tuple[str, str, Change]],
    sources: Iterable[str],
    exempt: Mapping[str, Exempt],
) -> list[Entry]:
    """The entries of a chapter, from what its runs showed.

    Parameters
    ----------
    baseline
        The numbers as they are.
    changes
        Source, column and what the run showed.
    sources
        The sources that were tried or could not move anything; a pair with another one is not judged.
    exempt
        Number -> the exception that is declared for it.
    """
    tried = set(sources)
    known: dict[tuple[str, bool], Entry] = {}
    for name, heard in baseline.numbers.items():
        reasons = _reasons(exempt, name, tried)
        own = [source for source in heard.sources if source in tried]
        known[name, False] = Entry(name, False, own, {}, reasons)  # noqa: FBT003 - a field
        if heard.public_sources or heard.public:
            others = [source for source in heard.public_sources if source in tried]
            known[name, True] = Entry(name, True, others)  # noqa: FBT003 - a field
    for source, column, seen in changes:
        for part, numbers in seen.moved.items():
            for name in numbers:
                entry = known[name, part == PUBLIC]
                entry.moved.setdefault(source, {}).setdefault(part, set()).add(column)
    return list(known.values())


def _reasons(exempt: Mapping[str, Exempt], number: str, sources: set[str]) -> dict[str, str]:
    """Source -> reason, of the sources that the cards for a number name."""
    return {
        source: card.reason
        for name, card in exempt.items()
        for source in sorted(sources)
        if _speaks_of(name, card, number, source)
    }


def stale(exempt: Mapping[str, Exempt], found: Iterable[Entry]) -> list[Finding]:
    """The cards that excuse no pair: the data changed, or a name is wrong."""
    used = {(entry.number, source) for entry in found for source in entry.excused}
    return [
        Finding("L3", name, ", ".join(card.sources), "no pair needs it")
        for name, card in exempt.items()
        if not any(_speaks_of(name, card, *pair) for pair in used)
    ]


def _speaks_of(name: str, card: Exempt, number: str, source: str) -> bool:
    named = any(fnmatch.fnmatch(source, pattern) for pattern in card.sources)
    return named and fnmatch.fnmatch(number, name)


@dataclass(frozen=True, slots=True)
class Score:
    """How well declarations fit: pairs of a number and a source, counted.

    Parameters
    ----------
    moved, declared, both
        Pairs that move, that are declared, and that do both.
    excused
        Pairs that do only one of the two, for a reason that is given.
    """

    moved: int
    declared: int
    both: int
    excused: int

    @property
    def recall(self) -> float:
        """Share of the pairs that move that is declared, in percent."""
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
