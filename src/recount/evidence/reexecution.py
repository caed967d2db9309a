"""Run chapters again in a temporary folder and environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.edition.edition import RAW, Edition
from recount.errors import ReexecutionError
from recount.installation import LOCK, install
from recount.names import COMMAND, ROOT

COPIED = ("chapters", "src", "data/editions", "data/published", "data/standin")
"""The folders that a chapter runs from; raw files are linked, not copied."""

FILES = (LOCK, "pyproject.toml", "README.md", "LICENSE")
ERROR = "Error: "
"""Start of a line with an error of a command."""

Notify = Callable[[str], None]


@contextmanager
def rerun(
    edition: Edition,
    chapters: Sequence[str],
    settings: Sequence[str],
    *,
    fresh: bool,
    notify: Notify,
) -> Iterator[Edition]:
    """Run chapters again; gives the edition with their results, which are removed afterwards.

    ``settings`` are as ``CHAPTER.PARAMETER=VALUE``. A ``fresh`` run has an environment installed from the lock file,
    another the current one. ``notify`` gets a description of each step and each line that the run prints.

    Errors: ``ReexecutionError`` if the environment cannot be created or the run fails, with what it said.
    """
    with TemporaryDirectory(prefix=f"{COMMAND}-") as name:
        folder = Path(name)
        project = _copy(edition.root, folder / "project")
        notify(
            "installing an environment from the lock file"
            if fresh
            else "using the current environment"
        )
        python = install(project, folder / "environment") if fresh else Path(sys.executable)
        notify(f"running {len(chapters)} chapter(s): {', '.join(chapters)}")
        only = [word for chapter in chapters for word in ("--only", chapter)]
        chosen = [word for setting in settings for word in ("--set", setting)]
        division = ["--regions", edition.division] if edition.division else []
        command = [str(python), "-m", "recount.cli", "run", *division, *only, *chosen]
        _run(command, project, _variables(edition, project), notify)
        yield replace(edition, root=project)


def _run(
    command: Sequence[str], folder: Path, variables: Mapping[str, str], notify: Notify
) -> None:
    said = []
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        env=variables,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            said.append(line.rstrip())
            notify(said[-1])
    if process.returncode:
        lines = [line for line in said if line.startswith(ERROR)] or said[-1:]
        errors = [line.removeprefix(ERROR).partition(". ")[0] for line in lines]
        raise ReexecutionError(
            "the chapters could not be run again",
            "a copy of the project",
            "a run without an error",
            f"exit status {process.returncode}: {'; '.join(errors)}",
            "Nothing was compared. Correct this, and run the command again.",
        )


def _copy(root: Path, target: Path) -> Path:
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(
                root / name, target / name, ignore=shutil.ignore_patterns("__pycache__")
            )
    for name in FILES:
        if (root / name).is_file():
            shutil.copyfile(root / name, target / name)
    if (root / RAW).is_dir():
        (target / RAW).symlink_to((root / RAW).resolve())
    return target


def _variables(edition: Edition, project: Path) -> dict[str, str]:
    """The current environment variables, with this project's own set to the copy."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    own = {ROOT: str(project), "PYTHONPATH": str(project / "src")}
    return kept | edition.variables | own
