"""Hostile text in any column of any layout is refused by name, or read as plain text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pandas as pd
import pytest

from recount.errors import LayoutError
from recount.layouts.decoding import decode
from recount.layouts.texts import LONGEST, check_texts
from sto_eval.programme import PROGRAMME

DATA = Path(__file__).parents[3] / "data"
FILES = {
    "duo-leerlingen": "standin/duo/2019-10-01/leerlingen-vo-per-vestiging-naar-onderwijstype-2019.csv.gz",
    "duo-adressen": "standin/duo/2020-12/alle-vestigingen-vo.csv.gz",
    "duo-examens": "standin/duo/2019-2024/examenkandidaten-en-geslaagden-2019-2024.csv.gz",
    "duo-examenresultaten": "standin/duo/2018-2019/geslaagden-gezakten-en-cijfers-2018-2019.csv.gz",
    "duo-prognoses": "standin/duo/prognoses-2021/voprognoses.csv.gz",
    "geonames-postcodes": "standin/geonames/2024-04/NL.txt.gz",
    "edugis-scholen": "standin/edugis/2024-11-22/scholen20241122.geo.zip",
    "grenzen": "standin/boundaries/2025/provinces_2025.geojson.gz",
    "publicaties": "published/cijfers.csv",
} | {
    name: f"standin/sto/{name.removeprefix('sto-')}.csv.gz"
    for name in PROGRAMME.layouts
    if name.startswith("sto-")
}
"""Layout -> a file of ours that it reads; of residents per postcode all cells are codes and counts."""

SHOWN = (
    "<script>alert(1)</script> {raw} html ```{literalinclude} x``` [a](javascript:alert(1)) $x^2$ "
    "{{ a }} §naam |a|b =1+1 's-Hage & Ons/Hier\N{NO-BREAK SPACE}b"
)
UNSEEN = [
    "a\n```{raw} html\n<b>\n```", "a\x1bb", "\N{RIGHT-TO-LEFT OVERRIDE}ab", "R\N{ZERO WIDTH SPACE}02", "x" * 10_000,
]  # fmt: skip

Cells = list[list[str]]
File = tuple[str, Cells, Callable[[Cells], str | bytes]]


def few(layout: str) -> File:
    """The name and first rows of a file of a layout, header first, and a function that writes such rows."""
    path = DATA / FILES[layout]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            text = archive.read(archive.namelist()[0]).decode()
    else:
        text = decode(path)
    if text.startswith("{"):
        return _geojson(text)
    if layout == "geonames-postcodes":
        rows = [
            list(PROGRAMME.layouts[layout].needed),
            *(line.split("\t") for line in text.splitlines()[:3]),
        ]
        return "NL.txt", rows, lambda cells: "".join("\t".join(row) + "\n" for row in cells[1:])
    mark = max(";,", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO("\n".join(text.splitlines()[:4])), delimiter=mark))
    return "a.csv", rows, lambda cells: _csv(cells, mark)


def _csv(cells: Cells, mark: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(cells)
    return out.getvalue()


def _geojson(text: str) -> File:
    features = json.loads(text)["features"][:3]
    names = list(features[0]["properties"])

    def written(cells: Cells) -> str:
        made = [
            one | {"properties": dict(zip(names, row, strict=True))}
            for one, row in zip(features, cells[1:], strict=True)
        ]
        return json.dumps({"type": "FeatureCollection", "features": made})

    rows = [[one["properties"][name] for name in names] for one in features]
    return "a.geojson", [names, *rows], written


def nasty(file: File, columns: Collection[str], text: str) -> Iterator[tuple[str, str | bytes]]:
    """A column, and the content of a file with this text in its last row."""
    _, cells, written = file
    for place, name in enumerate(cells[0]):
        if name in columns:
            yield name, written([*cells[:-1], [*cells[-1][:place], text, *cells[-1][place + 1 :]]])


@pytest.mark.parametrize("layout", FILES)
def test_a_hostile_text_is_refused_by_name_or_unchanged(
    write: Callable[..., Path], layout: str
) -> None:
    """Markup is allowed in a name and refused in a code; unprintable characters are refused everywhere."""
    file = few(layout)
    good = PROGRAMME.layouts[layout].read(write(file[0], file[2](file[1]))).table
    columns = [name for name in good if good[name].dtype.kind == "O" and name in file[1][0]]
    assert len(good) == 3
    assert columns
    for text in (SHOWN, *UNSEEN):
        for name, content in nasty(file, columns, text):
            path = write(file[0], content)
            table, where = outcome(layout, path)
            whole = text == SHOWN and not where and table[name].tolist()[-1:] == [text]
            assert path.name in where or len(table) == 2 or whole, (name, text)


def outcome(layout: str, path: Path) -> tuple[pd.DataFrame, str]:
    """The table of a file, or the place of its fault."""
    try:
        return PROGRAMME.layouts[layout].read(path).table, ""
    except LayoutError as fault:
        return pd.DataFrame(), fault.where


def test_the_message_names_line_and_column_and_is_short(fault: Callable[..., object]) -> None:
    """A text of maximum length is accepted; one more character is not."""
    table = pd.DataFrame({"naam": ["a" * LONGEST, "Oost\u202e"]}, index=[2, 3])
    error = fault(lambda: check_texts(Path("r.csv"), table))
    assert (error.where, error.found) == (
        "r.csv line 3, column 'naam'",
        r"'Oost\u202e', 5 characters",
    )
    table.loc[2, "naam"] += "a"
    error = fault(lambda: check_texts(Path("r.csv"), table))
    assert error.where == "r.csv line 2, column 'naam'"
    assert error.found == f"'{'a' * 60}', {LONGEST + 1} characters"
