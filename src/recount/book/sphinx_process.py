"""Run Sphinx or Jupyter Book in a subprocess, show how far it is, and report its warnings and errors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from recount.errors import COLOUR, BookError

_FAULT = re.compile(r"(WARNING|ERROR|CRITICAL|Sphinx error|[a-z]Error: \w)")
_DONE = re.compile(r"(reading sources|writing output|writing passports)\.\.\. \[ *(\d+%)\]")
_CELL = re.compile(r"\.ipynb:(\d+)(\d{4}):")
_MOST = 12

_FIRST = "import gc, sys, recount; gc.set_threshold(100_000, 50, 100); "
"""This package makes jsonschema quick to import. Pages are many small objects that stay, through which Python's
collector would otherwise search for a third of the time."""

SPHINX = ("-c", f"{_FIRST}from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))")
JUPYTER_BOOK = ("-c", f"{_FIRST}from jupyter_book.cli.main import main; main()")
"""Python arguments that start each tool."""


def run_tool(tool: Sequence[str], arguments: Sequence[str], what: str, where: Path) -> None:
    """Run Sphinx or Jupyter Book to make ``what``; a terminal shows how much of its pages is done.

    Errors: ``BookError`` with the warnings and errors of the tool if it fails.
    """
    command = [sys.executable, *tool, *arguments]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "NO_COLOR": "1",
        "PYTHONUNBUFFERED": "1",
    }
    output = []
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            if done := _DONE.search(line):
                _show(f"{what}: {done[1]}, {done[2]}")
    _show("")
    if process.returncode != 0:
        said = "".join(output)
        _refuse(f"{what} failed", where, faults(said) or [said.strip()[-400:]])


def _show(text: str) -> None:
    """Replace the last line of a terminal; tools that run in parallel take turns there."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\N{ESCAPE}[K{text}")
        sys.stderr.flush()


def faults(output: str) -> list[str]:
    r"""The warning and error lines of a log, each once, in order.

    MyST-NB writes a place in a notebook as one number: cell times ten thousand plus line.

    >>> faults("reading\nbereik.ipynb:50004: WARNING: number 'a' is unknown")
    ["bereik.ipynb, cell 5, line 4: WARNING: number 'a' is unknown"]
    """
    lines = (COLOUR.sub("", line).strip() for line in output.splitlines())
    lines = (_CELL.sub(lambda m: f".ipynb, cell {m[1]}, line {int(m[2])}:", line) for line in lines)
    return list(dict.fromkeys(line for line in lines if _FAULT.search(line)))[:_MOST]


def _refuse(what: str, where: Path, found: list[str]) -> None:
    remedy = "Fix the pages named above; the last good output is still there."
    raise BookError(what, str(where), "a build without warnings", "\n  ".join(["", *found]), remedy)
