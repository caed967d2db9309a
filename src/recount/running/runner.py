"""Run the chapters whose inputs changed, in parallel, without losing a good result.

An executor, local or on several machines, gets a ``Task`` per chapter. Of the run that is replaced,
``_build/previous`` keeps what a comparison of two runs needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from recount.cache import CACHE, Cache
from recount.edition.edition import Edition
from recount.edition.parameters import Parameters
from recount.errors import ChapterError
from recount.handover import CHAPTERS, keep_previous, remove_leftovers
from recount.notebook.notebooks import read_chapter
from recount.results.integrity import read_key
from recount.results.reading import ResultsCheck
from recount.running.execution import Task
from recount.running.kernels import fork_server
from recount.running.key import keep_causes, key_card
from recount.running.notation import renew
from recount.running.refresh import refresh
from recount.running.threads import local_pool
from recount.sources.chapter_inputs import chapter_inputs, check_registers

RUN = "run.json"

TICK = 1.0
"""Seconds between progress updates."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for a chapter: ``run``, ``kept`` (nothing changed) or ``failed`` with the error.

    ``reason`` says why it ran although its key did not change: its results were altered after its run.
    """

    chapter: str
    state: str
    error: ChapterError | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is to be done for the chapters of a book.

    Parameters
    ----------
    edition
        The edition with these chapters.
    kept
        The chapters of which nothing changed.
    tasks
        The others, to be run.
    reasons
        Chapter -> why it runs although its key did not change.
    """

    edition: Edition
    kept: Sequence[Outcome]
    tasks: Sequence[Task]
    reasons: Mapping[str, str]


def plan_chapters(
    edition: Edition, names: Sequence[str], settings: Mapping[str, Parameters]
) -> Plan:
    """Find out which chapters changed; those that did not get their present text.

    Errors: ``SourceError`` for registers without the register of regions, and as ``files.locate``.
    """
    remove_leftovers(edition.build, edition.card.chapters)
    nodes = {name: read_chapter(edition, name) for name in names}
    chapters = [chapter_inputs(edition, n, nodes[n], settings.get(n, {})) for n in names]
    check_registers(edition, chapters)
    keep_causes(chapters, Cache(edition.root / CACHE))
    check = ResultsCheck(edition)
    kept, pending = [], []
    reasons: dict[str, str] = {}
    for inputs in chapters:
        name, card = inputs.name, key_card(inputs)
        same = kept_key(edition, name) == card["key"]
        if same:
            renewed = partial(renew, inputs.folder, card["notation"], check.rule)
            reasons[name] = check.altered(name, renewed)
        if same and not reasons[name]:
            refresh(inputs.folder, name, nodes[name], card)
            kept.append(Outcome(name, "kept"))
        else:
            pending.append((inputs, card))
    together = [inputs.name for inputs, _ in pending]
    return Plan(edition, kept, [Task(*one, together) for one in pending], reasons)


def run_plans(  # noqa: PLR0913 - the executor and the callbacks
    plans: Sequence[Plan],
    *,
    workers: int,
    report: Callable[[Outcome], None],
    watch: Callable[[Sequence[str]], None] = lambda _: None,
    done: Callable[[Plan, Sequence[Outcome]], None] = lambda *_: None,
    pool: Executor | None = None,
) -> None:
    """Run the chapters of several books in order; a failing chapter does not stop the others, and keeps its last good run.

    After an interruption every chapter is complete, either its old or its new run. ``workers`` chapters run in
    parallel on this machine, or all tasks go to ``pool``. ``report`` gets the outcome of each chapter, ``watch``
    every second the names of running and perhaps queued chapters, ``done`` each plan and its outcomes when all its
    chapters are done, while others may still be running.
    """
    outcomes = {plan: [*plan.kept] for plan in plans}
    for plan in plans:
        for outcome in plan.kept:
            report(outcome)
        if plan.tasks:
            keep_previous(plan.edition.build)
        else:
            done(plan, plan.kept)
    tasks = [task for plan in plans for task in plan.tasks]
    if not tasks:
        return
    if pool is None:
        fork_server.start(tasks[0].chapters, tasks[0].inputs.edition.variables)
    try:
        with nullcontext(pool) if pool else local_pool(workers, len(tasks)) as found:
            for plan, outcome in _run_tasks(found, plans, watch):
                outcomes[plan].append(outcome)
                report(outcome)
                if len(outcomes[plan]) == len(plan.kept) + len(plan.tasks):
                    done(plan, outcomes[plan])
    finally:
        for plan in plans:
            remove_leftovers(plan.edition.build, plan.edition.card.chapters)


def run_chapters(  # noqa: PLR0913 - the executor and the callback
    edition: Edition,
    names: Sequence[str],
    settings: Mapping[str, Parameters],
    *,
    workers: int,
    report: Callable[[Outcome], None],
    pool: Executor | None = None,
) -> Sequence[Outcome]:
    """Run the chapters of one book that changed; as ``plan_chapters`` and ``run_plans``."""
    found: list[Outcome] = []
    plan = plan_chapters(edition, names, settings)
    run_plans(
        [plan],
        workers=workers,
        report=report,
        done=lambda _, outcomes: found.extend(outcomes),
        pool=pool,
    )
    return found


def _run_tasks(
    pool: Executor, plans: Sequence[Plan], watch: Callable[[Sequence[str]], None]
) -> Iterator[tuple[Plan, Outcome]]:
    """The outcome of each task, as it ends, with its plan."""
    futures = {pool.submit(task): (plan, task.inputs.name) for plan in plans for task in plan.tasks}
    waiting = set(futures)
    while waiting:
        watch([name for future, (_, name) in futures.items() if future.running()])
        ended, waiting = wait(waiting, TICK, FIRST_COMPLETED)
        for future in ended:
            plan, name = futures[future]
            error = future.result()
            state = "failed" if error else "run"
            yield plan, Outcome(name, state, error, plan.reasons.get(name, ""))


def kept_key(edition: Edition, name: str) -> str | None:
    """The key of the last good run of a chapter for this edition; ``None`` when there is none."""
    card = read_key(edition.build / CHAPTERS / name)
    return card.get("key") if card.get("edition") == edition.id else None
