"""A zip whose bytes depend only on the names and contents of its files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from recount.evidence.bundle.contents import BundleFile

_LEVEL = 6
_PACKED = {".png", ".woff2", ".gz", ".zip", ".ods", ".xlsx"}


def write_zip(path: Path, files: Mapping[str, BundleFile]) -> None:
    """Write a zip in the order of the names; it replaces the file only once complete."""
    partial = path.with_name(f".{path.name}.part")
    partial.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(partial, "w") as made:
            for name in sorted(files):
                entry = entry_of(name)
                packed = Path(name).suffix in _PACKED
                entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                made.writestr(entry, files[name].read(), compresslevel=_LEVEL)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def entry_of(name: str) -> zipfile.ZipInfo:
    """The entry of a file: a regular one, readable by all, with the earliest time that a zip can store."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3  # Unix, on any system
    entry.external_attr = 0o100644 << 16
    return entry
