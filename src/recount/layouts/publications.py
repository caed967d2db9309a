"""Our own list of figures that others published: one row per figure, with its source.

It is maintained by hand, so every cell is checked, and an error names the line.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.layout import Layout, Sheet, wrong_cell

UNTIL = " tot en met "
"""Between the first and the last year of a period."""

YEAR = "[0-9]{4}"
_KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = (r"(?:\S(?:.*\S)?)?", "a text without blanks around it, or nothing")
_TEXT = (r"\S(?:.*\S)?", "a text without blanks around it")

CELLS: dict[str, tuple[str, str]] = {
    "id": (_KEBAB, "a key in kebab-case"),
    "uitspraak": (rf"{_KEBAB}(?:\|{_KEBAB})*", "ids of claims, with | between them"),
    "grootheid": _TEXT,
    "waarde": (r"-?[0-9]+(?:\.[0-9]+)?", "a number with a decimal point"),
    "stap": (r"(?=.*[1-9])[0-9]+(?:\.[0-9]+)?", "a number above 0 with a decimal point"),
    "eenheid": _TEXT,
    "periode": _TEXT,
    "jaar": (
        rf"(?:{YEAR}(?:{UNTIL}{YEAR})?)?",
        f"a year, the first and last of several with '{UNTIL.strip()}' between, or nothing",
    ),
    "beeld": _NAME,
    "definitie": _TEXT,
    "vergelijk": (
        rf"(?:{_KEBAB}(?:-\*)?)?",
        "the id of a number or claim, those of all years as 'instroom-*', or nothing",
    ),
    "zelfde_definitie": (r"ja|nee", "ja or nee"),
    "bron": _TEXT,
    "titel": _TEXT,
    "url": (r"https?://\S+", "an address"),
    "datum": (r"(?:[0-9]{4}(?:-[0-9]{2}){0,2})?", "a year, month or day, or nothing"),
    "gelezen": (
        r"geheel|alleen begin|via andere bron|afgeleid",
        "geheel, alleen begin, via andere bron or afgeleid",
    ),
}
"""Column -> what a cell must look like, as a pattern and in words."""

REMEDY = "Correct the cell."


def read(path: Path) -> Sheet:
    """The list as it is, ``waarde`` and ``stap`` as numbers and ``zelfde_definitie`` as a boolean.

    Errors: ``LayoutError`` with line and column for a cell that does not match its column, for a duplicated
    id, and for a figure in a picture without a year or without anything to compare it with.
    """
    cells, _ = read_csv(path, CELLS)
    for name, (pattern, expected) in CELLS.items():
        _refuse(path, cells[name], ~cells[name].str.fullmatch(pattern), expected)
    _refuse(path, cells["id"], cells["id"].duplicated(), "an id that no other row has")
    drawn = cells["beeld"] != ""
    _refuse(path, cells["jaar"], drawn & (cells["jaar"] == ""), "a year, for a row with 'beeld'")
    compared = cells["vergelijk"]
    _refuse(path, compared, drawn & (compared == ""), "an id, for a row with 'beeld'")
    table = cells[list(CELLS)].astype({"waarde": float, "stap": float})
    table["zelfde_definitie"] = table["zelfde_definitie"] == "ja"
    return Sheet(table, len(table))


def _refuse(path: Path, column: pd.Series, wrong: pd.Series, expected: str) -> None:
    if wrong.any():
        raise wrong_cell(path, column, wrong, expected, REMEDY)


LAYOUT = Layout(
    "publicaties", "Getallen uit andere publicaties", csv_header, list(CELLS), read, csv_cells
)
