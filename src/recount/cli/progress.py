"""Progress of a run: a bar with the running chapters and the time left, or a line per chapter."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from tqdm import tqdm

from recount.running.runner import Outcome

BETWEEN = 30
"""Minimum seconds between two lines of a job that runs without a terminal."""

NAMED = 4
"""Number of running chapters that are named; the others are counted."""

FORM = "{n_fmt}/{total_fmt} |{bar:20}| {elapsed}, {remaining} left{postfix}"


class Progress:
    """The progress of a run; without a terminal, one line per finished chapter and no bar."""

    def __init__(self, bar: tqdm[Any], most: int) -> None:
        self._bar, self._most = bar, most
        self.done = 0

    def report(self, outcome: Outcome) -> None:
        """Print the outcome of a chapter; a kept chapter takes no time and is excluded from the estimate."""
        # counted first, as the user may interrupt once the line is printed
        self.done += outcome.state != "failed"
        why = f" ({outcome.reason})" if outcome.reason else ""
        self._bar.write(f"chapter {outcome.chapter}: {outcome.state}{why}", file=sys.stderr)
        if outcome.state == "kept":
            self._bar.total = (self._bar.total or 0) - 1
            self._bar.refresh()
        else:
            self._bar.update()

    def watch(self, names: Sequence[str]) -> None:
        """Show the running chapters."""
        self._bar.set_postfix_str(running(names[: self._most]))


@contextmanager
def progress_bar(chapters: int, most: int) -> Iterator[Progress]:
    """The progress of that many chapters, on standard error, with at most ``most`` running in parallel."""
    bar: tqdm[Any] = tqdm(
        total=chapters,
        unit="chapter",
        bar_format=FORM,
        disable=None,
        dynamic_ncols=True,
        smoothing=0,
    )
    with bar:
        yield Progress(bar, most)


class Lines:
    """The progress of a long job, for a pipe or a file: lines with an estimate of the time left.

    The first update counts work of an earlier job, which took no time and is excluded from the estimate. ``what`` is
    what is counted, in the plural.
    """

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._clock = what, clock
        self.reset(0)
        self._began = self._printed = clock()

    def reset(self, total: int) -> None:
        """Begin to count, up to this total."""
        self._total, self._done, self._earlier = total, 0, -1

    def update(self, more: int = 1) -> None:
        """Count that many more as done."""
        now = self._clock()
        self._done += more
        if self._earlier < 0:
            self._earlier, self._began, self._printed = more, now, now
            self._print(f"{more} of them done earlier")
        elif now - self._printed >= BETWEEN or self._done == self._total:
            self._printed = now
            took = now - self._began
            left = took / (self._done - self._earlier) * (self._total - self._done)
            self._print(
                f"{tqdm.format_interval(took)} elapsed, about {tqdm.format_interval(left)} left"
            )

    def _print(self, more: str) -> None:
        click.echo(f"{self._done} of {self._total} {self._what}, {more}", err=True)


@contextmanager
def progress_of(what: str) -> Iterator[tqdm[Any] | Lines]:
    """The progress of a job of many equal parts, on standard error: a bar in a terminal, else lines."""
    if not sys.stderr.isatty():
        yield Lines(what)
        return
    with tqdm(desc=what, dynamic_ncols=True) as bar:
        yield bar


def running(names: Sequence[str]) -> str:
    """Names for a line of limited length.

    >>> running(["a", "b", "c", "d", "e", "f"])
    'a, b, c, d and 2 more'
    """
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
