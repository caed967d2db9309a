"""Those who run the chapters on this machine: threads, as kernels do the work; and their end when a run is interrupted."""

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
"""Seconds between two looks at what is still there."""

ENDED = threading.Event()
"""Whether the last run was ended early: what stops then is not to be started again."""

TRACKER = "resource_tracker"
"""A process of Python itself, which ends with its parent and tidies up until then."""


@contextmanager
def local_pool(workers: int, tasks: int) -> Iterator[Executor]:
    """An executor on this machine; whatever ends it early also ends all that it started.

    A worker waits for its kernel, and has a process of its own in that. It is no work for the main thread:
    there the library that runs a notebook takes an interruption for itself, and the next notebook would start.

    Parameters
    ----------
    workers
        How many tasks go at once, at most.
    tasks
        How many there are.
    """
    before = {process.pid for process in _descendants()}
    pool = Threads(min(workers, tasks))
    ENDED.clear()
    try:
        yield pool
    except BaseException:
        ENDED.set()
        pool.shutdown(wait=False, cancel_futures=True)
        _end(pool, before)
        raise
    finally:
        pool.shutdown()


class Threads(ThreadPoolExecutor):
    """Threads that close the event loop that Jupyter opens in each of them."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - as its parent
        """Run a function in a thread."""
        return super().submit(_closing, fn, *args, **kwargs)


def _closing(fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401
    try:
        return fn(*args, **kwargs)
    finally:
        ensure_event_loop().close()


def _end(pool: Executor, before: set[int]) -> None:
    """End what came since, again and again until the pool is empty: a kernel may just be starting."""
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
    """The processes below this one."""
    found: list[psutil.Process] = psutil.Process().children(recursive=True)
    return found


def _kill(process: psutil.Process) -> None:
    """End a process, unless it is one that Python tidies up with, or gone."""
    with suppress(psutil.NoSuchProcess):
        if not any(TRACKER in word for word in process.cmdline()):
            process.kill()
