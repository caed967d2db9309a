"""Atomic writes, temporary folders, and errors for a full disk or missing permissions."""

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

from recount.errors import StorageError

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - where Linux keeps locks of processes
FULL_BELOW = 1024 * 1024
"""A disk with less free space than this, in bytes, counts as full."""

SOCKETS, OWNER = "pymp-", "owner"
"""The prefix of Python's folder for the sockets of a process, and the mark that names that process."""

_OWNED = re.compile(r".+\.tmp-([0-9]+)-[0-9a-f]{8}(?:\.old)?")
"""Name of something temporary: what it is, the process that makes it, and a random part."""

_ERRNO_MESSAGE = re.compile(r"\[Errno ([0-9]+)\] [^:]*(?:: '(.*)')?")


def storage_error(error: OSError, *folders: Path) -> StorageError | None:
    """The error for a full disk or a missing permission; ``None`` for any other fault.

    Parameters
    ----------
    error
        The error of the operating system.
    folders
        The folders written to: if the error names no file, the full ones are named, or else all.
    """
    found = error.strerror or str(error)
    if error.errno in FULL:
        full = [str(folder) for folder in folders if _is_full(folder)]
        return StorageError(
            "no space left on the disk",
            error.filename or ", ".join(full or map(str, folders)),
            "free space",
            found,
            "Free some space and run the same command again; completed work is kept.",
        )
    if error.errno in CLOSED:
        return StorageError(
            "no permission",
            error.filename or ", ".join(map(str, folders)),
            "a file or folder that this user may read and write",
            found,
            "Give this user permission, or work in your own copy of the project.",
        )
    return None


def error_from_message(message: str, *folders: Path) -> StorageError | None:
    """The same for a message of another process: ``[Errno 28] No space left on device: 'file'``."""
    match = _ERRNO_MESSAGE.search(message)
    if match is None:
        return None
    number = int(match[1])
    return storage_error(OSError(number, os.strerror(number), match[2]), *folders)


def lock_error() -> StorageError | None:
    """The error for a machine on which processes cannot share a lock; ``None`` where they can."""
    try:
        multiprocessing.Lock()
    except OSError as error:
        return StorageError(
            "processes cannot share a lock",
            SHARED_MEMORY,
            "a writable folder with free space",
            error.strerror or str(error),
            f"Mount {SHARED_MEMORY} writable.",
        )
    return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file atomically: a fault leaves the earlier file, or none."""
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
    """Write JSON: sorted keys, UTF-8, two-space indent, a final line end; equal content, equal bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    write_whole(path, f"{text}\n".encode())
    return path


@contextmanager
def temporary_folder(parent: Path, kind: str) -> Iterator[Path]:
    """An empty folder, removed afterwards unless moved; see ``remove_abandoned`` for killed processes."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / _temporary(kind)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(*parents: Path) -> None:
    """Remove temporary files of killed processes below these folders, and socket folders of ``fork_server``."""
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
    """Mark a socket folder that Python made as owned by this process."""
    (folder / _temporary(OWNER)).touch()


def _is_abandoned(path: Path) -> bool:
    """Whether the process that owns something temporary has ended."""
    import psutil  # noqa: PLC0415 - slow, and rarely needed

    owner = _OWNED.fullmatch(path.name)
    return owner is not None and not psutil.pid_exists(int(owner[1]))


def _temporary(kind: str) -> str:
    return f"{kind}.tmp-{os.getpid()}-{secrets.token_hex(4)}"


def _is_full(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free < FULL_BELOW
