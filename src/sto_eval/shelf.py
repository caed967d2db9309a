"""Tables that the fork server reads once, so that each of its kernels finds them read.

Every kernel is a fork with a copy of its own: what one notebook does to a table no other sees. A table that
is not on the shelf is read from its file; a chapter still gets only what it declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sto_eval.edition import Edition
from sto_eval.sources import Dataset, Found, located, read_source

VARIABLE = "STO_EVAL_SHELF"
"""Environment variable with the sources that a fork server reads before it forks, comma-separated."""

_READ: dict[tuple[str, str, str], Dataset] = {}


def shared(declared: Iterable[Sequence[str]]) -> list[str]:
    """The sources that more than one of these chapters declares."""
    counts = Counter(name for names in declared for name in set(names))
    return sorted(name for name, count in counts.items() if count > 1)


def fill(edition: Edition, names: Sequence[str]) -> None:
    """Read these sources, as far as they are there."""
    for found in located(edition, names).values():
        kept(edition, found)


def kept(edition: Edition, found: Found) -> Dataset:
    """A source as this process read it before, or else read now and kept."""
    if _key(found) not in _READ:
        _READ[_key(found)] = read_source(edition, found)
    return _READ[_key(found)]


def dataset(edition: Edition, found: Found) -> Dataset:
    """A source as it was read before, or else read now."""
    return _READ.get(_key(found)) or read_source(edition, found)


def _key(found: Found) -> tuple[str, str, str]:
    return found.id, str(found.path), found.sha256
