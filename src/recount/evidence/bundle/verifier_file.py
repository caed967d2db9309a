"""The verifier as one file, which runs with nothing but Python.

It is a zip that Python runs (``zipapp``), of the verifier and the two modules of ours that it uses. Files are
stored, not compressed, in one order and with one time, so that equal code gives an equal checksum.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from recount.evidence.bundle.archive import entry_of
from recount.names import ENGINE

MODULES = ("errors.py", "findings.py", "installation.py", "verify/*.py")
"""The code of ours that the verifier consists of."""

_FIRST_LINE = b"#!/usr/bin/env python3\n"
_START = f"""import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or later.")

from {ENGINE}.verify.__main__ import main

sys.exit(main())
"""


def verifier_file() -> bytes:
    """The verifier as bytes."""
    engine = Path(__file__).parents[2]
    files = {"__main__.py": _START.encode(), f"{ENGINE}/__init__.py": b""}
    for pattern in MODULES:
        for path in engine.glob(pattern):
            files[f"{ENGINE}/{path.relative_to(engine).as_posix()}"] = path.read_bytes()
    made = io.BytesIO(_FIRST_LINE)
    made.seek(0, io.SEEK_END)
    with zipfile.ZipFile(made, "a") as packed:
        for name in sorted(files):
            packed.writestr(entry_of(name), files[name])
    return made.getvalue()
