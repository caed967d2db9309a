"""What the definitions of a package say of one another: bases of classes, and what keeps what it is put on."""

from __future__ import annotations

import builtins

from sto_eval.closure.modules import Part
from sto_eval.closure.package import Package
from sto_eval.closure.references import Chain

PURE = frozenset(["functools", "dataclasses", "contextlib", "abc", "typing", "enum", "pydantic"])
"""Packages whose decorators register nothing."""

PLAIN_BASES = frozenset([("object",), ("Generic",)])
HOOK = "__getattr__"
"""The function that a module is asked for what it does not have."""


def found(package: Package, module: str, chain: Chain) -> tuple[str, Part] | None:
    """The part that a chain of names in a module stands for, with its own module.

    None when it is of another package, or when there is more behind the part.
    """
    while chain and module in package.paths:
        parts = package.module(module).parts
        if chain[0] in parts:
            return (module, parts[chain[0]]) if len(chain) == 1 else None
        target = next(iter(package.imports(module).get(chain[0], ())), None)
        if target is None:
            module, chain = f"{module}.{chain[0]}", chain[1:]
        else:
            module, chain = target[1], (target[2], *chain[1:]) if target[2] else chain[1:]
    return None


def is_whole(package: Package, module: str, part: Part) -> bool:
    """Whether others may call any method of a class: it has a base that is not of this package."""
    for base in (each for each in part.bases if each not in PLAIN_BASES):
        inner = found(package, module, base)
        if inner is None or inner[1].kind != "class" or is_whole(package, *inner):
            return True
    return False


def registers(package: Package, module: str, name: str, part: Part) -> bool:
    """Whether defining a part may have an effect elsewhere, so that it counts although nothing names it.

    By a decorator that may keep it, by a base that hears of its subclasses, or as a hook of its module.
    """
    if name == HOOK or not all(_is_pure(package, module, each) for each in part.decorators):
        return True
    return part.kind == "class" and _is_heard(package, module, part)


def _is_pure(package: Package, module: str, decorator: Chain) -> bool:
    """Whether a decorator keeps nothing: a known one, or one that names no constant to keep it in."""
    if not decorator:
        return False
    imported = package.imports(module).get(decorator[0], ())
    if any(source.partition(".")[0] in PURE for _, source, _ in imported):
        return True
    made = found(package, module, decorator)
    if made is None:
        return not imported and hasattr(builtins, decorator[0])
    return made[1].kind == "function" and not any(
        inner is not None and inner[1].kind == "constant"
        for inner in (found(package, made[0], chain[:1]) for chain in made[1].refers.chains)
    )


def _is_heard(package: Package, module: str, part: Part) -> bool:
    """Whether a class, or a base of it in this package, does something when a class is made of it."""
    bases = [found(package, module, each) for each in part.bases]
    return part.hears or any(each is not None and _is_heard(package, *each) for each in bases)
