"""Chapters on other machines: the same bytes as a local run, and errors that affect one chapter only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dask
import psutil
import pytest
from click.testing import CliRunner
from distributed import Client, KilledWorker, LocalCluster
from support.many_chapters import built, with_chapters

from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import ClusterError
from recount.notebook.notebooks import read_chapter
from recount.running.dask import executor
from recount.running.dask.environment import differences, surroundings
from recount.running.dask.files import Depot, needed
from recount.running.execution import Task
from recount.running.kernels import fork_server
from recount.running.key import key_card
from recount.running.runner import run_chapters
from recount.sources.chapter_inputs import chapter_inputs

pytestmark = pytest.mark.slow

CONFIG = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 1}

ENDS_ITS_WORKER = """import os, signal
def above(pid):
    return int(open(f"/proc/{{pid}}/stat").read().rpartition(")")[2].split()[1])
if {once} and os.path.exists({mark!r}):
    pass
else:
    with open({mark!r}, "w") as mark:
        mark.write(f"{{os.getpid()}} {{os.getppid()}}")
    os.kill(above(os.getppid()), signal.SIGKILL)"""
"""A kernel is a fork of a server, and that a child of the worker."""

HANGS = 600
"""Seconds after which a wait is given up: a guard against hanging, not a measure of speed."""


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler with two worker processes, each under a nanny; a notebook may kill two of them."""
    with (
        dask.config.set(CONFIG),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as made,
    ):
        yield made.scheduler_address


def run(edition: Edition, scheduler: str) -> dict[str, str]:
    """Run all chapters on the workers; returns the outcome of each, with the message of a failure."""
    names = list(edition.card.chapters)
    with executor.connected(scheduler) as pool:
        outcomes = run_chapters(edition, names, {}, workers=1, report=lambda _: None, pool=pool)
    return {outcome.chapter: str(outcome.error or outcome.state) for outcome in outcomes}


def ended(pids: list[int]) -> bool:
    """Whether processes have ended, or end soon."""
    end = time.monotonic() + HANGS
    while any(map(psutil.pid_exists, pids)) and time.monotonic() < end:
        time.sleep(0.2)
    return not any(map(psutil.pid_exists, pids))


def test_workers_give_the_bytes_of_a_local_run_and_errors_are_isolated(
    edition: Edition, scheduler: str
) -> None:
    """Two chapters are equal to the byte; the third fails by its own error, the fourth by the guard's.

    The file that the fourth opens was sent to the worker, but not declared.
    """
    reads = "open(__import__('os').environ['RECOUNT_ROOT'] + '/chapters/vier.md')"
    edition = with_chapters(edition, {"een": "", "twee": "", "drie": "1 / 0", "vier": reads})
    outcomes = run(edition, scheduler)
    assert (outcomes["een"], outcomes["twee"]) == ("run", "run")
    assert "chapter 'drie' stopped in cell" in outcomes["drie"]
    assert "ZeroDivisionError" in outcomes["drie"]
    assert "opens an undeclared file: chapters/vier.md" in outcomes["vier"]
    remote = built(edition)
    for name in ("een", "twee"):
        (edition.build / "chapters" / name / "key.json").unlink()
    local = run_chapters(edition, ["een", "twee"], {}, workers=1, report=lambda _: None)
    assert [outcome.state for outcome in local] == ["run", "run"]
    assert built(edition) == remote
    assert {name.split("/")[0] for name in remote} == {"een", "twee"}


def test_a_worker_that_dies_is_replaced_and_its_notebook_runs_again(
    edition: Edition, scheduler: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Killed once, in the middle of a cell: both chapters finish, and the first kernel has ended."""
    mark = tmp_path_factory.mktemp("marks") / "mark"
    code = ENDS_ITS_WORKER.format(mark=str(mark), once=True)
    edition = with_chapters(edition, {"een": code, "twee": ""})
    assert run(edition, scheduler) == {"een": "run", "twee": "run"}
    assert ended([int(pid) for pid in mark.read_text().split()])


def test_a_notebook_that_kills_every_worker_is_reported(
    edition: Edition, scheduler: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After two workers it is abandoned, with its name and a remedy; the other chapter finishes."""
    mark = tmp_path_factory.mktemp("marks") / "mark"
    code = ENDS_ITS_WORKER.format(mark=str(mark), once=False)
    edition = with_chapters(edition, {"een": code, "twee": ""})
    outcomes = run(edition, scheduler)
    assert outcomes["twee"] == "run"
    assert "chapter 'een' lost its workers in een.md" in outcomes["een"]
    assert "2 workers that died" in outcomes["een"]
    assert "give them more memory" in outcomes["een"]


class Try:
    """An attempt at a task, done immediately: first killed, then a folder of one file."""

    def __init__(self, number: int) -> None:
        self.status = "error" if number == 0 else "finished"

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        """Call at once."""
        call(self)

    def exception(self) -> Exception:
        """The error of the first attempt."""
        return KilledWorker("key", None, 3)

    def result(self) -> dict[str, bytes]:
        """The result of the second attempt."""
        return {"records/a.json": b"1"}


class Tries:
    """A client whose workers die once before they begin."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def submit(self, _perform: object, order: executor.RemoteTask, **_: object) -> Try:
        """Record the name of the attempt."""
        self.keys.append(order.key)
        return Try(len(self.keys) - 1)

    def register_plugin(self, *_: object, **__: object) -> None:
        """There is nothing to send to."""

    def subscribe_topic(self, *_: object) -> None:
        """Nothing ever begins."""


def test_a_chapter_queued_on_dead_workers_is_submitted_again(edition: Edition) -> None:
    """It never began, so it did not kill them: submitted twice, under two names, and moved into place."""
    inputs = chapter_inputs(edition, "proef", read_chapter(edition, "proef"))
    client = Tries()
    made = executor.Cluster(client).submit(Task(inputs, key_card(inputs), []))
    assert made.result() is None
    assert len(set(client.keys)) == 2
    assert built(edition) == {"proef/records/a.json": b"1"}


def test_a_source_that_changes_at_the_start_is_named(edition: Edition) -> None:
    """Also a deleted one: only the files that determined the key are sent."""
    inputs = chapter_inputs(edition, "proef", read_chapter(edition, "proef"))
    causes = key_card(inputs)["causes"]
    (place,) = inputs.data_files
    assert place in needed(inputs, causes)
    path = edition.root / place
    for change in (lambda: path.write_text("anders", "utf-8"), path.unlink):
        change()
        with pytest.raises(ClusterError, match=f"a source changed while the run began in {place}"):
            needed(inputs, causes)


def test_workers_that_differ_run_nothing(
    edition: Edition, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of pandas: the error names both versions, and no chapter begins."""
    here = {**surroundings(), "package pandas": "0.1"}
    monkeypatch.setattr(executor, "surroundings", lambda *_: here)
    with pytest.raises(ClusterError, match="package pandas .* instead of 0.1"):
        run(edition, scheduler)
    assert not edition.build.exists() or built(edition) == {}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "localhost", "tcp://localhost:x"])
def test_an_unreachable_scheduler_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The command exits with 1, the address, and what to start; without dask, with what to install."""
    monkeypatch.setattr(executor, "PATIENCE", 2)
    command = ["run", "--scheduler", address]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "the scheduler cannot be reached" in done.output) == (1, True)
    assert "dask scheduler" in done.output
    monkeypatch.setattr(sys.modules["recount.cli.running"], "find_spec", lambda _: None)
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "pip install 'sto-eval[dask]'" in done.output) == (1, True)


def _no_wait(client: Client, n_workers: int, timeout: float) -> None:
    """Skip the wait for workers: those that a test starts are present, or never come."""
    if len(client.scheduler_info()["workers"]) < n_workers:
        raise TimeoutError(timeout)


def test_workers_of_several_threads_and_none_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """For two threads in one worker, the options to start it with; without workers, what to start."""
    monkeypatch.setattr(executor, "PATIENCE", HANGS)
    monkeypatch.setattr(Client, "wait_for_workers", _no_wait)
    quiet = {"processes": False, "dashboard_address": ":0"}
    for workers, words in ((1, "--nworkers N --nthreads 1"), (0, "has no workers")):
        with (
            LocalCluster(n_workers=workers, threads_per_worker=2, **quiet) as made,
            pytest.raises(ClusterError, match=words),
            executor.connected(made.scheduler_address),
        ):
            pass


def test_differences_name_both_sides() -> None:
    """A part that differs, one on one side only, and nothing if all are equal."""
    assert differences({"Python": "3.11.7"}, {"Python": "3.11.7"}) == ""
    shown = differences({"Python": "3.11.7"}, {"Python": "3.12.0", "package x": "1"})
    assert shown == "Python 3.12.0 instead of 3.11.7, package x 1 instead of none"


def test_a_project_is_rebuilt_from_the_files_sent(tmp_path: Path) -> None:
    """The same files give the same folder; a file that was never sent is named."""
    depot = Depot(tmp_path)
    files = {"data/raw/a.csv": "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"}
    with pytest.raises(ClusterError, match="data/raw/a.csv"):
        depot.project(files)
    depot.keep({"a": b"ab"})
    root = depot.project(files)
    assert (root / "data" / "raw" / "a.csv").read_bytes() == b"ab"
    assert depot.project(files) == root


def test_a_daemon_gets_plain_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that may not have children does not request warm kernels."""

    class Daemon:
        daemon = True

    monkeypatch.setattr(fork_server, "current_process", Daemon)
    assert fork_server.start([], {}) == {}
