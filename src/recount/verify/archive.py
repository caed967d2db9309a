"""Read a possibly hostile zip: nothing is unpacked to disk, and every read has a limit."""

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

from recount.findings import Finding

MAX_ENTRIES = 50_000
MAX_BYTES = 512 * 2**20
"""Bytes of the largest file that is read."""

MAX_BYTES_OF: Mapping[str, int] = {
    ".toml": 2**20,
    ".py": 2**20,
    ".json": 32 * 2**20,
    ".csv": 64 * 2**20,
    ".pdf": 128 * 2**20,
    "SHA256SUMS": 16 * 2**20,
}
"""The same by suffix, for files that are parsed: parsing takes many times their size."""

MAX_TOTAL = 2 * 2**30
"""Bytes of all files together."""

MAX_RATIO = 200
"""Largest compression ratio; plain zeros compress a thousandfold."""

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
    """The files of a zip whose directory is sound."""

    source: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """The bytes of a file whose entry is within the limits."""
        return self.source.read(self.entries[name])

    def digests(self) -> tuple[dict[str, str], list[Finding]]:
        """The checksum of every file, read in chunks, and the files that cannot be read."""
        made: dict[str, str] = {}
        found: list[Finding] = []
        for name, entry in self.entries.items():
            try:
                made[name] = self._digest(entry)
            except _DAMAGE as error:
                found.append(Finding("Z2", name, _message(error)))
        return made, found

    def _digest(self, entry: zipfile.ZipInfo) -> str:
        digest = hashlib.sha256()
        with self.source.open(entry) as opened:
            while piece := opened.read(_CHUNK):
                digest.update(piece)
        return digest.hexdigest()


def open_archive(stream: BinaryIO) -> tuple[Archive | None, list[Finding]]:
    """The files of a zip, or ``None`` and the reasons why it is unsafe to read."""
    try:
        source = zipfile.ZipFile(stream)
        entries = source.infolist()
    except _DAMAGE as error:
        return None, [Finding("Z2", "", _message(error))]
    found = [
        *_check_sizes(entries),
        *_check_names(entries),
        *_check_types(entries),
        *_check_offsets(entries),
    ]
    if source.comment:
        found.append(Finding("Z9", "", f"a comment of {len(source.comment)} bytes"))
    if found:
        return None, found
    return Archive(source, {entry.filename: entry for entry in entries}), []


def _check_sizes(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """Limits on the declared sizes; the reader stops at the declared size, even if it is false."""
    if len(entries) > MAX_ENTRIES:
        yield Finding("Z7", "", f"{len(entries)} entries, more than {MAX_ENTRIES}")
    for entry in entries:
        dense = entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(
            entry.compress_size, 1
        )
        if entry.file_size > _max_bytes(entry.filename) or dense:
            yield Finding(
                "Z7", entry.filename, f"{entry.compress_size} bytes become {entry.file_size}"
            )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        yield Finding("Z7", "", f"{total} bytes in total, more than {MAX_TOTAL}")


def _max_bytes(name: str) -> int:
    return next((size for end, size in MAX_BYTES_OF.items() if name.endswith(end)), MAX_BYTES)


def _check_names(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        # zipfile cuts a name at a NUL byte and converts backslashes, so check the name as stored
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
    """Whether a name is relative, with parts that mean the same on every system."""
    parts = name.rstrip("/").split("/")
    return (
        not any(ord(sign) < ord(" ") or sign in '\\:*?"<>|\x7f' for sign in name)
        and not PurePosixPath(name).is_absolute()
        and all(part not in {"", ".", ".."} and part == part.rstrip(". ") for part in parts)
    )


def _check_types(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        mode = entry.external_attr >> 16
        if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            yield Finding("Z4", entry.filename, f"mode {mode:o}")
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            yield Finding("Z8", entry.filename, f"method {entry.compress_type}")


def _check_offsets(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """Each file begins after the one before it, and the first at byte 0."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end or (end == 0 and entry.header_offset):
            yield Finding("Z9", entry.filename, f"begins at byte {entry.header_offset}, not {end}")
        end = entry.header_offset + _HEADER + len(entry.filename.encode()) + entry.compress_size


def _message(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
