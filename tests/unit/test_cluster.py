"""Chapters on other machines: the bytes of a local run, and no fault that stops more than its chapter."""

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
from many import built, with_chapters

from sto_eval import cluster, forks
from sto_eval.cli import main
from sto_eval.edition import Edition
from sto_eval.errors import ClusterError
from sto_eval.inputs import chapter_inputs
from sto_eval.key import key_card
from sto_eval.notebooks import read_chapter
from sto_eval.parcels import Depot, needed
from sto_eval.runner import Task, run_chapters
from sto_eval.surroundings import differences, surroundings

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
    """A scheduler with two worker processes, each under a nanny; a notebook may cost two of them."""
    with (
        dask.config.set(CONFIG),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as made,
    ):
        yield made.scheduler_address


def run(edition: Edition, scheduler: str) -> dict[str, str]:
    """Run all chapters on the workers; what became of each, with the message of a failure."""
    names = list(edition.card.chapters)
    with cluster.connected(scheduler) as pool:
        outcomes = run_chapters(edition, names, {}, workers=1, report=lambda _: None, pool=pool)
    return {outcome.chapter: str(outcome.error or outcome.state) for outcome in outcomes}


def ended(pids: list[int]) -> bool:
    """Whether processes are gone, or go soon."""
    end = time.monotonic() + HANGS
    while any(map(psutil.pid_exists, pids)) and time.monotonic() < end:
        time.sleep(0.2)
    return not any(map(psutil.pid_exists, pids))


def test_workers_give_the_bytes_of_a_local_run_and_a_fault_stays_in_its_chapter(
    edition: Edition, scheduler: str
) -> None:
    """Two chapters are equal to the byte; the third fails by its own error, the fourth by the guard's.

    The file that the fourth opens lies among what was sent, and was not declared.
    """
    reads = "open(__import__('os').environ['STO_EVAL_ROOT'] + '/chapters/vier.md')"
    edition = with_chapters(edition, {"een": "", "twee": "", "drie": "1 / 0", "vier": reads})
    told = run(edition, scheduler)
    assert (told["een"], told["twee"]) == ("run", "run")
    assert "chapter 'drie' stopped in cell" in told["drie"]
    assert "ZeroDivisionError" in told["drie"]
    assert "opens an undeclared file: chapters/vier.md" in told["vier"]
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
    """Killed once, in the middle of a cell: both chapters are there, and the first kernel is not."""
    mark = tmp_path_factory.mktemp("marks") / "mark"
    code = ENDS_ITS_WORKER.format(mark=str(mark), once=True)
    edition = with_chapters(edition, {"een": code, "twee": ""})
    assert run(edition, scheduler) == {"een": "run", "twee": "run"}
    assert ended([int(pid) for pid in mark.read_text().split()])


def test_a_notebook_that_kills_every_worker_is_told(
    edition: Edition, scheduler: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After two workers it is given up, by name and with what to do; the other chapter is there."""
    mark = tmp_path_factory.mktemp("marks") / "mark"
    code = ENDS_ITS_WORKER.format(mark=str(mark), once=False)
    edition = with_chapters(edition, {"een": code, "twee": ""})
    told = run(edition, scheduler)
    assert told["twee"] == "run"
    assert "chapter 'een' lost its workers in een.md" in told["een"]
    assert "2 workers that died" in told["een"]
    assert "give them more memory" in told["een"]


class Try:
    """A try at a task, done as soon as it is asked for: killed the first time, a folder of one file then."""

    def __init__(self, number: int) -> None:
        self.status = "error" if number == 0 else "finished"

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        """Call at once."""
        call(self)

    def exception(self) -> Exception:
        """What the first try ends with."""
        return KilledWorker("key", None, 3)

    def result(self) -> dict[str, bytes]:
        """What the second try ends with."""
        return {"records/a.json": b"1"}


class Tries:
    """A client whose workers die before they begin, the first time."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def submit(self, _perform: object, order: cluster.Order, **_: object) -> Try:
        """Note the name of the try."""
        self.keys.append(order.key)
        return Try(len(self.keys) - 1)

    def register_plugin(self, *_: object, **__: object) -> None:
        """Nothing to send to."""

    def subscribe_topic(self, *_: object) -> None:
        """Nothing is begun."""


def test_a_chapter_that_waited_in_workers_that_died_is_asked_again(edition: Edition) -> None:
    """It was never begun, so it did not kill them: asked twice, under two names, and put in place."""
    inputs = chapter_inputs(edition, "proef", read_chapter(edition, "proef"))
    client = Tries()
    made = cluster.Cluster(client).submit(Task(inputs, key_card(inputs), []))
    assert made.result() is None
    assert len(set(client.keys)) == 2
    assert built(edition) == {"proef/records/a.json": b"1"}


def test_a_source_that_changes_while_the_run_begins_is_named(edition: Edition) -> None:
    """Also one that is gone: what is sent is what the key was made of, or nothing is."""
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
    """Another version of pandas than here: both are named, and no chapter was begun."""
    here = {**surroundings(), "package pandas": "0.1"}
    monkeypatch.setattr(cluster, "surroundings", lambda: here)
    with pytest.raises(ClusterError, match="package pandas .* instead of 0.1"):
        run(edition, scheduler)
    assert not edition.build.exists() or built(edition) == {}


def test_a_scheduler_that_is_not_there_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command ends with 1, the address, and what to start; without dask, with what to install."""
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    command = ["run", "--scheduler", "tcp://127.0.0.1:9"]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "the scheduler cannot be reached" in done.output) == (1, True)
    assert "dask scheduler" in done.output
    monkeypatch.setattr(sys.modules["sto_eval.cli.running"], "find_spec", lambda _: None)
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "pip install 'sto-eval[dask]'" in done.output) == (1, True)


def _no_wait(client: Client, n_workers: int, timeout: float) -> None:
    """Wait for workers without waiting: those that a test starts are there, or never come."""
    if len(client.scheduler_info()["workers"]) < n_workers:
        raise TimeoutError(timeout)


def test_workers_of_several_threads_and_none_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads in one worker: named, with the options to start it with; no worker: what to start."""
    monkeypatch.setattr(cluster, "PATIENCE", HANGS)
    monkeypatch.setattr(Client, "wait_for_workers", _no_wait)
    quiet = {"processes": False, "dashboard_address": ":0"}
    for workers, words in ((1, "--nworkers N --nthreads 1"), (0, "has no workers")):
        with (
            LocalCluster(n_workers=workers, threads_per_worker=2, **quiet) as made,
            pytest.raises(ClusterError, match=words),
            cluster.connected(made.scheduler_address),
        ):
            pass


def test_differences_name_both_sides() -> None:
    """A part that differs, one that is there only, and nothing when all is equal."""
    assert differences({"Python": "3.11.7"}, {"Python": "3.11.7"}) == ""
    told = differences({"Python": "3.11.7"}, {"Python": "3.12.0", "package x": "1"})
    assert told == "Python 3.12.0 instead of 3.11.7, package x 1 instead of none"


def test_a_project_is_laid_out_of_what_was_sent(tmp_path: Path) -> None:
    """The same files are the same folder; a file that was never sent is named."""
    depot = Depot(tmp_path)
    files = {"data/raw/a.csv": "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"}
    with pytest.raises(ClusterError, match="data/raw/a.csv"):
        depot.project(files)
    depot.keep({"a": b"ab"})
    root = depot.project(files)
    assert (root / "data" / "raw" / "a.csv").read_bytes() == b"ab"
    assert depot.project(files) == root


def test_a_daemon_gets_plain_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that may not have children says nothing to Jupyter of warm kernels."""

    class Daemon:
        daemon = True

    monkeypatch.setattr(forks, "current_process", Daemon)
    assert forks.start([], {}) == {}
