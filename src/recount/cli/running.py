"""How the commands run chapters: which, with which settings, on which machines, and with which messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from recount.cli.common import INTERRUPTED
from recount.edition.edition import BUILD, DATA, Edition, RegionCard
from recount.errors import ClusterError, EvaluationError
from recount.handover import CHAPTERS
from recount.names import COMMAND
from recount.running.kernels import fork_server
from recount.running.regional_book import default_division, regional_edition
from recount.running.unchanged import LastSuccess
from recount.storage import remove_abandoned

if TYPE_CHECKING:
    from recount.edition.parameters import Parameters
    from recount.running.runner import Outcome

CHAPTER = "chapter "
"""Start of a line with the outcome of a chapter."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a user asks to run: only some chapters or all, with which settings, as ``CHAPTER.PARAMETER=VALUE``.

    That many chapters run in parallel on this machine, or all on the workers of a scheduler. ``few`` says that most
    are expected to be kept, so that no source is read before one needs it.
    """

    only: tuple[str, ...]
    settings: tuple[str, ...]
    workers: int
    pool: Executor | None
    few: bool = False

    def chapters(self, book: Edition) -> list[str]:
        """The chapters of a book to run, in the order of the book."""
        return [name for name in book.card.chapters if not self.only or name in self.only]


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
    order: RunOptions,
    regions: str | None,
    done: Callable[[Edition], None] = lambda _: None,
) -> list[Edition]:
    """Run the requested chapters of the report and the regional book; returns the books that were run.

    The regions run first, as their website is made while the report runs. A fault in one book is raised
    after the other has run; ``done`` is called with each that ran. A fault in a file of the edition is raised
    before anything runs.
    """
    from recount.edition.parameters import check_known  # noqa: PLC0415 - slow to import

    _start_early(edition, order)
    _read_definitions(edition)
    books = [
        edition,
        *filter(None, [regional_edition(edition, regions or default_division(edition))]),
    ]
    known = {name: book for book in books for name in book.card.chapters}
    for name in order.only:
        check_known(name, known, "chapter", f"--only {name}")
    asked = [book for book in books if not order.only or order.chapters(book)]
    run_chosen(asked[::-1], order, done)
    return asked


def _read_definitions(edition: Edition) -> None:
    """Read every file of definitions, whose faults would otherwise stop a chapter halfway or the pages at the end."""
    # slow to import
    from recount.edition import (  # noqa: PLC0415
        claims,
        corrections,
        exemptions,
        gone_numbers,
        number_texts,
        search_words,
    )

    claims.load_claims(edition)
    corrections.load_corrections(edition)
    exemptions.load_exemptions(edition.folder)
    exemptions.load_claim_words(edition.folder)
    gone_numbers.load_gone(edition.folder)
    search_words.load_search_words(edition.folder)
    for chapter in edition.card.chapters:
        number_texts.number_texts(edition, chapter)


def kept_lines(books: Sequence[Edition], order: RunOptions) -> list[str]:
    """The output of a run of these books in which no chapter needs to run."""
    return [f"{CHAPTER}{name}: kept" for book in books for name in order.chapters(book)]


def _start_early(edition: Edition, order: RunOptions) -> None:
    """Start the fork server, which takes as long as finding out what to run, and proceeds in parallel."""
    regional = [
        f"{template}-{division}"
        for template, card in edition.card.regional.items()
        for division in card.divisions
    ]
    # listed twice, as a template runs for many regions
    names = order.only or (*edition.card.chapters, *regional, *regional)
    fork_server.start(() if order.pool or order.few else names, edition.variables)


def run_chosen(
    books: Sequence[Edition], order: RunOptions, done: Callable[[Edition], None] = lambda _: None
) -> None:
    """Run the requested chapters of books; the first fault is raised once all others are done and printed.

    ``done`` is called with each book whose chapters have all run. A setting that fits no chapter of these books
    is refused before anything runs.
    """
    # slow to import
    from recount.cli.progress import progress_bar  # noqa: PLC0415
    from recount.running import runner  # noqa: PLC0415

    _check_settings(books, order.settings)
    faults: list[EvaluationError] = []
    plans: list[runner.Plan] = []
    for book in books:
        try:
            settings = _parameters(book, order.settings)
            plans.append(runner.plan_chapters(book, order.chapters(book), settings))
        except EvaluationError as fault:
            faults.append(fault)

    def finish(plan: runner.Plan, outcomes: Sequence[runner.Outcome]) -> None:
        try:
            _complete(plan.edition, outcomes)
            done(plan.edition)
        except EvaluationError as fault:
            faults.append(fault)

    count = sum(len(plan.kept) + len(plan.tasks) for plan in plans)
    with progress_bar(count, count if order.pool else order.workers) as progress:
        try:
            runner.run_plans(
                plans,
                workers=order.workers,
                report=progress.report,
                watch=progress.watch,
                done=finish,
                pool=order.pool,
            )
        except KeyboardInterrupt:
            finished = f"{progress.done} of {count} chapters are done and kept."
            click.echo(f"Interrupted: {finished} Run the same command to continue.", err=True)
            sys.exit(INTERRUPTED)
    _raise_first(faults)


def _check_settings(books: Sequence[Edition], settings: Sequence[str]) -> None:
    from recount.edition import parameters  # noqa: PLC0415 - slow to import

    known = {name: book for book in reversed(books) for name in book.card.chapters}
    for setting in settings:
        chapter, *_ = parameters.split_setting(setting)
        parameters.check_known(chapter, known, "chapter", f"--set {setting}")
        _parameters(known[chapter], (setting,))


def _complete(book: Edition, outcomes: Sequence[Outcome]) -> None:
    """Write what belongs to a run of a whole book: its card, and the files of its rows."""
    # slow to import
    from recount.running import runcard  # noqa: PLC0415
    from recount.sources import row_files  # noqa: PLC0415

    runcard.write_run(book)
    _raise_first([outcome.error for outcome in outcomes if outcome.error])
    row_files.write_row_sets(book.build / CHAPTERS, book.build / row_files.ROWS.name, book)


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
    here = [one for one in settings if parameters.split_setting(one)[0] in cards]
    by_hand = parameters.parse_settings(here, defaults, ranges)
    own = {name: card.settings for name, card in cards.items() if isinstance(card, RegionCard)}
    return {name: {**own.get(name, {}), **by_hand.get(name, {})} for name in cards}
