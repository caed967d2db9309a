"""The fork server: one process that has loaded what every notebook needs, and of which each kernel is a fork.

It loads the libraries, and reads the tables that several notebooks share, once. Here it is started, which may
be long before the first notebook is ready to run; nothing in this module is slow to import.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from multiprocessing import current_process, forkserver, get_all_start_methods, get_context, util
from pathlib import Path

from sto_eval.storage import mark_owner

NAME = "sto-eval-warm"
GROUP = "jupyter_client.kernel_provisioners"
CHOICE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
SHELF = "STO_EVAL_SHELF"
"""Environment variable with the chapters whose shared sources the server reads, as JSON."""

LOADED = [
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline",
    "matplotlib.pyplot",
    "pandas.io.formats.csvs",
    "seaborn",
    "scipy.spatial",
    "sqlite3",
    "sto_eval.chapter",
    "sto_eval.figures.grids",
    "sto_eval.guard",
]
"""What the server imports before it forks, beside figures and indicators."""

PRELOAD = "sto_eval.preload"
"""The module that imports all this; of a chapter it changes nothing but the time."""

INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
"""The backend that a plain kernel sets for itself before it imports matplotlib; the server imports first."""


SILENT = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
"""For the debugger of a kernel, which else complains of Python to the user."""


def start(chapters: Sequence[str], variables: Mapping[str, str]) -> Mapping[str, str]:
    """Start the server, unless it runs already; what makes Jupyter start a kernel as a fork of it.

    Parameters
    ----------
    chapters
        It reads the sources that more than one of these reads; see ``shelf``.
    variables
        Of its environment: which project and edition it reads these of.

    Returns
    -------
    Variables for the environment of a kernel; none where a process cannot fork, or may have no children.
    """
    known = {found.name for found in entry_points(group=GROUP)}
    able = "forkserver" in get_all_start_methods() and not current_process().daemon
    if NAME not in known or not able:
        return {}
    _launch(tuple(chapters), tuple(variables.items()))
    return {CHOICE: NAME, **INLINE}


@cache
def _launch(chapters: Sequence[str], variables: Iterable[tuple[str, str]]) -> None:
    """Start the server in an environment of its own; once, as that of this process is not for threads to change."""
    get_context("forkserver").set_forkserver_preload([PRELOAD])
    before = dict(os.environ)
    os.environ |= {**INLINE, **SILENT, SHELF: json.dumps(chapters), **dict(variables)}
    try:
        mark_owner(Path(util.get_temp_dir()))
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ |= before


def do(work: Callable[..., object], *given: object) -> bool:
    """Do this in a fork of the server and wait for it; whether it was done."""
    process = get_context("forkserver").Process(target=work, args=given)
    process.start()
    process.join()
    return process.exitcode == 0
