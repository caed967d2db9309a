"""The exception tree: every user error has a name and five parts.

EvaluationError
├── DefinitionError     a TOML file of the edition is invalid
├── UnknownName         a name that is not in its list (claim, source, chapter, parameter, number)
├── SourceError         a source file is unavailable, or differs from the catalogue
│   ├── ChecksumMismatch
│   └── ImplausibleFile a file differs from others of its layout by more than the stated bands
├── LayoutError         a file does not have the expected layout
├── CorrectionError     a correction no longer applies
├── ChapterError        a chapter stopped
├── RecordError         a record is missing or unreadable
├── BusyError           another command uses the project
├── AcceptanceError     an accepted number would change without a reason
├── BookError           the website or the PDF could not be built
│   └── UnclassifiedNumeral
├── BundleError         a bundle cannot be made or signed
├── WitnessError        a number cannot be computed once more in SQL
├── ReexecutionError    a run could not be repeated elsewhere
├── ClusterError        other machines cannot run chapters
└── StorageError        the disk is full, or a file is not readable or writable
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""ANSI colour codes, as in the traceback of a notebook and the log of Sphinx."""

LISTED = 20
"""Maximum number of names in a message."""


class Hint(str):
    """Words that a message has in place of what was found."""

    __slots__ = ()


class EvaluationError(Exception):
    """An error that the user can fix, in five parts, printed in a fixed order.

    Parameters
    ----------
    what
        What went wrong, with the name of the thing.
    where
        The file, and the line, key or column in it.
    expected
        What should have been there.
    found
        What was there.
    remedy
        What to do now.

    Examples
    --------
    >>> print(EvaluationError("checksum differs", "a.csv", "ab12", "cd34", "Fetch it again."))
    checksum differs in a.csv: expected ab12; found cd34. Fetch it again.
    >>> print(EvaluationError("source 'a' is unknown", "sources", "one of b", nearest("a", "b"), "Correct it."))
    source 'a' is unknown in sources: expected one of b; nothing like it. Correct it.
    """

    def __init__(self, what: str, where: str, expected: str, found: str, remedy: str) -> None:
        super().__init__(what, where, expected, found, remedy)
        self.what = what
        self.where = where
        self.expected = expected
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        found = self.found if isinstance(self.found, Hint) else f"found {self.found}"
        return f"{self.what} in {self.where}: expected {self.expected}; {found}. {self.remedy}"


class DefinitionError(EvaluationError):
    """A TOML file of the edition has a wrong key, type or value."""


class UnknownName(EvaluationError):
    """A name that is not in its list."""


class SourceError(EvaluationError):
    """A source file is unavailable, or would be overwritten."""


class ChecksumMismatch(SourceError):
    """The bytes of a file are not those pinned in the catalogue."""


class ImplausibleFile(SourceError):
    """A file differs from others of its layout by more than the stated bands; accepted with a reason.

    ``table`` has all its figures with their bands.
    """

    table: str = ""


class LayoutError(EvaluationError):
    """A file does not have the columns, keys or values of its layout."""


class CorrectionError(EvaluationError):
    """A correction matches nothing, or the value it corrects has changed."""


class ChapterError(EvaluationError):
    """A chapter stopped, or requests something that it did not declare."""


class RecordError(EvaluationError):
    """The record of a number is missing, duplicated or unreadable."""


class BusyError(EvaluationError):
    """Another command uses the project, and this one must not wait."""


class AcceptanceError(EvaluationError):
    """An accepted number would change without a reason."""


class BookError(EvaluationError):
    """The website or the PDF could not be built."""


class UnclassifiedNumeral(BookError):
    """A page contains a numeral or claim word that no number supports."""


class BundleError(EvaluationError):
    """A bundle cannot be made, signed or read."""


class WitnessError(EvaluationError):
    """A number cannot be computed once more in SQL: no database, or a query that fails."""


class ReexecutionError(EvaluationError):
    """A run could not be repeated in a folder and environment of its own."""


class ClusterError(EvaluationError):
    """The machines that should run chapters are unavailable, or differ from this one."""


class StorageError(EvaluationError):
    """The disk is full, or this user may not read or write a file."""


def listed(names: Iterable[str]) -> str:
    """Names for a message: all, or the first and the number of others.

    >>> listed(["a", "b"]), listed("abcdefghijklmnopqrstuvwxyz")[-15:]
    ('a, b', 's, t and 6 more')
    """
    known = list(names)
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return ", ".join(known[:LISTED]) + more


def closest(name: str, names: Iterable[str]) -> str:
    """The closest known name; empty if none is like it."""
    return next(iter(difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)), "")


def nearest(name: str, names: Iterable[str]) -> Hint:
    """Words that name the closest known name, for the end of a message.

    >>> nearest("radius", ["radius_km", "population"])
    "the closest is 'radius_km'"
    >>> nearest("x", ["radius_km"])
    'nothing like it'
    """
    close = closest(name, names)
    return Hint(f"the closest is '{close}'" if close else "nothing like it")


def counted(count: int, noun: str) -> str:
    """A count with its noun in a message.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1200 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
