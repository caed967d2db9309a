"""Processes beside this one, which end when it does."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Thread
from typing import Final

Process = ProcessPoolExecutor
"""A process that does one thing after another."""


FORKS: Final = "forkserver" in get_all_start_methods()
"""Whether a process can be a fork of the fork server; elsewhere it loads everything itself."""


def process_beside() -> Process:
    """A new process that does one thing after another; it starts with the first.

    It is a fork of the fork server, and has what that has loaded.
    """
    context = get_context("forkserver" if FORKS else "spawn")
    return ProcessPoolExecutor(1, context, _begin, (dict(os.environ),))


def _begin(variables: Mapping[str, str]) -> None:
    end_with_parent()
    os.environ.clear()
    os.environ.update(variables)
    # pages are many small objects that stay, through which the collector would search for a third of the time
    gc.set_threshold(100_000, 50, 100)
    # after Ctrl-C the process that asked says so, and removes what was not finished
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))


def end_with_parent() -> None:
    """Make this process end when the one that asked for it does, for whatever reason; else it waits for ever.

    The parent of a fork, the fork server, is not the one that asked, and does not end before its children do.
    """

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
