"""The lines of publishers' files, read with nothing but the standard library."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from recount.verify.publishers import _agree, read_lines

FEATURES = {
    "features": [
        {
            "properties": {"naam": "a", "code": None},
            "geometry": {"type": "Point", "coordinates": [5, 52]},
        }
    ]
}


def test_a_text_is_read_in_its_own_delimiter_and_encoding(tmp_path: Path) -> None:
    """Semicolons in latin-1; a quoted cell over two lines belongs to its first line, and empty lines count."""
    path = tmp_path / "a.csv"
    path.write_bytes('naam;plaats\n"één\ntwee";x\n\ndrie;y\n'.encode("latin-1"))
    found = read_lines(path, 2)
    assert found == {1: ["naam", "plaats"], 2: ["één\ntwee", "x"], 5: ["drie", "y"]}
    path.write_text("a,b,c\n1,2,3\n", "utf-8-sig")
    assert read_lines(path, 3)[2] == ["1", "2", "3"]


def test_a_text_without_such_cells_is_refused(tmp_path: Path) -> None:
    """No delimiter gives four cells."""
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    with pytest.raises(ValueError, match="no delimiter gives 4 cells"):
        read_lines(path, 4)


def test_a_workbook_is_read_by_row(tmp_path: Path) -> None:
    """Texts and numbers of the largest sheet; an empty cell keeps its place."""
    book = openpyxl.Workbook()
    book.active.append(["Postcode-4", None, "tot 15 jaar"])
    book.active.append([1011, None, 760.5])
    book.save(tmp_path / "a.xlsx")
    found = read_lines(tmp_path / "a.xlsx", 3)
    assert (found[1], found[2]) == (["Postcode-4", "", "tot 15 jaar"], ["1011", "", "760.5"])


def test_a_feature_is_read_by_name(tmp_path: Path) -> None:
    """From GeoJSON that is alone in a zip; the first feature is line 1."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.geojson", json.dumps(FEATURES))
    geometry = '{"type":"Point","coordinates":[5,52]}'
    assert read_lines(tmp_path / "a.zip", 3) == {1: {"naam": "a", "code": "", "geometry": geometry}}


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (["a ", "1"], ["a", "1.0"], True),
        (["'=1+1", "1"], ["=1+1", "1"], True),
        (["a", ""], ["a"], True),
        (["a", "2"], ["a", "3"], False),
        (["a"], ["a", "b"], False),
        (["a", "b"], [], False),
    ],
)
def test_cells_agree_as_text_or_as_number(
    ours: list[str], theirs: list[str], *, same: bool
) -> None:
    """Blanks around a cell do not count, nor an apostrophe that we put before a formula."""
    assert _agree(ours, ["x", "y"], theirs) is same
