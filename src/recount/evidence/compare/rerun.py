"""Run a chapter with the data, parameters and code of different runs.

Each mixture has its own project folder, made of files found by checksum. Its records are kept under
``_build/cache/mixtures`` by the checksum of all its causes, so that none runs twice. It runs only in the
current environment, and without the guard of a build, which old code may lack: its folder has only the
sources that the chapter declared.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from recount import names
from recount.edition.edition import EDITIONS, STANDIN
from recount.edition.parameters import TAG
from recount.errors import EvaluationError
from recount.evidence.compare.earlier import EarlierFiles
from recount.notebook.notebooks import KERNEL
from recount.results.records import Record, read_records
from recount.running.execution import execute
from recount.running.kernels import fork_server
from recount.running.key import ASSUMPTIONS, Causes, environment
from recount.storage import lock_error

EDITION = "mengsel"
"""The id of the edition in the folder of a mixture; no record contains it."""

OTHER_ENVIRONMENT = "needs an environment other than the current one"
MISSING = "not found here: "
CELLS = "cells.json"
CHECK = f"""import os, {names.ENGINE}
assert {names.ENGINE}.__file__.startswith(os.environ["{names.CODE}"]), {names.ENGINE}.__file__"""
"""The first cell of a mixture: asserts that the requested code is the code that runs."""

Outcome = Mapping[str, Record] | str
"""The records of a mixture, or why there are none."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """A chapter with new causes for those in ``switched`` and old ones for the rest.

    The environment of its causes has the versions that it needs.
    """

    chapter: str
    switched: tuple[str, ...]
    causes: Causes

    def __str__(self) -> str:
        """The mixture in words."""
        return f"{self.chapter} with new {', '.join(self.switched)}"

    @property
    def key(self) -> str:
        """Checksum of everything that the outcome depends on."""
        text = json.dumps([self.chapter, asdict(self.causes)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def run_mixtures(
    files: EarlierFiles, mixtures: Iterable[Mixture], *, workers: int
) -> dict[str, Outcome]:
    """The outcome of each mixture by its key; runs those without kept records."""
    outcomes: dict[str, Outcome] = {}
    waiting: list[tuple[Mixture, Path, Mapping[str, Path]]] = []
    installed = environment()
    for mixture in {each.key: each for each in mixtures}.values():
        kept = files.own.folder / "mixtures" / mixture.key
        if kept.is_dir():
            outcomes[mixture.key] = read_records(kept)
        elif any(installed.get(name) != text for name, text in mixture.causes.environment.items()):
            outcomes[mixture.key] = OTHER_ENVIRONMENT
        else:
            found = _find_files(files, mixture)
            if missing := [name for name, path in found.items() if path is None]:
                more = f" (+{len(missing) - 1})" if len(missing) > 1 else ""
                outcomes[mixture.key] = MISSING + missing[0] + more
            else:
                waiting.append((mixture, kept, {n: path for n, path in found.items() if path}))
    if not waiting:
        return outcomes
    if fault := lock_error():
        raise fault
    # fresh processes: Jupyter decides once per process how to start kernels
    with ProcessPoolExecutor(min(workers, len(waiting)), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(_run, *task): task[0].key for task in waiting}
        done = tqdm(
            as_completed(futures), "intermediate states", len(futures), unit="run", disable=None
        )
        for future in done:
            outcomes[futures[future]] = future.result()
    return outcomes


def _find_files(files: EarlierFiles, mixture: Mixture) -> dict[str, Path | None]:
    """The files of a mixture and their paths; ``None`` for a file that is not found."""
    causes = mixture.causes
    choices = {k: value for k, value in causes.parameters.items() if k == ASSUMPTIONS}
    wanted = {**causes.data, **causes.code, **choices}
    return {name: files.find(name, digest) for name, digest in wanted.items()}


def _run(mixture: Mixture, kept: Path, files: Mapping[str, Path]) -> Outcome:
    """Run one mixture; keep its records if it completes."""
    project = kept.with_suffix(".project")
    shutil.rmtree(project, ignore_errors=True)
    for name, path in files.items():
        link = project / _link(name, mixture)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path.resolve())
    code, records = project / "src", project / "records"
    output = records / mixture.chapter
    output.mkdir(parents=True)
    variables = {
        "PYTHONPATH": str(code),
        names.CODE: str(code),
        names.ROOT: str(project),
        names.EDITION: EDITION,
        names.MIRROR: "",
        names.DEMO: str(int(any(name.startswith(STANDIN.as_posix()) for name in files))),
        fork_server.CHOICE: "local-provisioner",
    }
    try:
        node = _notebook(project / CELLS, mixture.causes)
        execute(mixture.chapter, node, {}, output, variables)
        found = read_records(records)
    except EvaluationError as error:
        return f"{error.what}, {error.where}: {error.found}"
    else:
        records.rename(kept)
        return found
    finally:
        shutil.rmtree(project)


def _link(name: str, mixture: Mixture) -> str:
    """The path of a file in the project folder of a mixture."""
    if name == f"chapters/{mixture.chapter}.md":
        return CELLS
    if name.startswith("edition/"):
        return f"{EDITIONS.as_posix()}/{EDITION}/{Path(name).name}"
    return f"src/{name}" if name in mixture.causes.code else name


def _notebook(cells: Path, causes: Causes) -> NotebookNode:
    """A notebook of the check, the parameters and the code cells of a chapter."""
    values = {name: value for name, value in causes.parameters.items() if name != ASSUMPTIONS}
    given = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    code: list[tuple[str, Sequence[str]]] = json.loads(cells.read_text("utf-8"))
    v4 = nbformat.v4
    node: NotebookNode = v4.new_notebook(metadata={"kernelspec": KERNEL})
    for source, tags in [(CHECK, []), (given, [TAG]), *code]:
        node.cells.append(v4.new_code_cell(source, metadata={"tags": tags}))
    return node
