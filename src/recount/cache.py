"""Contents stored by checksum, so that an earlier state of the project can be retrieved.

Stored in ``_build/cache``, which may be deleted at any time; git is then consulted instead. Files that a
party handed over or a publisher sent are never copied into it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from recount.storage import write_whole

CACHE = Path("_build", "cache")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of contents, each named after its SHA-256."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Where the content with that checksum is stored, or would be."""
        return self.folder / "objects" / digest[:2] / digest

    def keep(self, content: bytes) -> str:
        """Store a content, once; returns its checksum."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not path.is_file():
            write_whole(path, content)
        return digest

    def find(self, digest: str) -> Path | None:
        """The stored content with that checksum; ``None`` when it is absent or damaged."""
        path = self.path(digest)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return None
        return path
