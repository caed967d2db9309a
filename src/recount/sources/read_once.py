"""Tables that the fork server reads once, so that its kernels need not read them again.

Every kernel is a fork with its own copy: changes that one notebook makes to a table are invisible to
others. A table that was not read in advance is read from its file; a chapter still gets only the sources
that it declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from recount.edition.edition import Edition
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs
from recount.sources.files import Dataset, Found, read_source
from recount.storage import write_json

_READ: dict[tuple[str, str, str], Dataset] = {}


def fill(edition: Edition, chapters: Iterable[str]) -> None:
    """Read the sources that more than one of these chapters reads; a name listed twice counts twice."""
    inputs = [chapter_inputs(edition, name) for name in chapters]
    files = [file for one in inputs for file in one.found.values()]
    counts = Counter(map(_key, files))
    for file in files:
        if counts[_key(file)] > 1:
            read_and_keep(edition, file)


def read_and_keep(edition: Edition, found: Found) -> Dataset:
    """A source, read on the first call in this process and kept."""
    if _key(found) not in _READ:
        _READ[_key(found)] = read_source(edition, found)
    return _READ[_key(found)]


def write_cards(inputs: ChapterInputs, file: Path) -> None:
    """Write the cards of the sources that a chapter declares, as far as they are present."""
    write_json(
        file, [read_and_keep(inputs.edition, found).card() for found in inputs.found.values()]
    )


def dataset(edition: Edition, found: Found) -> Dataset:
    """A source, as read before if it was kept."""
    return _READ.get(_key(found)) or read_source(edition, found)


def _key(found: Found) -> tuple[str, str, str]:
    return found.id, str(found.path), found.sha256
