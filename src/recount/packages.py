"""The packages that a package requires, and their versions."""

from __future__ import annotations

from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@cache
def required(*names: str) -> dict[str, str]:
    """Name -> version of these packages and of all their requirements, directly or not.

    Excluded: requirements for another system or Python, of extras that were not requested, and those not
    installed.

    Parameters
    ----------
    names
        As written in a requirement, such as ``pandera[pandas]``.
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
