"""The fork server: a function runs completely in a fork, or the caller learns that it did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.running.kernels import fork_server


def write(path: Path) -> None:
    """Succeed in a fork."""
    path.write_text("gedaan", "utf-8")


def fail(path: Path) -> None:
    """Fail in a fork, silently."""
    raise SystemExit(path.name)


def test_a_function_runs_in_a_fork_and_failure_is_reported(tmp_path: Path) -> None:
    """The caller can then run it itself."""
    fork_server.start([], {})
    assert fork_server.run_in_fork(write, tmp_path / "a")
    assert (tmp_path / "a").read_text("utf-8") == "gedaan"
    assert not fork_server.run_in_fork(fail, tmp_path / "b")


def test_without_our_provisioner_there_are_no_warm_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variables are set for kernels."""
    monkeypatch.setattr(fork_server, "PROVISIONERS", "nergens")
    assert fork_server.start([], {}) == {}
