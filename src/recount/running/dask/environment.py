"""The environment in which a chapter runs, in a form that two machines can compare."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache

from recount.names import COMMAND, ENGINE
from recount.packages import required
from recount.running.codebase import package_folder
from recount.sources.files import checksum

PACKAGES = (COMMAND, "distributed")
"""The packages that must be equal on all machines, with all their requirements."""

NAMED = 4

Surroundings = Mapping[str, str]
"""Part -> its version or checksum: Python, packages, and the files of this package and the programme."""


@cache
def surroundings(code: str = "") -> Surroundings:
    """The environment of this process; installed packages that are not required do not count.

    ``code`` is the module of a programme, whose package counts too.
    """
    found = [package_folder(name) for name in (ENGINE, code) if name]
    folders = dict.fromkeys(folder for folder in found if folder)
    packages = required(*PACKAGES)
    return {
        "Python": platform.python_version(),
        **{f"package {name}": version for name, version in packages.items()},
        **{
            path.relative_to(folder.parent).as_posix(): checksum(path)
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        },
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
