"""The card of a run: what belongs to it and not to a number: time, commit, packages."""

from __future__ import annotations

import datetime as dt
import json
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Any

from sto_eval.edition import Edition
from sto_eval.packages import installed
from sto_eval.runner import RUN, kept_key
from sto_eval.storage import write_json


def write_run(edition: Edition) -> None:
    """``_build/run.json``: what belongs to this run and not to a number: time, commit, packages.

    The time is that of the run that made all this: one that changed nothing keeps the time of the last.
    """
    path = edition.build / RUN.name
    packages = installed()
    run = {
        "version": packages.get("sto-eval", ""),
        "commit": _git(edition.root, "rev-parse", "HEAD"),
        "uncommitted": bool(_git(edition.root, "status", "--porcelain")),
        "edition": edition.id,
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
    """What git says of the project; empty outside a checkout."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), *words], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
