"""The parts of a run, found again by their checksum: kept by a build, in the data folders, or in git.

What is found is always the content asked for: the checksum is looked at, never the name or the commit
alone. So a run from a changed and uncommitted tree can be made again if its build kept the parts, and is
said to be out of reach if not.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jupytext

from sto_eval.cache import CACHE, Cache
from sto_eval.causes import cells_text, package_files
from sto_eval.compare.runs import Run
from sto_eval.sources import RAW, checksum, mirror

COMMITTED = (
    "src",
    "chapters",
    "data/editions",
    "data/standin",
    "data/published",
    "requirements.lock",
)
"""What of a commit can be a part of a run."""


class Materials:
    """Where parts of two runs may still be.

    Parameters
    ----------
    root
        The project folder; what git gives is kept in its cache.
    runs
        The runs to find parts of.
    """

    def __init__(self, root: Path, runs: Sequence[Run]) -> None:
        self.root = root
        self.own = Cache(root / CACHE)
        builds = [run.folder for run in runs if run.folder is not None]
        self._caches = [self.own, *(Cache(build / CACHE.name) for build in builds)]
        # the records of the last build but one lie in the build folder, and so does their cache
        self._caches += [Cache(build.parent / CACHE.name) for build in builds]
        self._projects = [root, *(build.parent for build in builds)]
        self._tree_kept = False
        self._commits = [run.commit for run in runs if run.commit]

    def find(self, name: str, digest: str) -> Path | None:
        """The file with that checksum; ``name`` is its place in a project folder."""
        for cache in self._caches:
            if kept := cache.find(digest):
                return kept
        for path in self._candidates(name):
            if path.is_file() and checksum(path) == digest:
                return path
        self._keep_tree()
        self._keep_commits()
        return self.own.find(digest)

    def missing(self, parts: Mapping[str, str]) -> list[str]:
        """The names of the parts that cannot be had any more."""
        return [name for name, digest in parts.items() if self.find(name, digest) is None]

    def _candidates(self, name: str) -> Iterator[Path]:
        """Where a data file may be: these places keep one file under a name."""
        if not name.startswith("data/"):
            return
        for project in self._projects:
            yield project / name
        if (folder := mirror()) and name.startswith(RAW.as_posix()):
            yield folder / Path(name).relative_to(RAW)

    def _keep_tree(self) -> None:
        """Keep the parts of the project as it is now: where the cache was thrown away, they still are here."""
        if self._tree_kept:
            return
        self._tree_kept = True
        here = [*package_files(), *self.root.glob("data/editions/*/*.toml")]
        for path in (*here, *self.root.glob("chapters/*.md")):
            self._keep(path.suffix, path.read_bytes())

    def _keep(self, suffix: str, content: bytes) -> None:
        """Keep a file; of a chapter its code cells as well, which are what counts."""
        self.own.keep(content)
        if suffix == ".md":
            self.own.keep(cells_text(jupytext.reads(content.decode("utf-8"), fmt="md:myst")))

    def _keep_commits(self) -> None:
        """Keep what the commits of the runs hold; each is asked for once, and only when it must be."""
        while self._commits:
            for name, content in _committed(self.root, self._commits.pop()):
                self.own.keep(content)
                if name.startswith("chapters/") and name.endswith(".md"):
                    self.own.keep(
                        cells_text(jupytext.reads(content.decode("utf-8"), fmt="md:myst"))
                    )


def _committed(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """The files of a commit that can be a part of a run; none where git or the commit is not there."""
    git = shutil.which("git")
    if git is None:
        return
    listed = _git(git, root, "ls-tree", "--name-only", commit, *COMMITTED).decode().split("\n")
    names = [name for name in listed if name]
    archive = _git(git, root, "archive", commit, *names) if names else b""
    if not archive:
        return
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            if (stream := tar.extractfile(member)) is not None:
                yield member.name, stream.read()


def _git(git: str, root: Path, *words: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(root), *words], capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else b""
