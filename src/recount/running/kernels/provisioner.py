"""Warm kernels: a kernel per notebook, forked from a process that has the libraries loaded.

Starting a kernel and importing pandas, seaborn and matplotlib takes longer than most chapters. A fork
server loads them once; every kernel is a fork of it, so notebooks do not affect one another. The
provisioner is registered as an entry point of Jupyter, and selected by the environment variable
``JUPYTER_DEFAULT_PROVISIONER_NAME``; without it, or where a process cannot fork, a plain kernel starts.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from recount.running.processes import end_with_parent

LAUNCHER = "ipykernel_launcher"


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork, and otherwise treats it as any local process."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - its signature
        """Fork the kernel that a command line asks for."""
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        kernel = ForkedKernel(arguments, kwargs.get("env") or os.environ, kwargs.get("cwd"))
        self.process = kernel  # type: ignore[assignment] # it has the same interface
        self.pid = kernel.pid
        # its process group exists only after the fork: send signals to the process, never to our group
        self.pgid = None
        return self.connection_info


class ForkedKernel:
    """A forked kernel with the part of the interface of ``subprocess.Popen`` that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(
        self, arguments: Sequence[str], variables: Mapping[str, str], folder: str | None
    ) -> None:
        self._process = get_context("forkserver").Process(
            target=serve, args=(list(arguments), dict(variables), folder), daemon=True
        )
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """The exit status; ``None`` while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for its end."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to the process."""
        if self.pid is not None and self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def serve(arguments: list[str], variables: dict[str, str], folder: str | None) -> None:
    """Run a kernel in a session of its own; called in the fork."""
    from ipykernel.kernelapp import launch_new_instance  # noqa: PLC0415 - loaded by the server

    os.setsid()
    end_with_parent()
    os.environ.clear()
    os.environ.update(variables)
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    if folder:
        os.chdir(folder)
    sys.argv = [LAUNCHER, *arguments]
    launch_new_instance(argv=arguments)
