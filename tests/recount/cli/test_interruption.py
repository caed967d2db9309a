"""An interrupted run leaves no process and no partial result, and the next run continues from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import psutil
import pytest
from click.testing import CliRunner
from support.many_chapters import WAITING, with_chapters

from recount.cli.common import report_errors
from recount.cli.progress import running
from recount.edition.edition import Edition
from recount.handover import put_in_place, remove_leftovers

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


def test_an_interrupt_anywhere_is_a_message() -> None:
    """No traceback, and the exit status of an interrupted command in a shell."""

    @click.command()
    @report_errors
    def interrupted() -> None:
        raise KeyboardInterrupt

    result = CliRunner().invoke(interrupted)
    assert result.exit_code == 130
    assert result.output == "Interrupted. Run the same command to continue.\n"


def _begun(edition: Edition) -> None:
    """Wait until the second chapter has a guarded kernel."""
    end = time.monotonic() + HANGS
    while not (edition.build / "chapters" / ".twee.part" / "guard.json").is_file():
        if time.monotonic() > end:
            pytest.fail("the second chapter never starts")
        time.sleep(0.05)


def test_a_complete_folder_replaces_another(tmp_path: Path) -> None:
    """The new file is present and the old one is not; leftovers of an earlier run are removed."""
    chapters = tmp_path / "chapters"
    for folder, file in (("een", "oud"), (".een.part", "nieuw"), (".twee.part", "half")):
        (chapters / folder).mkdir(parents=True)
        (chapters / folder / file).touch()
    put_in_place(chapters / ".een.part", chapters / "een")
    remove_leftovers(tmp_path, ["een"])
    assert [str(p.relative_to(chapters)) for p in sorted(chapters.rglob("*"))] == [
        "een",
        "een/nieuw",
    ]


def test_a_folder_moved_aside_is_restored(tmp_path: Path) -> None:
    """A kill between the two renames leaves the last good run under another name only."""
    chapters = tmp_path / "chapters"
    (chapters / ".een.old").mkdir(parents=True)
    (chapters / ".een.old" / "oud").touch()
    (chapters / "weg").mkdir()
    remove_leftovers(tmp_path, ["een"])
    assert [path.name for path in sorted(chapters.rglob("*"))] == ["een", "oud"]


def test_a_long_list_of_running_chapters_is_shortened() -> None:
    """Four names, and the number of others."""
    assert running(["a", "b"]) == "a, b"
    assert running(list("abcdef")) == "a, b, c, d and 2 more"
