"""How far a run is: a bar with the names of what is running and the time left, or a line per chapter."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from tqdm import tqdm

from sto_eval.runner import Outcome

BETWEEN = 30
"""Seconds between two lines of a job that nobody watches."""

NAMED = 4
"""How many running chapters are named; the others are counted."""

FORM = "{n_fmt}/{total_fmt} |{bar:20}| {elapsed}, {remaining} left{postfix}"


class Progress:
    """What a person sees of a run; where nobody looks, each chapter that is done gets a line and no bar."""

    def __init__(self, bar: tqdm[Any], most: int) -> None:
        self._bar, self._most = bar, most
        self.done = 0

    def report(self, outcome: Outcome) -> None:
        """Tell what became of a chapter; one that is kept takes no time, and so says nothing of the time left."""
        # counted first: who has read the line may interrupt at once
        self.done += outcome.state != "failed"
        why = f" ({outcome.reason})" if outcome.reason else ""
        self._bar.write(f"chapter {outcome.chapter}: {outcome.state}{why}", file=sys.stderr)
        if outcome.state == "kept":
            self._bar.total = (self._bar.total or 0) - 1
            self._bar.refresh()
        else:
            self._bar.update()

    def watch(self, names: Sequence[str]) -> None:
        """Name what is running."""
        self._bar.set_postfix_str(running(names[: self._most]))


@contextmanager
def shown(chapters: int, most: int) -> Iterator[Progress]:
    """The progress of so many chapters, on standard error; at most so many of them run at once."""
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
    """How far a long job is, for a pipe or a file: a line now and then, with an estimate of the time left.

    What is told first was done by an earlier job and took no time, so it has no part in the estimate.

    Parameters
    ----------
    what
        What is counted, in the plural.
    clock
        The time in seconds.
    """

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._clock = what, clock
        self._total, self._done, self._earlier = 0, 0, -1
        self._began = self._told = clock()

    def reset(self, total: int) -> None:
        """Say how many there are."""
        self._total = total

    def update(self, more: int = 1) -> None:
        """So many more are done."""
        now = self._clock()
        self._done += more
        if self._earlier < 0:
            self._earlier, self._began, self._told = more, now, now
            self._tell(f"{more} of them made earlier")
        elif now - self._told >= BETWEEN or self._done == self._total:
            self._told = now
            took = now - self._began
            left = took / (self._done - self._earlier) * (self._total - self._done)
            self._tell(
                f"{tqdm.format_interval(took)} elapsed, about {tqdm.format_interval(left)} left"
            )

    def _tell(self, more: str) -> None:
        click.echo(f"{self._done} of {self._total} {self._what}, {more}", err=True)


@contextmanager
def progress_of(what: str) -> Iterator[tqdm[Any] | Lines]:
    """The progress of a job of many equal parts, on standard error: a bar for a person, else lines."""
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
