"""Runs in processes of their own: with a time limit, and nothing of them is left."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.errors import StorageError
from recount.evidence.proof import forked

SEEN: list[int] = []


def outcomes(jobs: list[int], run: Callable[[int], object], limit: float = 60) -> dict[int, object]:
    """Job -> result, two at a time."""
    return dict(forked.results(jobs, run, workers=2, limit=limit))


def test_what_a_run_changes_ends_with_it() -> None:
    """Each process starts from the same state, in another folder than this one."""

    def run(job: int) -> tuple[int, bool]:
        SEEN.append(job)
        return len(SEEN), Path.cwd() == here

    here = Path.cwd()
    assert outcomes([1, 2, 3], run) == dict.fromkeys([1, 2, 3], (1, False))
    assert SEEN == []


def test_a_run_without_end_has_no_result() -> None:
    """After the time limit; the others are finished."""

    def run(job: int) -> int:
        while job == 2:
            time.sleep(0.01)
        return job

    assert outcomes([1, 2, 3], run, limit=2) == {1: 1, 2: None, 3: 3}


def test_a_process_that_dies_has_no_result() -> None:
    """Whatever kills it."""
    assert outcomes([1], os._exit) == {1: None}


def test_a_run_writes_only_in_its_temporary_folder(tmp_path: Path) -> None:
    """Files elsewhere cannot be made, changed, renamed or removed; afterwards the folder is gone."""
    (tmp_path / "kept").write_text("kept", "utf-8")

    def run(job: int) -> str:
        acts = {
            1: (tmp_path / "new").touch,
            2: lambda: (tmp_path / "kept").write_text("other", "utf-8"),
            3: (tmp_path / "kept").unlink,
            4: lambda: (tmp_path / "kept").rename("taken"),
            5: lambda: Path("own").rename(tmp_path / "new"),
            6: lambda: Path("own").write_text("own", "utf-8"),
        }
        try:
            Path("own").touch()
            acts[job]()
        except PermissionError:
            return "refused"
        return str(Path.cwd())

    found = outcomes([1, 2, 3, 4, 5, 6], run)
    own = Path(str(found.pop(6)))
    assert found == dict.fromkeys([1, 2, 3, 4, 5], "refused")
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["kept"]
    assert not own.exists()


def test_a_system_that_cannot_fork_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of changing the code of this process."""
    monkeypatch.setattr(forked, "get_all_start_methods", lambda: ["spawn"])
    with pytest.raises(StorageError, match="cannot be run apart"):
        outcomes([1], abs)
