"""``key.json``: the inputs of a chapter's outputs, and the key computed from them; a new key means a new run.

The causes are all files and values that a chapter runs on, so that it can be rerun with one of them
changed. The key covers the parts of these that matter, by cause and part, so that ``why`` can name changes:

- *data*: the bytes of the declared sources, and what the edition states about them and about the print;
- *code*: the chapter's cells, and the modules that these and the machinery of a run import, see ``codebase``;
- *parameters*: the values that it runs with, and the assumptions;
- *environment*: Python, and the packages that this one requires.

``key.json`` also has the digest of the notation of numbers, which pages choose.

Comments, docstrings, prose, modules that nothing imports and sources that the chapter does not read are not
parts. An uncalled function in an imported module is. ``results.toml`` is not even a cause: nothing reads it
while a chapter runs.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from recount.cache import CACHE, Cache
from recount.edition.definitions import read_toml
from recount.edition.edition import RAW, Edition, RegionCard
from recount.edition.number_texts import FILE as TEXTS
from recount.edition.number_texts import SENTENCES
from recount.edition.parameters import TAG, Parameters
from recount.installation import LOCK
from recount.names import COMMAND
from recount.notebook.notebooks import code_cells, read_chapter
from recount.packages import required
from recount.running.codebase import Codebase, code_folders, digest_of, imported, module_file
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs
from recount.sources.files import checksum

ASSUMPTIONS = "edition/assumptions.toml"
"""Files of the edition are listed under this folder whatever its id, so that editions can be compared."""

FACTORS = ("data", "code", "parameters", "environment")
Parts = dict[str, dict[str, str]]
"""Cause -> name of a part -> its digest, its value or its version."""

MACHINERY = (
    "recount.notebook.chapter",
    "recount.running.papermill_engine",
    "recount.running.guard",
    "recount.running.kernels.preload",
    "recount.running.execution",
    "recount.running.kernels.provisioner",
)
"""Modules that run with every chapter, but are named in strings only or run outside the kernel."""

NOTATION = ("recount.numbers.formats", "recount.numbers.separators")
"""The modules that write numbers. They are no part of the key: a chapter keeps values, see ``running.notation``."""

PAGES = frozenset(["claimwords", "exemptions"])
"""Definitions of the edition that are read for pages only, never while a chapter runs."""


@dataclass(frozen=True, slots=True)
class Causes:
    """The files and values that a chapter runs on, by cause: name -> checksum, or value of a parameter.

    Parameters
    ----------
    data
        The files of the sources that it may read, and the definitions of the edition.
    code
        Its code cells except the parameters, and the modules of this package and of the programme.
    parameters
        The values that it runs with, and ``assumptions.toml``: choices that the data do not settle.
    environment
        The lock file.
    """

    data: Mapping[str, str]
    code: Mapping[str, str]
    parameters: Mapping[str, Any]
    environment: Mapping[str, str]


@cache
def own_codebase(root: Path) -> Codebase:
    """The running packages of a project; parsed modules are stored in its cache."""
    return Codebase(code_folders(root), root / CACHE)


def environment() -> dict[str, str]:
    """The versions of Python and of the packages that this one requires, directly or not."""
    packages = {name: text for name, text in required(COMMAND).items() if name != COMMAND}
    return {
        "Python": platform.python_version(),
        **{f"package {name}": text for name, text in packages.items()},
    }


def key_card(inputs: ChapterInputs) -> dict[str, Any]:
    """The content of ``key.json``: the key, the causes, and the parts of the key."""
    data, code, choices, lock = map(_digests, _files(inputs))
    causes = Causes(data, code, {**inputs.parameters, **choices}, lock)
    parts = chapter_parts(inputs)
    card = {"key": key_of(parts, inputs.settings), "causes": asdict(causes), "parts": parts}
    card["notation"] = notation(inputs.edition.root)
    return card | ({"missing": list(inputs.missing)} if inputs.missing else {})


def notation(root: Path) -> str:
    """The digest of the modules that write numbers, and of those that they import."""
    return _digest(own_codebase(root).closure(NOTATION))


def keep_causes(chapters: Iterable[ChapterInputs], cache: Cache) -> None:
    """Cache the files and texts of the causes; real files stay where they are, and are found by checksum."""
    causes: dict[str, Path | bytes] = {}
    for inputs in chapters:
        for files in _files(inputs):
            causes |= files
    for name, content in causes.items():
        if name.startswith(RAW.as_posix()):
            continue
        if isinstance(content, bytes):
            cache.keep(content)
        elif not cache.path(checksum(content)).is_file():
            cache.keep(content.read_bytes())


def changed_data(edition: Edition, name: str, causes: Causes) -> list[str]:
    """The paths of data and definition files that changed since a chapter ran."""
    data, _, choices, _ = _files(chapter_inputs(edition, name))
    then = {**causes.data, ASSUMPTIONS: causes.parameters.get(ASSUMPTIONS)}
    return _differing(_digests({**data, **choices}), then)


def changed_code(edition: Edition, name: str, causes: Causes) -> list[str]:
    """The modules, cells and lock that changed since a chapter ran; also by a comment, which it need not run for."""
    inputs = chapter_inputs(edition, name, read_chapter(edition, name))
    _, code, _, lock = _files(inputs)
    return _differing(_digests({**code, **lock}), {**causes.code, **causes.environment})


def _differing(now: Mapping[str, str], then: Mapping[str, Any]) -> list[str]:
    return sorted(key for key in {*now, *then} if now.get(key) != then.get(key))


def cells_text(node: NotebookNode) -> bytes:
    """The code cells of a chapter without its parameters, as JSON; prose is not code."""
    return _text(code_cells(node))


def chapter_key(inputs: ChapterInputs) -> str:
    """The key of a chapter."""
    return key_of(chapter_parts(inputs), inputs.settings)


def chapter_parts(inputs: ChapterInputs) -> Parts:
    """Everything that determines the outputs of a chapter."""
    edition, cells = inputs.edition, imported(cell.source for cell in inputs.cells)
    modules = own_codebase(edition.root).closure(
        [*MACHINERY, edition.card.code, *cells], without=NOTATION
    )
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
                for key, body in _tables(edition, "assumptions").items()
            },
        },
        "environment": environment(),
    }


def key_of(parts: Parts, settings: Parameters) -> str:
    """The checksum of the parts and of the names of the set parameters, which the notebook shows."""
    text = json.dumps({"parts": parts, "set": sorted(settings)}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _files(inputs: ChapterInputs) -> tuple[Mapping[str, Path | bytes], ...]:
    """Name -> file or text of the causes: data, code, choices, environment."""
    root = inputs.edition.root
    package = own_codebase(root)
    modules = {module_file(name, path): path for name, path in package.paths.items()}
    definitions = {_definition(path, inputs.edition): path for path in inputs.definitions}
    choices = {name: definitions.pop(name) for name in [ASSUMPTIONS] if name in definitions}
    return (
        inputs.data_files | definitions,
        {**modules, f"chapters/{inputs.name}.md": _text(inputs.cells)},
        choices,
        {LOCK: root / LOCK} if (root / LOCK).is_file() else {},
    )


def _definition(path: Path, edition: Edition) -> str:
    """A file of an edition, under a folder with the same name in every edition."""
    return f"edition/{path.relative_to(edition.folder).as_posix()}"


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
    """The digest of a cell: its tags and its syntax tree, without the literals of its parameters.

    A cell with only comments counts as a cell that runs, an empty one does not. A semicolon can suppress the
    output of a cell, so a cell that contains one counts as written.
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
    """Whether a statement sets the default of one parameter, which counts as a parameter."""
    return (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    )


def _data(inputs: ChapterInputs) -> dict[str, str]:
    """The bytes that a chapter reads, and what the edition states about them and about the print."""
    parts = {f"source {key}": file.sha256 for key, file in inputs.files.items()}
    parts["sources"] = _digest([[key, file.evidence] for key, file in inputs.files.items()])
    corrections = _tables(inputs.edition, "corrections")
    for key, card in inputs.sources.items():
        parts[f"card of {key}"] = _digest(card.model_dump(mode="json"))
        mine = [[k, body] for k, body in corrections.items() if body.get("source") == key]
        parts |= {f"corrections of {key}": _digest(mine)} if mine else {}
    return parts | _edition_parts(inputs)


def _edition_parts(inputs: ChapterInputs) -> dict[str, str]:
    """The rest of the edition, without chapters (their sources are counted elsewhere), ranges and second ways."""
    edition, own = inputs.edition, inputs.card
    claims = _tables(edition, "claims")
    card = dict(_tables(edition, "edition"))
    for key in ("chapters", "parameters", "witness"):
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
        **{_definition(path, edition): checksum(path) for path in others},
    }


def _tables(edition: Edition, name: str) -> Mapping[str, Any]:
    path = edition.file(name)
    return read_toml(path) if path.is_file() else {}


def _digest(content: Any) -> str:  # noqa: ANN401 - any JSON
    return digest_of(json.dumps(content, default=repr, sort_keys=True))
