"""Our own list of figures that others published: one row per figure, with its source.

It is maintained by hand, so every cell is checked, and an error names the line.
"""

from __future__ import annotations

from pathlib import Path

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.layout import OURS, Layout, Sheet, refuse_cells

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


def read(path: Path) -> Sheet:
    """The list as it is, ``waarde`` and ``stap`` as numbers and ``zelfde_definitie`` as a boolean.

    Errors: ``LayoutError`` with line and column for a cell that does not match its column, for a duplicated
    id, and for a figure in a picture without a year or without anything to compare it with.
    """
    cells, _ = read_csv(path, CELLS)
    for name, (pattern, expected) in CELLS.items():
        refuse_cells(path, cells[name], ~cells[name].str.fullmatch(pattern), expected, OURS)
    doubled = cells["id"].duplicated()
    refuse_cells(path, cells["id"], doubled, "an id that no other row has", OURS)
    drawn = cells["beeld"] != ""
    for name, wanted in (("jaar", "a year"), ("vergelijk", "an id")):
        empty = drawn & (cells[name] == "")
        refuse_cells(path, cells[name], empty, f"{wanted}, for a row with 'beeld'", OURS)
    table = cells[list(CELLS)].astype({"waarde": float, "stap": float})
    table["zelfde_definitie"] = table["zelfde_definitie"] == "ja"
    return Sheet(table, len(table))


LAYOUT = Layout(
    "publicaties", "Getallen uit andere publicaties", csv_header, list(CELLS), read, csv_cells
)
