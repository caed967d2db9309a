"""Our own list of figures that others published: one row per figure, with its source.

It is maintained by hand, so every cell is checked, and an error names the line.
"""

from __future__ import annotations

from pathlib import Path

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import OURS, Phrase, refuse_cells
from recount.layouts.layout import Layout, ParsedFile

UNTIL = " tot en met "
"""Between the first and the last year of a period."""

YEAR = "[0-9]{4}"
_KEBAB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = (
    r"(?:\S(?:.*\S)?)?",
    Phrase(
        "a text without blanks around it, or nothing", "een tekst zonder spaties eromheen, of niets"
    ),
)
_TEXT = (
    r"\S(?:.*\S)?",
    Phrase("a text without blanks around it", "een tekst zonder spaties eromheen"),
)

CELLS: dict[str, tuple[str, Phrase]] = {
    "id": (
        _KEBAB,
        Phrase("a key in kebab-case", "kleine letters en cijfers, met streepjes ertussen"),
    ),
    "uitspraak": (
        rf"{_KEBAB}(?:\|{_KEBAB})*",
        Phrase("ids of claims, with | between them", "namen van uitspraken, met | ertussen"),
    ),
    "grootheid": _TEXT,
    "waarde": (
        r"-?[0-9]+(?:\.[0-9]+)?",
        Phrase("a number with a decimal point", "een getal met een decimale punt"),
    ),
    "stap": (
        r"(?=.*[1-9])[0-9]+(?:\.[0-9]+)?",
        Phrase("a number above 0 with a decimal point", "een getal boven 0 met een decimale punt"),
    ),
    "eenheid": _TEXT,
    "periode": _TEXT,
    "jaar": (
        rf"(?:{YEAR}(?:{UNTIL}{YEAR})?)?",
        Phrase(
            f"a year, the first and last of several with '{UNTIL.strip()}' between, or nothing",
            f"een jaar, of het eerste en het laatste met '{UNTIL.strip()}' ertussen, of niets",
        ),
    ),
    "beeld": _NAME,
    "definitie": _TEXT,
    "vergelijk": (
        rf"(?:{_KEBAB}(?:-\*)?)?",
        Phrase(
            "the id of a number or claim, those of all years as 'instroom-*', or nothing",
            "de naam van een getal of uitspraak, die van alle jaren als 'instroom-*', of niets",
        ),
    ),
    "zelfde_definitie": (r"ja|nee", Phrase("ja or nee", "ja of nee")),
    "bron": _TEXT,
    "titel": _TEXT,
    "url": (r"https?://\S+", Phrase("an address", "een webadres")),
    "datum": (
        r"(?:[0-9]{4}(?:-[0-9]{2}){0,2})?",
        Phrase("a year, month or day, or nothing", "een jaar, maand of dag, of niets"),
    ),
    "gelezen": (
        r"geheel|alleen begin|via andere bron|afgeleid",
        Phrase(
            "geheel, alleen begin, via andere bron or afgeleid",
            "geheel, alleen begin, via andere bron of afgeleid",
        ),
    ),
}
"""Column -> what a cell must look like, as a pattern and in words."""


def read(path: Path) -> ParsedFile:
    """The list as it is, ``waarde`` and ``stap`` as numbers and ``zelfde_definitie`` as a boolean.

    Errors: ``LayoutError`` with line and column for a cell that does not match its column, for a duplicated
    id, and for a figure in a picture without a year or without anything to compare it with.
    """
    cells, _ = read_csv(path, CELLS)
    for name, (pattern, expected) in CELLS.items():
        refuse_cells(path, cells[name], ~cells[name].str.fullmatch(pattern), expected, OURS)
    doubled = cells["id"].duplicated()
    unique = Phrase("an id that no other row has", "een naam die geen andere regel heeft")
    refuse_cells(path, cells["id"], doubled, unique, OURS)
    drawn = cells["beeld"] != ""
    needs = {
        "jaar": Phrase("a year, for a row with 'beeld'", "een jaar, bij een regel met 'beeld'"),
        "vergelijk": Phrase("an id, for a row with 'beeld'", "een naam, bij een regel met 'beeld'"),
    }
    for name, expected in needs.items():
        refuse_cells(path, cells[name], drawn & (cells[name] == ""), expected, OURS)
    table = cells[list(CELLS)].astype({"waarde": float, "stap": float})
    table["zelfde_definitie"] = table["zelfde_definitie"] == "ja"
    return ParsedFile(table, len(table))


LAYOUT = Layout(
    "publicaties", "Getallen uit andere publicaties", csv_header, list(CELLS), read, csv_cells
)
