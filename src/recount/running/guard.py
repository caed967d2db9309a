"""The guard of a run: a chapter opens the files of its declared sources, and no other data.

The runner installs it in the kernel before the first cell, as an audit hook: Python then reports every
file that is opened, whether by ``open``, ``pathlib``, ``pandas``, ``numpy``, ``gzip``, ``zipfile``,
``mmap`` or ``sqlite3``. The hook cannot be removed, so it is used in processes of the runner only, and
never in a notebook that a person runs by hand.

It allows: the files of the sources that ``edition.toml`` declares for the chapter, in any location; the
stand-ins and the register of regions that are read with them; the definitions of the edition; the
environment (Python, packages, fonts, caches, the system, the temporary folder); and the output folder.
For nested folders the innermost decides, so an environment inside the project stays open.
It also refuses to start a process, load a C library, or connect to another machine.

It does not see a C library that opens a file by itself, such as ``lxml.etree.parse`` or
``CalamineWorkbook.from_path``. Therefore layouts read through one function of ``layouts.table`` only, and
a chapter imports nothing that reads; both are tested in ``tests/house``. It guards against mistakes, not
against malice: a cell can circumvent it, but that is visible in the text of the chapter.
"""

from __future__ import annotations

import ctypes  # noqa: F401 - importing it later loads a library, which the guard would refuse
import os
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from recount.edition.edition import RAW, Edition, find_root, load_edition, mirror
from recount.errors import ChapterError
from recount.names import OUTPUT
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs
from recount.sources.files import places
from recount.storage import write_json

REPORT = "guard.json"
"""The file in the output folder that tells the runner that the guard was active, and what it refused."""

SYSTEM = ("/usr", "/etc", "/lib", "/lib64", "/opt", "/proc", "/sys", "/dev", "/System", "/Library")

FILES = {"open": 1, "sqlite3.connect": 1, "os.rename": 2, "os.link": 2}
"""Audit event -> number of leading arguments that are files which the chapter must be allowed to open."""

PROCESSES = frozenset(
    [
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.forkpty",
        "pty.spawn",
    ]
)
LIBRARIES = frozenset(["ctypes.dlopen"])
PEERS = frozenset(["socket.connect", "socket.sendto", "socket.sendmsg"])
NAMES = frozenset(["socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"])
HERE = frozenset(["127.0.0.1", "::1", "localhost", "", None])


class Guard:
    """The audit hook of one chapter, which reads its inputs, wherever they may be, and writes in its output folder."""

    def __init__(self, inputs: ChapterInputs, output: Path) -> None:
        edition, cards = inputs.edition, inputs.sources.values()
        sources = [path for card in cards for _, path in places(edition, card)]
        self.chapter = inputs.name
        self.root = os.path.realpath(edition.root)
        self.output = output
        self.refused: list[str] = []
        self.sources = inputs.declared
        self.files = {os.path.realpath(path) for path in (*sources, *inputs.definitions)}
        self.folders = _folders(edition, output)

    def __call__(self, event: str, arguments: Sequence[Any]) -> None:
        """Check an audit event; called by Python itself."""
        if event in FILES:
            for path in arguments[: FILES[event]]:
                self.check_file(path)
        elif event in PROCESSES:
            self.refuse("starts a process", event)
        elif event in LIBRARIES:
            self.refuse("loads a library", str(arguments[0]))
        elif event in PEERS | NAMES:
            self.check_peer(arguments[1] if event in PEERS else arguments[0])

    def check_file(self, path: Any) -> None:  # noqa: ANN401 - any path that Python accepts
        """Refuse a file that is neither declared nor part of the environment; a number is an open file."""
        if isinstance(path, int) or path in {":memory:", b":memory:", ""}:
            return
        real = os.path.realpath(os.fsdecode(path).removeprefix("file:").partition("?")[0])
        if real not in self.files and not self.is_open(real):
            self.refuse("opens an undeclared file", self.named(real))

    def is_open(self, real: str) -> bool:
        """Whether the innermost known folder around a path is open; a path outside all of them is not."""
        for folder in (real, *map(str, PurePath(real).parents)):
            if folder in self.folders:
                return self.folders[folder]
        return False

    def check_peer(self, address: Any) -> None:  # noqa: ANN401 - an address of any family
        """Refuse a connection to another machine; a text is the path of a local socket."""
        host = address[0] if isinstance(address, tuple) else None
        if isinstance(address, str | bytes) and "/" not in os.fsdecode(address):
            host = os.fsdecode(address)
        if host not in HERE:
            self.refuse("connects to another machine", str(host))

    def named(self, real: str) -> str:
        """A path for a message: relative to the project, or the file name."""
        inside = real.startswith(self.root + os.sep)
        return Path(real).relative_to(self.root).as_posix() if inside else Path(real).name

    def refuse(self, what: str, thing: str) -> None:
        """Stop the cell, and report the refusal to the runner, because a cell can swallow an error.

        Errors: ``ChapterError``, always.
        """
        error = refusal(self.chapter, f"{what}: {thing}", self.sources)
        self.refused.append(f"{what}: {thing}")
        self.report()
        raise error

    def report(self) -> None:
        """Write the report for the runner."""
        write_json(self.output / REPORT, {"chapter": self.chapter, "refused": self.refused})


def refusal(chapter: str, found: str, sources: Iterable[str]) -> ChapterError:
    """The error for something that a chapter may not do."""
    return ChapterError(
        f"chapter '{chapter}' reads what it did not declare",
        f"edition.toml [chapters.{chapter}]",
        "only its declared sources: " + (", ".join(sources) or "none"),
        found,
        "Declare the source in edition.toml and read it with chapter.table.",
    )


def guard_run(chapter: str) -> None:
    """Guard this process permanently as a run of a chapter; the environment names its output folder."""
    inputs = chapter_inputs(load_edition(find_root()), chapter)
    guard = Guard(inputs, Path(os.environ[OUTPUT]))
    guard.report()
    sys.addaudithook(guard)


def kernel_argument(chapter: str) -> str:
    """The argument that makes a kernel, warm or plain, install the guard before its first cell."""
    line = f"__import__({__name__!r}, fromlist=['']).guard_run({chapter!r})"
    return f"--IPKernelApp.exec_lines={[line]!r}"


def _folders(edition: Edition, output: Path) -> dict[str, bool]:
    """Folder -> whether it is open; later entries override earlier ones."""
    known = dict.fromkeys(map(os.path.realpath, _environment()), True)
    closed = [edition.root, edition.root / RAW, *filter(None, [mirror()])]
    known |= dict.fromkeys(map(os.path.realpath, closed), False)
    return known | {os.path.realpath(output): True}


def _environment() -> Iterator[str | Path]:
    """The locations of Python, its packages, their caches and the system."""
    import matplotlib as mpl  # noqa: PLC0415 - a chapter loads it anyway
    from IPython.paths import get_ipython_dir  # noqa: PLC0415 - only a notebook needs it

    yield from (Path(__file__).parent, tempfile.gettempdir(), get_ipython_dir())
    yield from (mpl.get_cachedir(), mpl.get_configdir())
    yield from (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())
    yield from (site.getusersitepackages(), *filter(None, sys.path), *SYSTEM)
