"""Skip a command when no input and no output changed since its last success.

Size and times of every relevant file show whether it was touched, as in version control; a change time
cannot be reset. When anything differs, the keys of chapters and pages decide.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from recount.edition.edition import Edition
from recount.handover import EVIDENCE
from recount.names import MIRROR, PREFIX
from recount.running.codebase import code_folders
from recount.storage import write_whole

FOLDER = Path("successes")
WATCHED = ("chapters", "data", "regios")
"""Folders of a project whose files count as inputs."""

ROOT_FILES = ("*.md", "*.yml", "*.toml", "*.lock")
"""Files in the root of a project that count."""

COMMIT_FILES = ("HEAD", "logs/HEAD")
"""Files of git that change with the commit, which is part of the card of a run."""

CACHED, METADATA = "__pycache__", ".dist-info"
"""The folder that Python writes on import, and the suffix of folders that describe installed packages."""

OUTPUTS = (
    "chapters/**/*",
    "run.json",
    *EVIDENCE,
    "rows/rijen.json",
    "html/index.html",
    "html/regios/index.html",
    "pdf/*.pdf",
    "los/*/html/index.html",
    "los/*/pdf/*.pdf",
)
"""Outputs of a command that must still exist unchanged."""


class LastSuccess:
    """The state of a project at the start of a command, to compare with that at its last success.

    ``words`` are all options that affect what it makes.
    """

    def __init__(self, edition: Edition, words: Sequence[str]) -> None:
        self._edition = edition
        self._file = edition.report_build / FOLDER / f"{_digest([edition.id, *words])}.json"
        self._seen = _digest(_inputs(edition))

    def lines(self) -> list[str] | None:
        """The output of the command at its last success; ``None`` when anything changed since."""
        if not self._file.is_file():
            return None
        recorded = json.loads(self._file.read_text("utf-8"))
        state = [self._seen, _digest(_outputs(self._edition))]
        lines: list[str] = recorded["lines"]
        return lines if recorded["state"] == state else None

    def record(self, lines: Sequence[str]) -> None:
        """Record a success for the state at the start; ``lines`` are printed next time.

        Records of other states are removed: a file never gets its times back.
        """
        state = [self._seen, _digest(_outputs(self._edition))]
        for other in self._file.parent.glob("*.json"):
            if json.loads(other.read_text("utf-8"))["state"] != state:
                other.unlink()
        write_whole(self._file, json.dumps({"state": state, "lines": list(lines)}).encode())


def _inputs(edition: Edition) -> Iterator[str]:
    yield sys.version
    yield from (
        f"{key}={value}" for key, value in sorted(os.environ.items()) if key.startswith(PREFIX)
    )
    mirror = os.environ.get(MIRROR)
    folders = [*code_folders(edition.root), *(edition.root / name for name in WATCHED)]
    for folder in [*folders, *([Path(mirror)] if mirror else [])]:
        yield from _states(folder.rglob("*"))
    for pattern in ROOT_FILES:
        yield from _states(edition.root.glob(pattern))
    for name in COMMIT_FILES:
        yield from _states([_git_folder(edition.root) / name])
    for place in sys.path:
        yield from _states(Path(place).glob(f"*{METADATA}"))


def _git_folder(root: Path) -> Path:
    """The folder of git of a clone; in a linked worktree ``.git`` is a file that names it."""
    place = root / ".git"
    return (
        root / place.read_text("utf-8").removeprefix("gitdir:").strip()
        if place.is_file()
        else place
    )


def _outputs(edition: Edition) -> Iterator[str]:
    build = edition.report_build
    for folder in [build, *(build / "regios").glob("*")]:
        for pattern in OUTPUTS:
            yield from _states(folder.glob(pattern))


def _states(paths: Iterable[Path]) -> Iterator[str]:
    """Name, size and times of each file; for a folder its name only, as its times say little."""
    for path in sorted(paths):
        if CACHED in path.parts:
            continue
        seen = path.stat() if path.is_file() or path.suffix == METADATA else None
        times = f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}" if seen else ""
        yield f"{path} {times}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
