"""How far a run is: a bar with the names of what is running and the time left, or a line per chapter."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from sto_eval.runner import Outcome

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


def running(names: Sequence[str]) -> str:
    """Names for a line of limited length.

    >>> running(["a", "b", "c", "d", "e", "f"])
    'a, b, c, d and 2 more'
    """
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
