"""A package as a folder of modules, each read when it is first asked for and never imported.

What a module is made of depends on its bytes alone, so it is kept by their checksum: within the process, and
in a file of the cache for the next one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

import pydantic

from sto_eval.closure.modules import Module, read_module, shortened
from sto_eval.closure.references import Import

KEPT = Path("closure", "modules.json")
_READ: dict[str, Module] = {}
"""Checksum of the bytes -> the module, for this process."""


class Package:
    """A package, by the folder that it stands in.

    Parameters
    ----------
    folder
        The folder of the package itself; its name is that of the package.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.paths = {self._named(path): path for path in sorted(folder.rglob("*.py"))}
        self._modules: dict[str, Module] = {}
        self._imports: dict[str, dict[str, list[Import]]] = {}
        self._recalled: set[str] = set()

    def _named(self, path: Path) -> str:
        parts = path.relative_to(self.folder.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The checksum of every module, by name."""
        return {
            name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in self.paths.items()
        }

    def owns(self, name: str) -> bool:
        """Whether a module is of this package, whether or not it is there."""
        return name == self.name or name.startswith(f"{self.name}.")

    def module(self, name: str) -> Module:
        """The parts of a module."""
        if name not in self._modules:
            digest = self.digests[name]
            if digest not in _READ:
                _READ[digest] = read_module(self.paths[name].read_text("utf-8"))
            self._modules[name] = _READ[digest]
        return self._modules[name]

    def imports(self, name: str) -> Mapping[str, Sequence[Import]]:
        """What a module imports, by the name that it binds, with whole names of modules."""
        if name not in self._imports:
            found: dict[str, list[Import]] = {}
            for bound, module, attribute in self.module(name).imports:
                whole = self.absolute(module, name)
                # a package that imports a module of its own binds that module
                if (whole, attribute) != (name, bound):
                    found.setdefault(bound, []).append((bound, whole, attribute))
            self._imports[name] = found
        return self._imports[name]

    def absolute(self, module: str, within: str) -> str:
        """The name of a module as an import within another module gives it."""
        if not module.startswith("."):
            return module
        level = len(module) - len(module.lstrip("."))
        if within not in self.paths:
            return module[level:]
        parts = within.split(".")
        here = parts if self.paths[within].name == "__init__.py" else parts[:-1]
        return ".".join(filter(None, [*here[: len(here) - level + 1], module[level:]]))

    def beside(self, name: str) -> list[Path]:
        """The files next to a module, and in folders under it that hold no module of their own."""
        folder = self.paths[name].parent
        files = [path for path in folder.glob("*") if path.is_file()]
        for inner in (path for path in folder.glob("*") if path.is_dir()):
            if not any(inner.rglob("*.py")):
                files += [path for path in inner.rglob("*") if path.is_file()]
        return sorted(path for path in files if path.suffix not in {".py", ".pyc"})

    def recall(self, folder: Path) -> None:
        """Take from a folder what an earlier process read; a file that is not whole is no use."""
        path = folder / KEPT
        if path.is_file():
            with suppress(pydantic.ValidationError):
                kept = _shape().validate_json(path.read_bytes())
                self._recalled = set(kept.get(_reader(), {}))
                _READ.update(kept.get(_reader(), {}))

    def remember(self, folder: Path) -> None:
        """Keep in a folder what is read of this package, for the next process."""
        path, read = (
            folder / KEPT,
            {one: _READ[one] for one in self.digests.values() if one in _READ},
        )
        if not read.keys() <= self._recalled:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(_shape().dump_json({_reader(): read}))
            part.replace(path)
            self._recalled = set(read)


@cache
def _shape() -> pydantic.TypeAdapter[dict[str, dict[str, Module]]]:
    return pydantic.TypeAdapter(dict[str, dict[str, Module]])


@cache
def _reader() -> str:
    """What reads a module: another version of it may see other parts."""
    here = sorted(Path(__file__).parent.glob("*.py"))
    return shortened(sys.version + "".join(path.read_text("utf-8") for path in here))
