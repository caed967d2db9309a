"""The installed packages: their versions, what each needs, and which module is of which."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import pydantic
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sto_eval.closure.modules import shortened

KEPT = Path("closure", "packages.json")


@dataclass(frozen=True, slots=True)
class Distributions:
    """What is installed.

    Parameters
    ----------
    listing
        Checksum of the list of what is installed; another list is read anew.
    versions
        Name, as its package writes it -> version.
    owners
        Top-level module -> the packages that it is of.
    needs
        Package, with an extra behind a colon if it is asked with one -> what it needs here, in the same way.
    """

    listing: str
    versions: Mapping[str, str]
    owners: Mapping[str, Sequence[str]]
    needs: Mapping[str, Sequence[str]]

    def used(self, modules: Iterable[str]) -> dict[str, str]:
        """The packages of these modules, and all that they need: name -> version.

        A requirement for another system or Python, or for an extra that nobody asks for, does not count; one
        that is not installed does not either. A module of no package stands for itself, without a version.
        """
        modules = set(modules)
        unowned = {name: "" for name in modules if name not in self.owners}
        owners = [name for module in modules for name in self.owners.get(module, ())]
        return dict(sorted((unowned | self.needed(owners)).items()))

    def needed(self, packages: Iterable[str]) -> dict[str, str]:
        """These packages, as far as they are installed, and all that they need: name -> version."""
        versions: dict[str, str] = {}
        waiting = list(packages)
        seen: set[str] = set()
        while waiting:
            wanted = waiting.pop()
            name = wanted.partition(":")[0]
            if wanted not in seen and name in self.versions:
                seen.add(wanted)
                versions[name] = self.versions[name]
                waiting += self.needs.get(wanted, ())
        return dict(sorted(versions.items()))


def installed(folder: Path | None = None) -> Distributions:
    """What is installed now; kept in a folder, as reading all metadata takes a second."""
    listing = _listing()
    path = folder / KEPT if folder else None
    if path and path.is_file():
        with suppress(pydantic.ValidationError):
            kept = _shape().validate_json(path.read_bytes())
            if kept.listing == listing:
                return kept
    found = _read(listing)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_shape().dump_json(found))
    return found


@cache
def _read(listing: str) -> Distributions:
    """From the metadata; where a package is installed twice, the first on the path counts."""
    found: dict[str, metadata.Distribution] = {}
    for each in metadata.distributions():
        if each.name:
            found.setdefault(each.name, each)
    return Distributions(
        listing,
        versions={name: found[name].version for name in sorted(found)},
        owners={m: sorted(set(names)) for m, names in metadata.packages_distributions().items()},
        needs=_needs({name: each.requires or [] for name, each in found.items()}),
    )


def _needs(written: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The requirements that hold here, of each package by itself and with every extra that is asked of it."""
    known = {canonicalize_name(name): name for name in written}
    wanted = {name: list(map(Requirement, texts)) for name, texts in written.items()}
    extras: dict[str, set[str]] = {name: {""} for name in written}
    for each in (one for requirements in wanted.values() for one in requirements):
        extras.get(known.get(canonicalize_name(each.name), ""), set()).update(each.extras)
    return {
        f"{name}:{extra}".rstrip(":"): [
            f"{known[canonicalize_name(one.name)]}:{other}".rstrip(":")
            for one in wanted[name]
            if canonicalize_name(one.name) in known
            and (one.marker is None or one.marker.evaluate({"extra": extra}))
            for other in ("", *sorted(one.extras))
        ]
        for name in wanted
        for extra in sorted(extras[name])
    }


def _listing() -> str:
    """The names of all metadata on the path, which hold the version, and when they were written."""
    lines = [sys.version]
    for folder in map(Path, sys.path):
        if folder.is_dir():
            found = [*folder.glob("*.dist-info"), *folder.glob("*.egg-info")]
            lines += sorted(f"{path} {path.stat().st_mtime_ns}" for path in found)
    return shortened("\n".join(lines))


@cache
def _shape() -> pydantic.TypeAdapter[Distributions]:
    return pydantic.TypeAdapter(Distributions)
