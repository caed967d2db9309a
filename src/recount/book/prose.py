"""Leave out sentences that the data contradict.

Chapters have one sentence per line. A line with a false statement is left out of the website, the PDF and the
downloadable notebook, and ``audit`` lists it. Headings are kept: a false statement in a heading stops
the build.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from nbformat import NotebookNode

from recount.book.directives.statements import why_false
from recount.book.directives.store import Store, load_store
from recount.findings import Finding
from recount.notebook.notebooks import read_notebook, write_notebook
from recount.numbers.predicates import STATEMENT

_HEADING = "#"


def false_sentences(chapters: Path, edition: Path) -> list[Finding]:
    """A finding for every sentence of the executed chapters that their numbers contradict."""
    load_store.cache_clear()  # an earlier build in this process may have left older records
    store = load_store(chapters.resolve(), edition.resolve())
    return [
        Finding("A6", f"chapter '{path.stem}'", why)
        for path in sorted(chapters.glob("*/*.ipynb"))
        for cell in read_notebook(path).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        for why in _reasons(line, store)[:1]
    ]


def without_false_sentences(path: Path, store: Store) -> NotebookNode:
    """An executed chapter without its false sentences."""
    node = read_notebook(path)
    for cell in node.cells:
        if cell.cell_type == "markdown":
            lines = cell.source.split("\n")
            cell.source = "\n".join(line for line in lines if not _reasons(line, store))
    return node


def copy_without_false_sentences(path: Path, target: Path, store: Store) -> None:
    """Copy an executed chapter without its false sentences."""
    if STATEMENT.search(path.read_text("utf-8")):
        write_notebook(without_false_sentences(path, store), target)
    else:
        shutil.copyfile(path, target)


def _reasons(line: str, store: Store) -> list[str]:
    """Why each false statement in a line is false; none for a heading."""
    if line.startswith(_HEADING):
        return []
    reasons = (why_false(statement, store) for statement in STATEMENT.findall(line))
    return [why for why in reasons if why]
