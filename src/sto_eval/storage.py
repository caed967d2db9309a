"""Files that are whole or not there, temporary folders, and what to say when the disk does not let us write."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sto_eval.errors import StorageError

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - where Linux keeps locks of processes
NEAR = 1024 * 1024
"""A disk with less room than this, in bytes, is the one that is full."""

SOCKETS, OWNER = "pymp-", "sto-eval"
"""What Python calls the folder for the sockets of a process, and the mark that says which process."""

_OWNED = re.compile(r".+\.tmp-([0-9]+)-[0-9a-f]{8}(?:\.old)?")
"""Name of what is temporary: what it is, the process that makes it, and a random part."""

_TOLD = re.compile(r"\[Errno ([0-9]+)\] [^:]*(?:: '(.*)')?")


def storage_error(error: OSError, *folders: Path) -> StorageError | None:
    """The error for a full disk or a missing permission; ``None`` for any other fault.

    Parameters
    ----------
    error
        What the system said.
    folders
        Where was written: the full ones are named when the system names no file, or else all.
    """
    found = error.strerror or str(error)
    if error.errno in FULL:
        full = [str(folder) for folder in folders if _is_full(folder)]
        return StorageError(
            "no room left on the disk",
            error.filename or ", ".join(full or map(str, folders)),
            "room to write",
            found,
            "Make room and run the same command again; what was done stays.",
        )
    if error.errno in CLOSED:
        return StorageError(
            "no permission",
            error.filename or ", ".join(map(str, folders)),
            "a file or folder that this user may read and write",
            found,
            "Give this user permission, or work in a copy of the project of your own.",
        )
    return None


def error_told(message: str, *folders: Path) -> StorageError | None:
    """The same for what another process tells: ``[Errno 28] No space left on device: 'file'``."""
    told = _TOLD.search(message)
    if told is None:
        return None
    number = int(told[1])
    return storage_error(OSError(number, os.strerror(number), told[2]), *folders)


def lock_error() -> StorageError | None:
    """The error for a machine on which processes cannot share a lock; ``None`` where they can."""
    try:
        multiprocessing.Lock()
    except OSError as error:
        return StorageError(
            "processes cannot share a lock",
            SHARED_MEMORY,
            "a folder that this user may write, with room",
            error.strerror or str(error),
            f"Mount {SHARED_MEMORY} for writing.",
        )
    return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and move it in place, so that a fault leaves the earlier one or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(_temporary(path.name))
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        aside.unlink(missing_ok=True)


def write_json(path: Path, content: Any) -> Path:  # noqa: ANN401 - any JSON
    """Write JSON: sorted keys, UTF-8, two blanks, a line end; equal content gives equal bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    write_whole(path, f"{text}\n".encode())
    return path


@contextmanager
def temporary_folder(parent: Path, kind: str) -> Iterator[Path]:
    """An empty folder, removed afterwards unless it was moved; see ``remove_abandoned`` for a killed process."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / _temporary(kind)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(*parents: Path) -> None:
    """Remove what a killed process left in these folders, however deep, and its socket of ``forks``."""
    for path in [path for parent in parents for path in parent.rglob("*.tmp-*")]:
        if not _is_abandoned(path):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for folder in Path(tempfile.gettempdir()).glob(f"{SOCKETS}*"):
        marks = list(folder.glob(f"{OWNER}*"))  # a forked process shares the folder of its parent
        if marks and all(map(_is_abandoned, marks)):
            shutil.rmtree(folder, ignore_errors=True)


def mark_owner(folder: Path) -> None:
    """Note in a folder that Python made for the sockets of this process whose it is."""
    (folder / _temporary(OWNER)).touch()


def _is_abandoned(path: Path) -> bool:
    """Whether the process that owns something temporary is gone."""
    import psutil  # noqa: PLC0415 - slow, and not needed where nothing is left

    owner = _OWNED.fullmatch(path.name)
    return owner is not None and not psutil.pid_exists(int(owner[1]))


def _temporary(kind: str) -> str:
    return f"{kind}.tmp-{os.getpid()}-{secrets.token_hex(4)}"


def _is_full(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free < NEAR
