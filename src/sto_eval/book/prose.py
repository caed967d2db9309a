"""The prose of a book without the sentences that its data make false.

A chapter has a sentence a line. A line with a statement that is not true is left out of the website, the PDF
and the notebook to take away; ``sto-eval audit`` lists it. A heading stays: there the extension refuses it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from sto_eval.findings import Finding
from sto_eval.notebooks import read_notebook, write_notebook
from sto_eval.predicates import STATEMENT
from sto_eval.sphinxext.statements import why_false
from sto_eval.sphinxext.store import Store, load_store

_HEADING = "#"


def left_out(chapters: Path, edition: Path) -> list[Finding]:
    """A finding for every sentence of the chapters that were run that is not true of their numbers."""
    load_store.cache_clear()  # an earlier build in this process may have left older records
    store = load_store(chapters.resolve(), edition.resolve())
    return [
        Finding("A6", f"chapter '{path.stem}'", why)
        for path in sorted(chapters.glob("*/*.ipynb"))
        for cell in read_notebook(path).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        for why in _faults(line, store)[:1]
    ]


def true_lines(text: str, store: Store) -> str:
    """Markdown without the sentences that are not true."""
    return "\n".join(line for line in text.split("\n") if not _faults(line, store))


def true_notebook(path: Path, store: Store) -> NotebookNode:
    """A chapter that was run, without the sentences that are not true."""
    node = read_notebook(path)
    for cell in node.cells:
        if cell.cell_type == "markdown":
            cell.source = true_lines(cell.source, store)
    return node


def copy_true(path: Path, target: Path, store: Store) -> None:
    """Copy a chapter that was run, without the sentences that are not true."""
    if STATEMENT.search(path.read_text("utf-8")):
        write_notebook(true_notebook(path, store), target)
    else:
        shutil.copyfile(path, target)


def _faults(line: str, store: Store) -> list[str]:
    return [] if line.startswith(_HEADING) else list(_reasons(line, store))


def _reasons(line: str, store: Store) -> Iterator[str]:
    for statement in STATEMENT.findall(line):
        why = why_false(statement, store)
        if why:
            yield why
