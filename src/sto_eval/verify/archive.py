"""Read a zip that may be hostile: nothing is unpacked to disk, and nothing is read without a limit."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from sto_eval.findings import Finding

MOST_ENTRIES = 50_000
LARGEST = 512 * 2**20
"""Bytes of the largest file that is read."""

LARGEST_OF: Mapping[str, int] = {
    ".html": 4 * 2**20,
    ".css": 4 * 2**20,
    ".svg": 16 * 2**20,
    ".md": 2**20,
    ".toml": 2**20,
    ".ipynb": 16 * 2**20,
    ".py": 2**20,
    ".json": 32 * 2**20,
    ".csv": 64 * 2**20,
    ".pdf": 128 * 2**20,
    "SHA256SUMS": 16 * 2**20,
}
"""The same for files that are parsed, by the end of their name: parsing takes many times their size."""

TOTAL = 2 * 2**30
"""Bytes of all files together."""

DENSEST = 200
"""How many times smaller a file can be packed; plain zeros pack a thousand times smaller."""

_SMALL = 2**20
_CHUNK = 2**16
_HEADER = 30
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of a zip whose list of contents is sound."""

    source: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """The bytes of a file; its entry has been held to the limits."""
        return self.source.read(self.entries[name])

    def digests(self) -> tuple[dict[str, str], list[Finding]]:
        """The checksum of every file, read in pieces; and the files that cannot be read."""
        made: dict[str, str] = {}
        found: list[Finding] = []
        for name, entry in self.entries.items():
            try:
                made[name] = self._digest(entry)
            except _DAMAGE as error:
                found.append(Finding("Z2", name, _told(error)))
        return made, found

    def _digest(self, entry: zipfile.ZipInfo) -> str:
        digest = hashlib.sha256()
        with self.source.open(entry) as opened:
            while piece := opened.read(_CHUNK):
                digest.update(piece)
        return digest.hexdigest()


def open_archive(stream: BinaryIO) -> tuple[Archive | None, list[Finding]]:
    """The files of a zip, or none and the reasons why it is not safe to read on."""
    try:
        source = zipfile.ZipFile(stream)
        entries = source.infolist()
    except _DAMAGE as error:
        return None, [Finding("Z2", "", _told(error))]
    found = [*_too_much(entries), *_names(entries), *_kinds(entries), *_places(entries)]
    if found:
        return None, found
    return Archive(source, {entry.filename: entry for entry in entries}), []


def _too_much(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """What the list of contents says of sizes; the reader stops there, also when it lies."""
    if len(entries) > MOST_ENTRIES:
        yield Finding("Z7", "", f"{len(entries)} entries, more than {MOST_ENTRIES}")
    for entry in entries:
        dense = entry.file_size > _SMALL and entry.file_size > DENSEST * max(entry.compress_size, 1)
        if entry.file_size > _largest(entry.filename) or dense:
            yield Finding(
                "Z7", entry.filename, f"{entry.compress_size} bytes become {entry.file_size}"
            )
    total = sum(entry.file_size for entry in entries)
    if total > TOTAL:
        yield Finding("Z7", "", f"{total} bytes in all, more than {TOTAL}")


def _largest(name: str) -> int:
    return next((size for end, size in LARGEST_OF.items() if name.endswith(end)), LARGEST)


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        # zipfile cuts a name at a zero byte and turns backslashes; the name as written is the one to judge
        if not _is_safe(entry.orig_filename):
            yield Finding("Z3", entry.filename, f"the name is {entry.orig_filename!r}")
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield Finding("Z5", name, f"{count} times")
    plain: dict[str, str] = {}
    for name in dict.fromkeys(entry.filename for entry in entries):
        other = plain.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
        if other != name:
            yield Finding("Z6", name, f"also {other}")


def _is_safe(name: str) -> bool:
    """A relative name of plain parts, the same on every system."""
    parts = name.rstrip("/").split("/")
    return (
        not any(ord(sign) < ord(" ") or sign in '\\:*?"<>|\x7f' for sign in name)
        and not PurePosixPath(name).is_absolute()
        and all(part not in {"", ".", ".."} and part == part.rstrip(". ") for part in parts)
    )


def _kinds(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        mode = entry.external_attr >> 16
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            yield Finding("Z4", entry.filename, f"mode {mode:o}")
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            yield Finding("Z8", entry.filename, f"method {entry.compress_type}")


def _places(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """Each file begins behind the one before it, and the first at the very start."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset):
            yield Finding("Z9", entry.filename, f"begins at byte {entry.header_offset}, not {end}")
        end = entry.header_offset + _HEADER + len(entry.filename.encode()) + entry.compress_size


def _told(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
