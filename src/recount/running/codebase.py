"""The code of some packages: the syntax tree of each module, and the modules that it imports.

Comments, docstrings and formatting of a module do not count. Imports are read from the source text, also
inside functions, so a package can be examined without importing it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from recount.edition.definitions import read_toml
from recount.edition.edition import EDITIONS
from recount.names import ENGINE
from recount.storage import write_whole

KEPT = "modules.json"
SHORT = 16
"""Hexadecimal digits in a short digest."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: the digest of its syntax tree, and the names that it imports (modules, or names in them)."""

    digest: str
    imports: tuple[str, ...]


class Codebase:
    """Some packages.

    Parameters
    ----------
    folders
        The folders of the packages. They are parsed, never imported, so they may be copies.
    cache
        A folder that stores parsed modules for the next process.
    """

    def __init__(self, folders: Sequence[Path], cache: Path | None = None) -> None:
        self.paths = {
            _name(path, folder): path for folder in folders for path in sorted(folder.rglob("*.py"))
        }
        self._cache = cache / KEPT if cache else None
        self._read = _load(self._cache) if self._cache else {}
        self._new = False
        self._modules: dict[str, Module] = {}

    def closure(self, roots: Iterable[str], without: Collection[str] = ()) -> dict[str, str]:
        """Module -> digest of its syntax tree, of these modules and all that they import, directly or not.

        Parameters
        ----------
        roots
            Modules, or names in modules; those of other packages are ignored.
        without
            Modules that are left out, and what only these import.
        """
        found: dict[str, str] = {}
        waiting = [name for root in roots for name in self._modules_of(root)]
        while waiting:
            name = waiting.pop()
            if name not in found and name not in without:
                module = self.module(name)
                found[name] = module.digest
                waiting += [one for each in module.imports for one in self._modules_of(each)]
        self._store()
        return {name: found[name] for name in sorted(found)}

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

    def _store(self) -> None:
        if self._cache and self._new:
            kept = {digest: [one.digest, one.imports] for digest, one in self._read.items()}
            write_whole(self._cache, json.dumps({_reader(): kept}).encode())
            self._new = False


def code_folders(root: Path) -> list[Path]:
    """The folders of the packages whose code counts: this one, and the programmes of the editions of a project."""
    editions = sorted((root / EDITIONS).glob("*/edition.toml"))
    codes = [str(read_toml(path).get("code", "")) for path in editions]
    found = [package_folder(name) for name in (ENGINE, *codes) if name]
    return [*dict.fromkeys(folder for folder in found if folder)]


def package_folder(module: str) -> Path | None:
    """The folder of the outermost package of a module; ``None`` when it is not installed."""
    spec = find_spec(module.partition(".")[0])
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def module_file(name: str, path: Path) -> str:
    """The path of a module in a source folder, such as ``shop/till.py``."""
    parts = name.split(".")
    return "/".join([*parts, path.name] if path.stem == "__init__" else [*parts[:-1], path.name])


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


def imported_by(path: Path) -> Collection[str]:
    """The names that a file of Python imports."""
    return read_module(path.read_bytes()).imports


def digest_of(text: str) -> str:
    """A short digest, to compare texts."""
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


class _DocstringRemover(ast.NodeTransformer):
    """Removes docstrings, also those of constants."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if text else node


def _name(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


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
