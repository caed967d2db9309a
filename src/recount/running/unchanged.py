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
from typing import Any

from recount.edition.edition import Edition
from recount.handover import EVIDENCE
from recount.names import MIRROR, PREFIX
from recount.running.codebase import code_folders
from recount.storage import write_whole

FOLDER = Path("successes")
TEXTS = ("*.md", "chapters/**/*")
"""Files of a project with the texts of chapters and pages."""

WATCHED = ("data/**/*", "regios/**/*", "*.yml", "*.toml", "*.lock")
"""Other files of a project that count as inputs."""

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
        self._texts, self._others = _digest(_texts(edition)), _digest(_others(edition))

    def lines(self) -> list[str] | None:
        """The output of the command at its last success; ``None`` when anything changed since."""
        recorded = self._recorded()
        return recorded["lines"] if recorded and recorded["state"] == self._state() else None

    @property
    def only_texts_changed(self) -> bool:
        """Whether since its last success no data, code or package changed: at most one chapter or a few have to run."""
        return self._others in self._recorded().get("state", ())

    def record(self, lines: Sequence[str]) -> None:
        """Record a success for the state at the start; ``lines`` are printed next time.

        Records of other states are removed: a file never gets its times back.
        """
        state = self._state()
        for other in self._file.parent.glob("*.json"):
            if json.loads(other.read_text("utf-8"))["state"] != state:
                other.unlink()
        write_whole(self._file, json.dumps({"state": state, "lines": list(lines)}).encode())

    def _state(self) -> list[str]:
        return [self._texts, self._others, _digest(_outputs(self._edition))]

    def _recorded(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self._file.is_file():
            found = json.loads(self._file.read_text("utf-8"))
        return found


def _texts(edition: Edition) -> Iterator[str]:
    for pattern in TEXTS:
        yield from _states(edition.root.glob(pattern))
    for name in COMMIT_FILES:
        yield from _states([_git_folder(edition.root) / name])


def _others(edition: Edition) -> Iterator[str]:
    yield sys.version
    yield from (
        f"{key}={value}" for key, value in sorted(os.environ.items()) if key.startswith(PREFIX)
    )
    mirror = os.environ.get(MIRROR)
    for folder in [*code_folders(edition.root), *([Path(mirror)] if mirror else [])]:
        yield from _states(folder.rglob("*"))
    for pattern in WATCHED:
        yield from _states(edition.root.glob(pattern))
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
