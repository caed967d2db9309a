"""What a cell of a chapter may write."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode, v4

from recount.errors import ChapterError
from recount.notebook.peek import MARK
from recount.running.execution import _check_output

TEXT = {"text/plain": "3 rijen"}


def executed(*outputs: NotebookNode) -> NotebookNode:
    """A notebook with one cell and these outputs."""
    cell = v4.new_code_cell("offer")
    cell.outputs = list(outputs)
    return v4.new_notebook(cells=[cell])


def test_a_result_is_shown_by_peek_only() -> None:
    """It knows what may be shown; a table as a last line, or a print, could show rows of a closed register."""
    peeked = v4.new_output("execute_result", TEXT, metadata={"text/plain": {MARK: True}})
    _check_output("proef", executed(peeked))
    for other in (v4.new_output("execute_result", TEXT), v4.new_output("stream", text="3 rijen")):
        with pytest.raises(ChapterError, match="3 rijen"):
            _check_output("proef", executed(other))


def test_a_warning_stops_the_chapter() -> None:
    """A page would show it."""
    warned = v4.new_output("stream", name="stderr", text="let op")
    with pytest.raises(ChapterError, match="let op"):
        _check_output("proef", executed(warned))
