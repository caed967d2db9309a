"""``key.json``: what the outputs of a chapter depend on, and the key of it: another key, and it runs again.

The causes are the files and values that a chapter is run from, so that it can be run again with one of them
changed. What of these counts is in the key, by cause and part, so that ``why`` can name what changed:

- *data*: the bytes of the sources that the chapter declares, and what the edition says of them and of the print;
- *code*: its cells, and the modules that these and the machinery of a run import, see ``codebase``;
- *parameters*: the values that it runs with, and the assumptions;
- *environment*: Python, and the packages that this one requires.

A comment, a docstring, prose, a module that nothing imports and a source that the chapter does not read are no
parts. A function that the chapter does not call, in a module that it imports, is one. ``results.toml`` is not
even a cause: nothing reads it while a chapter runs.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

import sto_eval
from sto_eval.cache import CACHE, Cache
from sto_eval.codebase import Codebase, digest_of, imported
from sto_eval.edition import Edition, RegionCard, read_toml
from sto_eval.evidence import Evidence
from sto_eval.inputs import ChapterInputs, chapter_inputs
from sto_eval.notebooks import code_cells
from sto_eval.number_texts import FILE as TEXTS
from sto_eval.number_texts import SENTENCES
from sto_eval.packages import required
from sto_eval.parameters import TAG, Parameters
from sto_eval.sources import RAW, checksum

LOCK = "requirements.lock"
ASSUMPTIONS = "edition/assumptions.toml"
"""Files of the edition go by this folder whatever the id, so that two editions can be compared."""

FACTORS = ("data", "code", "parameters", "environment")
Parts = dict[str, dict[str, str]]
"""Cause -> name of a part -> its digest, its value or its version."""

MACHINERY = ("chapter", "engine", "guard", "preload", "runner", "warm")
"""What runs with every chapter, beside what its cells import: named in texts only, or outside the kernel."""

PACKAGE = "sto-eval"
PAGES = frozenset(["claimwords", "exemptions"])
"""Definitions of the edition that are read for pages, never while a chapter runs."""


@dataclass(frozen=True, slots=True)
class Causes:
    """What a chapter is run from, by cause: name -> checksum of a file or text, or value of a parameter.

    Parameters
    ----------
    data
        The files of the sources that it may read, their stand-ins, and the definitions of the edition.
    code
        Its code cells without that of the parameters, and the modules of this package.
    parameters
        The values that it runs with, and ``assumptions.toml``: the choices that the data do not make.
    environment
        The lock file.
    """

    data: Mapping[str, str]
    code: Mapping[str, str]
    parameters: Mapping[str, Any]
    environment: Mapping[str, str]


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


def key_card(inputs: ChapterInputs) -> dict[str, Any]:
    """The content of ``key.json``: the key, the causes, and the parts of the key."""
    data, code, choices, lock = map(_digests, _files(inputs))
    causes = Causes(data, code, {**inputs.parameters, **choices}, lock)
    parts = chapter_parts(inputs)
    return {"key": key_of(parts, inputs.settings), "causes": asdict(causes), "parts": parts}


def keep_causes(inputs: ChapterInputs, cache: Cache) -> None:
    """Keep the files and texts of the causes; a real file stays where it is, and is found by its checksum."""
    for name, content in (item for files in _files(inputs) for item in files.items()):
        if name.startswith(RAW.as_posix()):
            continue
        if isinstance(content, bytes):
            cache.keep(content)
        elif not cache.path(checksum(content)).is_file():
            cache.keep(content.read_bytes())


def changed_data(edition: Edition, name: str, causes: Causes) -> list[str]:
    """The files of data and definitions that are not what they were when a chapter ran, by their places."""
    data, _, choices, _ = _files(chapter_inputs(edition, name))
    now = _digests({**data, **choices})
    then = {**causes.data, ASSUMPTIONS: causes.parameters.get(ASSUMPTIONS)}
    return sorted(key for key in {*now, *then} if now.get(key) != then.get(key))


def cells_text(node: NotebookNode) -> bytes:
    """The code cells of a chapter without its parameters, as JSON: prose is no code."""
    return _text(code_cells(node))


def chapter_key(inputs: ChapterInputs, codebase: Codebase | None = None) -> str:
    """The key of a chapter; with the code of this package, or of another one that is given in its place."""
    return key_of(chapter_parts(inputs, codebase), inputs.settings)


def chapter_parts(inputs: ChapterInputs, codebase: Codebase | None = None) -> Parts:
    """All that counts for the outputs of a chapter."""
    code = codebase or own_codebase(inputs.edition.root)
    roots = [f"{code.folder.name}.{one}" for one in MACHINERY]
    modules = code.closure([*roots, *imported(cell.source for cell in inputs.cells)])
    return {
        "data": _data(inputs),
        "code": {
            **{f"cell {number}": _cell(cell) for number, cell in enumerate(inputs.cells, 1)},
            **{f"module {module}": digest for module, digest in modules.items()},
        },
        "parameters": {
            **{key: repr(value) for key, value in inputs.parameters.items()},
            **{
                f"assumption {key}": str(body.get("value"))
                for key, body in _tables(inputs.edition, "assumptions").items()
            },
        },
        "environment": environment(),
    }


def key_of(parts: Parts, settings: Parameters) -> str:
    """The checksum over the parts, and over which parameters were set, as the notebook shows these."""
    text = json.dumps({"parts": parts, "set": sorted(settings)}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _files(inputs: ChapterInputs) -> tuple[Mapping[str, Path | bytes], ...]:
    """Name -> file or text of the causes: data, code, choices, environment."""
    root = inputs.edition.root
    package = own_codebase(root)
    modules = {
        path.relative_to(package.folder.parent).as_posix(): path for path in package.paths.values()
    }
    said = {f"edition/{path.name}": path for path in inputs.definitions}
    choices = {name: said.pop(name) for name in [ASSUMPTIONS] if name in said}
    return (
        inputs.data_files | said,
        {**modules, f"chapters/{inputs.name}.md": _text(inputs.cells)},
        choices,
        {LOCK: root / LOCK} if (root / LOCK).is_file() else {},
    )


def _digests(files: Mapping[str, Path | bytes]) -> dict[str, str]:
    return {
        name: hashlib.sha256(one).hexdigest() if isinstance(one, bytes) else checksum(one)
        for name, one in files.items()
    }


def _text(cells: Sequence[NotebookNode]) -> bytes:
    tagged = [(cell.source, cell.metadata.get("tags", [])) for cell in cells]
    kept = [[source, tags] for source, tags in tagged if TAG not in tags]
    return json.dumps(kept, ensure_ascii=False).encode()


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


def _data(inputs: ChapterInputs) -> dict[str, str]:
    """The bytes that a chapter reads in its world, and what the edition says of them and of the print."""
    parts = {f"source {key}": file.sha256 for key, file in inputs.files.items()}
    parts["sources"] = _digest([[key, file.evidence] for key, file in inputs.files.items()])
    if any(file.evidence is Evidence.MADE_UP for file in inputs.files.values()):
        parts |= {f"stand-in of {key}": checksum(path) for key, path in inputs.standins.items()}
    corrections = _tables(inputs.edition, "corrections")
    for key, card in inputs.sources.items():
        parts[f"card of {key}"] = _digest(card.model_dump(mode="json"))
        mine = [[k, body] for k, body in corrections.items() if body.get("source") == key]
        parts |= {f"corrections of {key}": _digest(mine)} if mine else {}
    return parts | _said(inputs)


def _said(inputs: ChapterInputs) -> dict[str, str]:
    """What the edition says, without chapters (what each may read stands among its sources) and ranges."""
    edition, own = inputs.edition, inputs.card
    claims = _tables(edition, "claims")
    card = dict(_tables(edition, "edition"))
    for key in ("chapters", "parameters"):
        card.pop(key, None)
    template = own.template if isinstance(own, RegionCard) else inputs.name
    texts = _tables(edition, TEXTS)
    known = {"claims", "edition", "assumptions", "sources", "corrections", TEXTS, *PAGES}
    others = [path for path in inputs.definitions if path.stem not in known]
    return {
        "claims": _digest(list(claims)),
        **{f"claim {key}": _digest(body) for key, body in claims.items()},
        "edition": _digest(card),
        "texts of its numbers": _digest([texts.get(SENTENCES), texts.get(template)]),
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
