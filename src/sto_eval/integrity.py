"""Whether the files of a chapter are those that its run wrote: a checksum of each stands in ``key.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sto_eval.errors import RecordError
from sto_eval.sources import checksum

KEY = "key.json"
OUTPUTS = "outputs"
"""The key of ``key.json`` under which the checksums stand, by the place of the file in the folder."""


def output_checksums(folder: Path) -> dict[str, str]:
    """Place -> SHA-256 of every file in the folder of a chapter, except ``key.json`` itself."""
    files = [path for path in folder.rglob("*") if path.is_file() and path != folder / KEY]
    return {path.relative_to(folder).as_posix(): checksum(path) for path in sorted(files)}


def read_key(folder: Path) -> dict[str, Any]:
    """The ``key.json`` of a chapter; empty where there is none that can be read."""
    try:
        card = json.loads((folder / KEY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def check_outputs(folder: Path) -> None:
    """Hold every file of a chapter against the checksums that its run left.

    Errors: ``RecordError`` for a chapter without these checksums, and for a file that was changed, added or
    removed since.
    """
    listed = read_key(folder).get(OUTPUTS)
    if not isinstance(listed, dict):
        raise _fault(folder, KEY, "the checksums of its files", "none")
    check_files(folder, listed, output_checksums(folder))


def check_records(folder: Path) -> None:
    """Hold the records of a chapter against their checksums, as far as its run left these.

    A run of an older version left none, and of the run before the last only the records are kept.
    """
    listed = read_key(folder).get(OUTPUTS)
    if isinstance(listed, dict):
        check_files(folder, dict(_records(listed)), dict(_records(output_checksums(folder))))


def check_files(folder: Path, listed: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise ``RecordError`` for the first file whose checksum is not the one that is listed."""
    for name in sorted({*listed, *found}):
        if listed.get(name) != found.get(name):
            expected = f"sha256 {listed[name]}" if name in listed else "no such file"
            raise _fault(folder, name, expected, found.get(name, "no file"))


def untrue(chapter: str, what: str, place: str, expected: str, found: str) -> RecordError:
    """The error for results of a chapter that are not those of a run; ``place`` is within its folder."""
    remedy = f"Run the chapter again: sto-eval run --only {chapter}"
    return RecordError(what, f"{chapter}/{place}", expected, found, remedy)


def _records(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, digest) for name, digest in files.items() if name.startswith("records/"))


def _fault(folder: Path, name: str, expected: str, found: str) -> RecordError:
    what = f"the results of chapter '{folder.name}' are not those that its run wrote"
    return untrue(folder.name, what, name, expected, found)
