"""Tables that the fork server reads once, so that each of its kernels finds them read.

Every kernel is a fork with a copy of its own: what one notebook does to a table no other sees. A table that
is not on the shelf is read from its file; a chapter still gets only what it declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sto_eval.catalogue import load_catalogue, select
from sto_eval.edition import Edition
from sto_eval.records import write_json
from sto_eval.sources import Dataset, Found, located, read_source

_READ: dict[tuple[str, str, str], Dataset] = {}


def fill(edition: Edition, patterns: Sequence[str]) -> None:
    """Read these sources, as far as they are there."""
    for found in located(edition, select(load_catalogue(edition), patterns)).values():
        kept(edition, found)


def kept(edition: Edition, found: Found) -> Dataset:
    """A source as this process read it before, or else read now and kept."""
    if _key(found) not in _READ:
        _READ[_key(found)] = read_source(edition, found)
    return _READ[_key(found)]


def write_cards(edition: Edition, patterns: Sequence[str], file: Path) -> None:
    """A file with the cards of these sources, as far as they are there."""
    found = located(edition, select(load_catalogue(edition), patterns)).values()
    write_json(file, [kept(edition, each).card() for each in found])


def dataset(edition: Edition, found: Found) -> Dataset:
    """A source as it was read before, or else read now."""
    return _READ.get(_key(found)) or read_source(edition, found)


def _key(found: Found) -> tuple[str, str, str]:
    return found.id, str(found.path), found.sha256
