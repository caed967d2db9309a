"""The code of a package: the syntax tree of each module, and the modules that it imports.

Comments, docstrings and formatting of a module do not count. Imports are read from the source text, also
inside functions, so a package can be examined without importing it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sto_eval.storage import write_whole

KEPT = "modules.json"
SHORT = 16
"""Hexadecimal digits in a short digest."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: the digest of its syntax tree, and the names that it imports (modules, or names in them)."""

    digest: str
    imports: tuple[str, ...]


class Codebase:
    """A package.

    Parameters
    ----------
    folder
        The folder of the package. It is parsed, never imported, so it may be a copy.
    cache
        A folder that stores parsed modules for the next process.
    """

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self.folder = folder
        self.paths = {self._name(path): path for path in sorted(folder.rglob("*.py"))}
        self._cache = cache / KEPT if cache else None
        self._read = _load(self._cache) if self._cache else {}
        self._new = False
        self._modules: dict[str, Module] = {}

    def closure(self, roots: Iterable[str]) -> dict[str, str]:
        """These modules and all modules that they import, directly or not.

        Parameters
        ----------
        roots
            Modules, or names in modules, prefixed with the name of the package; others are ignored.

        Returns
        -------
        Module without the name of the package -> digest of its syntax tree.
        """
        found: dict[str, str] = {}
        waiting = [name for root in roots for name in self._modules_of(root)]
        while waiting:
            name = waiting.pop()
            if name not in found:
                module = self.module(name)
                found[name] = module.digest
                waiting += [one for each in module.imports for one in self._modules_of(each)]
        self._store()
        short = len(self.folder.name) + 1
        return {name[short:] or "__init__": found[name] for name in sorted(found)}

    def module(self, name: str) -> Module:
        """A module by its full name; parsed once."""
        if name not in self._modules:
            content = self.paths[name].read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            if digest not in self._read:
                self._read[digest] = read_module(content)
                self._new = True
            self._modules[name] = self._read[digest]
        return self._modules[name]

    def _modules_of(self, name: str) -> Iterator[str]:
        """The modules that an import of this name runs: the longest prefix that is one, and its packages."""
        while name:
            if name in self.paths:
                yield name
            name = name.rpartition(".")[0]

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.folder.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _store(self) -> None:
        if self._cache and self._new:
            kept = {digest: [one.digest, one.imports] for digest, one in self._read.items()}
            write_whole(self._cache, json.dumps({_reader(): kept}).encode())
            self._new = False


@cache
def read_module(content: bytes) -> Module:
    """The digest and the imports of the syntax tree of a module; each content is parsed once per process."""
    tree = ast.parse(content)
    imports = sorted(set(_imports(tree)))
    return Module(digest_of(ast.dump(_DocstringRemover().visit(tree))), tuple(imports))


def imported(cells: Iterable[str]) -> Collection[str]:
    """The names that the cells of a notebook import; a cell that is not plain Python is skipped."""
    found: set[str] = set()
    for cell in cells:
        with suppress(SyntaxError):
            found.update(_imports(ast.parse(cell)))
    return found


def digest_of(text: str) -> str:
    """A short digest, to compare texts."""
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


class _DocstringRemover(ast.NodeTransformer):
    """Removes docstrings, also those of constants."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if text else node


def _imports(tree: ast.AST) -> Iterator[str]:
    """The imported names, except those for type checking only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from _imports(node)


def _load(path: Path) -> dict[str, Module]:
    """The modules that an earlier process parsed; empty if another version of this module parsed them."""
    try:
        kept = json.loads(path.read_text("utf-8")).get(_reader(), {})
        return {digest: Module(one, tuple(imports)) for digest, (one, imports) in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _reader() -> str:
    return digest_of(sys.version + Path(__file__).read_text("utf-8"))
