"""Common to DUO's files: location codes, and counts that are parts of another count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from recount.layouts.faults import Phrase, refuse_cells, wrong_cell
from recount.layouts.layout import column_of
from recount.numbers.measures import MASK

LOCATION = r"^[0-9]{2}[A-Z]{2}[0-9]{2}$"
CODE = "vestiging"
"""The code of a location, a derived key: four characters for the school and two digits for the location."""

SCHOOL = ("BRIN NUMMER", "INSTELLINGSCODE", "INSTELLING")
NUMBER = ("VESTIGINGSCODE", "VESTIGINGSNUMMER")
"""The names that vintages use for the school code and the location number."""

LOCATION_COLUMNS = {CODE: (SCHOOL, NUMBER)}
"""The columns that the code of a location is made from."""


def location_codes(path: Path, cells: pd.DataFrame) -> pd.Series:
    """Six-character codes from the four characters of the school and a number of one, two or six characters.

    Errors: ``LayoutError`` for a six-character code that belongs to another school.
    """
    school, number = (cells[column_of(cells, names)] for names in (SCHOOL, NUMBER))
    whole = number.str.len() > 2  # noqa: PLR2004 - longer than a number: it includes the school
    stray = whole & (number.str[:4] != school)
    if stray.any():
        begin = school[stray].iloc[0]
        expected = Phrase(
            f"a code that begins with '{begin}'", f"een code die begint met '{begin}'"
        )
        raise wrong_cell(path, number, stray, expected)
    return number.where(whole, school + number.str.zfill(2)).rename(CODE)


def check_parts(
    path: Path,
    cells: pd.DataFrame,
    numbers: Mapping[str, pd.Series],
    parts: Sequence[str],
    whole: str,
) -> None:
    """Refuse counts whose sum exceeds the count that they are parts of, whatever was masked."""
    least, most = MASK
    over = sum(numbers[name].fillna(least) for name in parts) > numbers[whole].fillna(most)
    english, dutch = (
        " ".join([*(f"{word} {name}" for name in parts[1:]), f"{most} {whole}"])
        for word, most in (("with", "at most"), ("met", "ten hoogste"))
    )
    refuse_cells(path, cells[parts[0]], over, Phrase(english, dutch))
