"""The sweep: change every source and column in turn, and run every chapter that reads it.

A chapter that does not declare a source is not run on a change of it: it cannot read it, because its tables
come only from its declarations and the guard blocks any other read. Within a chapter every number is watched,
including those that do not declare the source: that is the purpose of the sweep. A column is first left out;
only if that moves a number or stops a statement are its values changed, in every way that suits them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from recount.edition.definitions import read_tables
from recount.edition.edition import Edition
from recount.edition.parameters import check_known
from recount.errors import ChapterError
from recount.evidence.proof.chapter_runner import ChapterRunner, chapters_to_sweep
from recount.evidence.proof.journal import FILE, Journal
from recount.evidence.proof.lineage_proof import (
    Effect,
    Entry,
    LineageExemption,
    LineageFinding,
    Score,
    entries,
    score,
    stale,
)
from recount.evidence.proof.perturbations import of_columns, of_table
from recount.evidence.proof.rowsets import RowCut, RowScore, row_cuts, row_score
from recount.evidence.proof.trials import SweepState, Trial, columns_read, results, trials_of
from recount.findings import Finding
from recount.handover import PROOF
from recount.names import COMMAND
from recount.notebook.notebooks import read_chapter
from recount.running.codebase import digest_of
from recount.running.key import chapter_key, own_codebase
from recount.sources.chapter_inputs import chapter_inputs
from recount.storage import write_json

SEED = 1
EXEMPT = "lineage"
"""The file of the edition with the exceptions, each with its reason."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The result of a sweep.

    Parameters
    ----------
    seed
        Of the random changes.
    keys
        Chapter -> the key of its run: what the sweep depends on.
    trials
        Number of runs.
    sources
        Chapter -> the sources that its numbers read and that were changed.
    entries
        Chapter -> its numbers.
    rows
        Chapter -> the results of the runs on sets of rows.
    stale
        Exceptions that nothing needs; only known after a complete sweep.
    """

    seed: int
    keys: Mapping[str, str]
    trials: int
    sources: Mapping[str, Sequence[str]]
    entries: Mapping[str, Sequence[Entry]]
    rows: Mapping[str, RowScore]
    stale: Sequence[LineageFinding] = ()

    @property
    def score(self) -> Score:
        """Recall and precision over all chapters."""
        return score(entry for found in self.entries.values() for entry in found)

    @property
    def excused(self) -> set[tuple[str, str]]:
        """The pairs of a number and a source that needed their reason."""
        listed = [entry for found in self.entries.values() for entry in found]
        pairs = {(entry.number, source) for entry in listed for source in entry.excused}
        return pairs.union(*(one.excused for one in self.rows.values()))

    @property
    def mismatches(self) -> list[LineageFinding]:
        """All findings, in the order of the chapters."""
        listed = [entry for found in self.entries.values() for entry in found]
        rows = [fault for one in self.rows.values() for fault in one.findings]
        return [*(fault for entry in listed for fault in entry.findings()), *rows, *self.stale]

    def findings(self) -> list[Finding]:
        """The same, as findings about numbers."""
        return [Finding(f.code, f.number, f"{f.source} {f.note}") for f in self.mismatches]

    def lines(self) -> Iterator[str]:
        """The outcome in sentences."""
        counted = self.score
        yield (
            f"{self.trials} runs; {counted.recall:.1f}% of the pairs of a number and a source that moves it "
            f"are declared ({counted.moved} in all)"
        )
        yield (
            f"{counted.precision:.1f}% of the declared pairs move ({counted.declared} in all); "
            f"{counted.excused} more are excused"
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data without time or machine, so that equal sweeps give equal bytes."""
        counted = self.score
        return {
            "seed": self.seed,
            "made_from": dict(self.keys),
            "trials": self.trials,
            "pairs": {
                "moved": counted.moved,
                "declared": counted.declared,
                "both": counted.both,
                "excused": counted.excused,
            },
            "rows": {
                "sufficient": sum(one.sufficient for one in self.rows.values()),
                "necessary": sum(one.necessary for one in self.rows.values()),
                "undecided": sum(one.undecided for one in self.rows.values()),
            },
            "recall": counted.recall,
            "precision": counted.precision,
            "findings": [asdict(one) for one in self.mismatches],
            "chapters": {
                name: {
                    "sources": list(self.sources[name]),
                    "numbers": [entry.as_json() for entry in found],
                }
                for name, found in self.entries.items()
            },
        }


def sweep(  # noqa: PLR0913 - the options of the command
    edition: Edition,
    *,
    chapters: Sequence[str] = (),
    sources: Sequence[str] = (),
    seed: int = SEED,
    workers: int = 1,
    begin: Callable[[int], object] = lambda _: None,
    step: Callable[[int], object] = lambda _: None,
) -> Proof:
    """Change, run and compare; results already in the journal are reused.

    Without ``chapters`` and ``sources`` it is about all, and the result is written to ``_build/prove.json``. ``begin`` and
    ``step`` get the number of runs of either part of the sweep, and the number of runs just finished.

    Errors: ``UnknownName`` for an unknown chapter and for a source that no number reads; ``ChapterError`` for
    a chapter that does not run or belongs to the regional book.
    """
    names = chapters_to_sweep(edition, chapters)
    runners = {name: chapter_runner(edition, name) for name in names}
    known = dict.fromkeys(n for one in runners.values() for n in (*one.datasets, *_unread(one, ())))
    for name in sources:
        check_known(name, known, "source", f"--source {name}")
    keys = {
        name: chapter_key(chapter_inputs(edition, name, read_chapter(edition, name)))
        for name in names
    }
    # earlier results hold only for the same method and seed
    modules = own_codebase(edition.root).closure([__name__])
    method = f"{digest_of(json.dumps(modules))}:{seed}"
    tables = [
        (runner, source, dataset.parsed.table, f"{keys[name]}:{method}")
        for name, runner in runners.items()
        for source, dataset in runner.datasets.items()
        if not sources or source in sources
    ]
    journal, state = Journal(edition.report_build / FILE), SweepState(runners, seed)

    def done(trials: list[Trial]) -> list[Trial]:
        begin(len(trials))
        pending = [trial for trial in trials if trial.key not in journal.known]
        step(len(trials) - len(pending))
        for trial, seen in results(state, pending, workers):
            journal.add(trial.key, seen)
            step(1)
        return trials

    trials = done(
        [
            trial
            for runner, source, table, key in tables
            for changes in (of_table(table), row_cuts(runner.baseline, source))
            for trial in trials_of(runner, source, changes, key)
        ]
    )
    read = columns_read(trials, journal.known)
    trials += done(
        [
            trial
            for runner, source, table, key in tables
            for trial in trials_of(
                runner, source, of_columns(table, read[runner.name, source]), key
            )
        ]
    )
    path = edition.file(EXEMPT)
    exempt = read_tables(path, LineageExemption) if path.is_file() else {}
    proof = _proof(state, keys, trials, journal.known, exempt, sources)
    if chapters or sources:
        return proof
    journal.keep({trial.key for trial in trials})
    whole = replace(proof, stale=stale(exempt, proof.excused))
    write_json(edition.report_build / PROOF, whole.as_json())
    return whole


def chapter_runner(edition: Edition, name: str) -> ChapterRunner:
    """A chapter, run once; ``ChapterError`` if a statement raises on its unchanged sources."""
    runner = ChapterRunner(edition, name)
    if runner.baseline.stops:
        raise ChapterError(
            f"chapter '{name}' stopped",
            f"{name}.md",
            "a chapter that runs on its unchanged sources",
            runner.baseline.stops[0],
            f"Run '{COMMAND} build --only {name}' and fix what it reports.",
        )
    return runner


def _unread(runner: ChapterRunner, only: Sequence[str]) -> list[str]:
    """Sources that a number declares but no statement for a number reads: they cannot move it."""
    declared = {
        name
        for result in runner.baseline.numbers.values()
        for name in (*result.sources, *result.public_sources)
    }
    return sorted(n for n in declared - set(runner.datasets) if not only or n in only)


def _proof(  # noqa: PLR0913 - everything that a sweep has
    state: SweepState,
    keys: Mapping[str, str],
    trials: Sequence[Trial],
    seen: Mapping[str, Effect],
    exempt: Mapping[str, LineageExemption],
    only: Sequence[str],
) -> Proof:
    found: dict[str, list[Entry]] = {}
    sources: dict[str, list[str]] = {}
    rows: dict[str, RowScore] = {}
    for name, runner in state.runners.items():
        own = [trial for trial in trials if trial.chapter == name]
        read = dict.fromkeys(trial.source for trial in own)
        sources[name] = [*read, *_unread(runner, only)]
        changes = ((trial.source, trial.change.touched, seen[trial.key]) for trial in own)
        found[name] = entries(runner.baseline, changes, sources[name], exempt)
        cuts = {
            (trial.change.kind, trial.change.set): seen[trial.key]
            for trial in own
            if isinstance(trial.change, RowCut)
        }
        reasons = {(entry.number, source) for entry in found[name] for source in entry.reasons}
        rows[name] = row_score(runner.baseline, cuts, read, reasons)
    return Proof(state.seed, keys, len(trials), sources, found, rows)
