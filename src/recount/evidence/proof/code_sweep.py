"""The sweep over the code: change a function in one place, and see which numbers move and who notices.

The functions are those of the programme and of :mod:`recount.numbers` that run while a chapter computes its
numbers. Of each, a few changes are drawn. Every chapter that calls the function is run on the changed code, for
the numbers themselves, without other definitions and public counts; and so are the tests of its module. All runs
are in processes of their own.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import random
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from recount.edition.edition import Edition
from recount.edition.parameters import check_known
from recount.evidence.proof import forked
from recount.evidence.proof.chapter_runner import ChapterRunner, TrialRun, chapters_to_sweep
from recount.evidence.proof.code_proof import CodeProof, TriedMutation
from recount.evidence.proof.code_witnesses import (
    ACCEPTED,
    FOLDER,
    SQL,
    TESTS,
    KnownValues,
    differs,
    is_noticed,
    known_values,
    load_pytest,
    mirrored_tests,
)
from recount.evidence.proof.journal import Journal
from recount.evidence.proof.lineage_proof import VALUE, Effect
from recount.evidence.proof.lineage_sweep import SEED, chapter_runner
from recount.evidence.proof.mutations import Mutation, mutations_of
from recount.handover import CODE_PROOF
from recount.names import ENGINE
from recount.notebook.notebooks import code_cells, read_chapter
from recount.numbers.measures import source_of
from recount.running.codebase import imported, imported_by
from recount.running.key import chapter_key, own_codebase
from recount.sources.chapter_inputs import chapter_inputs
from recount.sources.files import checksum
from recount.storage import write_json

SAMPLE = 3
"""Changes per function, by default."""

LIMIT = 60.0
"""Seconds after which a run counts as stopped."""

ARITHMETIC = f"{ENGINE}.numbers."


@dataclass(frozen=True, slots=True)
class CodeRun:
    """A run to do on changed code: a chapter, or if there is none, tests.

    Parameters
    ----------
    mutation
        The change; ``None`` to see whether the tests pass on the unchanged code.
    chapter
        Its name, or empty.
    tests
        Test files.
    key
        Digest of all that the result depends on.
    """

    mutation: Mutation | None
    chapter: str
    tests: tuple[Path, ...]
    key: str


@dataclass(frozen=True, slots=True)
class CodeSweepState:
    """What a run needs: by chapter what runs it, its numbers on the unchanged code, and what is known about these."""

    root: Path
    runners: Mapping[str, ChapterRunner]
    baselines: Mapping[str, TrialRun]
    known: Mapping[str, KnownValues]

    def perform(self, run: CodeRun) -> Effect:
        """The numbers that move and, per witness, those for which it notices; of tests only the latter.

        The code of this process stays changed.
        """
        if run.mutation:
            run.mutation.apply()
        if not run.chapter:
            return Effect({TESTS: [TESTS]} if is_noticed(self.root, run.tests) else {}, [])
        result = self.runners[run.chapter].run({}, measures_only=True)
        if result.stops:
            return self.unfinished(run)
        moved: dict[str, list[str]] = {}
        for number, before in self.baselines[run.chapter].numbers.items():
            after = result.numbers.get(number)
            if after is None or differs(before.amount, after.amount):
                noticing = self.known[run.chapter].notices(number, after)
                for part in (VALUE, *noticing):
                    moved.setdefault(part, []).append(number)
        return Effect(moved, [])

    def unfinished(self, run: CodeRun) -> Effect:
        """The result of a run that stops: a chapter publishes nothing, and tests notice."""
        if run.chapter:
            return Effect({}, list(self.baselines[run.chapter].numbers))
        return Effect({TESTS: [TESTS]}, [])


def sweep_code(  # noqa: PLR0913 - the options of the command
    edition: Edition,
    *,
    chapters: Sequence[str] = (),
    numbers: Sequence[str] = (),
    seed: int = SEED,
    sample: int = SAMPLE,
    workers: int = 1,
    limit: float = LIMIT,
    begin: Callable[[int], object] = lambda _: None,
    step: Callable[[int], object] = lambda _: None,
) -> CodeProof:
    """Change, run and compare; results already in the journal are reused.

    Without ``chapters`` and ``numbers`` it is about all, and the result is written to ``_build/prove-code.json``.
    ``seed`` and ``sample`` are of the choice of changes, at most so many per function; ``limit`` is in seconds per run.
    ``begin`` and ``step`` get the number of runs, and the number of those just finished.

    Errors: ``UnknownName`` for an unknown chapter or number; ``ChapterError`` for a chapter that does not run or
    belongs to the regional book; ``StorageError`` on a system that cannot fork.
    """
    state = _state(edition, chapters, numbers)
    called = {name: functions_called(one, edition) for name, one in state.runners.items()}
    chosen = {
        function: drawn(function, seed, sample)
        for function in sorted({one for functions in called.values() for one in functions})
    }
    keys = {
        name: chapter_key(chapter_inputs(edition, name, read_chapter(edition, name)))
        for name in state.runners
    }
    runs = [
        *_chapter_runs(state, called, chosen, keys, edition),
        *_test_runs(state, chosen, edition),
    ]
    journal = Journal(edition.report_build / f"{Path(CODE_PROOF).stem}.jsonl")
    begin(len(runs))
    pending = [run for run in runs if run.key not in journal.known]
    step(len(runs) - len(pending))
    done = forked.results(pending, state.perform, workers=workers, limit=limit)
    for run, seen in done:
        journal.add(run.key, seen or state.unfinished(run))
        step(1)
    proof = _proof(state, keys, runs, journal.known, numbers, (seed, sample))
    if not chapters and not numbers:
        journal.keep({run.key for run in runs})
        write_json(edition.report_build / CODE_PROOF, proof.as_json())
    return proof


def _state(edition: Edition, chapters: Sequence[str], numbers: Sequence[str]) -> CodeSweepState:
    names = chapters_to_sweep(edition, chapters)
    runners = {name: chapter_runner(edition, name) for name in names}
    known = {number: name for name, one in runners.items() for number in one.baseline.numbers}
    for number in numbers:
        check_known(number, known, "number", f"--number {number}")
    wanted = {known[number] for number in numbers} or set(names)
    runners = {name: one for name, one in runners.items() if name in wanted}
    baselines = {name: one.run({}, measures_only=True) for name, one in runners.items()}
    return CodeSweepState(edition.root, runners, baselines, known_values(edition, baselines))


def functions_called(runner: ChapterRunner, edition: Edition) -> list[str]:
    """The functions of the programme and of the arithmetic that run while a chapter computes its numbers.

    Excluded: methods, and functions in functions, which count as part of these.
    """
    programme = edition.card.code.partition(".")[0] + "."
    cells = code_cells(read_chapter(edition, runner.name))
    reached = own_codebase(edition.root).closure(imported(cell.source for cell in cells))
    modules = {name for name in reached if name.startswith((programme, ARITHMETIC))}
    called: set[str] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401 - Python's signature
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module in modules and frame.f_code.co_qualname.isidentifier():
            called.add(f"{module}.{frame.f_code.co_qualname}")

    sys.setprofile(note)
    try:
        runner.run({}, measures_only=True)
    finally:
        sys.setprofile(None)
    return sorted(name for name in called if inspect.isfunction(source_of(name)))


def drawn(function: str, seed: int, sample: int) -> list[Mutation]:
    """The changes of a function to try, drawn from all; in the order of its code."""
    found = mutations_of(function)
    chosen = random.Random(f"{seed} {function}").sample(found, min(sample, len(found)))  # noqa: S311 - a draw that can be repeated
    return sorted(chosen, key=lambda one: (one.place, one.option))


def _chapter_runs(
    state: CodeSweepState,
    called: Mapping[str, Collection[str]],
    chosen: Mapping[str, Sequence[Mutation]],
    keys: Mapping[str, str],
    edition: Edition,
) -> Iterable[CodeRun]:
    method = own_codebase(edition.root).closure([__name__])
    for name, functions in called.items():
        depends = [keys[name], method, state.known[name].as_json()]
        for mutation in (one for function in functions for one in chosen[function]):
            yield CodeRun(mutation, name, (), _key(mutation, depends))


def _test_runs(
    state: CodeSweepState, chosen: Mapping[str, Sequence[Mutation]], edition: Edition
) -> Iterable[CodeRun]:
    if not load_pytest():
        return
    code = own_codebase(edition.root)
    shared = {path.name: checksum(path) for path in sorted((state.root / FOLDER).glob("*.py"))}
    modules: dict[str, list[Mutation]] = {}
    for function, mutations in chosen.items():
        modules.setdefault(function.rpartition(".")[0], []).extend(mutations)
    for module, mutations in modules.items():
        if tests := tuple(mirrored_tests(state.root, module)):
            names = [name for path in tests for name in imported_by(path)]
            files = {path.name: checksum(path) for path in tests}
            depends = [code.closure([module, __name__, *names]), files, shared]
            for mutation in (None, *mutations):
                yield CodeRun(mutation, "", tests, _key(mutation, [module, depends]))


def _key(mutation: Mutation | None, depends: Any) -> str:  # noqa: ANN401 - any JSON
    content = json.dumps([repr(mutation), depends], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _proof(  # noqa: PLR0913 - everything that a sweep has
    state: CodeSweepState,
    keys: Mapping[str, str],
    runs: Sequence[CodeRun],
    seen: Mapping[str, Effect],
    only: Collection[str],
    draw: tuple[int, int],
) -> CodeProof:
    failing = {run.tests for run in runs if run.mutation is None and seen[run.key].moved}
    tested = {
        run.mutation: bool(seen[run.key].moved)
        for run in runs
        if not run.chapter and run.tests not in failing
    }
    tried: dict[Mutation, TriedMutation] = {}
    for run in runs:
        if run.mutation and run.chapter:
            test, result = tested.get(run.mutation), seen[run.key]
            one = tried.setdefault(run.mutation, TriedMutation(run.mutation, {}, test))
            one.stopped |= bool(result.stopped)
            for number in result.moved.get(VALUE, ()):
                others = [name for name in (ACCEPTED, SQL) if number in result.moved.get(name, ())]
                one.moved[number] = [TESTS, *others] if test else others
    listed = tried.values()
    with_tests = {n for one in listed if one.tested is not None for n in one.moved}
    numbers = {
        number: [*([TESTS] if number in with_tests else []), *known.witnesses(number)]
        for name, known in state.known.items()
        for number in state.baselines[name].numbers
        if not only or number in only
    }
    seed, sample = draw
    files = sorted({path.relative_to(state.root).as_posix() for tests in failing for path in tests})
    return CodeProof(seed, sample, keys, len(runs), numbers, list(listed), files)
