"""The files that a chapter is run from, by cause: data, code, parameters, environment.

- *data*: the files of the declared sources, their stand-ins, and what the edition says of them and of the
  print: ``sources``, ``corrections``, ``claims`` and ``edition.toml``;
- *code*: the code cells of the chapter without the cell of the parameters, and the modules of this package;
- *parameters*: the values that the chapter runs with, whether a default or set, and ``assumptions.toml``,
  which holds the choices that the data do not make;
- *environment*: the lock file.

``results.toml`` is no cause: nothing reads it while a chapter runs. What of the causes counts is in its key,
see ``key``. Both are in ``key.json`` beside the records: the causes, so that a chapter can be run again with
one of them changed, and the parts of the key, so that what changed can be named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sto_eval.cache import Cache
from sto_eval.catalogue import load_catalogue, select
from sto_eval.codebase import Codebase
from sto_eval.crosschecks import REGIONS
from sto_eval.edition import Edition
from sto_eval.key import Parts, chapter_parts, key_of, own_codebase
from sto_eval.notebooks import code_cells
from sto_eval.parameters import TAG, Parameters, default_parameters
from sto_eval.sources import PUBLISHED, RAW, STANDIN, Found, checksum, located

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
    """The causes themselves: name -> file or bytes, the parameters in force, and what of it all counts."""

    data: Mapping[str, Path]
    code: Mapping[str, Path | bytes]
    choices: Mapping[str, Path]
    environment: Mapping[str, Path]
    parameters: Parameters
    parts: Parts

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
            if name.startswith(RAW.as_posix()):
                continue
            if isinstance(content, bytes):
                cache.keep(content)
            elif not cache.path(checksum(content)).is_file():
                cache.keep(content.read_bytes())


def chapter_inputs(
    edition: Edition,
    name: str,
    node: NotebookNode,
    settings: Parameters,
    codebase: Codebase | None = None,
) -> Inputs:
    """All that the outputs of a chapter depend on, as it is now.

    The code is that of this package, or of another one that is given in its place.
    """
    code = codebase or own_codebase(edition.root)
    assumptions, lock = edition.file("assumptions"), edition.root / LOCK
    values = {**default_parameters(name, node), **settings}
    return Inputs(
        data=_data_files(edition, name),
        code={
            **{
                path.relative_to(code.folder.parent).as_posix(): path
                for path in code.paths.values()
            },
            f"chapters/{name}.md": cells_text(node),
        },
        choices={ASSUMPTIONS: assumptions} if assumptions.is_file() else {},
        environment={LOCK: lock} if lock.is_file() else {},
        parameters=values,
        parts=chapter_parts(edition, name, node, values, code),
    )


def changed_data(edition: Edition, name: str, causes: Causes) -> list[str]:
    """The files of data and definitions that are not what they were when a chapter ran, by their places."""
    choices = {ASSUMPTIONS: edition.file("assumptions")}
    now = _digests({**_data_files(edition, name), **choices})
    then = {**causes.data, ASSUMPTIONS: causes.parameters.get(ASSUMPTIONS)}
    return sorted(key for key in {*now, *then} if now.get(key) != then.get(key))


def _data_files(edition: Edition, name: str) -> dict[str, Path]:
    """The files of its sources, and what the edition says of them and of the print."""
    files = {f"edition/{path.name}": path for path in edition.definitions()}
    definitions = {key: path for key, path in files.items() if key != ASSUMPTIONS}
    return {**_source_files(edition, name), **definitions}


def chapter_key(
    edition: Edition,
    name: str,
    node: NotebookNode,
    settings: Parameters,
    codebase: Codebase | None = None,
) -> str:
    """The key of a chapter as it is now; see ``key``."""
    inputs = chapter_inputs(edition, name, node, settings, codebase)
    return str(key_card(inputs, settings)["key"])


def key_card(inputs: Inputs, settings: Parameters) -> dict[str, Any]:
    """The content of ``key.json``: the key, the causes, and the parts of the key."""
    return {
        "key": key_of(inputs.parts, settings),
        "causes": asdict(inputs.causes()),
        "parts": inputs.parts,
    }


def cells_text(node: NotebookNode) -> bytes:
    """The code cells of a chapter without its parameters, as JSON: prose is no code."""
    cells = [cell for cell in code_cells(node) if TAG not in cell.metadata.get("tags", [])]
    return json.dumps(_cells(cells), ensure_ascii=False).encode()


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
