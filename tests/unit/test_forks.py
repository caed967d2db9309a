"""The fork server: something is done in a fork of it or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_eval import forks


def write(path: Path) -> None:
    """Done in a fork."""
    path.write_text("gedaan", "utf-8")


def fail(path: Path) -> None:
    """A fork that stops before it is done, without a word."""
    raise SystemExit(path.name)


def test_work_is_done_in_a_fork_and_a_failure_is_told(tmp_path: Path) -> None:
    """Whoever asks can do it himself when the fork did not."""
    forks.start([], {})
    assert forks.do(write, tmp_path / "a")
    assert (tmp_path / "a").read_text("utf-8") == "gedaan"
    assert not forks.do(fail, tmp_path / "b")


def test_without_our_provisioner_there_are_no_warm_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """No kernel is to be a fork."""
    monkeypatch.setattr(forks, "GROUP", "nergens")
    assert forks.start([], {}) == {}
