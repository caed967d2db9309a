"""The lock of a build folder: one command writes at a time, several may read.

It is an operating-system lock (``flock``), so a killed command leaves none behind. It covers the build
folder, and the catalogue and raw files of the same project.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from recount.errors import BusyError

NAME = ".lock"


@contextmanager
def writing(build: Path, *, wait: bool, notify: Callable[[str], None]) -> Iterator[None]:
    """Lock a build folder exclusively, for a command that writes.

    Parameters
    ----------
    build
        The folder ``_build`` of a project; created if missing.
    wait
        Wait for the command that holds the lock, after naming it.
    notify
        Called with that message.

    Errors: ``BusyError`` when another command holds it and ``wait`` is false.
    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / NAME).open("a+", encoding="utf-8") as file:
        _acquire(file, fcntl.LOCK_EX, wait=wait, notify=notify)
        file.truncate(0)
        file.write(json.dumps(_holder()))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


@contextmanager
def reading(build: Path, *, wait: bool, notify: Callable[[str], None]) -> Iterator[None]:
    """Share a build folder with other readers, and keep writers out; see ``writing``.

    It writes nothing, so it also works in a read-only folder.
    """
    if not (build / NAME).is_file():
        yield
        return
    with (build / NAME).open(encoding="utf-8") as file:
        _acquire(file, fcntl.LOCK_SH, wait=wait, notify=notify)
        yield


def _acquire(file: TextIO, kind: int, *, wait: bool, notify: Callable[[str], None]) -> None:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        other = _other(file)
        if not wait:
            raise BusyError(
                "another command uses this build folder",
                file.name,
                "no other command",
                other,
                "Run this command again when that one has ended, or omit --no-wait to wait for it.",
            ) from None
        notify(f"Waiting for {other}.")
        fcntl.flock(file, kind)


def _holder() -> dict[str, str | int]:
    words = [Path(sys.argv[0]).name, *sys.argv[1:]]
    since = dt.datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    return {"command": " ".join(words), "pid": os.getpid(), "since": since}


def _other(file: TextIO) -> str:
    """The command that holds the lock, for a message; a command that reads leaves no name."""
    file.seek(0)
    try:
        held = json.loads(file.read())
    except json.JSONDecodeError:
        return "a command that reads the results"
    return f"'{held['command']}' (process {held['pid']}, since {held['since']})"
