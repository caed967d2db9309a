"""The inputs and results of a chapter as bytes, so that machines need no shared disk.

A file is identified by its path in a project folder and its checksum. A worker stores every content that
it receives under its checksum, and builds a project folder from these with hard links where possible;
never symbolic links, as the guard of a run resolves these.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from recount.cache import Cache
from recount.edition.edition import EDITIONS
from recount.errors import ClusterError
from recount.notebook.notebooks import text_file
from recount.sources.chapter_inputs import ChapterInputs
from recount.sources.files import checksum

Files = Mapping[str, str]
"""Path in a project folder -> checksum."""


def needed(inputs: ChapterInputs, causes: Mapping[str, Any]) -> dict[str, tuple[str, Path]]:
    """Path in a project folder -> checksum and file, of all that a chapter runs on.

    These are its text, the definitions of the edition and the files of its causes; a file of a mirror gets
    its path in ``data/raw``.

    Errors: ``ClusterError`` when a file changed after the causes were recorded.
    """
    edition, card = inputs.edition, inputs.card
    own = [edition.pages / text_file(inputs.name, card), *inputs.definitions]
    found = {path.relative_to(edition.root).as_posix(): (checksum(path), path) for path in own}
    files = inputs.data_files
    for place, digest in causes["data"].items():
        if place.startswith("edition/"):
            continue
        path = files.get(place)
        if path is None or not path.is_file() or checksum(path) != digest:
            raise ClusterError(
                "a source changed while the run began",
                place,
                f"a file with sha256 {digest[:12]}",
                "none",
                "Start the run again.",
            )
        found[place] = digest, path
    return found


def contents(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """Checksum -> content, of files by their checksum."""
    return {digest: path.read_bytes() for digest, path in paths.items()}


@dataclass(frozen=True, slots=True)
class Depot:
    """The folder of a worker that stores contents by checksum, and project folders built from them."""

    folder: Path

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Store contents, each under its checksum."""
        for content in contents.values():
            Cache(self.folder).keep(content)

    def project(self, files: Files) -> Path:
        """A project folder with exactly these files; equal files share one folder.

        Errors: ``ClusterError`` when a content was never sent.
        """
        text = json.dumps(files, sort_keys=True)
        folder = self.folder / "projects" / hashlib.sha256(text.encode()).hexdigest()
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            part = Path(mkdtemp(dir=folder.parent))
            (part / EDITIONS).mkdir(parents=True)
            for place, digest in files.items():
                self._place_file(part / place, place, digest)
            part.rename(folder)
        return folder

    def _place_file(self, path: Path, place: str, digest: str) -> None:
        content = Cache(self.folder).find(digest)
        if content is None:
            raise ClusterError(
                "a worker misses a file",
                place,
                f"the content with sha256 {digest[:12]}",
                "none",
                "Restart this worker, and start the run again.",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(content, path)
        except OSError:
            shutil.copyfile(content, path)


def pack(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by relative path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files to a new folder, replacing any existing one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
