"""Contents kept by their checksum, so that an earlier state of the project can be had again.

Under ``_build/cache``; it may be thrown away at any time, and then git is asked. What a party handed over
or a publisher sent is never copied into it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sto_eval.storage import write_whole

CACHE = Path("_build", "cache")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of contents, each under its own SHA-256."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Where the content with that checksum is kept, or would be."""
        return self.folder / "objects" / digest[:2] / digest

    def keep(self, content: bytes) -> str:
        """Keep a content, once; its checksum."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if not path.is_file():
            write_whole(path, content)
        return digest

    def find(self, digest: str) -> Path | None:
        """The kept content with that checksum; ``None`` when it was never kept or is no longer whole."""
        path = self.path(digest)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return None
        return path
