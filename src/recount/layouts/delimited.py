"""Delimited text (CSV) as a table of texts: delimiter, quotes, field counts and line numbers.

Fields are counted before pandas reads, because pandas silently pads a truncated row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from recount.errors import LayoutError
from recount.layouts.decoding import decode
from recount.layouts.faults import FaultKind, FileError, Phrase
from recount.layouts.layout import LINE, Wanted, check_columns

MARKS = ";,"
FIRST_LINES = 20
"""Number of lines searched for a header."""

_MARK_LINE = re.compile(r'\A"?sep=."?\n', re.IGNORECASE)
"""A first line that tells Excel the delimiter; it is not a row."""


def delimiter_of(header: str) -> str:
    """The delimiter of a CSV: the one that is most frequent in its first line."""
    return max(MARKS, key=header.count)


def csv_header(path: Path) -> list[str]:
    """The column names; empty for bytes that are not text."""
    try:
        return _header(path, _decoded(path))[0]
    except LayoutError:
        return []


def csv_first_rows(path: Path) -> dict[int, list[str]]:
    """Line -> fields of the first non-blank lines, each split at its own most frequent delimiter.

    Errors: ``LayoutError`` for bytes that are not text, and for tab-separated columns.
    """
    text = _decoded(path)
    _header(path, text)
    lines = text.split("\n")[:FIRST_LINES]
    return {number: _fields(line) for number, line in enumerate(lines, 1) if line.strip()}


def _fields(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return [line]


def read_csv(path: Path, needed: Iterable[Wanted]) -> tuple[pd.DataFrame, str]:
    """All cells of a CSV as text, and its delimiter; empty rows and nameless columns are left out.

    Errors: ``LayoutError`` for a missing or duplicated column, for a row with too few or too many fields,
    for tab-separated columns, and for a header without rows.
    """
    text = _decoded(path)
    names, mark = _header(path, text)
    check_columns(path, [name for name in names if name], needed)
    lines = row_lines(path, text, len(names), mark)
    table = _cells(path, text, mark)
    table.index, table.columns = pd.Index(lines[1:], name=LINE), pd.Index(names)
    table = _without_empty(table)
    if table.empty:
        raise FileError(FaultKind.NO_ROWS, path.name, "rows under the header", "none")
    return table, mark


def _decoded(path: Path) -> str:
    """The text of a CSV; a delimiter line is blanked, so that line numbers stay the same."""
    return _MARK_LINE.sub("\n", decode(path))


def _without_empty(table: pd.DataFrame) -> pd.DataFrame:
    """A table without the empty rows and nameless columns that spreadsheets leave behind."""
    table = table.loc[:, table.columns != ""]
    # empty rows are rare, and start with an empty cell
    if not _is_blank(table.iloc[:, :1]).any():
        return table
    return table.loc[~_is_blank(table)]


def _is_blank(table: pd.DataFrame) -> pd.Series:
    """Whether all cells of a row are empty or blank."""
    blank: pd.Series = table.apply(lambda column: column.str.strip() == "").all(axis=1)
    return blank


def csv_cells(path: Path) -> pd.DataFrame:
    """All cells of a CSV as text, index ``regel``; refuses what :func:`read_csv` refuses."""
    return read_csv(path, ())[0]


def _cells(path: Path, text: str, mark: str) -> pd.DataFrame:
    content = io.BytesIO(text.encode())
    try:
        return pd.read_csv(content, sep=mark, dtype=str, na_filter=False, index_col=False)
    except pd.errors.ParserError as error:
        raise _open_quote(path, error) from None


def _open_quote(path: Path, error: Exception) -> FileError:
    return FileError(FaultKind.QUOTE, path.name, "quotes in pairs", str(error).strip())


def row_lines(path: Path, text: str, width: int, mark: str, *, quoted: bool = True) -> list[int]:
    """The line on which each row starts, including the header and excluding empty lines.

    Within quotes a delimiter or line end is an ordinary character, unless ``quoted`` is false.

    Errors: ``LayoutError`` for the first row that does not have ``width`` fields.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=mark,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    lines, widths, start = [], [], 1
    try:
        for row in reader:
            if row:
                lines.append(start)
                widths.append(len(row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _open_quote(path, error) from None
    for line, found in zip(lines, widths, strict=True):
        if found != width:
            expected = Phrase(f"{width} fields", f"{width} velden")
            raise FileError(FaultKind.WIDTH, path.name, expected, str(found), line=line)
    return lines


def _header(path: Path, text: str) -> tuple[list[str], str]:
    first = text.lstrip("\n").split("\n", 1)[0]
    mark = delimiter_of(first)
    if "\t" in first and mark not in first:
        found = "tabs between them: save it as 'CSV UTF-8'"
        raise FileError(FaultKind.UNSEPARATED, path.name, "';' or ','", found)
    try:
        return [name.strip() for name in next(csv.reader([first], delimiter=mark), [])], mark
    except csv.Error as error:
        # an unclosed quote: other text, such as JSON on one line
        raise _open_quote(path, error) from None
