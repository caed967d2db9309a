"""The environment in which a chapter runs, in a form that two machines can compare."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import sto_eval
from sto_eval.packages import required
from sto_eval.sources import checksum

PACKAGES = ("sto-eval", "distributed")
"""The packages that must be equal on all machines, with all their requirements."""

NAMED = 4

Surroundings = Mapping[str, str]
"""Part -> its version or checksum: Python, packages, and the files of this package."""


@cache
def surroundings() -> Surroundings:
    """The environment of this process; installed packages that are not required do not count."""
    folder = Path(sto_eval.__file__).parent
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    packages = required(*PACKAGES)
    return {
        "Python": platform.python_version(),
        **{f"package {name}": version for name, version in packages.items()},
        **{path.relative_to(folder.parent).as_posix(): checksum(path) for path in sorted(files)},
    }


def differences(here: Surroundings, there: Surroundings) -> str:
    """The parts that differ, the first few with both values; empty when there are none."""
    names = [n for n in sorted({*here, *there}) if here.get(n) != there.get(n)]
    shown = [
        f"{name} {_short(there.get(name))} instead of {_short(here.get(name))}"
        for name in names[:NAMED]
    ]
    more = [f"and {len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*shown, *more])


def _short(version: str | None) -> str:
    return version[:12] if version else "none"
