"""All that code uses, however deep: parts of a package, packages of others, files beside modules.

It starts from roots and goes from part to part by the names that stand in them. Where the text does not tell
what an object is, every method of that name counts, of every class that is used; so does every part of that
name in a module that is handed on as a value. Code that computes names takes all methods of the classes in
use, and code that can reach any name takes the whole package. What runs when a module is imported counts for
every module that is loaded, and so do parts with a decorator or a base that may register them.

What it cannot see: a module that is named in data only, a docstring that code reads, and a method that another
package calls by a name that we never write on a class without a base of that package (see ``Rules.whole``).
"""

from __future__ import annotations

import builtins
import copy
import hashlib
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sto_eval.closure.lookup import is_whole, registers
from sto_eval.closure.modules import DIGITS, Part
from sto_eval.closure.package import Package
from sto_eval.closure.references import Chain, References

OUTSIDE = ""
"""Where code stands that is of no module: the cells of a notebook."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of a package beyond its text.

    Parameters
    ----------
    registries
        Constants that list modules: the modules in them are not used because the list is.
    lookers
        Parts that look up by name only what is used already.
    whole
        Classes of which another package calls methods by names that we never write.
    """

    registries: Collection[str] = ()
    lookers: Collection[str] = ()
    whole: Collection[str] = ()


@dataclass(slots=True)
class Usage:
    """What is used.

    Parameters
    ----------
    parts
        Kind and name of a part, as ``function indicators.reach.homes`` -> its digest.
    outside
        Top-level modules of other packages.
    files
        Files beside modules -> their digest.
    """

    parts: dict[str, str] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)


class Walk:
    """A walk through a package from its roots; call :meth:`start` for each, then :meth:`finish`."""

    def __init__(self, package: Package, rules: Rules) -> None:
        self.package = package
        self.rules = rules
        self.used = Usage()
        self._seen: set[str] = set()
        self._loaded: set[str] = set()
        self._values: set[str] = set()
        self._classes: dict[str, tuple[str, Part]] = {}
        self._attributes: set[str] = set()
        self._dynamic = False
        self._wild = False
        self._waiting: list[tuple[References, str, bool]] = []

    def start(self, name: str) -> None:
        """A part of the package as a root, by its full name."""
        module, _, part = name.rpartition(".")
        self._member(module, part, ())

    def start_code(self, found: References) -> None:
        """Code that stands outside the package as a root."""
        self._waiting.append((found, OUTSIDE, False))

    def branch(self) -> Walk:
        """Another walk that has come as far as this one."""
        other = copy.copy(self)
        other.used = Usage(dict(self.used.parts), set(self.used.outside), dict(self.used.files))
        for name in ("_seen", "_loaded", "_values", "_attributes", "_classes", "_waiting"):
            setattr(other, name, copy.copy(getattr(self, name)))
        return other

    def finish(self) -> Usage:
        """What all roots use."""
        while self._waiting:
            self._follow(*self._waiting.pop())
        return self.used

    def _follow(self, found: References, module: str, registry: bool) -> None:  # noqa: FBT001
        names = {name: (source, attribute) for name, source, attribute in found.imports if name}
        for _, source, attribute in found.imports:
            self._load(self.package.absolute(source, module), attribute)
        for chain in found.chains:
            self._resolve(chain, module, names, registry=registry)
        self._add_attributes(found.attributes)
        if found.dynamic and not self._dynamic:
            self._dynamic = True
            self._add_all()
        if found.wild and not self._wild:
            self._wild = self._dynamic = True
            for each in self.package.paths:
                self._hand_on(each)
            self._add_all()
        if found.places:
            self._add_files(module)

    def _resolve(
        self, chain: Chain, module: str, names: Mapping[str, tuple[str, str]], *, registry: bool
    ) -> None:
        """What a chain of names in a module stands for; what is behind a part is looked for by name."""
        first, rest = chain[0], chain[1:]
        if first in names:
            self._target(module, names[first], rest, registry=registry)
        else:
            self._member(module, first, rest, registry=registry)

    def _target(
        self, within: str, target: tuple[str, str], rest: Chain, *, registry: bool = False
    ) -> None:
        """What an import stands for, with what is taken of it."""
        module, name = self.package.absolute(target[0], within), target[1]
        if not self.package.owns(module):
            return
        if name:
            self._member(module, name, rest, registry=registry)
        elif rest:
            self._member(module, rest[0], rest[1:], registry=registry)
        elif not registry:
            self._hand_on(module)

    def _member(self, module: str, name: str, rest: Chain, *, registry: bool = False) -> None:
        """A name within a module: a part, an import, a module under it, or nothing that we know."""
        inner = f"{module}.{name}"
        if module not in self.package.paths:
            self._add_attributes(rest if module == OUTSIDE else {name, *rest})
            return
        content = self.package.module(module)
        imported = self.package.imports(module).get(name, ())
        if name in content.parts:
            self._use(module, name, content.parts[name])
            self._add_attributes(rest)
        elif imported:
            for each in imported:
                self._target(module, (each[1], each[2]), rest, registry=registry)
        elif inner in self.package.paths:
            self._load(inner, "")
            self._target(module, (inner, ""), rest, registry=registry)
        else:
            self._star(module, name, rest)

    def _star(self, module: str, name: str, rest: Chain) -> None:
        """A name that an import of everything may give; else it is built in, or of the module itself."""
        for _, inner, _ in self.package.imports(module).get("*", ()):
            if inner in self.package.paths:
                self._member(inner, name, rest)
        self._add_attributes(rest if hasattr(builtins, name) else {name, *rest})

    def _use(self, module: str, name: str, part: Part) -> None:
        """Count a part, and go on from it."""
        full = f"{module}.{name}"
        if full in self._seen:
            return
        self._seen.add(full)
        self._load(module, "")
        short = full.removeprefix(f"{self.package.name}.")
        registry = short in self.rules.registries
        self.used.parts[f"{part.kind} {short}"] = part.bare if registry else part.digest
        self._go_on(short, part.refers, module, registry=registry)
        if part.kind == "class":
            self._classes[full] = module, part
            whole = short in self.rules.whole or is_whole(self.package, module, part)
            self._use_methods(full, None if whole else self._attributes)

    def _use_methods(self, full: str, names: Collection[str] | None) -> None:
        """The methods of a class in use that are called, or all of them."""
        module, part = self._classes[full]
        for name, method in part.methods.items():
            key = f"{full}.{name}"
            if key not in self._seen and (names is None or self._dynamic or name in names):
                self._seen.add(key)
                short = key.removeprefix(f"{self.package.name}.")
                self.used.parts[f"function {short}"] = method.digest
                self._go_on(short, method.refers, module)

    def _go_on(
        self, short: str, refers: References, module: str, *, registry: bool = False
    ) -> None:
        """Follow later what a part refers to."""
        if short in self.rules.lookers:
            refers = replace(refers, dynamic=False, wild=False)
        self._waiting.append((refers, module, registry))

    def _add_attributes(self, names: Iterable[str]) -> None:
        new = set(names) - self._attributes
        if not new:
            return
        self._attributes |= new
        for full in list(self._classes):
            self._use_methods(full, new)
        for module in list(self._values):
            self._use_named(module, new)

    def _add_all(self) -> None:
        for full in list(self._classes):
            self._use_methods(full, None)
        for module in list(self._values):
            self._use_named(module, None)

    def _hand_on(self, module: str) -> None:
        """A module as a value: what has one of the names that are asked for may be meant."""
        if module not in self._values:
            self._values.add(module)
            self._load(module, "")
            self._use_named(module, None if self._dynamic else self._attributes)

    def _use_named(self, module: str, names: Collection[str] | None) -> None:
        if module not in self.package.paths:
            return
        content = self.package.module(module)
        for name in [*content.parts, *filter(None, self.package.imports(module))]:
            if names is None or name in names:
                self._member(module, name, ())

    def _load(self, module: str, name: str) -> None:
        """A module that is imported, and the one under it if the name that is taken from it is one."""
        if not self.package.owns(module):
            top = module.partition(".")[0]
            if top and top not in sys.stdlib_module_names:
                self.used.outside.add(top)
            return
        for each in (module, f"{module}.{name}"):
            if each in self.package.paths and each not in self._loaded:
                self._loaded.add(each)
                self._run(each)

    def _run(self, module: str) -> None:
        """What importing a module runs: its packages, its imports, its statements, what registers itself."""
        if module != self.package.name:
            self._load(module.rpartition(".")[0], "")
        for each in self.package.imports(module).values():
            for _, source, given in each:
                self._load(source, given)
        content = self.package.module(module)
        if content.initial:
            short = module.removeprefix(f"{self.package.name}.")
            self.used.parts[f"module {short}"] = content.initial.digest
            self._waiting.append((content.initial.refers, module, False))
        for name, part in content.parts.items():
            if registers(self.package, module, name, part):
                self._use(module, name, part)

    def _add_files(self, module: str) -> None:
        """The files beside a module that asks where it is."""
        for path in self.package.beside(module):
            name = path.relative_to(self.package.folder).as_posix()
            self.used.files[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS]
