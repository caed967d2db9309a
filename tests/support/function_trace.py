"""A chapter run in this process that records every function of the package that it enters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest
from support.source_code import SOURCE, name_of

from recount.edition.edition import Edition
from recount.names import OUTPUT
from recount.notebook.notebooks import code_cells, read_chapter


class Entered(NamedTuple):
    """A function that was entered: its module, qualified name, code, and depth at the first call.

    A function called directly by a cell has depth 1.
    """

    module: str
    name: str
    code: CodeType
    depth: int


def traced(act: Callable[[], Any]) -> list[Entered]:
    """What an act enters; what the import of a module enters is left out."""
    known: dict[int, CodeType] = {}  # by identity: comparing code objects by content is slow
    found: list[Entered] = []

    def trace(frame: FrameType, _event: str, _argument: Any) -> None:
        """Called by Python at every call; returns nothing, so that lines are not traced."""
        code = frame.f_code
        if id(code) in known:
            return
        if is_ours(frame):
            ours = [each for each in callers(frame) if is_ours(each)]
            if any(each.f_code.co_name == "<module>" for each in ours):
                return
            module = name_of(Path(code.co_filename))
            found.append(Entered(module, code.co_qualname, code, len(ours)))
        known[id(code)] = code

    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(None)
    return found


def is_ours(frame: FrameType) -> bool:
    """Whether a frame belongs to our packages."""
    return frame.f_code.co_filename.startswith(str(SOURCE))


def callers(frame: FrameType) -> Iterator[FrameType]:
    """A frame and its callers."""
    each: FrameType | None = frame
    while each is not None:
        yield each
        each = each.f_back


def trace_chapter(
    edition: Edition, name: str, output: Path, patch: pytest.MonkeyPatch
) -> list[Entered]:
    """The functions that the cells of a chapter enter, on the present files."""
    patch.setenv("RECOUNT_ROOT", str(edition.root))
    patch.setenv(OUTPUT, str(output))
    cells = [compile(cell.source, name, "exec") for cell in code_cells(read_chapter(edition, name))]
    names: dict[str, Any] = {}

    def act() -> None:
        for cell in cells:
            exec(cell, names)  # noqa: S102 - a chapter of this project

    return traced(act)
