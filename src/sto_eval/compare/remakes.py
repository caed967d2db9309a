"""Chapters run anew in a mixture of two runs: the code of one with the data or the parameters of the other.

Each remake has its own project folder, made of the parts named by their checksums, and is kept under
``_build/cache/remakes`` by the checksum of all its causes; the same mixture is never run twice. It runs in
the environment at hand and in no other. It runs without the guard of a build, which old code may not have:
its folder holds the parts that the chapter declared and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from sto_eval import forks
from sto_eval.causes import ASSUMPTIONS, Causes
from sto_eval.compare.materials import Materials
from sto_eval.edition import EDITIONS
from sto_eval.errors import EvaluationError
from sto_eval.notebooks import KERNEL
from sto_eval.parameters import TAG, Parameters
from sto_eval.records import Record, read_records
from sto_eval.runner import Place, execute
from sto_eval.storage import lock_error, write_json

EDITION = "mengsel"
"""The id that the edition goes by in the folder of a remake; no record holds it."""

NAMED = 3
"""How many missing parts a reason names."""

CELLS = "cells.json"
GUARD = """import os, sto_eval
assert sto_eval.__file__.startswith(os.environ["STO_EVAL_CODE"]), sto_eval.__file__"""
"""The first cell of a remake: the code that runs is the code that was asked for."""


@dataclass(frozen=True, slots=True)
class Remake:
    """A chapter to be run from given causes."""

    chapter: str
    causes: Causes

    @property
    def key(self) -> str:
        """Checksum of all that its outcome depends on."""
        return _digest([self.chapter, asdict(self.causes)])


Outcome = Mapping[str, Record] | str
"""The records of a remake, or why there are none."""


def run_remakes(
    materials: Materials,
    remakes: Sequence[Remake],
    *,
    workers: int,
    report: Callable[[], None] = lambda: None,
) -> dict[str, Outcome]:
    """Run what is not yet kept; key -> records, or the reason why it could not be run."""
    folder = materials.own.folder / "remakes"
    outcomes: dict[str, Outcome] = {}
    waiting: list[tuple[Remake, Path, Path]] = []
    for remake in remakes:
        missing = materials.missing(_parts(remake.causes))
        if (folder / remake.key / "chapters").is_dir():
            outcomes[remake.key] = read_records(folder / remake.key / "chapters")
        elif missing:
            outcomes[remake.key] = f"not found here: {_listed(missing)}"
        else:
            waiting.append((remake, _code(materials, remake.causes), folder / remake.key))
        if remake.key in outcomes:
            report()
    outcomes |= _run(materials, waiting, workers, report)
    return outcomes


def code_folder(materials: Materials, code: Mapping[str, str]) -> Path:
    """Where the modules of a package stand that was put together from its parts."""
    return materials.own.folder / "code" / _digest(dict(code))


def _run(
    materials: Materials,
    waiting: Sequence[tuple[Remake, Path, Path]],
    workers: int,
    report: Callable[[], None],
) -> dict[str, Outcome]:
    """Run in fresh processes: Jupyter chooses once per process how it starts kernels."""
    if not waiting:
        return {}
    if fault := lock_error():
        raise fault
    outcomes: dict[str, Outcome] = {}
    with ProcessPoolExecutor(min(workers, len(waiting)), mp_context=get_context("spawn")) as pool:
        futures = {
            pool.submit(_run_one, _project(materials, remake, target), code, remake, target): remake
            for remake, code, target in waiting
        }
        for future in as_completed(futures):
            outcomes[futures[future].key] = future.result()
            report()
    return outcomes


def _run_one(project: Path, code: Path, remake: Remake, target: Path) -> Outcome:
    """Run one chapter in its folder; keep its records when it comes to its end."""
    output = project / "chapters" / remake.chapter
    variables = {
        "PYTHONPATH": str(code),
        "STO_EVAL_CODE": str(code),
        "STO_EVAL_MIRROR": "",
        forks.CHOICE: "local-provisioner",
    }
    node = _notebook(project / CELLS, _values(remake.causes))
    try:
        execute(Place(project, EDITION, output, variables), node, {}, remake.chapter)
    except EvaluationError as error:
        shutil.rmtree(project)
        return f"{error.what}, {error.where}: {error.found}"
    part = target.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(project / "chapters", part / "chapters")
    (part / "chapters").mkdir(exist_ok=True)
    write_json(part / "causes.json", {"chapter": remake.chapter, **asdict(remake.causes)})
    shutil.rmtree(project)
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)
    return read_records(target / "chapters")


def _project(materials: Materials, remake: Remake, target: Path) -> Path:
    """A project folder with the data and choices of a remake, and its notebook."""
    project = target.with_suffix(".project")
    shutil.rmtree(project, ignore_errors=True)
    edition = project / EDITIONS / EDITION
    edition.mkdir(parents=True)
    cells = f"chapters/{remake.chapter}.md"
    parts = {**remake.causes.data, cells: remake.causes.code[cells], **_files(remake.causes)}
    for name, digest in parts.items():
        found = materials.find(name, digest)
        if found is None:
            continue
        path = edition / Path(name).name if name.startswith("edition/") else project / name
        path = project / CELLS if name == cells else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(found)
    return project


def _code(materials: Materials, causes: Causes) -> Path:
    """The package of a remake in a folder of its own, shared by all that run with it."""
    package = {
        name: digest for name, digest in causes.code.items() if not name.startswith("chapters/")
    }
    folder = code_folder(materials, package)
    if folder.is_dir():
        return folder
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    for name, digest in package.items():
        path = part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if found := materials.find(name, digest):
            shutil.copyfile(found, path)
    part.rename(folder)
    return folder


def _notebook(path: Path, parameters: Parameters) -> NotebookNode:
    """A notebook of the guard, the parameters and the code cells of a chapter."""
    given = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cells = [[GUARD, []], [given, [TAG]], *json.loads(path.read_text("utf-8"))]
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": KERNEL},
        "cells": [_cell(number, *cell) for number, cell in enumerate(cells)],
    }
    node: NotebookNode = nbformat.from_dict(content)
    return node


def _cell(number: int, source: str, tags: Sequence[str]) -> dict[str, Any]:
    return {
        "id": f"cel-{number}",
        "cell_type": "code",
        "metadata": {"tags": tags},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _parts(causes: Causes) -> dict[str, str]:
    return {**causes.data, **causes.code, **_files(causes)}


def _files(causes: Causes) -> dict[str, str]:
    """The parts among the parameters that are files."""
    return {name: text for name, text in causes.parameters.items() if name == ASSUMPTIONS}


def _values(causes: Causes) -> dict[str, Any]:
    return {name: value for name, value in causes.parameters.items() if name != ASSUMPTIONS}


def _listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _digest(content: Any) -> str:  # noqa: ANN401 - any JSON
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
