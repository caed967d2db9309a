"""What the outputs of a chapter depend on, by cause: data, code, parameters, environment.

- *data*: the files of the declared sources, their stand-ins, and what the edition says of them and of the
  print: ``sources``, ``corrections``, ``claims`` and ``edition.toml``;
- *code*: the code cells of the chapter without the cell of the parameters, and the modules of this package;
- *parameters*: the values that the chapter runs with, whether a default or set, and ``assumptions.toml``,
  which holds the choices that the data do not make;
- *environment*: the lock file.

``results.toml`` is no cause: nothing reads it while a chapter runs. The causes stand in ``key.json`` beside
the records, so that two runs can be compared cause by cause.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

import sto_eval
from sto_eval.cache import Cache
from sto_eval.catalogue import load_catalogue, select
from sto_eval.crosschecks import REGIONS
from sto_eval.edition import Edition
from sto_eval.notebooks import code_cells
from sto_eval.parameters import TAG, Parameters, default_parameters
from sto_eval.sources import PUBLISHED, RAW, STANDIN, Found, checksum, located

FACTORS = ("data", "code", "parameters", "environment")
LOCK = "requirements.lock"
ASSUMPTIONS = "edition/assumptions.toml"
"""Files of the edition go by this folder whatever the id, so that two editions can be compared."""


@dataclass(frozen=True, slots=True)
class Causes:
    """Name -> checksum of each part, by cause; parameters by their value."""

    data: Mapping[str, str]
    code: Mapping[str, str]
    parameters: Mapping[str, Any]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The parts themselves: name -> file or bytes, and the parameters in force."""

    data: Mapping[str, Path]
    code: Mapping[str, Path | bytes]
    choices: Mapping[str, Path]
    environment: Mapping[str, Path]
    parameters: Parameters

    def causes(self) -> Causes:
        """Their checksums."""
        return Causes(
            data=_digests(self.data),
            code=_digests(self.code),
            parameters={**self.parameters, **_digests(self.choices)},
            environment=_digests(self.environment),
        )

    def keep(self, cache: Cache) -> None:
        """Keep what is ours; a real file stays where it is, and is found again by its checksum."""
        parts = {**self.data, **self.code, **self.choices, **self.environment}
        for name, content in parts.items():
            if not name.startswith(RAW.as_posix()):
                cache.keep(content if isinstance(content, bytes) else content.read_bytes())


def chapter_inputs(edition: Edition, name: str, node: NotebookNode, settings: Parameters) -> Inputs:
    """All that the outputs of a chapter depend on, as it is now."""
    files = {f"edition/{path.name}": path for path in edition.definitions()}
    package = Path(sto_eval.__file__).parent.parent
    lock = edition.root / LOCK
    return Inputs(
        data={
            **_source_files(edition, name),
            **{key: path for key, path in files.items() if key != ASSUMPTIONS},
        },
        code={
            **{path.relative_to(package).as_posix(): path for path in package_files()},
            f"chapters/{name}.md": cells_text(node),
        },
        choices={key: path for key, path in files.items() if key == ASSUMPTIONS},
        environment={LOCK: lock} if lock.is_file() else {},
        parameters={**default_parameters(name, node), **settings},
    )


def chapter_key(edition: Edition, name: str, node: NotebookNode, settings: Parameters) -> str:
    """SHA-256 over the causes of a chapter; see :func:`key_card`."""
    return str(key_card(chapter_inputs(edition, name, node, settings), node, settings)["key"])


def key_card(inputs: Inputs, node: NotebookNode, settings: Parameters) -> dict[str, Any]:
    """The content of ``key.json``: the causes, and one checksum over them.

    The checksum also covers the cell of the parameters as written, which stands in the notebook.
    """
    causes = asdict(inputs.causes())
    parts = {"causes": causes, "cells": _cells(code_cells(node)), "settings": dict(settings)}
    text = json.dumps(parts, sort_keys=True, default=str)
    return {"key": hashlib.sha256(text.encode()).hexdigest(), "causes": causes}


def cells_text(node: NotebookNode) -> bytes:
    """The code cells of a chapter without its parameters, as JSON: prose is no code."""
    cells = [cell for cell in code_cells(node) if TAG not in cell.metadata.get("tags", [])]
    return json.dumps(_cells(cells), ensure_ascii=False).encode()


def package_files() -> list[Path]:
    """The modules of this package, in a fixed order: a changed helper is a changed input."""
    return sorted(Path(sto_eval.__file__).parent.rglob("*.py"))


def _cells(cells: Sequence[NotebookNode]) -> list[list[Any]]:
    return [[cell.source, cell.metadata.get("tags", [])] for cell in cells]


def _source_files(edition: Edition, name: str) -> dict[str, Path]:
    """The files of the declared sources, under the names they have in a project folder.

    A chapter may read the stand-in beside a made-up register, so stand-ins are there as well; and a
    register is checked against that of the regions, declared or not.
    """
    catalogue = load_catalogue(edition)
    declared = select(catalogue, edition.card.chapters[name].sources)
    regions = [key for key, card in catalogue.items() if card.layout == REGIONS]
    names = [*declared, *(key for key in regions if key not in declared)]
    files = {_place(found): found.path for found in located(edition, names).values()}
    for standin in (catalogue[key].standin for key in names):
        path = edition.root / STANDIN / (standin or "none")
        if path.is_file():
            files[(STANDIN / str(standin)).as_posix()] = path
    return files


def _place(found: Found) -> str:
    """The place of a file in a project folder; a file of a mirror stands for one in ``data/raw``."""
    if found.place == "standin":
        return (STANDIN / str(found.source.standin)).as_posix()
    folder = PUBLISHED if found.place == "published" else RAW
    return (folder / found.source.file).as_posix()


def _digests(parts: Mapping[str, Path | bytes]) -> dict[str, str]:
    return {
        name: hashlib.sha256(part).hexdigest() if isinstance(part, bytes) else checksum(part)
        for name, part in parts.items()
    }
