"""The card of a run: time, commit and packages, which belong to the run and not to its numbers."""

from __future__ import annotations

import datetime as dt
import json
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Any

from recount.edition.edition import Edition
from recount.names import COMMAND
from recount.packages import required
from recount.running.runner import RUN, kept_key
from recount.storage import write_json


def write_run(edition: Edition) -> None:
    """Write ``_build/run.json``: time, commit, packages.

    The packages are those that a report is made with; what else is installed, such as tools of tests, is left out.
    The time is that of the run that made the results; a run that changes nothing keeps the previous time.
    """
    path = edition.build / RUN
    packages = required(f"{COMMAND}[witness]")
    run = {
        "version": packages.get(COMMAND, ""),
        "commit": _git(edition.root, "rev-parse", "HEAD"),
        "uncommitted": bool(_git(edition.root, "status", "--porcelain")),
        "edition": edition.id,
        "demo": edition.demo,
        "python": platform.python_version(),
        "chapters": {name: kept_key(edition, name) for name in edition.card.chapters},
        "packages": packages,
    }
    before: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    time = before.pop("time", "")
    if not time or before != run:
        time = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    write_json(path, {"time": time, **run})


def _git(root: Path, *words: str) -> str:
    """The output of a git command in the project; empty outside a checkout."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), *words], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
