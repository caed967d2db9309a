"""Atomic writes, leftovers of killed runs, and a disk that cannot be written."""

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
from support.run_command import gone

from recount.cli.common import report_errors
from recount.errors import ChapterError
from recount.running.execution import _failure
from recount.storage import (
    error_from_message,
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
        (errno.ENOSPC, "no space left on the disk in a.csv"),
        (errno.EDQUOT, "no space left on the disk in a.csv"),
        (errno.EACCES, "no permission in a.csv"),
        (errno.EPERM, "no permission in a.csv"),
        (errno.EROFS, "no permission in a.csv"),
    ],
)
def test_a_full_or_closed_disk_is_an_error_by_name(number: int, words: str) -> None:
    """What, where and remedy; also from the message of another process."""
    error = OSError(number, os.strerror(number), "a.csv")
    assert str(storage_error(error)).startswith(words)
    assert str(error_from_message(str(error))) == str(storage_error(error))


def test_other_system_errors_are_not_storage_errors() -> None:
    """A missing file, and a message without an error number."""
    assert storage_error(FileNotFoundError(errno.ENOENT, "No such file", "a.csv")) is None
    assert error_from_message("division by zero") is None


def test_without_a_file_name_the_folders_are_named(tmp_path: Path) -> None:
    """None of them is full any more, so all are named."""
    fault = storage_error(OSError(errno.ENOSPC, "No space left on device"), tmp_path)
    assert fault is not None
    assert fault.where == str(tmp_path)


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 1), (errno.ENOENT, None)])
def test_a_command_reports_it_and_hides_no_other_error(number: int, status: int | None) -> None:
    """Exit status 1 and a message for a full disk; any other error is raised."""

    @click.command()
    @report_errors
    def command() -> None:
        raise OSError(number, os.strerror(number), "a.csv")

    done = CliRunner().invoke(command)
    if status is None:
        assert isinstance(done.exception, OSError)
    else:
        assert (done.exit_code, "no space left on the disk in a.csv" in done.output) == (1, True)


def test_a_full_disk_in_a_cell_gives_the_remedy() -> None:
    """The chapter, the file and the remedy, instead of the end of a traceback."""

    class Stopped:
        ename, evalue = "OSError", "[Errno 28] No space left on device: 'a.json'"
        traceback: tuple[str, ...] = ()
        cell_index = 1

    error = _failure("bereik", Stopped(), Path("out"))
    assert isinstance(error, ChapterError)
    assert str(error).startswith("chapter 'bereik' stopped: no space left on the disk in a.json")


def test_a_write_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    """With a limit of ten bytes the new file does not fit; the old one stays, without temporary files."""
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path; "
        "from recount.storage import write_whole; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); "
        "write_whole(Path(sys.argv[1]), b'x' * 20)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert "OSError" in done.stderr
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_only_leftovers_of_killed_processes_are_removed(tmp_path: Path) -> None:
    """Folder, file and old output of an ended process go; those of this process, or named otherwise, stay."""
    kept = ["adressen-2020-12345678", "x.tmp-notanumber", f"html.tmp-{os.getpid()}-0123abcd"]
    left = [f"{kind}.tmp-{gone()}-0123abcd" for kind in (".fetch", "html", "key.json")]
    left.append(f"{left[1]}.old")
    for name in (*kept, *left):
        (tmp_path / "raw" / name).mkdir(parents=True)
    (tmp_path / "raw" / left[2]).rmdir()
    (tmp_path / "raw" / left[2]).touch()
    remove_abandoned(tmp_path, tmp_path / "not there")
    assert sorted(p.name for p in (tmp_path / "raw").iterdir()) == sorted(kept)


def test_a_temporary_folder_is_removed_unless_moved(tmp_path: Path) -> None:
    """Also after an error inside it."""
    with temporary_folder(tmp_path, "html") as folder:
        (folder / "a").touch()
        folder.rename(tmp_path / "html")
    with pytest.raises(ZeroDivisionError), temporary_folder(tmp_path, "html"):
        raise ZeroDivisionError
    assert [p.name for p in tmp_path.iterdir()] == ["html"]


def test_the_sockets_of_a_killed_process_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket folder is recognised by its mark; one of a running process, or without a mark, stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("pymp-gone", "pymp-ours", "pymp-other"):
        (tmp_path / name).mkdir()
    mark_owner(tmp_path / "pymp-ours")
    (tmp_path / "pymp-gone" / f"owner.tmp-{gone()}-0123abcd").touch()
    remove_abandoned()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pymp-other", "pymp-ours"]


def test_a_machine_without_shared_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot share a lock, the error names the folder; here they can."""
    assert lock_error() is None

    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(multiprocessing, "Lock", refuse)
    assert "in /dev/shm: " in str(lock_error())
