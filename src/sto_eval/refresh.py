"""Bring a kept run up to date without executing it: its prose, and the place of the functions of its numbers.

Prose, comments and lines are no part of a key, but a page shows them. Afterwards every file is byte for byte
what a new run would have written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from sto_eval.integrity import read_key, write_key
from sto_eval.notebooks import composed, has_cells, read_notebook, write_notebook
from sto_eval.recording import describe_function
from sto_eval.records import Record, read_records, write_record


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
    for record in read_records(folder.parent, [folder.name]).values():
        write_record(folder, _placed(record))
    write_key(folder, card, kept["edition"])


def _placed(record: Record) -> Record:
    """The record with its functions where they stand now."""
    public = record.public and record.public.model_copy(
        update={"function": describe_function(record.public.function.name)}
    )
    function = describe_function(record.function.name)
    return record.model_copy(update={"function": function, "public": public})
