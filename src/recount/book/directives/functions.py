"""Source code of the functions that compute the numbers, checked against the records at build time."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from recount.book.directives.elements import FILES
from recount.book.directives.pages import store_of
from recount.book.directives.store import Store
from recount.names import COMMAND
from recount.numbers.measures import source_of
from recount.results.records import Function
from recount.storage import write_whole

_LOG = logging.getLogger(__name__)

FOLDER = "code"
"""Folder of the modules, within the folder of copied files."""


@dataclass(frozen=True, slots=True)
class FunctionSource:
    """The current source code of a function.

    Parameters
    ----------
    text
        The source code, including decorators and docstring.
    module
        The file that defines it.
    """

    text: str
    module: Path

    @property
    def sha256(self) -> str:
        """Checksum of the source code, computed as in a record."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def code_of(name: str) -> FunctionSource | None:
    """The code of a function by qualified name; ``None`` if the function does not exist."""
    try:
        function = source_of(name)
        return FunctionSource(
            inspect.getsource(function), Path(str(inspect.getsourcefile(function)))
        )
    except (ImportError, AttributeError, OSError, TypeError, ValueError):
        return None


def all_functions(store: Store) -> dict[str, Function]:
    """Every function of the report by name, in annex order."""
    return {
        function.name: function
        for record in store.records.values()
        for function in record.functions
    }


def file_of(function: Function) -> str:
    """Address of the module of a function, with ``.txt`` appended so that browsers display it."""
    return f"{FOLDER}/{function.file}.txt"


def check_functions(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about every number whose function has changed since the run."""
    for record in store_of(app).records.values():
        for function in record.functions:
            now = code_of(function.name)
            if now is None or now.sha256 != function.sha256:
                found = f"sha256 {now.sha256}" if now else "no such function"
                _LOG.warning(
                    "number '%s': function '%s' changed since the run that computed the number; "
                    f"expected sha256 %s, found %s. Run '{COMMAND} build' again",
                    record.id, function.name, function.sha256, found, type="recount",
                )  # fmt: skip


def copy_modules(app: Sphinx) -> None:
    """Copy the modules of all functions into the built site."""
    for name, function in all_functions(store_of(app)).items():
        code = code_of(name)
        target = Path(app.outdir) / FILES / file_of(function)
        if code is not None and not target.exists():
            write_whole(target, code.module.read_bytes())
