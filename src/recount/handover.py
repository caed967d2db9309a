"""Replace the results of chapters by new ones, without ever leaving a partial result."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

CHAPTERS = "chapters"
PREVIOUS = Path("_build", "previous")
PROOF = "prove.json"
"""File in the build folder with the last proof of lineage."""

CODE_PROOF = "prove-code.json"
"""File in the build folder with the last proof of the code."""

WITNESS = "witness"
"""Folder of an edition with the SQL of the second way."""

SECOND_WAYS = f"{WITNESS}.json"
"""File in the build folder with what this SQL answered."""

EVIDENCE = (PROOF, CODE_PROOF, SECOND_WAYS)
"""The files in the build folder with evidence that pages show and a bundle takes along, each if it is there."""

ALONE = "los"
"""Folder in the build of a division with the single-region reports, each named after its chapter."""


def put_in_place(aside: Path, target: Path) -> None:
    """Replace a folder by a complete one, by renaming only: an interruption leaves no partial result."""
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def remove_leftovers(build: Path, names: Collection[str]) -> None:
    """Remove the leftovers of an interrupted run, and every chapter that is not among the names.

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
    """Copy records and causes of the present build aside, as the earlier of two runs to compare."""
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
