"""Find files of an earlier run by checksum: in a build's cache, the data folders, or git.

Every file found has the requested checksum; a name or a commit alone does not suffice.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from recount.cache import CACHE, Cache
from recount.edition.edition import PAGES, RAW, mirror
from recount.evidence.compare.runs import Run
from recount.notebook.notebooks import parse_chapter
from recount.running.key import cells_text, own_codebase
from recount.sources.files import checksum

COMMITTED = ("src/", "chapters/", "data/editions/", "data/standin/", "data/published/")
"""The folders of a commit that a run depends on."""

DEFINED = ("data/editions/*/*.toml", f"data/editions/*/{PAGES}/chapters/*.md", "chapters/*.md")
"""The editions and the chapters of a project."""


class EarlierFiles:
    """Where the files of earlier runs may be; files from git are kept in the cache of the project folder."""

    def __init__(self, root: Path, runs: Sequence[Run]) -> None:
        self.root = root
        self.own = Cache(root / CACHE)
        builds = [run.folder for run in runs if run.folder is not None]
        # the build before the last is inside the build folder, one level below its cache
        folders = [place for build in builds for place in (build, build.parent)]
        self._caches = [self.own, *(Cache(folder / CACHE.name) for folder in folders)]
        self._projects = [root, *(build.parent for build in builds)]
        self._commits = {run.commit for run in runs if run.commit}

    def find(self, name: str, digest: str) -> Path | None:
        """The file with that checksum; ``name`` is its path in a project folder."""
        for cache in self._caches:
            if kept := cache.find(digest):
                return kept
        for path in self._data_files(name):
            if path.is_file() and checksum(path) == digest:
                return path
        return self._gathered.find(digest)

    def _data_files(self, name: str) -> Iterator[Path]:
        """Possible paths of a data file; other files change without changing name."""
        if name.startswith("data/"):
            yield from (project / name for project in self._projects)
        if name.startswith(RAW.as_posix()) and (folder := mirror()):
            yield folder / Path(name).relative_to(RAW)

    @cached_property
    def _gathered(self) -> Cache:
        """The project's cache, filled with the current project and the commits of the runs."""
        here = [path for pattern in DEFINED for path in self.root.glob(pattern)]
        now = (
            (path.suffix, path.read_bytes())
            for path in (*own_codebase(self.root).paths.values(), *here)
        )
        for suffix, content in chain(now, *(_committed(self.root, c) for c in self._commits)):
            self.own.keep(content)
            if suffix == ".md":  # of a chapter only the code cells count
                self.own.keep(cells_text(parse_chapter(content.decode("utf-8"))))
        return self.own


def _committed(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Suffix and content of the files of a commit; empty without git or the commit."""
    git = shutil.which("git")
    if git is None:
        return
    command = [git, "-C", str(root), "archive", commit]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed command
    if done.returncode != 0:
        return
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive:
            if member.name.startswith(COMMITTED) and (stream := archive.extractfile(member)):
                yield Path(member.name).suffix, stream.read()
