"""Books made within this process, which has loaded Sphinx once; a process for each part would load it every time."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from commands import our_fonts

from recount.book import sphinx_process

_ONE_AT_A_TIME = Lock()
"""Sphinx changes what docutils knows, and prints to the standard output."""


class AtOnce(Executor):
    """Does at once, in the thread that asks, what a process beside would do."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it; the future has the outcome."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001 - as another process would pass it on
            done.set_exception(fault)
        return done


def run_tool(
    tool: Callable[[Sequence[str]], object], arguments: Sequence[str], what: str, where: Path
) -> None:
    """``run_tool`` of the program, in turn, and without what Python warns of in the libraries."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sphinx_process.run_tool(tool, arguments, what, where)


@contextmanager
def in_one_process() -> Iterator[None]:
    """Meanwhile books are made by this process, with the fonts of this project."""
    from recount.book import building, staging
    from recount.book.pdf import paper
    from recount.book.website import regional_process, site

    with pytest.MonkeyPatch.context() as patch:
        for module in (paper, site):
            patch.setattr(module, "run_tool", run_tool)
        for module in (building, regional_process):
            patch.setattr(module, "process_beside", AtOnce)
        patch.setattr(staging, "fonts_of", lambda _: our_fonts())
        yield
