"""Bring a kept run up to date without executing it: its prose, and the place of the functions of its numbers.

Prose, comments and lines are no part of a key, but a page shows them. Afterwards every file is byte for byte
what a new run would have written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sto_eval.integrity import read_key, write_key
from sto_eval.notebooks import composed, has_cells, read_notebook, write_notebook
from sto_eval.records import Record, describe_function
from sto_eval.storage import write_json


def refresh(folder: Path, name: str, node: NotebookNode, card: Mapping[str, Any]) -> None:
    """Bring a kept run up to date with the text of its chapter and of the package.

    Parameters
    ----------
    folder
        That of the chapter; its files must be those that its run wrote, see ``results.check_chapter``.
    name, node
        The chapter as it is now.
    card
        Its ``key.json`` as it is now, with the key of the run that is kept.
    """
    notebook, kept = folder / f"{name}.ipynb", read_key(folder)
    current = has_cells(notebook, node)
    if current and {**kept, **json.loads(json.dumps(card))} == kept:
        return
    if not current:
        write_notebook(composed(node, read_notebook(notebook)), notebook)
    before, now = kept["causes"]["code"], card["causes"]["code"]
    for path in sorted(folder.glob("records/*.json")):
        record = json.loads(path.read_text("utf-8"))
        for function in _functions(record):
            if before.get(function["file"]) != now.get(function["file"]):
                function.update(describe_function(function["name"]))
        write_json(path, record)
    write_key(folder, card, kept["edition"])


def _functions(record: Record) -> Iterator[dict[str, Any]]:
    """The functions that a record names: of its number, and of what public counts allow."""
    for made in (record, record.get("public") or {}):
        if made.get("function", {}).get("name"):
            yield made["function"]
