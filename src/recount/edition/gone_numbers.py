"""The numbers that an edition no longer publishes: ``gone.toml``.

Others may have cited the address of a number, so a number that goes leaves a page there that says why.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from recount.edition.definitions import Definition, read_tables

FILE = "gone"


class GoneNumber(Definition):
    """A number that was published and no longer is.

    Parameters
    ----------
    label
        What it was called, in Dutch.
    reason
        Why it went, in Dutch sentences.
    date
        When it went.
    successor
        The id of the number that takes its place, if there is one.
    """

    label: str = ""
    reason: str
    date: dt.date
    successor: str = ""


def load_gone(folder: Path) -> dict[str, GoneNumber]:
    """The numbers that an edition no longer publishes, by id; none without the file."""
    path = folder / f"{FILE}.toml"
    return read_tables(path, GoneNumber) if path.is_file() else {}
