"""Processes for work beside that of this one, which would wait for it in a thread."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def process_beside() -> ProcessPoolExecutor:
    """A new process that does one thing after another; it starts with the first."""
    return ProcessPoolExecutor(1, get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    """Make this process end when the one that started it does, also if that is killed; else it waits for ever."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
