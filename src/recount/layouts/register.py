"""A register of the programme: declared columns and rules, and one reader for all registers.

A register is a CSV or a visible sheet of an XLSX, recognised by its bytes and not by its name.
The declaration is also the documentation: the book and the empty templates are generated from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from recount.errors import LayoutError, closest, nearest
from recount.layouts.cells import CellKind, converted, misfits
from recount.layouts.delimited import csv_first_rows, csv_header, read_csv
from recount.layouts.faults import FaultKind, FileError, Phrase, wrong_cell
from recount.layouts.gauges import Gauge
from recount.layouts.layout import Layout, ParsedFile, check_columns, check_key, missing
from recount.layouts.sheets import quoted
from recount.layouts.texts import PRINTABLE, is_printable
from recount.layouts.workbook import (
    is_workbook,
    read_workbook,
    sheet_name,
    workbook_first_rows,
    workbook_header,
)
from recount.names import COMMAND

REMEDY = f"Correct your file and accept it again; '{COMMAND} sources template' writes an empty one."
"""The remedy for every fault: the file belongs to an evaluator, not to a publisher."""


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
        Whether it is part of the key.
    required
        Whether a cell must be filled.
    options
        The values of a column of kind ``keuze``.
    pattern
        The form of a code, where that is fixed.
    form
        The pattern in a message.
    unit
        The unit of an amount or number, Dutch.
    later
        Whether its days or years may lie after the period of the edition.
    """

    name: str
    kind: CellKind
    text: str
    key: bool = False
    required: bool = True
    options: tuple[str, ...] = ()
    pattern: str = ""
    form: Phrase | None = None
    unit: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for the rows of a register, beyond single cells.

    Parameters
    ----------
    text
        The rule, Dutch, shown in the book.
    broken
        Table -> true for every row that breaks it.
    expected
        The rule in a message, English.
    column
        The column named in a message.
    sums
        Whether it adds up rows, so that nothing can be said while one of them is wrong.
    """

    text: str
    broken: Callable[[pd.DataFrame], pd.Series]
    expected: str
    column: str
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A register: id and title of its layout, a description, its columns and its rules."""

    id: str
    title: str
    text: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    gauges: tuple[Gauge, ...] = ()

    @property
    def name(self) -> str:
        """Its id without the programme, which is the part before the first hyphen."""
        return self.id.split("-", 1)[-1]

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]

    @property
    def key(self) -> list[str]:
        """The names of the key columns."""
        return [column.name for column in self.columns if column.key]

    def no_rows(self) -> pd.DataFrame:
        """The typed table of this register without rows."""
        cells = pd.Series([], dtype=str)
        columns = {c.name: converted(Path(self.id), cells, c.kind) for c in self.columns}
        return pd.DataFrame(columns)

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

    def read(self, path: Path) -> ParsedFile:
        """The register with typed columns; index ``regel`` is the line, or the row of the sheet.

        Header names are matched regardless of case and surrounding blanks. Undeclared columns are left out.
        Errors: ``LayoutError``, the first fault of :meth:`examined`.
        """
        table, faults = self.examined(path)
        if faults:
            raise faults[0]
        return ParsedFile(table, len(table))

    def cells(self, path: Path) -> pd.DataFrame:
        """All cells as text, undeclared columns included, under lower-case names."""
        self._check_header(path)
        cells = read_workbook(path, self.names) if is_workbook(path) else read_csv(path, ())[0]
        names = normalised(list(cells.columns))
        check_columns(path, names, self.names)
        cells.columns = pd.Index(names, dtype=object)
        return cells

    def sheet_name(self, path: Path) -> str | None:
        """The sheet of a workbook that is read; ``None`` for a CSV."""
        return sheet_name(path, self.names) if is_workbook(path) else None

    def first_rows(self, path: Path) -> dict[int, list[str]]:
        """Row -> normalised names in the first rows of a CSV or of the sheet of a workbook."""
        rows = workbook_first_rows(path, self.names) if is_workbook(path) else csv_first_rows(path)
        return {line: normalised(row) for line, row in rows.items()}

    def examined(self, path: Path) -> tuple[pd.DataFrame, list[FileError]]:
        """The typed table, empty if the file has faults, and all its faults.

        These are one fault of form; or, with its count, one for each column and kind of fault (a cell of the wrong
        kind, an empty required cell, a value that is not an option); then a doubled key, among the rows whose key is
        right; and broken rules, among the rows whose cells are all right.
        """
        try:
            cells = self.cells(path)
        except FileError as fault:
            fault.remedy = REMEDY
            return pd.DataFrame(), [fault]
        texts = cells[self.names].apply(lambda column: column.str.strip())
        faults, right = [], pd.Series(True, index=texts.index)  # noqa: FBT003 - a cell
        keyed = right.copy()
        for column in self.columns:
            for wrong, found in _faults(path, texts[column.name], column):
                faults.append(found)
                right &= ~wrong
                keyed &= ~(wrong & column.key)
        typed = {c.name: converted(path, texts.loc[right, c.name], c.kind) for c in self.columns}
        table = pd.DataFrame(typed, index=texts.index[right])
        faults += self._key_faults(path, texts[keyed])
        faults += self._row_faults(path, cells[right], table, whole=bool(right.all()))
        for each in faults:
            each.remedy = REMEDY
        return (pd.DataFrame() if faults else table), faults

    def _key_faults(self, path: Path, texts: pd.DataFrame) -> Iterator[FileError]:
        try:
            check_key(path, texts, self.key)
        except FileError as fault:
            yield fault

    def _row_faults(
        self, path: Path, cells: pd.DataFrame, table: pd.DataFrame, *, whole: bool
    ) -> Iterator[FileError]:
        for rule in self.rules:
            if table.empty or (rule.sums and not whole):
                continue
            wrong = rule.broken(table)
            if wrong.any():
                expected = Phrase(rule.expected, rule.text)
                yield wrong_cell(path, cells[rule.column], wrong, expected)

    def _check_header(self, path: Path) -> None:
        """Refuse a file without the columns of this register, and show what its header holds instead.

        Errors: ``LayoutError`` with the missing columns, the nearest names and the row that was read; if the
        header is further down, with its row.
        """
        rows = self.first_rows(path)
        names = next(iter(rows.values()), [])
        absent = [str(name) for name in missing(names, self.names)]
        if not absent:
            return
        lower = [line for line, row in rows.items() if not missing(row, self.names)]
        there = quoted([name for name in names if name])
        found = [Phrase(there or "nothing", there or "niets")]
        if lower:
            found += [
                Phrase(
                    f"row {lower[0]} has the header: delete the rows above it",
                    f"rij {lower[0]} heeft de kop: haal de rijen erboven weg",
                )
            ]
        else:
            spare = [name for name in names if name and name not in self.names]
            found += [
                Phrase(f"'{near}' is like '{name}'", f"'{near}' lijkt op '{name}'")
                for name in absent
                if (near := closest(name, spare))
            ]
        raise FileError(
            FaultKind.NO_COLUMN if len(absent) == 1 else FaultKind.NO_COLUMNS,
            path.name,
            "the columns " + quoted(self.names),
            Phrase(*map("; ".join, zip(*found, strict=True))),
            REMEDY,
            line=next(iter(rows), 1),
            about=quoted(absent),
        )


def header(path: Path) -> list[str]:
    """The column names of a CSV or of the visible sheets of a workbook; empty for other bytes."""
    try:
        names = workbook_header(path) if is_workbook(path) else csv_header(path)
    except LayoutError:
        return []
    return [name for name in normalised(names) if name]


def normalised(names: Sequence[str]) -> list[str]:
    """Column names as they are compared: lower case, without surrounding blanks.

    >>> normalised([" Regio_ID ", "naam"])
    ['regio_id', 'naam']
    """
    return [name.strip().casefold() for name in names]


def _faults(path: Path, texts: pd.Series, column: Column) -> Iterator[tuple[pd.Series, FileError]]:
    """The cells of a column with each kind of fault, and that fault; a cell is named once."""
    named = pd.Series(False, index=texts.index)  # noqa: FBT003 - a cell
    for wrong, expected in _misfits(texts, column):
        new = wrong & ~named
        if new.any():
            yield new, wrong_cell(path, texts, new, expected)
        named |= wrong


def _misfits(texts: pd.Series, column: Column) -> Iterator[tuple[pd.Series, Phrase]]:
    """Which cells are empty, not an option, not of the pattern or kind, or no text for a page; and what is expected."""
    empty = texts == ""
    if column.required:
        yield empty, Phrase("a value", "een verplichte cel mag niet leeg zijn")
    if column.options:
        wrong = ~empty & ~texts.isin(column.options)
        hint = nearest(texts[wrong].iloc[0], column.options) if wrong.any() else ""
        options = ", ".join(column.options)
        yield wrong, Phrase(f"one of {options} ({hint})", f"keuze: {options}")
    if column.pattern:
        form = column.form or Phrase(f"the form {column.pattern}", f"de vorm {column.pattern}")
        yield ~empty & ~texts.str.fullmatch(column.pattern), form
    yield from misfits(texts, column.kind)
    yield ~texts.map(is_printable).astype(bool), PRINTABLE
