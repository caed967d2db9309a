"""Thread pool for local runs; kills the kernels when a run is interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psutil
from jupyter_core.utils import ensure_event_loop

T = TypeVar("T")

PAUSE = 0.2
"""Seconds between two checks for remaining processes."""

INTERRUPTED = threading.Event()
"""Whether the last run was interrupted: kernels that end then must not be restarted."""

TRACKER = "resource_tracker"
"""A process of Python itself, which cleans up and ends with its parent."""


@contextmanager
def local_pool(workers: int, tasks: int) -> Iterator[Executor]:
    """An executor on this machine; whatever ends it early also ends all processes that it started.

    Threads suffice, as each waits for a kernel in a process of its own. The main thread runs no notebooks,
    because nbclient would catch an interruption there, and the next notebook would start.
    """
    before = {process.pid for process in _descendants()}
    pool = Threads(min(workers, tasks))
    INTERRUPTED.clear()
    try:
        yield pool
    except BaseException:
        INTERRUPTED.set()
        pool.shutdown(wait=False, cancel_futures=True)
        _end(pool, before)
        raise
    finally:
        pool.shutdown()


class Threads(ThreadPoolExecutor):
    """Threads that close the event loop that Jupyter opens in each of them."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - as its parent
        """Run a function in a thread."""
        return super().submit(_run_and_close_loop, fn, *args, **kwargs)


def _run_and_close_loop(fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401
    try:
        return fn(*args, **kwargs)
    finally:
        ensure_event_loop().close()


def _end(pool: Executor, before: set[int]) -> None:
    """Kill processes started since, repeatedly until the pool is empty, as a kernel may just be starting."""
    closing = threading.Thread(target=pool.shutdown)
    closing.start()
    while True:
        for process in _descendants():
            if process.pid not in before:
                _kill(process)
        if not closing.is_alive():
            return
        closing.join(PAUSE)


def _descendants() -> list[psutil.Process]:
    """All processes started by this one, directly or not."""
    found: list[psutil.Process] = psutil.Process().children(recursive=True)
    return found


def _kill(process: psutil.Process) -> None:
    """Kill a process, unless it has ended or Python uses it to clean up."""
    with suppress(psutil.NoSuchProcess):
        if not any(TRACKER in word for word in process.cmdline()):
            process.kill()
