"""What is wrong with a file: a kind and its values, from which the English and the Dutch message are made.

The English message is an error of the program; the Dutch one is for whoever hands over the file.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from recount.errors import LayoutError

AGAIN = "Fetch the file again from the publisher."
EXTEND = "Fetch the file again; if the publisher writes it this way, extend the layout."
OURS = "Correct the cell."

SHOWN = 60
"""Characters of a long cell in a message."""

LONGEST = 300
"""Maximum number of characters in a text."""


class Phrase(NamedTuple):
    """Words of a message in both languages."""

    english: str
    dutch: str


Words = Phrase | str
"""A phrase, or text that is the same in both languages or that the Dutch message leaves out."""


class FaultKind(Enum):
    """A kind of fault: what the English message says, and the whole of the Dutch one without its place.

    ``{about}``, ``{expected}`` and ``{found}`` are the values of the fault.
    """

    CELL = "a cell has a wrong value", "{found}; verwacht: {expected}"
    NO_VALUE = "a cell has no value", "een formule heeft geen waarde: {found}"
    ZEROS = (
        "a cell shows zeros that are not stored",
        "een cel toont nullen die er niet in staan; maak er tekst van: {found}",
    )
    KEY = "a key is doubled", "dezelfde sleutel staat er twee keer: {found}"
    WIDTH = (
        "a row is cut off or has a field too many",
        "een regel heeft te weinig of te veel velden: {found}, verwacht {expected}",
    )
    QUOTE = "a quote is not closed", "een aanhalingsteken is niet gesloten"
    NO_COLUMN = "column {about} is missing", "kolom {about} ontbreekt; de kop heeft {found}"
    NO_COLUMNS = (
        "columns {about} are missing",
        "kolommen {about} ontbreken; de kop heeft {found}",
    )
    COLUMN_TWICE = "column {about} is doubled", "kolom {about} staat er {found}"
    UNSEPARATED = (
        "the columns are not separated",
        "tussen de kolommen staat een tab en geen puntkomma; bewaar het als 'CSV UTF-8'",
    )
    NO_ROWS = "the file has no rows", "onder de kop staan geen regels"
    EMPTY = "the file is empty", "het bestand is leeg"
    UNOPENED = "the file cannot be opened", "het bestand is niet te openen: {found}"
    UNREADABLE = "the file cannot be read", "het bestand is niet te lezen"
    NO_TEXT = (
        "the file is not text",
        "het bestand is geen tekst; bewaar het als 'CSV UTF-8' of als XLSX",
    )
    WEB_PAGE = "the file is not a table", "het bestand is een webpagina"
    ACCENTS = (
        "the file was decoded wrongly before it was saved",
        "letters met accenten zijn verkeerd bewaard: {found}",
    )
    NO_FEATURES = "the file has no features", "er staan geen objecten in"
    WORKBOOK = "the workbook cannot be read", "het werkboek is niet te lezen"
    NO_SHEET = (
        "no sheet can be read",
        "geen zichtbaar blad heeft de kolommen: {found}",
    )
    SHEETS = (
        "more than one sheet has the header",
        "de kop staat op meer dan één zichtbaar blad: {found}",
    )


class FileError(LayoutError):
    """A fault of a file, with its kind and values.

    Parameters
    ----------
    kind
        What is wrong.
    file
        The name of the file.
    expected, found, remedy
        As of every error.
    line, column
        Where in the file, if it is about a line or a column.
    about
        What the kind is about, such as the names of missing columns.
    """

    def __init__(  # noqa: PLR0913 - what a message says
        self,
        kind: FaultKind,
        file: str,
        expected: Words,
        found: Words,
        remedy: str = AGAIN,
        line: object = None,
        column: object = None,
        about: Words = "",
    ) -> None:
        self.kind, self.file, self.line, self.column = kind, file, line, column
        self.values = {
            name: words if isinstance(words, Phrase) else Phrase(words, words)
            for name, words in (("expected", expected), ("found", found), ("about", about))
        }
        english = {name: phrase.english for name, phrase in self.values.items()}
        at = f"{file} line {line}" if line is not None else file
        super().__init__(
            kind.value[0].format(**english),
            f"{at}, column '{column}'" if column is not None else at,
            english["expected"],
            english["found"],
            remedy,
        )
        self.args = (kind, file, expected, found, remedy, line, column, about)

    @property
    def dutch(self) -> str:
        """The message in Dutch: line and column, and what is wrong."""
        dutch = {name: phrase.dutch for name, phrase in self.values.items()}
        at = [f"regel {self.line}"] if self.line is not None else []
        at += [f"kolom '{self.column}'"] if self.column is not None else []
        return (f"{', '.join(at)}: " if at else "") + self.kind.value[1].format(**dutch)


def wrong_cell(
    path: Path, column: pd.Series, wrong: pd.Series, expected: Words, remedy: str = EXTEND
) -> FileError:
    """The fault of the first wrong cell of a column, with the number of other wrong cells."""
    first, others = int(wrong.to_numpy().argmax()), int(wrong.sum()) - 1
    cell = repr(column.iloc[[first]].tolist()[0])
    found = Phrase(cell, cell)
    if len(cell) > LONGEST:
        start = f"{cell[:SHOWN]}…, {len(cell)} "
        found = Phrase(f"{start}characters", f"{start}tekens")
    if others:
        found = Phrase(
            f"{found.english} and {others} more in this column",
            f"{found.dutch} en nog {others} keer in deze kolom",
        )
    return FileError(
        FaultKind.CELL, path.name, expected, found, remedy, column.index[first], column.name
    )


def refuse_cells(
    path: Path, column: pd.Series, wrong: pd.Series, expected: Words, remedy: str = EXTEND
) -> None:
    """Refuse a column with wrong cells, with the fault of ``wrong_cell``."""
    if wrong.any():
        raise wrong_cell(path, column, wrong, expected, remedy)
