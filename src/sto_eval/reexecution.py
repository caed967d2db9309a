"""Chapters run once more, in a folder and an environment of their own that are gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sto_eval.edition import Edition
from sto_eval.errors import ReexecutionError
from sto_eval.handover import CHAPTERS
from sto_eval.key import LOCK
from sto_eval.records import Record, read_records
from sto_eval.sources import RAW

COPIED = ("chapters", "src", "data/editions", "data/published", "data/standin")
"""What a chapter is run from; raw files are read where they are."""

FILES = (LOCK, "pyproject.toml", "README.md", "LICENSE")
LAST = 400
"""Characters of a failing command's output that an error shows."""

Tell = Callable[[str], None]


def rerun(
    edition: Edition,
    chapters: Sequence[str],
    settings: Sequence[str],
    *,
    fresh: bool,
    tell: Tell,
) -> dict[str, Record]:
    """The records that chapters publish when run anew, by id; of a chapter that stops, none.

    Parameters
    ----------
    settings
        Parameters of the run, as ``CHAPTER.PARAMETER=VALUE``.
    fresh
        Install an environment from the lock; otherwise this one is used.
    tell
        Called with what is being done.
    """
    with TemporaryDirectory(prefix="sto-eval-") as name:
        folder = Path(name)
        project = _copy(edition.root, folder / "project")
        tell("installing an environment from the lock" if fresh else "using this environment")
        python = _install(project, folder / "environment") if fresh else Path(sys.executable)
        tell(f"running {len(chapters)} chapter(s): {', '.join(chapters)}")
        only = [word for chapter in chapters for word in ("--only", chapter)]
        chosen = [word for setting in settings for word in ("--set", setting)]
        command = [str(python), "-m", "sto_eval.cli", "run", *only, *chosen]
        subprocess.run(  # noqa: S603 - our own command; a chapter that stops leaves no record
            command, env=_variables(edition, project), cwd=project, check=False
        )
        return read_records(replace(edition, root=project).build / CHAPTERS)


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


def _install(project: Path, target: Path) -> Path:
    """The Python of a new environment with everything of the lock, hashes checked, and the copied package."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        raise ReexecutionError(
            "a clean environment cannot be made",
            LOCK,
            "the program uv",
            "none on the path",
            "Install uv, or say --environment this; the certificate then says so.",
        )
    python = target / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    _do([uv, "venv", "--quiet", "--python", sys.executable, str(target)])
    _do([*install, "--compile-bytecode", "--require-hashes", "-r", str(project / LOCK)])
    _do([*install, "--no-deps", "--no-build-isolation", "--editable", str(project)])
    return python


def _do(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - uv
    if done.returncode:
        raise ReexecutionError(
            "a clean environment cannot be made",
            LOCK,
            "that every package of the lock can be installed",
            done.stderr.strip()[-LAST:],
            "Look whether the package index can be reached, or say --environment this.",
        )


def _variables(edition: Edition, project: Path) -> dict[str, str]:
    """Nothing of this project's own settings but the edition and the mirror."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return kept | {
        "STO_EVAL_ROOT": str(project),
        "STO_EVAL_EDITION": edition.id,
        "PYTHONPATH": str(project / "src"),
    }
