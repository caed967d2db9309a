"""The runs of a sweep: a chapter on one change of one source, in this process or in several."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_all_start_methods, get_context

from recount.evidence.proof.chapter_runner import ChapterRunner
from recount.evidence.proof.lineage_proof import Effect, effect
from recount.evidence.proof.perturbations import ABSENT, LEFT_OUT, Perturbation
from recount.evidence.proof.rowsets import RowCut
from recount.storage import lock_error


@dataclass(frozen=True, slots=True)
class Trial:
    """One run to do: a chapter on one change of one source."""

    chapter: str
    source: str
    change: Perturbation | RowCut
    key: str


def trials_of(
    runner: ChapterRunner, source: str, changes: Iterable[Perturbation | RowCut], key: str
) -> Iterator[Trial]:
    """The runs of a chapter on these changes of a source; ``key`` is a digest of everything else they depend on."""
    for one in changes:
        digest = hashlib.sha256(json.dumps([key, source, one.id]).encode()).hexdigest()
        yield Trial(runner.name, source, one, digest)


def columns_read(
    trials: Iterable[Trial], seen: Mapping[str, Effect]
) -> dict[tuple[str, str], set[str]]:
    """Chapter and source -> the columns without which a number moves or a statement stops."""
    found: dict[tuple[str, str], set[str]] = {}
    for trial in trials:
        if isinstance(trial.change, Perturbation) and trial.change.kind == LEFT_OUT:
            columns = found.setdefault((trial.chapter, trial.source), set())
            if seen[trial.key].moved or seen[trial.key].stopped:
                columns.add(trial.change.column)
    return found


@dataclass(frozen=True, slots=True)
class SweepState:
    """What a run needs; inherited by forked processes instead of sent."""

    runners: Mapping[str, ChapterRunner]
    seed: int

    def run(self, trial: Trial) -> Effect:
        """The numbers that move with the change of a trial."""
        runner = self.runners[trial.chapter]
        dataset = runner.datasets[trial.source]
        if trial.change.kind == ABSENT:
            return effect(runner.baseline, runner.run({}, without=trial.source))
        table = trial.change.apply(dataset.parsed.table, trial.source, self.seed)
        changed = replace(dataset, parsed=replace(dataset.parsed, table=table))
        return effect(runner.baseline, runner.run({trial.source: changed}))


BATCH = 8
"""Runs that a process does at a time: sending one takes longer than the shortest runs."""

_FORKED: list[SweepState] = []
"""The state with which the processes of the current sweep were forked."""


def _perform(trials: Sequence[Trial]) -> list[tuple[Trial, Effect]]:
    return [(trial, _FORKED[-1].run(trial)) for trial in trials]


def results(
    state: SweepState, trials: Sequence[Trial], workers: int
) -> Iterator[tuple[Trial, Effect]]:
    """The result of every run, in order of completion."""
    if workers == 1 or "fork" not in get_all_start_methods() or lock_error():
        yield from ((trial, state.run(trial)) for trial in trials)
        return
    _FORKED.append(state)
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            futures = [
                pool.submit(_perform, trials[begin : begin + BATCH])
                for begin in range(0, len(trials), BATCH)
            ]
            try:
                for future in as_completed(futures):
                    yield from future.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    finally:
        _FORKED.pop()
