"""Gettext catalogues, read and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from recount.errors import DefinitionError
from recount.translation.messages import marks

_LINE = re.compile(r'(?:#.*|(?:msg\w+(?:\[\d+])?\s+)?"(?:[^"\\]|\\.)*")?\s*')
"""A line of a catalogue: a comment, or text between quotes, of which the parser itself takes any end."""


def read_catalogue(path: Path) -> Catalog:
    """A catalogue with all its messages.

    Errors: ``DefinitionError`` if it is no gettext catalogue.
    """
    try:
        return read_po(_lines(path), abort_invalid=True)
    except (PoFileError, ValueError) as fault:
        found = " ".join(str(fault).split())
        raise DefinitionError(
            "a catalogue cannot be read", str(path), "gettext messages", found, "Correct the file."
        ) from None


def _lines(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not _LINE.fullmatch(line):
            raise ValueError(f"no text between quotes on line {number}")
        yield line


def read_translations(
    path: Path, marks_of: Callable[[str], list[str]] = marks
) -> Mapping[str, str]:
    """Message -> its translation; a message that is not translated, or marked as fuzzy, is left out.

    Parameters
    ----------
    path
        The catalogue.
    marks_of
        What a translation must have in common with its message.

    Raises
    ------
    DefinitionError
        The catalogue cannot be read, or a translation has other marks than its message.
    """
    known = {}
    for entry in read_catalogue(path):
        message, translation = str(entry.id), str(entry.string)
        if not message or not translation or entry.fuzzy:
            continue
        wanted, found = marks_of(message), marks_of(translation)
        if wanted != found:
            raise DefinitionError(
                "a translation states something else than its message",
                f"{path.name}, line {entry.lineno}",
                " ".join(wanted) or "no placeholders or tags",
                f"{' '.join(found) or 'none'} in '{translation[:80]}'",
                "Use the same placeholders and tags, on a page in the same order.",
            )
        known[message] = translation
    return known
