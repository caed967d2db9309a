"""An interrupted run leaves no process and no partial result, and the next run continues from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from support.many_chapters import WAITING, with_chapters

from recount.edition.edition import Edition

pytestmark = pytest.mark.slow

HANGS = 600.0
"""Seconds after which a wait is given up: a guard against hanging, not a measure of speed."""


def start(edition: Edition, workers: int) -> subprocess.Popen[str]:
    """A real ``sto-eval run`` of the tiny project, which handles Ctrl-C even without a terminal."""
    heeding = ["env", "--default-signal=INT", sys.executable]
    command = [*heeding, "-m", "recount.cli", "run", "--workers", str(workers)]
    return subprocess.Popen(
        command, cwd=edition.root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def interrupt(run: subprocess.Popen[str]) -> None:
    """Send what Ctrl-C sends: an interrupt to every process of the terminal."""
    os.killpg(run.pid, signal.SIGINT)


def left(edition: Edition) -> list[str]:
    """Processes of this project's run that still exist after a second."""
    end = time.monotonic() + HANGS
    while (found := list(_processes(edition))) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _processes(edition: Edition) -> list[str]:
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("RECOUNT_ROOT") == str(edition.root)
            if mine and process.pid != os.getpid():
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_keeps_finished_chapters_only(edition: Edition, workers: int) -> None:
    """One of three chapters is finished at the interrupt: it is kept, and the next run runs the others."""
    gate = edition.root / "gate"
    waiting = WAITING.format(gate=str(gate)) + "\nopen(os.environ['RECOUNT_OUTPUT'] + '/s', 'w')"
    edition = with_chapters(edition, {"een": "", "twee": waiting, "drie": waiting})
    with start(edition, workers) as run:
        try:
            assert run.stderr is not None
            assert run.stderr.readline() == "chapter een: run\n"
            _begun(edition)
            interrupt(run)
            output = run.communicate(timeout=HANGS)[1]
        finally:
            run.kill()
    assert (run.returncode, "1 of 3 chapters are done" in output) == (130, True), output
    assert left(edition) == []
    assert sorted(p.name for p in (edition.build / "chapters").iterdir()) == ["een"]
    if workers == 1:
        return
    gate.touch()
    again = start(edition, workers)
    lines = again.communicate(timeout=2 * HANGS)[1].splitlines()
    assert sorted(lines) == ["chapter drie: run", "chapter een: kept", "chapter twee: run"]


def _begun(edition: Edition) -> None:
    """Wait until the second chapter has a guarded kernel."""
    end = time.monotonic() + HANGS
    while not (edition.build / "chapters" / ".twee.part" / "guard.json").is_file():
        if time.monotonic() > end:
            pytest.fail("the second chapter never starts")
        time.sleep(0.05)
