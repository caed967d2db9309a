"""Decompression within a fixed limit, so that a zip bomb gives a message instead of exhausting memory."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib

from openpyxl.utils import column_index_from_string

LIMIT = 32 * 2**20
"""Maximum size of an unpacked source file in bytes: six times the largest published one, a CBS workbook."""

MOST_CELLS = 10_000_000
"""Maximum number of cells in the bounding rectangle of a sheet; that of CBS has 150,000."""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')


def gunzip(raw: bytes) -> bytes:
    """The content of gzip bytes.

    Errors: ``ValueError`` for bytes that are not gzip, are truncated, or unpack to more than ``LIMIT``.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            content = file.read(LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None
    check_size("the file", len(content))
    return content


def unzip(raw: bytes) -> dict[str, bytes]:
    """The files in a zip, by name.

    Errors: ``ValueError`` for a zip that is broken, encrypted, compressed by a method other than deflate,
    holds a file twice, or unpacks to more than ``LIMIT``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def check_workbook(raw: bytes) -> None:
    """Refuse a workbook that cannot be unpacked within the limits, or has a sheet with too many cells.

    Errors: ``ValueError``, as of :func:`unzip`.
    """
    for name, content in unzip(raw).items():
        if not name.startswith("xl/worksheets/"):
            continue
        places = _CELL.findall(content)
        rows = max((int(row) for _, row in places), default=0)
        columns = max(
            (column_index_from_string(letters.decode()) for letters, _ in places), default=0
        )
        if rows * columns > MOST_CELLS:
            raise ValueError(f"a sheet of {rows} rows by {columns} columns is too large")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    check_size("the zip", sum(entry.file_size for entry in entries))
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise ValueError(f"'{entry.filename}' is encrypted")
        if entry.compress_type not in _METHODS:
            raise ValueError(f"'{entry.filename}' is compressed by method {entry.compress_type}")
        if names.count(entry.filename) > 1:
            raise ValueError(f"'{entry.filename}' is in the zip twice")


def check_size(what: str, size: int) -> None:
    """Raise ``ValueError`` for a size over ``LIMIT``."""
    if size > LIMIT:
        raise ValueError(f"{what} holds more than {LIMIT // 2**20} MB")
