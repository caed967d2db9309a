"""The journal of a sweep: what every run showed, a line per run, so that a sweep can go on where it stopped.

A line is found by a key over all that its run depends on; what was written under another key is never read.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from sto_eval.proof.lineage import Change

FILE = "prove.jsonl"


class Journal:
    """The journal in a file; lines that were cut off by an interruption are skipped.

    Parameters
    ----------
    path
        The file; made when the first line is added.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[str, Change] = dict(self._lines())

    def add(self, key: str, seen: Change) -> None:
        """Write what a run showed, at once."""
        self.known[key] = seen
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(key, seen))

    def keep(self, keys: Container[str]) -> None:
        """Drop the lines of other states of the project."""
        kept = {key: seen for key, seen in self.known.items() if key in keys}
        aside = self.path.with_suffix(".part")
        aside.write_text("".join(_line(key, seen) for key, seen in sorted(kept.items())), "utf-8")
        aside.replace(self.path)

    def _lines(self) -> Iterator[tuple[str, Change]]:
        if not self.path.is_file():
            return
        for line in self.path.read_text("utf-8").splitlines():
            try:
                read: dict[str, Any] = json.loads(line)
                yield read["key"], Change(read["moved"], read["stopped"])
            except (ValueError, KeyError):
                # the end of a sweep that was interrupted
                continue


def _line(key: str, seen: Change) -> str:
    content = {"key": key, "moved": dict(seen.moved), "stopped": list(seen.stopped)}
    return json.dumps(content, sort_keys=True) + "\n"
