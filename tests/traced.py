"""A chapter run in this process that records every function of the package that it enters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest
from ours import SOURCE, name_of

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


class Tracer:
    """Records the code of the package at its first call."""

    def __init__(self) -> None:
        self.depths: dict[int, int] = {}
        self.codes: dict[int, CodeType] = {}
        self.others: dict[int, CodeType] = {}
        self.folder = str(SOURCE)

    def __call__(self, frame: FrameType, _event: str, _argument: Any) -> None:
        """Called by Python at every call; returns nothing, so that lines are not traced."""
        code = frame.f_code
        # by identity: comparing code objects by content is slow
        if id(code) in self.others or id(code) in self.codes:
            return
        if not self.is_ours(frame):
            self.others[id(code)] = code
            return
        ours = [each for each in callers(frame) if self.is_ours(each)]
        if not any(each.f_code.co_name == "<module>" for each in ours):
            self.codes[id(code)] = code
            self.depths[id(code)] = len(ours)

    def is_ours(self, frame: FrameType) -> bool:
        """Whether a frame belongs to the package."""
        return frame.f_code.co_filename.startswith(self.folder)

    def run(self, act: Callable[[], Any]) -> list[Entered]:
        """What an act enters; what the import of a module enters is left out."""
        sys.settrace(self)
        try:
            act()
        finally:
            sys.settrace(None)
        return [
            Entered(module_of(code), code.co_qualname, code, self.depths[key])
            for key, code in self.codes.items()
        ]


def callers(frame: FrameType) -> Iterator[FrameType]:
    """A frame and its callers."""
    each: FrameType | None = frame
    while each is not None:
        yield each
        each = each.f_back


def module_of(code: CodeType) -> str:
    """The module, such as ``shop.till``."""
    return name_of(Path(code.co_filename))


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

    return Tracer().run(act)
