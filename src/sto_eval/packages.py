"""The installed packages and their versions."""

from __future__ import annotations

from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def installed() -> dict[str, str]:
    """Name -> version of every installed package; where one is installed twice, the first on the path."""
    found: dict[str, str] = {}
    for each in metadata.distributions():
        found.setdefault(each.name, each.version)
    return dict(sorted(found.items()))


@cache
def required(*names: str) -> dict[str, str]:
    """Name -> version of these packages and of all that they need, directly or not.

    Excluded: a requirement for another system or Python, one of an extra that nobody asks for, and one that
    is not installed.

    Parameters
    ----------
    names
        As a requirement has them, such as ``pandera[pandas]``.
    """
    found: dict[str, str] = {}
    waiting, seen = [Requirement(name) for name in names], set()
    while waiting:
        wanted = waiting.pop()
        asked = canonicalize_name(wanted.name), *sorted(wanted.extras)
        if asked in seen:
            continue
        seen.add(asked)
        try:
            package = metadata.distribution(wanted.name)
        except metadata.PackageNotFoundError:
            continue
        found[package.name] = package.version
        for need in map(Requirement, package.requires or []):
            extras = ("", *wanted.extras)
            if not need.marker or any(need.marker.evaluate({"extra": one}) for one in extras):
                waiting.append(need)
    return dict(sorted(found.items()))
