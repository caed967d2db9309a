"""Refresh a cached run's prose and function line numbers without executing it.

Prose, comments and line numbers are not part of the key, but a page shows them. Every refreshed file is
byte for byte what a new run would have written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from recount.notebook.notebooks import composed, has_same_cells, read_notebook, write_notebook
from recount.results.integrity import read_key, write_key
from recount.results.recording import describe_function
from recount.results.records import Record, read_records, write_record


def refresh(folder: Path, name: str, node: NotebookNode, card: Mapping[str, Any]) -> None:
    """Bring a cached run up to date with the text of its chapter and of the package.

    ``folder`` has files exactly as its run wrote them, see ``results.check_chapter``; ``card`` is the present ``key.json``
    of the chapter, which has the key of the cached run.
    """
    notebook, kept = folder / f"{name}.ipynb", read_key(folder)
    current = has_same_cells(notebook, node)
    if current and {**kept, **json.loads(json.dumps(card))} == kept:
        return
    if not current:
        write_notebook(composed(node, read_notebook(notebook)), notebook)
    for record in read_records(folder.parent, [folder.name]).values():
        write_record(folder, _relocated(record))
    write_key(folder, card, kept["edition"])


def _relocated(record: Record) -> Record:
    """The record with the present location of its functions."""
    public = record.public and record.public.model_copy(
        update={"function": describe_function(record.public.function.name)}
    )
    function = describe_function(record.function.name)
    return record.model_copy(update={"function": function, "public": public})
