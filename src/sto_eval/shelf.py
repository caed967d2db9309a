"""Tables that the fork server reads once, so that each of its kernels finds them read.

Every kernel is a fork with a copy of its own: what one notebook does to a table no other sees. A table that
is not on the shelf is read from its file; a chapter still gets only what it declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sto_eval.edition import Edition
from sto_eval.inputs import ChapterInputs, chapter_inputs
from sto_eval.sources import Dataset, Found, read_source
from sto_eval.storage import write_json

_READ: dict[tuple[str, str, str], Dataset] = {}


def fill(edition: Edition, chapters: Iterable[str]) -> None:
    """Read the sources that more than one of these chapters reads; a name twice counts as two chapters."""
    inputs = [chapter_inputs(edition, name) for name in chapters]
    files = [file for one in inputs for file in one.found.values()]
    counts = Counter(map(_key, files))
    for file in files:
        if counts[_key(file)] > 1:
            kept(edition, file)


def kept(edition: Edition, found: Found) -> Dataset:
    """A source as this process read it before, or else read now and kept."""
    if _key(found) not in _READ:
        _READ[_key(found)] = read_source(edition, found)
    return _READ[_key(found)]


def write_cards(inputs: ChapterInputs, file: Path) -> None:
    """A file with the cards of the sources that a chapter declares, as far as they are there."""
    write_json(file, [kept(inputs.edition, found).card() for found in inputs.found.values()])


def dataset(edition: Edition, found: Found) -> Dataset:
    """A source as it was read before, or else read now."""
    return _READ.get(_key(found)) or read_source(edition, found)


def _key(found: Found) -> tuple[str, str, str]:
    return found.id, str(found.path), found.sha256
