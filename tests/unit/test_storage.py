"""Files that are whole or not there, folders that a killed run leaves, and a disk that does not let us write."""

from __future__ import annotations

import errno
import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from commands import gone

from sto_eval.cli.common import told
from sto_eval.errors import ChapterError
from sto_eval.runner import _failure
from sto_eval.storage import (
    error_told,
    lock_error,
    mark_owner,
    remove_abandoned,
    storage_error,
    temporary_folder,
    write_whole,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no room left on the disk in a.csv"),
        (errno.EDQUOT, "no room left on the disk in a.csv"),
        (errno.EACCES, "no permission in a.csv"),
        (errno.EPERM, "no permission in a.csv"),
        (errno.EROFS, "no permission in a.csv"),
    ],
)
def test_a_full_or_closed_disk_is_an_error_by_name(number: int, words: str) -> None:
    """What, where, and what to do; also as another process tells it."""
    error = OSError(number, os.strerror(number), "a.csv")
    assert str(storage_error(error)).startswith(words)
    assert str(error_told(str(error))) == str(storage_error(error))


def test_another_fault_of_the_system_is_no_storage_error() -> None:
    """A file that is not there is another matter, and so is a message without a number."""
    assert storage_error(FileNotFoundError(errno.ENOENT, "No such file", "a.csv")) is None
    assert error_told("division by zero") is None


def test_where_the_system_names_no_file_the_folders_are_named(tmp_path: Path) -> None:
    """None of them is full any more, so all are."""
    fault = storage_error(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert fault is not None
    assert fault.where == str(tmp_path)


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 1), (errno.ENOENT, None)])
def test_a_command_tells_it_and_hides_no_other_fault(number: int, status: int | None) -> None:
    """Exit status 1 and a message for a full disk; any other fault stays what it is."""

    @click.command()
    @told
    def command() -> None:
        raise OSError(number, os.strerror(number), "a.csv")

    done = CliRunner().invoke(command)
    if status is None:
        assert isinstance(done.exception, OSError)
    else:
        assert (done.exit_code, "no room left on the disk in a.csv" in done.output) == (1, True)


def test_a_cell_that_meets_a_full_disk_says_what_to_do() -> None:
    """The chapter, the file and the remedy, in place of the last lines of a traceback."""

    class Stopped:
        ename, evalue = "OSError", "[Errno 28] No space left on device: 'a.json'"
        traceback: tuple[str, ...] = ()
        cell_index = 1

    error = _failure("bereik", Stopped(), Path("out"))
    assert isinstance(error, ChapterError)
    assert str(error).startswith("chapter 'bereik' stopped: no room left on the disk in a.json")


def test_a_write_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    """A file may grow to ten bytes: the new one does not fit, the old one stays, and nothing lies beside it."""
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path; "
        "from sto_eval.storage import write_whole; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); "
        "write_whole(Path(sys.argv[1]), b'x' * 20)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert "OSError" in done.stderr
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_what_a_killed_process_left_goes_and_nothing_else(tmp_path: Path) -> None:
    """Of a process that is gone: folder, file and old output. Of this process, or named otherwise: it stays."""
    kept = ["adressen-2020-12345678", "x.tmp-notanumber", f"html.tmp-{os.getpid()}-0123abcd"]
    left = [f"{kind}.tmp-{gone()}-0123abcd" for kind in (".fetch", "html", "key.json")]
    left.append(f"{left[1]}.old")
    for name in (*kept, *left):
        (tmp_path / "raw" / name).mkdir(parents=True)
    (tmp_path / "raw" / left[2]).rmdir()
    (tmp_path / "raw" / left[2]).touch()
    remove_abandoned(tmp_path, tmp_path / "not there")
    assert sorted(p.name for p in (tmp_path / "raw").iterdir()) == sorted(kept)


def test_a_temporary_folder_goes_unless_it_was_moved(tmp_path: Path) -> None:
    """Also after a fault in it."""
    with temporary_folder(tmp_path, "html") as folder:
        (folder / "a").touch()
        folder.rename(tmp_path / "html")
    with pytest.raises(ZeroDivisionError), temporary_folder(tmp_path, "html"):
        raise ZeroDivisionError
    assert [p.name for p in tmp_path.iterdir()] == ["html"]


def test_the_sockets_of_a_killed_process_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that Python made, by the mark in it; one of a process that runs, or without a mark, stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("pymp-gone", "pymp-ours", "pymp-other"):
        (tmp_path / name).mkdir()
    mark_owner(tmp_path / "pymp-ours")
    (tmp_path / "pymp-gone" / f"sto-eval.tmp-{gone()}-0123abcd").touch()
    remove_abandoned()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pymp-other", "pymp-ours"]


def test_a_machine_without_shared_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot share a lock the folder is named; here they can."""
    assert lock_error() is None

    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(multiprocessing, "Lock", refuse)
    assert "in /dev/shm: " in str(lock_error())
