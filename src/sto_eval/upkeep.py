"""What is kept of an earlier run, made current where it shows what did not count.

The prose of a chapter, comments in its cells, the lines and the text of the functions that made its numbers,
and the files that it was made with may be others now while the outcome is the same. Afterwards every file is
byte for byte what a new run would have written.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import tokenize
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sto_eval.integrity import KEY, OUTPUTS, output_checksums, read_key
from sto_eval.notebooks import composed, has_cells, read_notebook, write_notebook
from sto_eval.records import Record, describe_function, write_json
from sto_eval.sources import checksum


def read_card(folder: Path, name: str) -> dict[str, Any] | None:
    """The ``key.json`` of the run that is kept of a chapter; none where there is no whole run."""
    return (read_key(folder) or None) if (folder / f"{name}.ipynb").is_file() else None


def write_card(folder: Path, card: Mapping[str, Any], edition: str) -> None:
    """Write ``key.json``: what a chapter was run from, for which edition, and the checksums of its outputs.

    It is written last, so that a run that is interrupted is never taken for a whole one.
    """
    write_json(folder / KEY, {**card, "edition": edition, OUTPUTS: output_checksums(folder)})


def refresh(
    folder: Path, name: str, node: NotebookNode, card: Mapping[str, Any], package: Path
) -> None:
    """Bring a kept run up to date with its text, and with the package that it would run with now.

    Its files must be those that its run wrote; see ``results.check_chapter``.
    """
    notebook, kept = folder / f"{name}.ipynb", read_key(folder)
    current = has_cells(notebook, node)
    if current and {**kept, **json.loads(json.dumps(card))} == kept:
        return
    if not current:
        write_notebook(composed(node, read_notebook(notebook)), notebook)
    for path in sorted(folder.glob("records/*.json")):
        record = json.loads(path.read_text("utf-8"))
        if any([_renew(function, package) for function in _functions(record)]):  # noqa: C419 - each of them
            write_json(path, record)
    write_card(folder, card, kept["edition"])


def described(function: Mapping[str, Any], package: Path) -> dict[str, Any]:
    """What a record says of a function, found anew in the text of its module; see ``describe_function``."""
    name = str(function["name"])
    path = package.parent / str(function["file"])
    place = _places(path, checksum(path)).get(name.rpartition(".")[2]) if path.is_file() else None
    if place is None:
        return describe_function(name)
    line, digest = place
    return {"name": name, "file": function["file"], "line": line, "sha256": digest}


def _functions(record: Record) -> Iterator[dict[str, Any]]:
    """The functions that a record names: of its number, and of what public counts allow."""
    for made in (record, record.get("public") or {}):
        if made.get("function", {}).get("name"):
            yield made["function"]


def _renew(function: dict[str, Any], package: Path) -> bool:
    """Describe a function anew; whether that changed anything."""
    now = described(function, package)
    changed = now != function
    function.update(now)
    return changed


@lru_cache(maxsize=64)
def _places(path: Path, _digest: str) -> dict[str, tuple[int, str]]:
    """Function of a module -> its first line and the checksum of its text, as ``inspect`` takes them."""
    with tokenize.open(path) as stream:
        lines = stream.readlines()
    found = {}
    for node in ast.parse("".join(lines)).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            text = "".join(inspect.getblock(lines[first - 1 :]))
            found[node.name] = first, hashlib.sha256(text.encode()).hexdigest()
    return found
