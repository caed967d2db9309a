"""Tables that the fork server reads once, so that each of its kernels finds them read.

Every kernel is a fork with a copy of its own: what one notebook does to a table no other sees. A table that
is not on the shelf is read from its file; a chapter still gets only what it declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sto_eval.edition import ChapterCard, Edition
from sto_eval.forks import Asked
from sto_eval.sources import Dataset, Found, read_source
from sto_eval.storage import write_json
from sto_eval.worlds import found_by

_READ: dict[tuple[str, str, str], Dataset] = {}


def fill(edition: Edition, asked: Iterable[Asked]) -> None:
    """Read these sources, each of its world, as far as they are there."""
    for pattern, world in asked:
        _cards(edition, ChapterCard(sources=(pattern,), world=world))


def kept(edition: Edition, found: Found) -> Dataset:
    """A source as this process read it before, or else read now and kept."""
    if _key(found) not in _READ:
        _READ[_key(found)] = read_source(edition, found)
    return _READ[_key(found)]


def write_cards(edition: Edition, card: ChapterCard, file: Path) -> None:
    """A file with the cards of the sources that a chapter declares, as far as they are there."""
    write_json(file, _cards(edition, card))


def _cards(edition: Edition, card: ChapterCard) -> list[dict[str, Any]]:
    return [kept(edition, found).card() for found in found_by(edition, card).values()]


def dataset(edition: Edition, found: Found) -> Dataset:
    """A source as it was read before, or else read now."""
    return _READ.get(_key(found)) or read_source(edition, found)


def _key(found: Found) -> tuple[str, str, str]:
    return found.id, str(found.path), found.sha256
