"""Whether the files of a chapter or a book are those that its build wrote, and from which key.

Both have a card in their folder with the key that they were built from and the checksum of every file; for a
chapter that is ``key.json``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from recount.errors import RecordError
from recount.names import COMMAND
from recount.sources.files import checksum
from recount.storage import write_json

KEY = "key.json"
OUTPUTS = "outputs"
"""The key of ``key.json`` with the checksums, by path in the folder."""


def output_checksums(
    folder: Path, card: str = KEY, without: Collection[str] = ()
) -> dict[str, str]:
    """Path -> SHA-256 of every file in a folder.

    Excluded: its card, the folders in ``without``, and hidden files, which nothing reads.
    """
    places = {path.relative_to(folder): path for path in sorted(folder.rglob("*"))}
    return {
        place.as_posix(): checksum(path)
        for place, path in places.items()
        if path.is_file()
        and place != Path(card)
        and place.parts[0] not in without
        and not any(part.startswith(".") for part in place.parts)
    }


def read_key(folder: Path, card: str = KEY) -> dict[str, Any]:
    """The card of a folder; empty if missing or unreadable."""
    try:
        found = json.loads((folder / card).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_key(folder: Path, card: Mapping[str, Any], edition: str) -> None:
    """Write ``key.json``: the dependencies of a chapter's run, its edition, and the checksums of its outputs.

    It is written last, so that an interrupted run never passes for a complete one.
    """
    write_json(folder / KEY, {**card, "edition": edition, OUTPUTS: output_checksums(folder)})


def is_current(folder: Path, key: str, card: str = KEY, without: Collection[str] = ()) -> bool:
    """Whether the contents of a folder were built from this key and have not changed since."""
    made = read_key(folder, card)
    return made.get("key") == key and made.get(OUTPUTS) == output_checksums(folder, card, without)


def check_outputs(folder: Path) -> None:
    """Check every file of a chapter against the checksums of its run.

    Errors: ``RecordError`` for a chapter without checksums, and for a file that was changed, added or removed
    since.
    """
    listed = read_key(folder).get(OUTPUTS)
    if not isinstance(listed, dict):
        raise _fault(folder, KEY, "the checksums of its files", "none")
    check_files(folder, listed, output_checksums(folder))


def check_records(folder: Path) -> None:
    """Check the records of a chapter against their checksums, if its run wrote them.

    A run of an older version wrote none, and of the run before the last only the records are kept.
    """
    listed = read_key(folder).get(OUTPUTS)
    if isinstance(listed, dict):
        check_files(folder, dict(_records(listed)), dict(_records(output_checksums(folder))))


def check_files(folder: Path, listed: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Raise ``RecordError`` for the first file whose checksum differs from the listed one."""
    for name in sorted({*listed, *found}):
        if listed.get(name) != found.get(name):
            expected = f"sha256 {listed[name]}" if name in listed else "no such file"
            raise _fault(folder, name, expected, found.get(name, "no file"))


def results_fault(  # noqa: PLR0913 - the parts of an error
    chapter: str, what: str, place: str, expected: str, found: str, *, demo: bool = False
) -> RecordError:
    """The error for results of a chapter that are not those of a run; ``place`` is within its folder."""
    remedy = f"Run the chapter again: {COMMAND} run --only {chapter}{' --demo' if demo else ''}"
    return RecordError(what, f"{chapter}/{place}", expected, found, remedy)


def _records(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, digest) for name, digest in files.items() if name.startswith("records/"))


def _fault(folder: Path, name: str, expected: str, found: str) -> RecordError:
    what = f"the results of chapter '{folder.name}' differ from what its run wrote"
    return results_fault(folder.name, what, name, expected, found)
