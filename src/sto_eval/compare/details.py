"""What differs within each cause, in names that a person knows: files, functions, cells, parameters."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sto_eval.causes import ASSUMPTIONS
from sto_eval.compare.materials import Materials
from sto_eval.compare.mixtures import Pair


@dataclass(frozen=True, slots=True)
class Detail:
    """One part that differs.

    Parameters
    ----------
    cause
        Data, code, parameters or environment.
    item
        The file, the parameter or the package.
    old, new
        Its checksum, value or version; ``None`` where it is not there.
    within
        What differs inside it, as far as both can be read: functions, cells, tables.
    chapters
        The chapters that depend on it.
    """

    cause: str
    item: str
    old: Any
    new: Any
    within: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()


def details(pairs: Sequence[Pair], materials: Materials) -> list[Detail]:
    """All that differs, each part once, with the chapters that depend on it."""
    found: dict[str, Detail] = {}
    for each in pairs:
        for detail in _differing(each):
            key = json.dumps([detail.cause, detail.item, detail.old, detail.new], default=str)
            known = found.get(key) or replace(detail, within=_within(detail, materials))
            found[key] = replace(known, chapters=(*known.chapters, each.chapter))
    return list(found.values())


def _differing(each: Pair) -> Iterator[Detail]:
    sides: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
        "data": (each.old.data, each.new.data),
        "code": (each.old.code, each.new.code),
        "parameters": (each.old.parameters, each.new.parameters),
        "environment": (each.old_environment, each.new_environment),
    }
    for cause in each.factors:
        old, new = sides[cause]
        for item in sorted({*old, *new}):
            if old.get(item) != new.get(item):
                yield Detail(cause, item, old.get(item), new.get(item))


def _within(detail: Detail, materials: Materials) -> tuple[str, ...]:
    """The names of what differs inside a file; nothing when one of the two cannot be had."""
    reader = _reader(detail)
    if reader is None or detail.old is None or detail.new is None:
        return ()
    paths = [materials.find(detail.item, digest) for digest in (detail.old, detail.new)]
    old, new = (reader(path) if path else None for path in paths)
    if old is None or new is None:
        return ()
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))


def _reader(detail: Detail) -> Any:  # noqa: ANN401 - a function from a path to named parts
    if detail.item == ASSUMPTIONS or detail.item.startswith("edition/"):
        return _tables
    if detail.cause != "code":
        return None
    return _cells if detail.item.startswith("chapters/") else _definitions


def _tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file."""
    return tomllib.loads(path.read_text("utf-8"))


def _cells(path: Path) -> dict[str, Any]:
    """The code cells of a chapter, counted from the first after the parameters."""
    return {f"cell {n}": cell for n, cell in enumerate(json.loads(path.read_text("utf-8")), 1)}


def _definitions(path: Path) -> dict[str, Any]:
    """The functions and classes of a module as text without comments; the rest is one part."""
    named: dict[str, Any] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        own = isinstance(node, ast.FunctionDef | ast.ClassDef)
        name = str(getattr(node, "name", "")) if own else "module"
        named[name] = named.get(name, "") + ast.unparse(node)
    return named
