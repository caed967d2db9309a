"""Files of an earlier run, found by their checksum: kept by a build, in the data folders, or in git.

What is found always has the checksum asked for; a name or a commit alone is not believed.
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

import jupytext

from sto_eval.cache import CACHE, Cache
from sto_eval.compare.runs import Run
from sto_eval.key import cells_text, own_codebase
from sto_eval.sources import RAW, checksum, mirror

COMMITTED = ("src/", "chapters/", "data/editions/", "data/standin/", "data/published/")
"""The folders of a commit that hold what a run is made of."""


class EarlierFiles:
    """Where the files of runs may still be.

    Parameters
    ----------
    root
        The project folder; what git gives is kept in its cache.
    runs
        The runs that the files are of.
    """

    def __init__(self, root: Path, runs: Sequence[Run]) -> None:
        self.root = root
        self.own = Cache(root / CACHE)
        builds = [run.folder for run in runs if run.folder is not None]
        # the build before the last lies in the build folder, one below its cache
        folders = [place for build in builds for place in (build, build.parent)]
        self._caches = [self.own, *(Cache(folder / CACHE.name) for folder in folders)]
        self._projects = [root, *(build.parent for build in builds)]
        self._commits = {run.commit for run in runs if run.commit}

    def find(self, name: str, digest: str) -> Path | None:
        """The file with that checksum; ``name`` is its place in a project folder."""
        for cache in self._caches:
            if kept := cache.find(digest):
                return kept
        for path in self._data_files(name):
            if path.is_file() and checksum(path) == digest:
                return path
        return self._gathered.find(digest)

    def _data_files(self, name: str) -> Iterator[Path]:
        """Where a data file may be; other files change under one name."""
        if name.startswith("data/"):
            yield from (project / name for project in self._projects)
        if name.startswith(RAW.as_posix()) and (folder := mirror()):
            yield folder / Path(name).relative_to(RAW)

    @cached_property
    def _gathered(self) -> Cache:
        """The cache, once it holds the project as it is now and the commits of the runs."""
        here = [*self.root.glob("data/editions/*/*.toml"), *self.root.glob("chapters/*.md")]
        now = (
            (path.suffix, path.read_bytes())
            for path in (*own_codebase(self.root).paths.values(), *here)
        )
        for suffix, content in chain(now, *(_committed(self.root, c) for c in self._commits)):
            self.own.keep(content)
            if suffix == ".md":  # of a chapter its code cells count
                self.own.keep(cells_text(jupytext.reads(content.decode("utf-8"), fmt="md:myst")))
        return self.own


def _committed(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Suffix and content of the files of a commit; none where git or the commit is not there."""
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
