"""What a layout is, and what all layouts share: decoding, header checks, counts and keys.

A layout turns the bytes of a publisher's file into a validated table that keeps the publisher's
column names. It repairs nothing: what it cannot read it refuses, by name.

Masked counts. Publishers hide small counts (``<5``; on the CKAN portal the number 4). In a count
column (dtype ``Int64``) such a cell is ``<NA>`` and stands for the interval ``measures.MASK``. An empty
cell is not a count and is refused, so ``<NA>`` never means anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recount.errors import closest
from recount.layouts.faults import EXTEND, FaultKind, FileError, Phrase, Words, wrong_cell
from recount.layouts.gauges import Gauge
from recount.layouts.texts import check_texts
from recount.layouts.unpacking import check_size, gunzip

LINE = "regel"
"""Name of the index: the line number in the publisher's file; the first line is 1."""

MASKED = "<5"

_COLLECTED: ContextVar[list[FileError] | None] = ContextVar("collected", default=None)

Wanted = str | tuple[str, ...]
"""A column that a layout requires: its name, or the names that vintages use for it."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A table read from one file, with its rows accounted for.

    Parameters
    ----------
    table
        The rows kept, under the publisher's column names; index ``regel`` is the line number in the
        publisher's file (first line is 1; for GeoJSON the feature, for XLSX the row).
    rows_in
        Data rows in the file.
    left_out
        Reason (Dutch, shown in the book) -> number of rows left out for that reason.
    hidden
        Text of a masked cell -> the lowest and highest count that it can be.
    derived
        Column that reading added -> the publisher's columns that it is made from.
    """

    table: pd.DataFrame
    rows_in: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    hidden: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    derived: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def published(self, column: str) -> tuple[str, ...]:
        """The publisher's columns behind a column: itself, unless it is derived; empty if there is none."""
        return self.derived.get(column, (column,) if column in self.table else ())

    @property
    def rows_out(self) -> int:
        """Rows kept."""
        return len(self.table)


@dataclass(frozen=True, slots=True)
class Layout:
    """One publisher's table: how to recognise it, and how to read it.

    Parameters
    ----------
    id
        Name in the catalogue.
    title
        What it holds, Dutch, shown in the book.
    header
        Path -> the column names that identify the layout; empty for a file of another kind. Never raises
        for a file that exists.
    needed
        The columns that this layout requires.
    parse
        Path -> the file as it is read.
    cells
        Path -> every cell as the publisher's text, index ``regel``; a geometry as GeoJSON.
    gauges
        The figures on which a newly accepted file is compared.
    years
        Path and parsed file -> the year that the reference date must have, by the place that states it.
    sheet_name
        Path -> the sheet of a workbook that is read; ``None`` for any other file.
    derived
        Column that reading adds -> the publisher's columns that it is made from; two rows have the same
        value if and only if they agree in these.
    """

    id: str
    title: str
    header: Callable[[Path], Sequence[str]]
    needed: Sequence[Wanted]
    parse: Callable[[Path], ParsedFile]
    cells: Callable[[Path], pd.DataFrame]
    gauges: tuple[Gauge, ...] = ()
    years: Callable[[Path, ParsedFile], Mapping[str, int]] = lambda _path, _parsed: {}
    sheet_name: Callable[[Path], str | None] = lambda _path: None
    derived: Mapping[str, Sequence[Wanted]] = field(default_factory=dict)

    def read(self, path: Path) -> ParsedFile:
        """The file as it is read; text that a page cannot display as it is, is refused."""
        parsed = self.parse(path)
        check_texts(path, parsed.table)
        derived = {
            column: tuple(column_of(parsed.table, _names(one)) for one in parts)
            for column, parts in self.derived.items()
            if not missing([str(name) for name in parsed.table], parts)
        }
        return replace(parsed, derived=derived)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, decompressed when the name ends in ``.gz`` (as committed stand-ins do).

    Errors: ``LayoutError`` for a file that does not exist or is larger than ``unpacking.LIMIT``, and for a
    ``.gz`` that is invalid, truncated, or unpacks to more than that.
    """
    try:
        check_size("the file", path.stat().st_size)
        raw = path.read_bytes()
        return gunzip(raw) if path.suffix == ".gz" else raw
    except (OSError, ValueError) as error:
        found = str(error) if isinstance(error, ValueError) else type(error).__name__
        raise FileError(FaultKind.UNOPENED, path.name, "a file, whole", found) from None


def missing(names: Collection[str], needed: Iterable[Wanted]) -> list[Wanted]:
    """The wanted columns that a header lacks under all of their names."""
    return [wanted for wanted in needed if not any(name in names for name in _names(wanted))]


def column_of(names: Container[str], wanted: tuple[str, ...]) -> str:
    """The name that this vintage uses for a wanted column; call after ``check_columns``."""
    return next(name for name in wanted if name in names)


@contextmanager
def collected_faults() -> Iterator[list[FileError]]:
    """Collect faults instead of raising them: one per numeric column, otherwise the first.

    A table read inside this block has missing values in place of wrong cells; discard it if there are faults.
    """
    faults: list[FileError] = []
    token = _COLLECTED.set(faults)
    try:
        yield faults
    except FileError as fault:
        faults.append(fault)
    finally:
        _COLLECTED.reset(token)


def _refuse(fault: FileError) -> None:
    """Raise a fault, or collect it inside ``collected_faults``."""
    collected = _COLLECTED.get()
    if collected is None:
        raise fault
    collected.append(fault)


def check_columns(path: Path, names: Sequence[str], needed: Iterable[Wanted]) -> None:
    """Refuse a header in which a needed column is missing or duplicated."""
    needed = list(needed)
    absent = missing(names, needed)
    if absent:
        known = {name for wanted in needed for name in _names(wanted)}
        quoted = [f"'{name}'" for name in _names(absent[0])]
        about = Phrase(" or ".join(quoted), " of ".join(quoted))
        spare = [name for name in names if name not in known]
        near = next(filter(None, (closest(name, spare) for name in _names(absent[0]))), "")
        like = (f"the closest is '{near}'", f"'{near}' lijkt erop")
        english, dutch = like if near else ("nothing like it", "geen lijkt erop")
        raise FileError(
            FaultKind.NO_COLUMN,
            path.name,
            f"a column {about.english}",
            Phrase(f"{len(names)} columns, {english}", f"{len(names)} kolommen; {dutch}"),
            "If the publisher renamed it, add the new name to the layout.",
            about=about,
        )
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        times = names.count(doubled[0])
        found = Phrase(f"{times} times", f"{times} keer")
        raise FileError(
            FaultKind.COLUMN_TWICE, path.name, "every column once", found, about=f"'{doubled[0]}'"
        )


def _names(wanted: Wanted) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else wanted


def counts(path: Path, column: pd.Series, masked: Collection[str] = (MASKED,)) -> pd.Series:
    """A column of counts as ``Int64``; a cell equal to one of ``masked`` becomes ``<NA>``.

    Errors: ``LayoutError`` with line and column for a cell that is empty, negative or not a whole number.
    """
    codes, values = pd.factorize(column)
    hidden = values.isin(list(masked))
    right = hidden | values.str.fullmatch(r"[0-9]{1,9}")
    if not right.all():
        wrong = pd.Series(~right[codes], index=column.index)
        expected = Phrase(
            " or ".join(["a whole number", *masked]), " of ".join(["een heel getal", *masked])
        )
        _refuse(wrong_cell(path, column, wrong, expected))
        hidden |= ~right
    numbers = np.where(hidden, "0", values).astype("int64")
    cells = pd.arrays.IntegerArray(numbers[codes], hidden[codes])
    return pd.Series(cells, index=column.index, name=column.name)


def decimals(path: Path, column: pd.Series, top: int, expected: Words) -> pd.Series:
    """A column of numbers from 0 to ``top`` as floats; an empty cell is missing.

    Accepts a decimal comma or point, with or without a digit before it, and an optional trailing ``%``.

    Errors: ``LayoutError`` with line and column for any other cell.
    """
    codes, values = pd.factorize(column)
    empty = values.str.strip() == ""
    shaped = values.str.fullmatch(r"[0-9]*[.,]?[0-9]+%?")
    plain = values.str.rstrip("%").str.replace(",", ".", regex=False)
    numbers = np.where(shaped, plain, "nan").astype(float)
    right = empty | (shaped & (numbers <= top))
    if not right.all():
        _refuse(wrong_cell(path, column, pd.Series(~right[codes], index=column.index), expected))
        numbers = np.where(right, numbers, np.nan)
    return pd.Series(numbers[codes], index=column.index, name=column.name)


def check_key(path: Path, table: pd.DataFrame, key: Sequence[str]) -> None:
    """Refuse a table in which two rows have the same key; the error has the first, and the number of others."""
    doubled = table.duplicated(list(key), keep="first")
    if doubled.any():
        line, row = next(table.loc[doubled, list(key)].iterrows())
        first = table.index[(table[list(key)] == row).all(axis=1)][0]
        others = int(doubled.sum()) - 1
        cells = ", ".join(map(str, row))
        found = Phrase(
            f"the key of line {first} again: {cells}"
            + (f" and {others} more in this file" if others else ""),
            f"die van regel {first}: {cells}"
            + (f" en nog {others} keer in dit bestand" if others else ""),
        )
        expected = "one row for each " + " + ".join(key)
        raise FileError(FaultKind.KEY, path.name, expected, found, line=line)


def validated(path: Path, table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The table if it satisfies the schema; otherwise the first fault as a ``LayoutError``.

    A schema names the columns that the layout needs and allows others: publishers add columns.
    """
    try:
        return schema.validate(table)
    except pa.errors.SchemaError as error:
        raise _translated(path, error) from None


def _translated(path: Path, error: pa.errors.SchemaError) -> FileError:
    """A pandera fault, with line and column of the publisher's file."""
    cases = error.failure_cases
    case = cases.iloc[0] if isinstance(cases, pd.DataFrame) and len(cases) else None
    line = None if case is None or pd.isna(case.get("index")) else case["index"]
    found = str(error) if case is None else repr(case["failure_case"])
    column = getattr(error.schema, "name", None)
    return FileError(FaultKind.CELL, path.name, _wanted(error.check), found, EXTEND, line, column)


def _wanted(check: object) -> Words:
    """What a check of a schema asks of a cell; of other checks than those of layouts their own name."""
    values = getattr(check, "statistics", None) or {}
    match getattr(check, "name", ""):
        case "str_matches":
            return Phrase(f"the form {values['pattern']}", f"de vorm {values['pattern']}")
        case "str_length":
            return Phrase("a text", "een tekst")
        case "in_range":
            low, high = values["min_value"], values["max_value"]
            return Phrase(
                f"a number from {low} to {high}", f"een getal van {low} tot en met {high}"
            )
        case "greater_than":
            low = values["min_value"]
            return Phrase(f"a number above {low}", f"een getal boven {low}")
        case "isin":
            options = ", ".join(map(str, values["allowed_values"]))
            return Phrase(f"one of {options}", f"keuze: {options}")
    return str(check)
