"""The command: run as a user runs it, or in this process, which is faster."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from recount.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = [str(Path(sys.executable).with_name("sto-eval"))]


def shared_project(folder: Path, *more: str) -> Path:
    """Make a folder a project of its own that shares chapters, data and more with this one."""
    for name in ("chapters", "data", "requirements.lock", "_config.yml", "_toc.yml", *more):
        (folder / name).symlink_to(ROOT / name)
    return folder


def sto_eval(*words: str, build: Path) -> subprocess.CompletedProcess[str]:
    """Run the command on a copy of the project's data, as a user does."""
    environment = {**os.environ, "RECOUNT_ROOT": str(build)}
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, check=False, env=environment
    )


def in_process(*words: str, build: Path) -> Result:
    """Run the command on a project without starting Python; an error that it does not handle is raised."""
    environment = {"RECOUNT_ROOT": str(build)}
    return CliRunner().invoke(main, words, env=environment, catch_exceptions=False)


def gone() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid
