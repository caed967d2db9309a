"""The chapters that were run before make room for those that were run now, and are never left half."""

from __future__ import annotations

import shutil
from pathlib import Path

CHAPTERS = "chapters"
PREVIOUS = Path("_build", "previous")


def put_in_place(aside: Path, target: Path) -> None:
    """Put a whole folder where another may be, by names only: an interruption leaves no half of either."""
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def clear(build: Path) -> None:
    """Take away what a run that did not come to its end left aside."""
    for left in [*build.glob(f"{CHAPTERS}/.*.part"), *build.glob(f"{CHAPTERS}/.*.old")]:
        shutil.rmtree(left, ignore_errors=True)


def keep_previous(build: Path) -> None:
    """Put records and causes of the build that stands aside, as the earlier one of two runs."""
    target = build / PREVIOUS.name
    shutil.rmtree(target, ignore_errors=True)
    for pattern in ("run.json", "chapters/*/key.json", "chapters/*/records/*.json"):
        for path in build.glob(pattern):
            copy = target / path.relative_to(build)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
