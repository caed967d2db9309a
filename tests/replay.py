"""Run a chapter again in this process on some rows of its sources: only its numbers, no records.

Statements that show something are left out, and so are the label, other definitions and public bounds of
a number, with everything that only these need. What remains computes the measures.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from types import CodeType
from typing import Any, NamedTuple

import pandas as pd
import pytest

from sto_eval import publications, shelf
from sto_eval.chapter import Chapter
from sto_eval.edition import Edition
from sto_eval.measures import NO_RECIPE, Measure
from sto_eval.notebooks import code_cells, read_chapter
from sto_eval.sources import Dataset, Found, read_source

SHOWING = {"figure", "show", "grid", "publications", "check_choice"}
PUBLISHING = {"publish", "publish_all"}
SPARE = {"specifications", "public"}
"""What a measure does not depend on."""

Lines = tuple[int, ...]
Rows = Mapping[str, Lines]
"""Source -> line numbers."""


class Number(NamedTuple):
    """A measure, and for each source that is not selected as a whole the lines on which it says it rests."""

    measure: tuple[Any, ...]
    rows: Rows


class Replay:
    """A chapter of an edition that can be run repeatedly."""

    def __init__(self, edition: Edition, chapter: str, patch: pytest.MonkeyPatch) -> None:
        cells = code_cells(read_chapter(edition, chapter))
        lines = [line for cell in cells for line in ast.parse(cell.source).body]
        self.full = _compiled([line for line in lines if _called(line) not in SHOWING])
        self.lean = _compiled(_needed(lines))
        self.data: dict[str, Dataset] = {}
        self.rows: Rows = {}
        self.blur = False
        self.found: dict[str, Number] = {}
        self.made: dict[str, Number] = {}
        patch.setattr(shelf, "read_source", self._read)
        patch.setattr(Chapter, "publish", self._publish)

    def numbers(self) -> dict[str, Number]:
        """The numbers of the unchanged chapter, with their rows."""
        self.rows, self.found = {}, {}
        names: dict[str, Any] = {}
        for line in [] if self.made else self.full:
            exec(line, names)  # noqa: S102 - a chapter of this project
        self.made = self.made or self.found
        return self.made

    def only(self, rows: Rows, *, blur: bool = False) -> dict[str, tuple[Any, ...]]:
        """The measures if these sources have only these rows; a measure that cannot be made is absent.

        With ``blur`` the list of publications keeps its other rows, with another value: a chapter looks up
        several of them in one call, and stops at the first missing one.
        """
        self.rows, self.blur, self.found = rows, blur, {}
        names: dict[str, Any] = {}
        for line in self.lean:
            with suppress(Exception):
                exec(line, names)  # noqa: S102 - a chapter of this project
        return {name: number.measure for name, number in self.found.items()}

    def without(self, source: str, lines: Iterable[int]) -> dict[str, tuple[Any, ...]]:
        """The measures if a source lacks these rows."""
        kept = self.data[source].sheet.table.index.difference(pd.Index(lines))
        return self.only({source: tuple(kept)})

    def _read(self, edition: Edition, found: Found) -> Dataset:
        if found.id not in self.data:
            self.data[found.id] = read_source(edition, found)
        data = self.data[found.id]
        if found.id not in self.rows:
            return data
        table = data.sheet.table
        chosen = table.index.isin(self.rows[found.id])
        if self.blur and found.id == publications.SOURCE:
            other = table.assign(waarde=table["waarde"].where(chosen, table["waarde"] + 1))
            return replace(data, sheet=replace(data.sheet, table=other))
        return replace(data, sheet=replace(data.sheet, table=table[chosen]))

    @property
    def _publish(self) -> Any:
        def publish(chapter: Chapter, number: str, measure: Measure, **_: Any) -> None:
            rows = {} if self.rows else _chosen(chapter, measure)
            self.found[number] = Number(astuple(replace(measure, recipe=NO_RECIPE)), rows)

        return publish


def _chosen(chapter: Chapter, measure: Measure) -> Rows:
    declared = chapter.declared
    return {
        kept.dataset.found.id: tuple(
            itertools.chain(*(range(first, last + 1) for first, last in kept.lines))
        )
        for kept in declared.rows_of(measure, declared.used(measure))
        if not kept.whole
    }


def _compiled(lines: Iterable[ast.stmt]) -> list[CodeType]:
    return [compile(ast.Module([line], []), "chapter", "exec") for line in lines]


def _called(line: ast.stmt) -> str:
    """The method that a line calls, when it does nothing else."""
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Call):
        return getattr(line.value.func, "attr", "")
    return ""


def _needed(lines: list[ast.stmt]) -> list[ast.stmt]:
    """The lines that publish a measure, and those on which they depend."""
    kept: list[ast.stmt] = []
    asked: set[str] = set()
    for line in reversed([ast.parse(ast.unparse(line)).body[0] for line in lines]):
        if _called(line) in PUBLISHING:
            call = line.value  # type: ignore[attr-defined] # a line that calls
            call.keywords = [each for each in call.keywords if each.arg not in SPARE]
        elif isinstance(line, ast.Expr) or (
            isinstance(line, ast.Assign) and not asked.intersection(_names(line, ast.Store))
        ):
            continue
        kept.append(line)
        asked |= set(_names(line, ast.Load))
    return kept[::-1]


def _names(line: ast.stmt, how: type[ast.expr_context]) -> list[str]:
    found = (node for node in ast.walk(line) if isinstance(node, ast.Name))
    return [node.id for node in found if isinstance(node.ctx, how)]
