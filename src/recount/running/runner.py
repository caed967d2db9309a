"""Run the chapters whose inputs changed, in parallel, without losing a good result.

The only module that uses papermill. An executor, local or on several machines, gets a ``Task`` per
chapter. Of the run that is replaced, ``_build/previous`` keeps what a comparison of two runs needs.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from recount.cache import CACHE, Cache
from recount.edition.edition import Edition
from recount.edition.parameters import Parameters, check_known
from recount.errors import COLOUR, ChapterError
from recount.handover import CHAPTERS, keep_previous, put_in_place, remove_leftovers
from recount.names import OUTPUT, ROOT
from recount.notebook.notebooks import code_cells, composed, read_chapter, write_notebook
from recount.results.integrity import read_key, write_key
from recount.results.reading import ResultsCheck
from recount.running import guard
from recount.running.kernels import fork_server
from recount.running.key import keep_causes, key_card
from recount.running.refresh import refresh
from recount.running.threads import local_pool
from recount.sources import read_once
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs, check_registers
from recount.storage import error_from_message

RUN = "run.json"
LAST_LINES = 5

MOST = 400
"""Characters of unexpected output in a message."""

TICK = 1.0
"""Seconds between progress updates."""

QUIET = ["--IPKernelApp.log_level=CRITICAL"]
"""A kernel warns at every start that it uses TCP; that is intended: over IPC one in four fails."""


KeyCard = Mapping[str, Any]
"""The content of ``key.json``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notebook is executed: the folder for its records, and the variables that say in which project."""

    output: Path
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for a chapter: ``run``, ``kept`` (nothing changed) or ``failed`` with the error.

    ``reason`` says why it ran although its key did not change: its results were altered after its run.
    """

    chapter: str
    state: str
    error: ChapterError | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A chapter to run, with its ``key.json``; ``chapters`` are all chapters of this run, see ``fork_server``."""

    inputs: ChapterInputs
    card: KeyCard
    chapters: Sequence[str]

    def __call__(self) -> ChapterError | None:
        """Run the chapter; returns the error if it stopped."""
        return _run_one(self.inputs, self.card, self.chapters)


def run_chapters(  # noqa: PLR0913 - the executor and the callbacks
    edition: Edition,
    names: Sequence[str],
    settings: Mapping[str, Parameters],
    *,
    workers: int,
    report: Callable[[Outcome], None],
    watch: Callable[[Sequence[str]], None] = lambda _: None,
    pool: Executor | None = None,
) -> list[Outcome]:
    """Run the chapters that changed; a failing chapter does not stop the others, and keeps its last good run.

    After an interruption every chapter is complete, either its old or its new run.

    Errors: ``SourceError`` for registers without the register of regions, and as ``files.locate``.

    Parameters
    ----------
    workers
        Number of chapters to run in parallel on this machine.
    report
        Called with the outcome of each chapter.
    watch
        Called every second with the names of running chapters, possibly including queued ones.
    pool
        Executor that replaces this machine; it is given tasks.
    """
    remove_leftovers(edition.build, edition.card.chapters)
    outcomes: list[Outcome] = []
    pending: list[tuple[ChapterInputs, KeyCard]] = []
    reasons: dict[str, str] = {}
    nodes = {name: read_chapter(edition, name) for name in names}
    chapters = [chapter_inputs(edition, n, nodes[n], settings.get(n, {})) for n in names]
    check_registers(edition, chapters)
    keep_causes(chapters, Cache(edition.root / CACHE))
    check = ResultsCheck(edition)
    for inputs in chapters:
        name, card = inputs.name, key_card(inputs)
        same = kept_key(edition, name) == card["key"]
        if same and not reasons.setdefault(name, check.altered(name)):
            refresh(inputs.folder, name, nodes[name], card)
            outcomes.append(Outcome(name, "kept"))
            report(outcomes[-1])
        else:
            pending.append((inputs, card))
    if not pending:
        return outcomes
    keep_previous(edition.build)
    together = [inputs.name for inputs, _ in pending]
    tasks = [Task(inputs, card, together) for inputs, card in pending]
    if pool is None:
        fork_server.start(together, edition.variables)
    try:
        with nullcontext(pool) if pool else local_pool(workers, len(pending)) as found:
            for outcome in _run_pending(found, tasks, watch):
                outcomes.append(replace(outcome, reason=reasons.get(outcome.chapter, "")))
                report(outcomes[-1])
    finally:
        remove_leftovers(edition.build, edition.card.chapters)
    return outcomes


def _run_pending(
    pool: Executor, tasks: Sequence[Task], watch: Callable[[Sequence[str]], None]
) -> Iterator[Outcome]:
    """The outcome of each task, as it ends."""
    futures = {pool.submit(task): task.inputs.name for task in tasks}
    waiting = set(futures)
    while waiting:
        watch([name for future, name in futures.items() if future.running()])
        done, waiting = wait(waiting, TICK, FIRST_COMPLETED)
        yield from (_outcome(futures[future], future) for future in done)


def _outcome(name: str, future: Future[ChapterError | None]) -> Outcome:
    error = future.result()
    return Outcome(name, "failed" if error else "run", error)


def _run_one(inputs: ChapterInputs, card: KeyCard, chapters: Sequence[str]) -> ChapterError | None:
    """Run a chapter in a temporary folder; move the result into place only when it is complete."""
    edition, name, target = inputs.edition, inputs.name, inputs.folder
    aside = target.with_name(f".{name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    node = read_chapter(edition, name)
    warm = fork_server.start(chapters, edition.variables)
    try:
        place = Place(aside, {**edition.variables, **warm})
        executed = execute(place, node, inputs.settings, name, [guard.kernel_argument(name)])
        _check_guard(name, aside / guard.REPORT)
        _check_output(name, executed)
    except ChapterError as error:
        shutil.rmtree(aside)
        return error
    write_notebook(composed(node, executed), aside / f"{name}.ipynb")
    _write_sources(inputs, aside / "sources.json", warm=bool(warm))
    write_key(aside, card, edition.id)
    put_in_place(aside, target)
    return None


def execute(
    place: Place,
    node: NotebookNode,
    parameters: Parameters,
    name: str,
    arguments: Sequence[str] = (),
) -> NotebookNode:
    """Execute a notebook in a place, in a kernel started with these extra arguments.

    Errors: ``ChapterError`` when a cell fails or the kernel ends.
    """
    import papermill  # noqa: PLC0415 - slow, and not needed when nothing runs
    from nbclient.exceptions import DeadKernelError  # noqa: PLC0415

    from recount.running import papermill_engine  # noqa: PLC0415

    try:
        executed: NotebookNode = papermill.execute_notebook(
            node,
            None,
            engine_name=papermill_engine.NAME,
            parameters=dict(parameters),
            progress_bar=False,
            extra_arguments=[*QUIET, *arguments],
            env=_environment(place),
            folder=place.variables[ROOT],
        )
    except papermill.PapermillExecutionError as error:
        raise _failure(name, error, place.output) from None
    except (DeadKernelError, RuntimeError) as error:
        raise _died(name, error) from None
    return executed


def _check_guard(name: str, report: Path) -> None:
    """Refuse a run that was not guarded, or in which a cell swallowed a refusal of the guard."""
    if not report.is_file():
        raise ChapterError(
            f"chapter '{name}' ran without a guard",
            f"{name}.md",
            f"a {guard.REPORT} in its output",
            "none",
            "Check whether the kernel has a start-up configuration of its own; only a guarded run counts.",
        )
    refused = json.loads(report.read_text("utf-8"))["refused"]
    if refused:
        raise guard.refusal(name, "; ".join(refused), ())
    report.unlink()


def _check_output(name: str, executed: NotebookNode) -> None:
    """Refuse a run in which a cell, or its kernel, wrote to the error output: a page would show it."""
    for number, cell in enumerate(code_cells(executed), start=1):
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise ChapterError(
                    f"chapter '{name}' wrote to its error output",
                    f"cell {number}",
                    "nothing",
                    output.text.strip()[-MOST:],
                    "Run it again. If it returns, remove the cause of the warning.",
                )


def _environment(place: Place) -> dict[str, str]:
    """The environment of this process, with the variables that locate the project and its output."""
    return {
        **os.environ,
        OUTPUT: str(place.output),
        **place.variables,
    }


def _died(name: str, error: Exception) -> ChapterError:
    """The error for a kernel that ended before the chapter: out of memory, or a cell that ended it."""
    return ChapterError(
        f"chapter '{name}' lost its kernel",
        f"{name}.md",
        "a kernel that runs until the last cell",
        f"{type(error).__name__}: {error}".rstrip("."),
        "The last good run of this chapter stays. Run it again with --workers 1, or with more memory.",
    )


def _failure(name: str, error: Any, output: Path) -> ChapterError:  # noqa: ANN401 - papermill has no types
    """The error for a failed cell, with the last lines of the traceback; for a full disk, with the remedy."""
    if fault := error_from_message(error.evalue, output):
        what = f"chapter '{name}' stopped: {fault.what}"
        return ChapterError(what, fault.where, fault.expected, fault.found, fault.remedy)
    lines = COLOUR.sub("", "\n".join(error.traceback)).splitlines()
    last = "\n".join(lines[-LAST_LINES:])
    return ChapterError(
        f"chapter '{name}' stopped",
        f"cell {error.cell_index + 1}",
        "a cell that runs without error",
        f"{error.ename}: {error.evalue}".rstrip("."),
        f"The last good run of this chapter stays. Its last lines:\n{last}",
    )


def _write_sources(inputs: ChapterInputs, file: Path, *, warm: bool) -> None:
    """Write the cards of the declared sources that are present; a fork has read most of them already."""
    if not (warm and fork_server.run_in_fork(read_once.write_cards, inputs, file)):
        read_once.write_cards(inputs, file)


def kept_key(edition: Edition, name: str) -> str | None:
    """The key of the last good run of a chapter for this edition; ``None`` when there is none."""
    card = read_key(edition.build / CHAPTERS / name)
    return card.get("key") if card.get("edition") == edition.id else None


def choose_chapters(edition: Edition, only: Sequence[str]) -> list[str]:
    """The chapters to run: the named ones, or all, in the order of the edition."""
    chapters = edition.card.chapters
    for name in only:
        check_known(name, chapters, "chapter", f"--only {name}")
    return [name for name in chapters if not only or name in only]
