"""The key of a chapter, a checksum over what its outputs depend on: it runs again when its key is another one.

What counts goes by cause and part, so that ``why`` can name what changed:

- *data*: the bytes of the sources that the chapter declares, and what the edition says of them and of the print;
- *code*: its cells, and the modules that these and the machinery of a run import, see ``codebase``;
- *parameters*: the values that it runs with, and the assumptions;
- *environment*: Python, and the packages that this one requires.

A comment, a docstring, prose, a module that nothing imports and a source that the chapter does not read are no
parts. A function that the chapter does not call, in a module that it imports, is one.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

import sto_eval
from sto_eval.cache import CACHE
from sto_eval.catalogue import Source, load_catalogue, select
from sto_eval.codebase import Codebase, digest_of, imported
from sto_eval.crosschecks import REGIONS
from sto_eval.edition import Edition, read_toml
from sto_eval.evidence import Evidence
from sto_eval.layouts.registers import REGISTERS
from sto_eval.packages import required
from sto_eval.parameters import TAG, Parameters
from sto_eval.sources import STANDIN, checksum, located
from sto_eval.worlds import of_world

FACTORS = ("data", "code", "parameters", "environment")
Parts = dict[str, dict[str, str]]
"""Cause -> name of a part -> its digest, its value or its version."""

MACHINERY = ("chapter", "engine", "guard", "preload", "runner", "warm")
"""What runs with every chapter, beside what its cells import: named in texts only, or outside the kernel."""

PACKAGE = "sto-eval"
PAGES = frozenset(["claimwords", "exemptions"])
"""Definitions of the edition that are read for pages, never while a chapter runs."""


@cache
def own_codebase(root: Path) -> Codebase:
    """The package that runs now; what was read of it is kept in the cache of a project."""
    return Codebase(Path(sto_eval.__file__).parent, root / CACHE)


def environment() -> dict[str, str]:
    """Python, and the packages that this one requires, directly or not, with their versions."""
    packages = {name: text for name, text in required(PACKAGE).items() if name != PACKAGE}
    return {
        "Python": platform.python_version(),
        **{f"package {name}": text for name, text in packages.items()},
    }


def chapter_parts(
    edition: Edition, name: str, node: NotebookNode, values: Parameters, codebase: Codebase
) -> Parts:
    """All that counts for the outputs of a chapter that runs with these values, as it is now."""
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    roots = [f"{codebase.folder.name}.{one}" for one in MACHINERY]
    modules = codebase.closure([*roots, *imported(cell.source for cell in cells)])
    return {
        "data": _data(edition, name),
        "code": {
            **{f"cell {number}": _cell(cell) for number, cell in enumerate(cells, 1)},
            **{f"module {module}": digest for module, digest in modules.items()},
        },
        "parameters": {
            **{key: repr(value) for key, value in values.items()},
            **{
                f"assumption {key}": str(body.get("value"))
                for key, body in _tables(edition, "assumptions").items()
            },
        },
        "environment": environment(),
    }


def key_of(parts: Parts, settings: Parameters) -> str:
    """The checksum over the parts, and over which parameters were set, as the notebook shows these."""
    text = json.dumps({"parts": parts, "set": sorted(settings)}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _cell(cell: NotebookNode) -> str:
    """The digest of a cell: its tags and what it does, without the literals of its parameters.

    A cell of comments only counts as a cell that runs, and an empty one does not. A semicolon may keep a
    cell from showing something, so a cell with one counts as it is written.
    """
    text = cell.source
    about = [dict(cell.metadata), bool(text.strip())]
    if ";" not in text:
        try:
            tree = ast.parse(text)
        except SyntaxError:
            pass
        else:
            given = TAG in cell.metadata.get("tags", [])
            tree.body = [one for one in tree.body if not (given and _is_parameter(one))]
            text = ast.dump(tree)
    return _digest([about, text])


def _is_parameter(node: ast.stmt) -> bool:
    """Whether a statement gives one parameter its default, which counts as a parameter."""
    return (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    )


def _data(edition: Edition, name: str) -> dict[str, str]:
    """The bytes that a chapter reads in its world, and what the edition says of them and of the print."""
    cards = _source_cards(edition, name)
    found = of_world(edition, located(edition, list(cards)), edition.card.chapters[name].world)
    parts = {f"source {key}": file.sha256 for key, file in found.items()}
    parts["sources"] = _digest([[key, file.evidence] for key, file in found.items()])
    if any(file.evidence is Evidence.MADE_UP for file in found.values()):
        standins = {
            key: edition.root / STANDIN / (card.standin or "") for key, card in cards.items()
        }
        parts |= {
            f"stand-in of {k}": checksum(path) for k, path in standins.items() if path.is_file()
        }
    parts |= {
        f"card of {key}": _digest(card.model_dump(mode="json")) for key, card in cards.items()
    }
    for key in cards:
        mine = [
            [k, body]
            for k, body in _tables(edition, "corrections").items()
            if body.get("source") == key
        ]
        parts |= {f"corrections of {key}": _digest(mine)} if mine else {}
    return parts | _said(edition)


def _source_cards(edition: Edition, name: str) -> dict[str, Source]:
    """The sources that a chapter reads: those it declares, and the regions beside a register."""
    catalogue = load_catalogue(edition)
    names = select(catalogue, edition.card.chapters[name].sources)
    if any(catalogue[key].layout in REGISTERS for key in names):
        names += [
            key for key, card in catalogue.items() if card.layout == REGIONS and key not in names
        ]
    return {key: catalogue[key] for key in names}


def _said(edition: Edition) -> dict[str, str]:
    """What the edition says, without chapters (what each may read stands among its sources) and ranges."""
    claims = _tables(edition, "claims")
    card = dict(_tables(edition, "edition"))
    for key in ("chapters", "parameters"):
        card.pop(key, None)
    known = {"claims", "edition", "assumptions", "sources", "corrections", *PAGES}
    others = [path for path in edition.definitions() if path.stem not in known]
    return {
        "claims": _digest(list(claims)),
        **{f"claim {key}": _digest(body) for key, body in claims.items()},
        "edition": _digest(card),
        **{f"edition/{path.name}": checksum(path) for path in others},
    }


def _tables(edition: Edition, name: str) -> Mapping[str, Any]:
    path = edition.file(name)
    return _toml(path, checksum(path)) if path.is_file() else {}


@lru_cache(maxsize=32)
def _toml(path: Path, _digest: str) -> Mapping[str, Any]:
    return read_toml(path)


def _digest(content: Any) -> str:  # noqa: ANN401 - any JSON
    return digest_of(json.dumps(content, default=repr, sort_keys=True))
