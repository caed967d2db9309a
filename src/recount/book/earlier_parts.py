"""What earlier builds made of the parts of a book, so that a change of one page does not make all others again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from recount.book.staging import Stage
from recount.storage import write_whole

PARTS: Final = "parts"
"""Folder of a build with what it made of the parts of its books; it may be deleted at any time."""

_DIGEST: Final = hashlib.sha256().digest_size


class EarlierParts(AbstractContextManager["EarlierParts"]):
    """The parts of one kind, each under the checksum of everything that it was made of.

    On leaving, what this build did not use is removed.

    Parameters
    ----------
    folder
        Where the parts are stored; ``None`` to make every part.
    made_of
        What all parts are made of, such as the key of the code.
    """

    def __init__(self, folder: Path | None = None, *made_of: str) -> None:
        self._folder = folder
        self._common = [one.encode() for one in made_of]
        self._used: set[str] = set()

    def get(self, make: Callable[[], bytes], *made_of: bytes) -> bytes:
        """What ``make`` returned when it was last called with the same ``made_of``; else it is called."""
        if self._folder is None:
            return make()
        key = hashlib.sha256()
        for one in (*self._common, *made_of):
            key.update(hashlib.sha256(one).digest())
        self._used.add(key.hexdigest())
        path = self._folder / key.hexdigest()
        part = _read(path)
        if part is None:
            part = make()
            write_whole(path, hashlib.sha256(part).digest() + part)
        return part

    def write(self, path: Path, make: Callable[[], bytes], *made_of: bytes) -> None:
        """Write to a file what ``get`` returns."""
        path.write_bytes(self.get(make, *made_of))

    def __exit__(self, *raised: object) -> None:
        """Remove the parts that were not used, unless the build failed."""
        if self._folder is not None and self._folder.is_dir() and raised[0] is None:
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()


ANEW: Final = EarlierParts()
"""Nothing of earlier builds: every part is made."""


def parts_of(stage: Stage, kind: str, *made_of: str) -> EarlierParts:
    """The parts of one kind that earlier builds of a book made with the same code, packages and edition."""
    folder = stage.chapters.parent / PARTS / kind if stage.made_by else None
    return EarlierParts(folder, stage.made_by, *made_of)


def _read(path: Path) -> bytes | None:
    """A stored part; ``None`` if it is absent or damaged."""
    stored = path.read_bytes() if path.is_file() else b""
    digest, part = stored[:_DIGEST], stored[_DIGEST:]
    return part if hashlib.sha256(part).digest() == digest else None
