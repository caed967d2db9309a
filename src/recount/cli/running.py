"""How the commands run chapters: which, with which settings, on which machines, and with which messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from recount.cli.common import INTERRUPTED
from recount.edition.edition import BUILD, DATA, Edition, RegionCard
from recount.errors import ClusterError, EvaluationError
from recount.handover import CHAPTERS
from recount.names import COMMAND
from recount.running.kernels import fork_server
from recount.running.regional_book import NONE, default_division, last_division, regional_edition
from recount.running.unchanged import LastSuccess
from recount.storage import remove_abandoned

if TYPE_CHECKING:
    from recount.edition.parameters import Parameters

CHAPTER = "chapter "
"""Start of a line with the outcome of a chapter."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks to run.

    Parameters
    ----------
    only
        The chapters; all when empty.
    settings
        Parameters, as ``CHAPTER.PARAMETER=VALUE``.
    workers
        Number of chapters to run in parallel on this machine.
    pool
        The workers of a scheduler, if these run the chapters.
    """

    only: tuple[str, ...]
    settings: tuple[str, ...]
    workers: int
    pool: Executor | None


@contextmanager
def workers_of(scheduler: str | None) -> Iterator[Executor | None]:
    """The workers of a scheduler; ``None`` when this machine runs the chapters.

    Errors: ``ClusterError`` when dask is not installed, and as ``executor.connected``.
    """
    if scheduler is None:
        yield None
        return
    if find_spec("distributed") is None:
        raise ClusterError(
            "other machines cannot be used",
            f"--scheduler {scheduler}",
            "the package 'distributed'",
            "none",
            f"Run pip install '{COMMAND}[dask]', here and on the workers.",
        )
    from recount.running.dask.executor import connected  # noqa: PLC0415 - of an extra

    with connected(scheduler) as cluster:
        yield cluster


def start_command(edition: Edition, *words: str) -> LastSuccess:
    """Remove leftovers of a killed command, and record the state of the project."""
    remove_abandoned(edition.root / BUILD, edition.root / DATA)
    return LastSuccess(edition, words)


def repeat_last_output(last: LastSuccess) -> bool:
    """Print the last output again if nothing changed since the command succeeded; returns whether it did."""
    lines = last.lines()
    for line in lines or []:
        click.echo(line, err=line.startswith(CHAPTER))
    return lines is not None


def run_books(
    edition: Edition,
    order: Order,
    regions: str | None,
    done: Callable[[Edition], None] = lambda _: None,
) -> list[Edition]:
    """Run the requested chapters of the report and the regional book; returns the books that were run.

    The regions run first, because the fork server preloads what their chapters share, and the report needs
    that too. A fault in one book is raised after the other has run; ``done`` is called with each that ran.
    """
    from recount.edition.parameters import check_known  # noqa: PLC0415 - slow to import

    _start_early(edition, order, regions or last_division(edition))
    books = [
        edition,
        *filter(None, [regional_edition(edition, regions or default_division(edition))]),
    ]
    known = {name for book in books for name in book.card.chapters}
    for name in order.only:
        check_known(name, dict.fromkeys(known), "chapter", f"--only {name}")
    chosen = [tuple(name for name in order.only if name in book.card.chapters) for book in books]
    asked = [
        (book, only) for book, only in zip(books, chosen, strict=True) if only or not order.only
    ]
    faults: list[EvaluationError] = []
    for book, only in reversed(asked):
        try:
            run_book(book, replace(order, only=only))
            done(book)
        except EvaluationError as fault:
            faults.append(fault)
    _raise_first(faults)
    return [book for book, _ in asked]


def kept_lines(books: Sequence[Edition], order: Order) -> list[str]:
    """The output of a run of these books in which no chapter needs to run."""
    names = [name for book in books for name in book.card.chapters]
    return [f"{CHAPTER}{name}: kept" for name in names if not order.only or name in order.only]


def _start_early(edition: Edition, order: Order, regions: str) -> None:
    """Start the fork server if many chapters will clearly run here.

    Its start takes as long as finding out which chapters to run, and proceeds in parallel.
    """
    books = [edition, *([replace(edition, division=regions)] if regions != NONE else [])]
    if order.only:
        names = list(order.only)
        made = [
            any((book.build / CHAPTERS / name).is_dir() for book in books) for name in order.only
        ]
    else:
        # listed twice, as a template runs for many regions
        regional = [f"{template}-{regions}" for template in edition.card.regional] * 2
        names = [*edition.card.chapters, *regional * (len(books) - 1)]
        made = [(book.build / CHAPTERS).is_dir() for book in books]
    if order.pool is None and not all(made):
        fork_server.start(names, edition.variables)


def run_book(edition: Edition, order: Order) -> None:
    """Run the chapters of one book; the first fault is raised once all others are done and printed."""
    # slow to import
    from recount.cli.progress import progress_bar  # noqa: PLC0415
    from recount.running import runcard, runner  # noqa: PLC0415
    from recount.sources import row_files  # noqa: PLC0415

    names = runner.choose_chapters(edition, order.only)
    with progress_bar(len(names), len(names) if order.pool else order.workers) as progress:
        try:
            outcomes = runner.run_chapters(
                edition,
                names,
                _parameters(edition, order.settings),
                workers=order.workers,
                report=progress.report,
                watch=progress.watch,
                pool=order.pool,
            )
        except KeyboardInterrupt:
            done = f"{progress.done} of {len(names)} chapters are done and kept."
            click.echo(f"Interrupted: {done} Run the same command to continue.", err=True)
            sys.exit(INTERRUPTED)
    runcard.write_run(edition)
    _raise_first([outcome.error for outcome in outcomes if outcome.error])
    row_files.write_row_sets(edition.build / CHAPTERS, edition.build / row_files.ROWS.name, edition)


def _raise_first(errors: Sequence[EvaluationError]) -> None:
    """Print all errors but the first, and raise that one."""
    for error in errors[1:]:
        click.echo(f"Error: {error}", err=True)
    if errors:
        raise errors[0]


def _parameters(edition: Edition, settings: tuple[str, ...]) -> dict[str, Parameters]:
    """Chapter -> the parameters that differ from its defaults: its region, and the user's settings."""
    from recount.edition import parameters  # noqa: PLC0415 - slow to import
    from recount.notebook import notebooks  # noqa: PLC0415 - slow to import

    cards = edition.card.chapters
    defaults = {
        name: parameters.default_parameters(name, notebooks.read_chapter(edition, name))
        for name in cards
    }
    ranges = edition.card.parameters
    for name, found in defaults.items():
        parameters.check_defaults(name, found, ranges)
    by_hand = parameters.parse_settings(settings, defaults, ranges)
    own = {name: card.settings for name, card in cards.items() if isinstance(card, RegionCard)}
    return {name: {**own.get(name, {}), **by_hand.get(name, {})} for name in cards}
