"""Processes beside this one, which end when it does."""

from __future__ import annotations

import atexit
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread

Process = ProcessPoolExecutor
"""A process that does one thing after another."""


def process_beside() -> Process:
    """A new process that does one thing after another; it starts with the first, and ends at once after the last."""
    return ProcessPoolExecutor(1, get_context("spawn"), _begin)


def _begin() -> None:
    end_with_parent()
    # Python would free the objects of all pages one by one, for seconds
    atexit.register(os._exit, 0)
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
