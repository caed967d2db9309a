"""The journal of a sweep: one line per run, so that an interrupted sweep can resume.

A line is found by a key over everything that its run depends on; lines under other keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from recount.evidence.proof.lineage_proof import Effect

FILE = "prove.jsonl"


class Journal:
    """The journal in a file, created with the first line; lines truncated by an interruption are skipped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[str, Effect] = dict(self._lines())

    def add(self, key: str, seen: Effect) -> None:
        """Append the result of a run immediately."""
        self.known[key] = seen
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(key, seen))

    def keep(self, keys: Container[str]) -> None:
        """Keep only the lines with these keys; drop those of other states of the project."""
        kept = {key: seen for key, seen in self.known.items() if key in keys}
        partial = self.path.with_suffix(".part")
        partial.write_text("".join(_line(key, seen) for key, seen in sorted(kept.items())), "utf-8")
        partial.replace(self.path)

    def _lines(self) -> Iterator[tuple[str, Effect]]:
        if not self.path.is_file():
            return
        for line in self.path.read_text("utf-8").splitlines():
            try:
                read: dict[str, Any] = json.loads(line)
                yield read["key"], Effect(read["moved"], read["stopped"])
            except (ValueError, KeyError):
                # the last line of an interrupted sweep
                continue


def _line(key: str, seen: Effect) -> str:
    content = {"key": key, "moved": dict(seen.moved), "stopped": list(seen.stopped)}
    return json.dumps(content, sort_keys=True) + "\n"
