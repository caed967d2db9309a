"""The files of source rows in the website: as CSV, and for the passports that compute with them as a script."""

from __future__ import annotations

import base64
import gzip
import shutil
from functools import partial
from pathlib import Path

from recount.book.directives.elements import FILES
from recount.book.directives.recomputing import loaded_sets
from recount.book.directives.row_files import FOLDER
from recount.book.directives.store import Store
from recount.book.earlier_parts import EarlierParts
from recount.numbers.evidence_grade import Evidence
from recount.sources.row_files import LIST


def copy_rows(store: Store, site: Path, earlier: EarlierParts) -> None:
    """Copy the row files and their list into a website, except those of closed registers."""
    if not store.rows:
        return
    target = site / FILES / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for rows in store.rows.values():
        if rows["evidence"] != Evidence.ADMINISTRATION:
            shutil.copyfile(store.folder / f"{rows['set']}.csv", target / f"{rows['set']}.csv")
    for name in sorted(loaded_sets(store)):
        script, content = target / f"{name}.js", (store.folder / f"{name}.csv").read_bytes()
        earlier.write(script, partial(rows_script, name, content), name.encode(), content)
    shutil.copyfile(store.folder / LIST, target / LIST)


def rows_script(name: str, content: bytes) -> bytes:
    """A row file as a script, because a page that is opened from a folder may load no other kind of file.

    It holds the bytes of the CSV, compressed with gzip, in base64. Level 9 takes three times as long for 2% less.
    """
    packed = base64.b64encode(gzip.compress(content, 6, mtime=0)).decode()
    return f'(window.rcRijen ??= {{}})["{name}"] = "{packed}";\n'.encode()
