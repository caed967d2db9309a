"""A zip whose bytes depend on nothing but the names and the contents of its files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from sto_eval.bundle.contents import Packed

EARLIEST = zipfile.ZipInfo("x").date_time
"""The first moment that a zip can name: every file has it, whenever it was made."""

MODE = 0o100644
"""A plain file, readable for all."""

_LEVEL = 6
_PACKED = {".png", ".woff2", ".gz", ".zip"}


def write_zip(path: Path, files: Mapping[str, Packed]) -> None:
    """Write a zip in the order of the names; it takes its place only when it is whole."""
    aside = path.with_name(f".{path.name}.part")
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(aside, "w") as made:
            for name in sorted(files):
                made.writestr(_entry(name), files[name].read(), compresslevel=_LEVEL)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = 3  # Unix, also when made on another system
    entry.external_attr = MODE << 16
    packed = Path(name).suffix in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry
