"""Run Sphinx or Jupyter Book in this process, show how far it is, and report its warnings and errors."""

from __future__ import annotations

import io
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

from recount.errors import COLOUR, BookError

_FAULT = re.compile(r"(WARNING|ERROR|CRITICAL|Sphinx error|[a-z]Error: \w)")
_DONE = re.compile(r"(reading sources|writing output|writing passports)\.\.\. \[ *(\d+%)\]")
_CELL = re.compile(r"(?:\S*/)?([\w-]+)\.ipynb:(\d+)(\d{4}):")
_STAGED = re.compile(r"\S*/stage/")
_MOST = 12


def sphinx(arguments: Sequence[str]) -> object:
    """Run Sphinx; returns its exit status."""
    from sphinx.cmd.build import main  # noqa: PLC0415 - slow to import

    return main(arguments)


def jupyter_book(arguments: Sequence[str]) -> object:
    """Run Jupyter Book, which exits with its status."""
    from jupyter_book.cli.main import main  # noqa: PLC0415 - slow to import

    return main(arguments)


def run_tool(
    tool: Callable[[Sequence[str]], object], arguments: Sequence[str], what: str, where: Path
) -> None:
    """Run Sphinx or Jupyter Book to make ``what``; a terminal shows how much of its pages is done.

    Errors: ``BookError`` with the warnings and errors of the tool if it fails.
    """
    output = _Output(what, sys.stderr)
    with redirect_stdout(output), redirect_stderr(output):
        try:
            status = tool(arguments)
        except SystemExit as ended:
            status = ended.code
        except Exception:  # noqa: BLE001 - whatever an extension raises
            status = traceback.format_exc()
            output.write(status)
    output.show("")
    if status:
        said = output.getvalue()
        found = "\n  ".join(["", *(faults(said) or [said.strip()[-400:]])])
        remedy = "Fix the pages named above; the last good output is still there."
        raise BookError(f"{what} failed", str(where), "a build without warnings", found, remedy)


class _Output(io.StringIO):
    """The output of a tool that makes ``what``; a terminal shows how far it is."""

    def __init__(self, what: str, terminal: TextIO) -> None:
        super().__init__()
        self._what, self._terminal = what, terminal

    def write(self, text: str) -> int:
        if done := _DONE.search(text):
            self.show(f"{self._what}: {done[1]}, {done[2]}")
        return super().write(text)

    def show(self, text: str) -> None:
        """Replace the last line of the terminal; tools that run in parallel take turns there."""
        if self._terminal.isatty():
            self._terminal.write(f"\r\N{ESCAPE}[K{text}")
            self._terminal.flush()


def faults(output: str) -> list[str]:
    r"""The warning and error lines of a log, each once, in order.

    MyST-NB writes a place in a notebook as one number: cell times ten thousand plus line. A place is that in the
    text of a chapter or page, not in the copy that is rendered.

    >>> faults("reading\n_build/stage/chapters/bereik.ipynb:50004: WARNING: number 'a' is unknown")
    ["chapter 'bereik', cell 5, line 4: WARNING: number 'a' is unknown"]
    >>> faults("_build/stage/index.md:4: ERROR: unknown directive")
    ['index.md:4: ERROR: unknown directive']
    """
    lines = (COLOUR.sub("", line).strip() for line in output.splitlines())
    lines = (
        _CELL.sub(lambda m: f"chapter '{m[1]}', cell {m[2]}, line {int(m[3])}:", line)
        for line in lines
    )
    lines = (_STAGED.sub("", line) for line in lines)
    return list(dict.fromkeys(line for line in lines if _FAULT.search(line)))[:_MOST]
