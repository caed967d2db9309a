"""An environment of its own for a project: the packages of its lock file, hashes checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from recount.errors import ReexecutionError

LOCK = "requirements.lock"
ERROR_LENGTH = 400
"""Characters of a failing command's output that an error shows."""


def install(project: Path, target: Path) -> Path:
    """Create an environment in a folder and return its Python: the lock's packages, and the project itself.

    Errors: ``ReexecutionError`` if there is no ``uv``, or if a package cannot be installed.
    """
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        raise ReexecutionError(
            "a clean environment cannot be created",
            LOCK,
            "the program uv",
            "none on the path",
            "Install uv, or pass --environment this; the result then says so.",
        )
    python = target / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    _run([uv, "venv", "--quiet", "--python", sys.executable, str(target)])
    _run([*install, "--compile-bytecode", "--require-hashes", "-r", str(project / LOCK)])
    _run([*install, "--no-deps", "--no-build-isolation", "--editable", str(project)])
    return python


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - uv
    if done.returncode:
        raise ReexecutionError(
            "a clean environment cannot be created",
            LOCK,
            "every package of the lock file can be installed",
            done.stderr.strip()[-ERROR_LENGTH:],
            "Check that the package index can be reached, or pass --environment this.",
        )
