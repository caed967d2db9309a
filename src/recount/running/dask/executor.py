"""Run chapters on other machines: an executor on a running dask scheduler.

A worker receives the inputs of a chapter as bytes, each content once, runs it in a project folder of its
own under the same guard as a local run, and returns the folder of the chapter. The scheduler keeps the
inputs for the duration of the run, so that a worker that starts late, or replaces one that died, has them
before it begins. A worker with a different environment runs nothing: equal inputs must give equal bytes.

A worker runs one notebook at a time, and hides its own mirror meanwhile. Kernels are warm if a worker may
have child processes that fork: not under a nanny that makes it a daemon, see the README.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import distributed

from recount.errors import ChapterError, ClusterError, EvaluationError
from recount.handover import put_in_place
from recount.names import COMMAND, MIRROR
from recount.notebook.notebooks import read_chapter
from recount.running.dask.environment import Surroundings, differences, surroundings
from recount.running.dask.files import Depot, Files, contents, needed, pack, unpack
from recount.running.execution import Task
from recount.sources.chapter_inputs import chapter_inputs

PATIENCE = 10
"""Seconds to wait for a scheduler, and for its first worker."""

BEGUN = f"{COMMAND}-begun"
"""The topic under which a worker reports that it starts a chapter."""

FOLDER = COMMAND
_ONE_AT_A_TIME = threading.Lock()

TaskOutcome = Mapping[str, bytes] | EvaluationError
"""The folder of a chapter that was run, or the error."""


@dataclass(frozen=True, slots=True)
class RemoteTask:
    """A task for a worker: the files of its project folder, and the environment of the client."""

    task: Task
    files: Files
    surroundings: Surroundings
    key: str


class Inputs(distributed.WorkerPlugin):
    """Contents that every worker stores before it begins."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.contents = contents

    def setup(self, worker: distributed.Worker) -> None:
        """Store them in the folder of a worker."""
        _depot(worker).keep(self.contents)
        self.contents = {}


class Cluster(Executor):
    """The workers of a scheduler, as an executor of tasks."""

    def __init__(self, client: distributed.Client) -> None:
        self._client = client
        self._sent: dict[str, str] = {}
        self._running: dict[str, tuple[Future[Any], distributed.Future[Any]]] = {}
        client.subscribe_topic(BEGUN, self._begun)

    def submit(self, fn: Any, /, *_args: Any, **_kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as its parent
        """Submit a task to a worker; its outcome is that of the task itself."""
        task: Task = fn
        made: Future[Any] = Future()
        here = surroundings(task.inputs.edition.card.code)
        order = RemoteTask(task, self._send(task), here, _key(task))
        self._submit(order, made)
        return made

    def close(self) -> None:
        """Cancel unfinished tasks, and remove the inputs from the scheduler."""
        for _, remote in list(self._running.values()):
            remote.cancel()
        for name in set(self._sent.values()):
            self._client.unregister_worker_plugin(name)
        self._sent.clear()

    def _submit(self, order: RemoteTask, made: Future[Any]) -> None:
        remote = self._client.submit(perform, order, key=order.key, pure=False)
        self._running[order.key] = made, remote
        remote.add_done_callback(partial(self._done, order))

    def _send(self, task: Task) -> dict[str, str]:
        """The files of a task; contents not sent before go to all present and future workers."""
        files = needed(task.inputs, task.card["causes"])
        fresh = {digest: path for digest, path in files.values() if digest not in self._sent}
        if fresh:
            name = f"{COMMAND}-{os.urandom(8).hex()}"
            self._client.register_plugin(Inputs(contents(fresh)), name=name)
            self._sent |= dict.fromkeys(fresh, name)
        return {place: digest for place, (digest, _) in files.items()}

    def _begun(self, event: tuple[float, str]) -> None:
        """Mark a task as running; a replacement worker reports it a second time."""
        made, _ = self._running.get(event[1], (None, None))
        if made is not None and not made.running():
            made.set_running_or_notify_cancel()

    def _done(self, order: RemoteTask, remote: distributed.Future[Any]) -> None:
        """Pass the outcome on; called in a thread of the client.

        A chapter that was only queued on the workers that died did not kill them: submit it again.
        """
        made, _ = self._running.pop(order.key)
        killed = remote.status == "error" and isinstance(
            remote.exception(), distributed.KilledWorker
        )
        if killed and not made.running():
            self._submit(replace(order, key=_key(order.task)), made)
            return
        try:
            made.set_result(_received(order.task, remote))
        except BaseException as error:  # noqa: BLE001 - passed on to whoever waits for the outcome
            made.set_exception(error)


def _key(task: Task) -> str:
    """A name for one attempt at a task, unique for the scheduler and its workers."""
    return f"{task.inputs.name}-{os.urandom(8).hex()}"


def _received(task: Task, remote: distributed.Future[Any]) -> ChapterError | None:
    """Move the result of a worker into place when it is complete."""
    try:
        answer: TaskOutcome = remote.result()
    except distributed.KilledWorker as error:
        return _killed(task.inputs.name, error.allowed_failures + 1)
    if isinstance(answer, EvaluationError):
        return _as_chapter_error(answer)
    target = task.inputs.folder
    aside = target.with_name(f".{task.inputs.name}.part")
    unpack(answer, aside)
    put_in_place(aside, target)
    return None


def _as_chapter_error(error: EvaluationError) -> ChapterError:
    if isinstance(error, ChapterError):
        return error
    return ChapterError(error.what, error.where, error.expected, error.found, error.remedy)


def _killed(name: str, workers: int) -> ChapterError:
    return ChapterError(
        f"chapter '{name}' lost its workers",
        f"{name}.md",
        "a worker that runs until the last cell",
        f"{workers} workers that died in succession",
        "Check the logs of the workers; give them more memory, or run it here with --only "
        f"{name} --workers 1. The last good run of this chapter stays.",
    )


def perform(order: RemoteTask) -> TaskOutcome:
    """Run a chapter on a worker; returns its folder as bytes.

    A worker that joined after the run began has its environment compared here.
    """
    worker = distributed.get_worker()
    here = surroundings(order.task.inputs.edition.card.code)
    if found := differences(order.surroundings, here):
        return _environment_error(worker.address, found)
    worker.log_event(BEGUN, order.key)
    with _ONE_AT_A_TIME, _without_mirror():
        return _run(order, _depot(worker))


def _run(order: RemoteTask, depot: Depot) -> TaskOutcome:
    try:
        given = order.task.inputs
        edition = replace(given.edition, root=depot.project(order.files))
        node = read_chapter(edition, given.name)
        inputs = chapter_inputs(edition, given.name, node, given.settings)
        error = replace(order.task, inputs=inputs)()
    except EvaluationError as found:
        return found
    if error:
        return error
    files = pack(inputs.folder)
    shutil.rmtree(inputs.folder)
    return files


@contextmanager
def _without_mirror() -> Iterator[None]:
    """Hide the mirror of this machine: only the files sent count."""
    kept = os.environ.pop(MIRROR, None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ[MIRROR] = kept


def _depot(worker: distributed.Worker) -> Depot:
    return Depot(Path(worker.local_directory) / FOLDER)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of a scheduler, whose workers are compared with this machine first.

    Errors: ``ClusterError`` when there is no scheduler or no worker, when a worker runs more than one thread,
    or when its Python, packages or code differ from those here.
    """
    with _client(address) as client:
        _compare(client)
        cluster = Cluster(client)
        try:
            yield cluster
        finally:
            cluster.close()


def _client(address: str) -> distributed.Client:
    try:
        place = urlsplit(address)
        # a client that cannot connect prints a traceback when it is removed; a scheduler in this process has no port
        if place.scheme != "inproc":
            socket.create_connection((place.hostname or "", place.port or 0), PATIENCE).close()
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            "the scheduler cannot be reached",
            f"--scheduler {address}",
            "a running scheduler, as tcp://host:8786",
            str(error).partition("\n")[0] or type(error).__name__,
            "Start one with 'dask scheduler', or correct the address.",
        ) from None


def _compare(client: distributed.Client) -> None:
    """Refuse workers that would give other bytes, or have more than one thread."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(
            "the scheduler has no workers",
            "--scheduler",
            "at least one worker",
            "none",
            "Start them with 'dask worker', and wait until they have connected.",
        ) from None
    for address, threads in client.nthreads().items():
        if threads != 1:
            raise ClusterError(
                "a worker has threads that cannot be used",
                address,
                "one thread",
                str(threads),
                "Start more workers instead: 'dask worker --nworkers N --nthreads 1'.",
            )
    for address, there in client.run(_environment, on_error="return").items():
        found = str(there) if isinstance(there, Exception) else ""
        if found := found or differences(surroundings(), there):
            raise _environment_error(address, found)


def _environment() -> Surroundings:
    """The environment of a worker."""
    return surroundings()


def _environment_error(address: str, found: str) -> ClusterError:
    return ClusterError(
        "a worker would not give the same bytes",
        address,
        f"the same Python, packages and {COMMAND} as here",
        found,
        f"Install the same requirements.lock and the same {COMMAND} on it.",
    )
