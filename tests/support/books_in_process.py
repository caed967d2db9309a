"""Books made within this process, which has loaded Sphinx once; a process for each part would load it every time."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from recount.book import sphinx_process


class AtOnce(Executor):
    """Does what it is given at once: Sphinx changes what docutils knows, so two books cannot be made at a time."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """What the call returned or raised."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001 - for whoever asks for the result
            done.set_exception(fault)
        return done


def run_tool(
    tool: Callable[[Sequence[str]], object], arguments: Sequence[str], what: str, where: Path
) -> None:
    """``run_tool`` of the program, without what Python warns of in the libraries."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sphinx_process.run_tool(tool, arguments, what, where)


@contextmanager
def in_one_process() -> Iterator[None]:
    """Meanwhile books are made by this process, one after another."""
    from recount.book import building
    from recount.book.pdf import paper
    from recount.book.website import regional_process, site

    with pytest.MonkeyPatch.context() as patch:
        for module in (paper, site):
            patch.setattr(module, "run_tool", run_tool)
        for module in (building, regional_process):
            patch.setattr(module, "process_beside", AtOnce)
        patch.setattr(building, "ThreadPoolExecutor", lambda **_: AtOnce())
        yield
