"""What a register of the programme is: its columns and rules, declared, and one way to read them all.

A register comes as CSV or as a visible sheet of an XLSX, told apart by its bytes and not by its name.
The declaration is also the documentation: the book and the empty templates are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sto_eval.errors import LayoutError, nearest
from sto_eval.layouts.delimited import csv_header, read_csv
from sto_eval.layouts.gauges import Gauge
from sto_eval.layouts.registers.cells import Kind, converted
from sto_eval.layouts.registers.workbook import (
    is_workbook,
    read_workbook,
    sheet_name,
    workbook_header,
)
from sto_eval.layouts.table import Layout, Sheet, check_key, not_a

MEND = "Correct your file and accept it again; 'sto-eval sources template' writes an empty one."
"""What to do about any fault: the file is of an evaluator, not of a publisher."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register.

    Parameters
    ----------
    name
        As in the header.
    kind
        What its cells hold.
    text
        What it means, Dutch, shown in the book.
    key
        Whether it is part of what tells rows apart.
    required
        Whether a cell may not be empty.
    options
        The values of a column of kind ``keuze``.
    pattern
        What a code looks like, where that is fixed.
    unit
        What an amount or number counts, Dutch.
    later
        Whether its days may lie after the period of the edition.
    """

    name: str
    kind: Kind
    text: str
    key: bool = False
    required: bool = True
    options: tuple[str, ...] = ()
    pattern: str = ""
    unit: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What the rows of a register must obey, beyond their cells.

    Parameters
    ----------
    text
        The rule, Dutch, shown in the book.
    broken
        Table -> true for every row that breaks it.
    expected
        The rule in a message, English.
    column
        The column that a message names.
    """

    text: str
    broken: Callable[[pd.DataFrame], pd.Series]
    expected: str
    column: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register: id and title of its layout, what it holds, its columns and its rules."""

    id: str
    title: str
    text: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    gauges: tuple[Gauge, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]

    @property
    def key(self) -> list[str]:
        """The columns that tell rows apart."""
        return [column.name for column in self.columns if column.key]

    @property
    def layout(self) -> Layout:
        """The layout that reads this register."""
        return Layout(
            self.id,
            self.title,
            header,
            self.names,
            self.read,
            self.cells,
            gauges=self.gauges,
            sheet_name=self.sheet_name,
        )

    def read(self, path: Path) -> Sheet:
        """The register with typed columns; index ``regel`` is the line, or the row of the sheet.

        Columns that are not declared are left out. Errors: ``LayoutError`` with line and column for a
        cell of the wrong kind, an empty cell that is required, a value that is no option, a doubled key
        and a broken rule.
        """
        try:
            return self._read(path)
        except LayoutError as fault:
            parts = fault.what, fault.where, fault.expected, fault.found
            raise LayoutError(*parts, MEND) from None

    def cells(self, path: Path) -> pd.DataFrame:
        """All cells as text, those of columns that are not declared too."""
        read = read_workbook if is_workbook(path) else _read_csv
        return read(path, self.names)

    def sheet_name(self, path: Path) -> str | None:
        """The sheet of a workbook that is read; none for a CSV."""
        return sheet_name(path, self.names) if is_workbook(path) else None

    def _read(self, path: Path) -> Sheet:
        cells = self.cells(path)
        typed = {column.name: _typed(path, cells[column.name], column) for column in self.columns}
        table = pd.DataFrame(typed, index=cells.index)
        check_key(path, table, self.key)
        for rule in self.rules:
            wrong = rule.broken(table)
            if wrong.any():
                raise not_a(path, cells[rule.column], wrong, rule.expected)
        return Sheet(table, len(table))


def header(path: Path) -> list[str]:
    """The column names of a CSV or of the visible sheets of a workbook; of other bytes none."""
    try:
        return workbook_header(path) if is_workbook(path) else csv_header(path)
    except LayoutError:
        return []


def _read_csv(path: Path, needed: Sequence[str]) -> pd.DataFrame:
    return read_csv(path, needed)[0]


def _typed(path: Path, cells: pd.Series, column: Column) -> pd.Series:
    cells = cells.str.strip()
    empty = cells == ""
    if column.required and empty.any():
        raise not_a(path, cells, empty, "a value")
    if column.options and not cells[~empty].isin(column.options).all():
        wrong = ~empty & ~cells.isin(column.options)
        hint = nearest(cells[wrong].iloc[0], column.options)
        raise not_a(path, cells, wrong, f"one of {', '.join(column.options)} ({hint})")
    if column.pattern:
        wrong = ~empty & ~cells.str.fullmatch(column.pattern)
        if wrong.any():
            raise not_a(path, cells, wrong, f"a code like {column.pattern}")
    return converted(path, cells, column.kind)
