"""The chapters that were run before make room for those that were run now, and are never left half."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

CHAPTERS = "chapters"
PREVIOUS = Path("_build", "previous")
ALONE = "los"
"""In the build folder of a division: what is made for one region, in a folder with the name of its chapter."""


def put_in_place(aside: Path, target: Path) -> None:
    """Put a whole folder where another may be, by names only: an interruption leaves no half of either."""
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def clear(build: Path, names: Collection[str]) -> None:
    """Remove what an interrupted run left aside, and every chapter that is not among the names.

    A chapter whose run was interrupted between the two renames of ``put_in_place`` gets its last folder back.
    """
    for old in [*build.glob(f"{CHAPTERS}/.*.old"), *build.glob(".*.old")]:
        target = old.with_name(old.name.removeprefix(".").removesuffix(".old"))
        if not target.exists():
            old.rename(target)
    for left in [*build.glob(f"{CHAPTERS}/*"), *build.glob(f"{ALONE}/*"), *build.glob(".*.part")]:
        if left.name not in names:
            shutil.rmtree(left, ignore_errors=True)
    for old in build.glob(".*.old"):
        shutil.rmtree(old, ignore_errors=True)


def keep_previous(build: Path) -> None:
    """Put records and causes of the build that stands aside, as the earlier one of two runs."""
    target = build / PREVIOUS.name
    aside = target.with_name(f".{target.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for pattern in ("run.json", "chapters/*/key.json", "chapters/*/records/*.json"):
        for path in build.glob(pattern):
            copy = aside / path.relative_to(build)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    put_in_place(aside, target)
