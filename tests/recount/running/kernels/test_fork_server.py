"""The fork server: a function runs completely in a fork, or the caller learns that it did not."""

from __future__ import annotations

import subprocess
import sys
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


LOADING = """
import signal
from recount.running.kernels import fork_server

fork_server.LOADED[:] = ["pages"]
import recount.running.kernels.preload
print(signal.getsignal(signal.SIGINT).__name__)
"""


def test_an_interrupt_while_it_loads_says_nothing(project: Path) -> None:
    """It ends at once, and only the command answers; what it forks later can be interrupted as usual."""
    pages, script = project / "pages.py", project / "load.py"
    script.write_text(LOADING, "utf-8")
    outcomes = []
    for text in ("", "import os, signal; os.kill(os.getpid(), signal.SIGINT)"):
        pages.write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, str(script)], capture_output=True, text=True, check=False
        )
        outcomes.append((done.stdout, done.stderr, done.returncode))
    assert outcomes == [("default_int_handler\n", "", 0), ("", "", 1)]


def test_without_our_provisioner_there_are_no_warm_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variables are set for kernels."""
    monkeypatch.setattr(fork_server, "PROVISIONERS", "nergens")
    assert fork_server.start([], {}) == {}
