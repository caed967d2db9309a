"""Run one chapter: execute its notebook in a kernel, and put what it publishes in place once it is complete.

The only module that uses papermill.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from recount.edition.parameters import Parameters
from recount.errors import COLOUR, ChapterError
from recount.handover import put_in_place
from recount.names import OUTPUT, ROOT
from recount.notebook.notebooks import code_cells, composed, read_chapter, write_notebook
from recount.notebook.peek import MARK
from recount.results.integrity import write_key
from recount.running import guard
from recount.running.kernels import fork_server
from recount.sources import read_once
from recount.sources.chapter_inputs import ChapterInputs
from recount.storage import error_from_message

LAST_LINES = 5

MOST = 400
"""Characters of unexpected output in a message."""

QUIET = ["--IPKernelApp.log_level=CRITICAL"]
"""A kernel warns at every start that it uses TCP; that is intended: over IPC one in four fails."""


@dataclass(frozen=True, slots=True)
class Task:
    """A chapter to run, with its ``key.json``; ``chapters`` are all chapters of this run, see ``fork_server``."""

    inputs: ChapterInputs
    card: Mapping[str, Any]
    chapters: Sequence[str]

    def __call__(self) -> ChapterError | None:
        """Run it in a temporary folder, and move the result into place once it is complete.

        Returns the error if the chapter stopped.
        """
        edition, name, target = self.inputs.edition, self.inputs.name, self.inputs.folder
        aside = target.with_name(f".{name}.part")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        node = read_chapter(edition, name)
        warm = fork_server.start(self.chapters, edition.variables)
        try:
            variables = {**edition.variables, **warm}
            arguments = [guard.kernel_argument(name)]
            executed = execute(name, node, self.inputs.settings, aside, variables, arguments)
            _check_guard(name, aside / guard.REPORT)
            _check_output(name, executed)
        except ChapterError as error:
            shutil.rmtree(aside)
            return error
        write_notebook(composed(node, executed), aside / f"{name}.ipynb")
        cards = (self.inputs, aside / "sources.json")
        # a fork has read most sources already
        if not (warm and fork_server.run_in_fork(read_once.write_cards, *cards)):
            read_once.write_cards(*cards)
        write_key(aside, self.card, edition.id)
        put_in_place(aside, target)
        return None


def execute(  # noqa: PLR0913 - what a kernel needs
    name: str,
    node: NotebookNode,
    parameters: Parameters,
    output: Path,
    variables: Mapping[str, str],
    arguments: Sequence[str] = (),
) -> NotebookNode:
    """Execute the notebook of a chapter, which puts its records in ``output``; returns it with its outputs.

    ``variables`` of its environment name the project; ``arguments`` are extra arguments of the kernel.

    Errors: ``ChapterError`` when a cell fails or the kernel ends.
    """
    import papermill  # noqa: PLC0415 - slow, and not needed when nothing runs
    from nbclient.exceptions import DeadKernelError  # noqa: PLC0415

    from recount.running import papermill_engine  # noqa: PLC0415

    try:
        executed: NotebookNode = papermill.execute_notebook(
            node,
            None,
            engine_name=papermill_engine.NAME,
            parameters=dict(parameters),
            progress_bar=False,
            extra_arguments=[*QUIET, *arguments],
            env={**os.environ, OUTPUT: str(output), **variables},
            folder=variables[ROOT],
        )
    except papermill.PapermillExecutionError as error:
        raise _failure(name, error, output) from None
    except (DeadKernelError, RuntimeError) as error:
        raise _died(name, error) from None
    return executed


def _check_guard(name: str, report: Path) -> None:
    """Refuse a run that was not guarded, or in which a cell swallowed a refusal of the guard."""
    if not report.is_file():
        raise ChapterError(
            f"chapter '{name}' ran without a guard",
            f"{name}.md",
            f"a {guard.REPORT} in its output",
            "none",
            "Check whether the kernel has a start-up configuration of its own; only a guarded run counts.",
        )
    refused = json.loads(report.read_text("utf-8"))["refused"]
    if refused:
        raise guard.refusal(name, "; ".join(refused), ())
    report.unlink()


def _check_output(name: str, executed: NotebookNode) -> None:
    """Refuse a run in which a cell shows more than :meth:`Chapter.peek`, which knows what may be shown.

    So too if it, or its kernel, wrote to the error output: a page would show it.
    """
    for number, cell in enumerate(code_cells(executed), start=1):
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise ChapterError(
                    f"chapter '{name}' wrote to its error output",
                    f"cell {number}",
                    "nothing",
                    output.text.strip()[-MOST:],
                    "Run it again. If it returns, remove the cause of the warning.",
                )
            if not output.get("metadata", {}).get("text/plain", {}).get(MARK):
                raise ChapterError(
                    f"chapter '{name}' shows a result by itself",
                    f"cell {number}",
                    "no output, or that of chapter.peek(…)",
                    str(output.get("text") or output.get("data"))[:MOST],
                    "End the cell with chapter.peek(…), or publish the result.",
                )


def _died(name: str, error: Exception) -> ChapterError:
    """The error for a kernel that ended before the chapter: out of memory, or a cell that ended it."""
    return ChapterError(
        f"chapter '{name}' lost its kernel",
        f"{name}.md",
        "a kernel that runs until the last cell",
        f"{type(error).__name__}: {error}".rstrip("."),
        "The last good run of this chapter stays. Run it again with --workers 1, or with more memory.",
    )


def _failure(name: str, error: Any, output: Path) -> ChapterError:  # noqa: ANN401 - papermill has no types
    """The error for a failed cell, with the last lines of the traceback; for a full disk, with the remedy."""
    if fault := error_from_message(error.evalue, output):
        what = f"chapter '{name}' stopped: {fault.what}"
        return ChapterError(what, fault.where, fault.expected, fault.found, fault.remedy)
    lines = COLOUR.sub("", "\n".join(error.traceback)).splitlines()
    last = "\n".join(lines[-LAST_LINES:])
    return ChapterError(
        f"chapter '{name}' stopped",
        f"cell {error.cell_index + 1}",
        "a cell that runs without error",
        f"{error.ename}: {error.evalue}".rstrip("."),
        f"The last good run of this chapter stays. Its last lines:\n{last}",
    )
