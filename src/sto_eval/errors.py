"""The exception tree: every fault of a user's input has a name and five parts.

EvaluationError
├── DefinitionError     a TOML file of the edition does not say what it should
├── UnknownName         a name that is not in its list (claim, source, chapter, parameter, number)
├── SourceError         a source file cannot be had, or is not what the catalogue says
│   ├── ChecksumMismatch
│   └── ImplausibleFile a file differs from its kin more than the stated bands allow
├── LayoutError         a file does not have the layout it should have
├── CorrectionError     a correction no longer applies
├── ChapterError        a chapter stopped
├── RecordError         a record is missing or cannot be read
├── BusyError           another command uses the project
├── AcceptanceError     an accepted number would change without a reason
├── BookError           the website or the PDF could not be built
│   └── UnclassifiedNumeral
├── BundleError         a bundle cannot be made or signed
├── ReexecutionError    a run could not be repeated elsewhere
├── ClusterError        other machines cannot run chapters
└── StorageError        the disk is full, or a file may not be read or written
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""What colours a text on a screen: in the traceback of a notebook and the log of an engine."""

LISTED = 20
"""How many names a message lists."""


class EvaluationError(Exception):
    """A fault that a user can mend, in five parts, told in a fixed order.

    Parameters
    ----------
    what
        What went wrong, with the name of the thing.
    where
        The file, and within it the line, key or column.
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
    """

    def __init__(self, what: str, where: str, expected: str, found: str, remedy: str) -> None:
        super().__init__(what, where, expected, found, remedy)
        self.what = what
        self.where = where
        self.expected = expected
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} in {self.where}: expected {self.expected}; found {self.found}. {self.remedy}"


class DefinitionError(EvaluationError):
    """A TOML file of the edition has a wrong key, type or value."""


class UnknownName(EvaluationError):
    """A name that is not in the list it should come from."""


class SourceError(EvaluationError):
    """A source file cannot be had, or would be overwritten."""


class ChecksumMismatch(SourceError):
    """The bytes of a file are not the bytes the catalogue has pinned."""


class ImplausibleFile(SourceError):
    """A file can be read, but differs from its kin more than the stated bands allow; a reason lets it in.

    ``table`` has all its figures beside their bands.
    """

    table: str = ""


class LayoutError(EvaluationError):
    """A file does not have the columns, keys or values of its layout."""


class CorrectionError(EvaluationError):
    """A correction matches nothing, or the value it corrects has changed."""


class ChapterError(EvaluationError):
    """A chapter stopped, or asks for something it did not declare."""


class RecordError(EvaluationError):
    """A record of a number is missing, doubled or unreadable."""


class BusyError(EvaluationError):
    """Another command uses the project, and this one is not to wait."""


class AcceptanceError(EvaluationError):
    """An accepted number would change, and nobody says why."""


class BookError(EvaluationError):
    """The website or the PDF could not be built."""


class UnclassifiedNumeral(BookError):
    """A page holds a numeral or a claim that no number stands behind."""


class BundleError(EvaluationError):
    """A bundle cannot be made, signed or read."""


class ReexecutionError(EvaluationError):
    """A run could not be repeated in a folder and environment of its own."""


class ClusterError(EvaluationError):
    """The machines that should run chapters are not there, or are not as this one."""


class StorageError(EvaluationError):
    """The disk is full, or this user may not read or write a file."""


def listed(names: Iterable[str]) -> str:
    """Names for a message: all, or the first and how many more there are.

    >>> listed(["a", "b"]), listed("abcdefghijklmnopqrstuvwxyz")[-15:]
    ('a, b', 's, t and 6 more')
    """
    known = list(names)
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return ", ".join(known[:LISTED]) + more


def nearest(name: str, names: Iterable[str]) -> str:
    """Words that name the closest known name, for the end of a message.

    >>> nearest("radius", ["radius_km", "population"])
    "the closest is 'radius_km'"
    >>> nearest("x", ["radius_km"])
    'none comes near'
    """
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return f"the closest is '{close[0]}'" if close else "none comes near"
