"""Runs in processes of their own, forked from this one: what they change ends with them.

A run gets a temporary folder as its working folder, may write nowhere else, and has a time limit.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from recount.errors import StorageError

J = TypeVar("J")
R = TypeVar("R")

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = frozenset(
    ["os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"]
)
"""Audit events that change files or folders; these are the arguments that are not numbers."""


def results(
    jobs: Sequence[J], run: Callable[[J], R], *, workers: int, limit: float
) -> Iterator[tuple[J, R | None]]:
    """The result of every job, in order of completion; ``None`` if its process died or took over ``limit`` seconds.

    The jobs and ``run`` are inherited by the processes instead of sent.

    Errors: ``StorageError`` on a system that cannot fork a process.
    """
    _check_fork()
    with tempfile.TemporaryDirectory() as folder:
        waiting = deque(jobs)
        running: dict[Connection, tuple[J, ForkProcess, float]] = {}
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    job = waiting.popleft()
                    connection, process = _start(run, job, folder)
                    running[connection] = job, process, time.monotonic() + limit
                first = min(deadline for _, _, deadline in running.values())
                done = wait(list(running), max(0.0, first - time.monotonic()))
                for connection, (job, process, deadline) in list(running.items()):
                    if connection in done or time.monotonic() > deadline:
                        result = _received(connection) if connection in done else None
                        del running[connection]
                        _end(connection, process)
                        yield job, result
        finally:
            for connection, (_, process, _) in running.items():
                _end(connection, process)


def _check_fork() -> None:
    if "fork" not in get_all_start_methods():
        raise StorageError(
            "changed code cannot be run apart",
            sys.platform,
            "a system that can fork a process, such as Linux",
            "one that cannot",
            "Run the command there, or in a container.",
        )


def _start(run: Callable[[J], R], job: J, folder: str) -> tuple[Connection, ForkProcess]:
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_perform, args=(run, job, there, folder), daemon=True)
    process.start()
    there.close()
    return here, process


def _received(connection: Connection) -> Any:  # noqa: ANN401 - what the run gave
    try:
        return connection.recv()
    except EOFError:
        return None


def _end(connection: Connection, process: ForkProcess) -> None:
    connection.close()
    process.kill()
    process.join()


def _perform(run: Callable[[J], R], job: J, connection: Connection, parent: str) -> None:
    """Run in the child: its parent handles interruptions, and its output is dropped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    folder = tempfile.mkdtemp(dir=parent)
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
    sys.dont_write_bytecode = True
    sys.addaudithook(_Fence(folder))
    connection.send(run(job))


class _Fence:
    """An audit hook that refuses to write outside a folder; the process cannot remove it."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.realpath(folder) + os.sep

    def __call__(self, event: str, arguments: Sequence[Any]) -> None:
        if event == "open":
            path, _, flags = arguments
            paths = [path] if isinstance(flags, int) and flags & WRITING else []
        else:
            paths = list(arguments) if event in CHANGES else []
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike) and path != os.devnull:
                real = os.path.realpath(os.fsdecode(path))
                if not f"{real}{os.sep}".startswith(self._folder):
                    raise PermissionError(f"changed code may not write {real}")
