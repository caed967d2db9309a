"""A papermill engine that gives each kernel its own environment and folder, and restarts it if need be.

Papermill's own engine starts a kernel in the environment and folder of this process, which parallel
notebooks would have to share. It also gives up when a kernel ends before it answers, which happens by
chance: the ports chosen for it are free, but may be taken before it opens them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from recount.running.kernels.fork_server import CHOICE
from recount.running.threads import INTERRUPTED

NAME = "isolated"
STARTS = 3
"""Maximum number of times a kernel is started for one notebook."""


_ONE_AT_A_TIME = threading.Lock()


class UnansweredError(RuntimeError):
    """A kernel ended, or did not answer, before any cell was sent to it."""


class Client(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """Starts another kernel if one never answered, as nothing has run yet."""

    def execute(self, **place: Any) -> Any:  # noqa: ANN401 - as its parent
        """The notebook with its outputs."""
        for _ in range(STARTS - 1):
            with suppress(UnansweredError):
                return super().execute(**place)
        return super().execute(**place)

    def create_kernel_manager(self) -> Any:  # noqa: ANN401 - as its parent
        """A kernel manager, made by one thread at a time: the first one resolves class names that all share."""
        with _ONE_AT_A_TIME:
            return super().create_kernel_manager()

    def start_new_kernel_client(self) -> Any:  # noqa: ANN401 - as its parent
        """The client of a kernel that answers."""
        try:
            return super().start_new_kernel_client()
        except RuntimeError as error:
            if INTERRUPTED.is_set():
                raise
            raise UnansweredError(str(error)) from error


class IsolatedEngine(Engine):  # type: ignore[misc] # papermill has no types
    """Runs a notebook as papermill does, in the environment ``env`` and the folder ``folder``."""

    @classmethod
    def execute_managed_notebook(  # noqa: PLR0913 - as its parent, with our additions
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        env: Mapping[str, str],
        folder: str,
        extra_arguments: list[str],
        start_timeout: int = 60,
        **_: Any,  # noqa: ANN401 - papermill's own file options
    ) -> NotebookNode:
        """The notebook with its outputs."""
        factory = KernelProvisionerFactory.instance()
        factory.default_provisioner_name = env.get(CHOICE, factory.default_provisioner_name)
        client = Client(
            nb_man,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            extra_arguments=extra_arguments,
            timeout=None,
        )
        done: NotebookNode = client.execute(env=dict(env), cwd=folder)
        return done


papermill_engines.register(NAME, IsolatedEngine)
