"""Delimited text: what is read, and what is refused beforehand."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import LayoutError
from recount.layouts.decoding import decode
from recount.layouts.delimited import csv_header, read_csv, row_lines

TABLE = "A;B\n1;x\n2;y\n"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-8-sig"])
def test_an_accent_survives_each_encoding(write: Callable[..., Path], encoding: str) -> None:
    """Latin-1, Windows-1252, UTF-8, and UTF-8 with a BOM, which is not part of the first name."""
    table, _ = read_csv(write("a.csv", "A;B\n1;Hé\n", encoding), ["A", "B"])
    assert (list(table), table["B"].tolist()) == (["A", "B"], ["Hé"])


def test_curly_quotes_of_windows_are_read(write: Callable[..., Path]) -> None:
    """Bytes that latin-1 has as control characters."""
    table, _ = read_csv(write("a.csv", "A;B\n1;’t “x” – y\n", "cp1252"), ["A", "B"])
    assert table["B"].tolist() == ["’t “x” – y"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [(TABLE, ";"), (TABLE.replace("\n", "\r\n"), ";"), ('"A","B"\n"1","x"\n"2","y"\n', ",")],
)
def test_delimiter_quotes_and_line_ends_do_not_matter(
    write: Callable[..., Path], text: str, mark: str
) -> None:
    """The same two rows, on lines 2 and 3, in every form."""
    table, found = read_csv(write("a.csv", text), ["A"])
    assert (table["B"].tolist(), table.index.tolist(), found) == (["x", "y"], [2, 3], mark)
    assert table.index.name == "regel"


def test_a_compressed_file_is_read(write: Callable[..., Path]) -> None:
    """Stand-ins are stored as .gz."""
    assert len(read_csv(write("a.csv.gz", TABLE), ["A"])[0]) == 2


def test_a_cell_is_not_changed(write: Callable[..., Path]) -> None:
    """Leading zeros are kept, and NA is ordinary text."""
    table, _ = read_csv(write("a.csv", "A;B\n0046;NA\n"), ["A"])
    assert table.loc[2].tolist() == ["0046", "NA"]


def test_the_line_is_that_of_the_file(write: Callable[..., Path]) -> None:
    """A line break inside quotes and an empty line count as lines, not as rows."""
    text = 'A;B\n"1\n1";x\n\n2;y\n'
    assert read_csv(write("a.csv", text), ["A"])[0].index.tolist() == [2, 5]


@pytest.mark.parametrize(("second", "cell"), [("2", "2"), ('2"', '2"'), ('"2"', "2")])
def test_a_lone_quote_in_a_field_is_an_ordinary_character(
    write: Callable[..., Path], second: str, cell: str
) -> None:
    """Counting quotes fails here, also for two of them; the parser is then used."""
    table, _ = read_csv(write("a.csv", f'A;B\n5" pijp;x\n{second};y\n'), ["A"])
    assert table["A"].tolist() == ['5" pijp', cell]
    assert table.index.tolist() == [2, 3]


def test_a_missing_column_is_named(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """The header has A and B; C is required."""
    error = fault(lambda: read_csv(write("a.csv", TABLE), ["A", "C"]))
    assert (error.what, error.where) == ("column 'C' is missing", "a.csv")


def test_a_renamed_column_leads_to_its_new_name(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """The nearest column that nothing else needs is named."""
    path = write("a.csv", "AFDELINGSNAAM;AFDELING 2\n1;x\n")
    error = fault(lambda: read_csv(path, ["AFDELING", "AFDELINGSNAAM"]))
    assert "the closest is 'AFDELING 2'" in error.found


def test_one_of_several_names_is_enough(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """A and its later name are the same column; if both are missing, the error names both."""
    path = write("a.csv", TABLE)
    read_csv(path, [("OUD", "A")])
    assert "'OUD' or 'NIEUW'" in fault(lambda: read_csv(path, [("OUD", "NIEUW")])).what


def test_a_doubled_column_is_refused(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """Pandas would rename the second to A.1."""
    assert (
        fault(lambda: read_csv(write("a.csv", "A;A\n1;x\n"), ["A"])).what == "column 'A' is doubled"
    )


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b" \r\n\n", "the file is empty"),
        (b"A;B\n", "the file has no rows"),
        (b"A;B", "the file has no rows"),
        (b"A;B\n;\n", "the file has no rows"),
        (b";\n;\n", "column 'A' is missing"),
        (b"A;B\n1;x\n2", "a row is cut off or has a field too many"),
        (b"A;B\n1;x\n2\n", "a row is cut off or has a field too many"),
        (b"A;B\n1;x;z\n", "a row is cut off or has a field too many"),
        (b'"A";"B"\n"1";"x"\n"2\n', "a row is cut off or has a field too many"),
        (b'"A";"B"\n"1";"x\n', "a quote is not closed"),
        (TABLE.encode("utf-16"), "the file is not text"),
        (TABLE.encode("utf-16-le"), "the file is not text"),
        (b"A;B\r1;x\r2;y\n", "the file is not text"),
        (b"A;B\n1;x\ry\n", "the file is not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\n", "the file is not text"),
        (b"A;B\n1;\xe9\x81\n", "the file is not text"),
        (b"A\tB\n1\tx\n", "the columns are not separated"),
        (b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "the file is not a table"),
        ("A;B\n1;Hé\n".encode().decode("latin-1").encode(), "the file was decoded wrongly"),
        ("A;B\n1;’s\n".encode().decode("cp1252").encode(), "the file was decoded wrongly"),
    ],
)
def test_a_broken_file_is_refused_by_name(
    write: Callable[..., Path], fault: Callable[..., object], content: bytes, what: str
) -> None:
    """Empty, header only, cut off, another encoding: each has its own name."""
    assert fault(lambda: read_csv(write("a.csv", content), ["A"])).what.startswith(what)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (TABLE.encode("utf-16"), "UTF-16: save it as"),
        (b"A;B\r1;x\r", "lines that end in a carriage return only: save it as"),
        (b"\x01\r\x02;\r", "binary bytes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "a workbook of an old Excel"),
    ],
)
def test_the_error_for_a_file_that_is_not_text_says_what_it_is(
    write: Callable[..., Path], fault: Callable[..., object], content: bytes, found: str
) -> None:
    """The error says in which format to save it."""
    assert fault(lambda: read_csv(write("a.csv", content), ["A"])).found.startswith(found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A;B\n1;x\n2;y", [2, 3]),
        ("A;B;;\n1;x;;\n2;y;;\n", [2, 3]),
        ("A;B\n1;x\n;\n2;y\n;\n", [2, 4]),
        ("sep=;\nA;B\n1;x\n2;y\n", [3, 4]),
        ("\ufeffsep=;\r\nA; B \r\n1;x\r\n2;y\r\n", [3, 4]),
        (";A;B\n0;1;x\n1;2;y\n", [2, 3]),
    ],
)
def test_what_a_spreadsheet_adds_is_not_a_row(
    write: Callable[..., Path], text: str, lines: list[int]
) -> None:
    """No final line end, empty columns and rows, a line for Excel, a BOM, a column of row numbers."""
    table, _ = read_csv(write("a.csv", text), ["A", "B"])
    assert (table["A"].tolist(), table["B"].tolist()) == (["1", "2"], ["x", "y"])
    assert (list(table), table.index.tolist()) == (["A", "B"], lines)


def test_the_line_that_is_cut_off_is_named(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """Line 3 has one field of two."""
    error = fault(lambda: read_csv(write("a.csv", "A;B\n1;x\n2\n"), ["A"]))
    assert (error.where, error.expected, error.found) == ("a.csv line 3", "2 fields", "1")


def test_half_a_packed_file_is_refused(
    write: Callable[..., Path], fault: Callable[..., object]
) -> None:
    """A download that stopped."""
    path = write("a.csv.gz", TABLE)
    path.write_bytes(path.read_bytes()[:-9])
    assert fault(lambda: decode(path)).what == "the file cannot be opened"


def test_a_missing_file_is_refused(tmp_path: Path, fault: Callable[..., object]) -> None:
    """With an error, not a traceback."""
    assert fault(lambda: decode(tmp_path / "weg.csv")).found == "FileNotFoundError"


def test_the_header_of_a_picture_is_empty(write: Callable[..., Path]) -> None:
    """Recognising a file never fails."""
    assert csv_header(write("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\n")) == []


@given(st.lists(st.lists(st.text('ab;"\n ', max_size=4), min_size=2, max_size=2), min_size=1))
def test_lines_are_those_of_the_parser(rows: list[list[str]]) -> None:
    """Whatever quoted cells contain, each row starts where it was written."""
    text, begins = io.StringIO(newline=""), []
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in rows:
        begins.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    assert row_lines(Path("a.csv"), text.getvalue(), 2, ";") == begins


@given(st.text('ab;," \r\n', max_size=12), st.text('a"', max_size=4))
def test_any_text_is_read_or_refused(body: str, last: str) -> None:
    """No quote, in any position, gives a traceback or a row without a line number."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_text(f"A;B\n{body};{last}\n", "utf-8")
        try:
            table, _ = read_csv(path, ["A"])
        except LayoutError:
            return
    assert table.index.is_monotonic_increasing
