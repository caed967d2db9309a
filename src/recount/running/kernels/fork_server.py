"""The fork server: a process with everything loaded that notebooks and pages need.

Every kernel is a fork of it, and so is every process that makes pages. It loads the libraries once, and reads
the tables that several notebooks share. It may be started long before the first notebook is ready to run;
nothing in this module is slow to import.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from multiprocessing import current_process, forkserver, get_context, util
from pathlib import Path

from recount.names import COMMAND, PREREAD, PROVISIONERS
from recount.running.processes import FORKS
from recount.storage import mark_owner

NAME = f"{COMMAND}-warm"
CHOICE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
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
    "recount.notebook.chapter",
    "recount.notebook.figures.grids",
    "recount.running.guard",
    "jupyter_book.cli.main",
    "myst_nb.sphinx_ext",
    "sphinx.builders.singlehtml",
    "sphinx_book_theme",
    "recount.book.pdf.paper",
    "recount.book.website.regional",
    "recount.book.website.website",
    "recount.book.website.site",
]
"""Modules that the server imports before it forks, besides figures and indicators: for kernels, then for pages."""

PRELOAD = "recount.running.kernels.preload"
"""The module that imports all this; it affects only the speed of a chapter."""

INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
"""The backend that a plain kernel sets before it imports matplotlib; the server imports that first."""


SILENT = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
"""Suppresses a warning about Python that the kernel's debugger shows to the user."""


def start(chapters: Sequence[str], variables: Mapping[str, str]) -> Mapping[str, str]:
    """Start the server, unless it is running; returns the variables that make Jupyter start kernels as its forks.

    There are none where a process cannot fork or have child processes. The server reads the sources that more than one
    of ``chapters`` reads, see ``read_once``; ``variables`` name its project and edition.
    """
    known = {found.name for found in entry_points(group=PROVISIONERS)}
    if NAME not in known or not FORKS or current_process().daemon:
        return {}
    _launch(tuple(chapters), tuple(variables.items()))
    return {CHOICE: NAME, **INLINE}


@cache
def _launch(chapters: Sequence[str], variables: Iterable[tuple[str, str]]) -> None:
    """Start the server with its own environment; once, as changing ``os.environ`` is not thread-safe."""
    get_context("forkserver").set_forkserver_preload([PRELOAD])
    before = dict(os.environ)
    os.environ |= {**INLINE, **SILENT, PREREAD: json.dumps(chapters), **dict(variables)}
    try:
        mark_owner(Path(util.get_temp_dir()))
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ |= before


def run_in_fork(work: Callable[..., object], *given: object) -> bool:
    """Run a function in a fork of the server and wait for it; returns whether it succeeded."""
    process = get_context("forkserver").Process(target=work, args=given)
    process.start()
    process.join()
    return process.exitcode == 0
