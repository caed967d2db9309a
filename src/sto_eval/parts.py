"""What counts of the causes of a chapter, part by part: a chapter is run again when one of these changed.

A comment, a docstring, the format of code, prose, a function that the chapter does not use and a source that
it does not read are no parts. What a chapter uses is found in the text of its cells and of this package, see
``closure``; here stands where that begins, and what the text does not tell.
"""

from __future__ import annotations

import ast
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sto_eval import forks
from sto_eval.catalogue import Source, load_catalogue, select
from sto_eval.closure.distributions import Distributions
from sto_eval.closure.modules import shortened
from sto_eval.closure.package import Package
from sto_eval.closure.references import References, references
from sto_eval.closure.usage import Rules, Usage, Walk
from sto_eval.crosschecks import REGIONS
from sto_eval.declared import BESIDE
from sto_eval.edition import Edition, read_toml
from sto_eval.layouts.registers import REGISTERS
from sto_eval.parameters import TAG, Parameters
from sto_eval.sources import STANDIN, checksum, located
from sto_eval.worlds import of_world

Parts = dict[str, dict[str, str]]
"""Cause -> name of a part -> its digest, its value or its version."""

ROOTS = (
    "runner._run_one",
    "guard.guard_run",
    "forks.start",
    "shelf.fill",
    "warm.serve",
    "warm.WarmProvisioner",
    "warm.ForkedKernel",
)
"""What runs with every chapter, beside what its cells name: named in texts only, or outside the kernel."""

RULES = Rules(
    registries=frozenset(["layouts.LAYOUTS", "layouts.registers.REGISTERS"]),
    lookers=frozenset(["measures.source_of", "proof.rehearsal.Rehearsal._run"]),
    whole=frozenset(["warm.ForkedKernel"]),
)
"""The layouts of declared sources are roots of their own. ``source_of`` looks up what made a number, and a
rehearsal runs the cells of a chapter, which count by themselves. Jupyter takes a forked kernel for a process."""

LAYOUTS = "layouts"
PAGES = frozenset(["claimwords", "exemptions"])
"""Definitions of the edition that are read for pages, never while a chapter runs."""


class Codebase:
    """The package that chapters run with, and the packages that are installed beside it.

    Parameters
    ----------
    folder
        The folder of the package; it is read and never imported, so it may be a copy.
    packages
        What is installed.
    """

    def __init__(self, folder: Path, packages: Distributions) -> None:
        self.folder = folder
        self.package = Package(folder)
        self.packages = packages
        self._usages: dict[tuple[tuple[str, ...], tuple[str, ...]], Usage] = {}

    @property
    def files(self) -> list[Path]:
        """Its modules, in a fixed order."""
        return list(self.package.paths.values())

    def usage(self, cells: Sequence[str], layouts: Iterable[str]) -> Usage:
        """What cells use, when their sources have these layouts; the chapters of all regions use the same."""
        asked = tuple(cells), tuple(layouts)
        if asked not in self._usages:
            self._usages[asked] = self._usage(*asked)
        return self._usages[asked]

    def _usage(self, cells: Sequence[str], layouts: Iterable[str]) -> Usage:
        walk = self._common.branch()
        walk.start_code(_code("\n".join(cells)))
        for layout in layouts:
            for name in self._layouts.get(layout, self._all_layouts):
                walk.start(name)
        return walk.finish()

    def digest_of(self, name: str) -> str:
        """Checksum of all that a part of the package uses, beside the layouts of the sources that it reads."""
        walk = Walk(self.package, RULES)
        walk.start(f"{self.package.name}.{name}")
        return _digest(sorted(walk.finish().parts.items()))

    @cached_property
    def _common(self) -> Walk:
        """As far as all chapters go together; what a warm kernel has loaded is imported by every one."""
        walk = Walk(self.package, RULES)
        for name in ROOTS:
            walk.start(f"{self.package.name}.{name}")
        walk.start_code(_code("\n".join(f"import {name}" for name in forks.LOADED)))
        walk.finish()
        return walk

    @cached_property
    def _layouts(self) -> dict[str, list[str]]:
        """Id of a layout -> the constants of the module that declares it."""
        found: dict[str, list[str]] = {}
        for module, names in self._declarations.items():
            parts = self.package.module(module).parts
            for label in {parts[name].label for name in names if parts[name].label}:
                found[label] = [f"{module}.{name}" for name in names]
        return found

    @property
    def _all_layouts(self) -> list[str]:
        return [
            f"{module}.{name}" for module, names in self._declarations.items() for name in names
        ]

    @cached_property
    def _declarations(self) -> dict[str, list[str]]:
        """Module with layouts -> the constants in it that are one."""
        folder = f"{self.package.name}.{LAYOUTS}."
        modules = [name for name in self.package.paths if name.startswith(folder)]
        wanted = {
            name: {"LAYOUT", "REGISTER"} & set(self.package.module(name).parts) for name in modules
        }
        return {name: sorted(names) for name, names in wanted.items() if names}


def chapter_parts(
    edition: Edition, name: str, node: NotebookNode, values: Parameters, codebase: Codebase
) -> Parts:
    """All that counts for the outputs of a chapter that runs with these values, as it is now."""
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    cards = _read_cards(edition, name)
    usage = codebase.usage(
        [cell.source for cell in cells], [card.layout for card in cards.values()]
    )
    packages = codebase.packages.used(usage.outside)
    return {
        "data": _data(edition, cards, edition.card.chapters[name].world),
        "code": {
            **{f"cell {number}": _cell(cell) for number, cell in enumerate(cells, 1)},
            **usage.parts,
            **{f"file {path}": digest for path, digest in usage.files.items()},
        },
        "parameters": {
            **{key: repr(value) for key, value in values.items()},
            **{
                f"assumption {key}": str(body.get("value"))
                for key, body in _tables(edition, "assumptions").items()
            },
        },
        "environment": {
            "Python": platform.python_version(),
            **{f"package {key}": version for key, version in packages.items()},
        },
    }


def _code(text: str) -> References:
    """What code of a notebook refers to; what is no plain Python may refer to anything."""
    try:
        return references([ast.parse(text)])
    except SyntaxError:
        return References(wild=True)


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
    return shortened(json.dumps([about, text], sort_keys=True))


def _is_parameter(node: ast.stmt) -> bool:
    """Whether a statement gives one parameter its default, which counts as a parameter."""
    return (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    )


def _read_cards(edition: Edition, name: str) -> dict[str, Source]:
    """The sources that a chapter reads: those it declares, and the regions beside a register."""
    catalogue = load_catalogue(edition)
    names = select(catalogue, edition.card.chapters[name].sources)
    if any(catalogue[key].layout in REGISTERS for key in names):
        names += [
            key for key, card in catalogue.items() if card.layout == REGIONS and key not in names
        ]
    return {key: catalogue[key] for key in names}


def _data(edition: Edition, cards: Mapping[str, Source], world: Sequence[str]) -> dict[str, str]:
    """The bytes that a chapter reads in its world, and what the edition says of them and of the print."""
    found = of_world(edition, located(edition, list(cards)), world)
    parts = {f"source {key}": file.sha256 for key, file in found.items()}
    parts["sources"] = _digest([[key, file.evidence] for key, file in found.items()])
    if any(file.evidence == BESIDE for file in found.values()):
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
    return shortened(json.dumps(content, default=repr))
