"""The rebuild: the bundle's own code renders the book again from results and texts, and every byte is compared.

This runs the code in the bundle, in a process of its own that gets everything except the book. So it shows that
the book is what that code makes of these results. A rerun lets it make the results too, from the files of the
publishers. That the code is honest is for ``--code``.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.errors import ReexecutionError
from recount.findings import Finding
from recount.installation import install
from recount.verify.archive import Archive, open_archive
from recount.verify.opened import OpenedBundle
from recount.verify.places import CODE, HTML, PDF, PROJECT, UNSUMMED
from recount.verify.signed_pdf import find_signature

TIME_LIMIT = 3600
"""Seconds that rendering may take; a whole report takes a few minutes."""

_BOOK = (f"{HTML}/", f"{PDF}/")
_KEPT = {
    "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
    "FONTCONFIG_FILE", "FONTCONFIG_PATH",
}  # fmt: skip
"""The environment variables that rendering needs to find programs, libraries and fonts."""

REBUILD, RERUN = "rebuild", "rerun"
"""The steps of a verification that run the code of a bundle."""

MIRROR = "mirror"
"""The folder of a rerun with the files of publishers."""

MESSAGES = "signatures"
"""The folder for the signatures of PDFs: no rebuild can make them."""

_ERROR_LENGTH = 600

Notify = Callable[[str], None]


def code_checksum(digests: Mapping[str, str]) -> str:
    """The checksum of code and texts: that of the sorted ``sha256sum`` list of all files under ``project/``."""
    start = f"{PROJECT}/"
    files = {
        name.removeprefix(start): sha for name, sha in digests.items() if name.startswith(start)
    }
    listed = "".join(f"{files[name]}  {name}\n" for name in sorted(files))
    return f"sha256:{hashlib.sha256(listed.encode()).hexdigest()}"


@dataclass(slots=True)
class Rebuild:
    """A rebuild of a bundle.

    Parameters
    ----------
    clean
        Install an environment from the bundle's lock file; otherwise use the current one.
    notify
        Called with a description of each step.
    rerun
        Run the chapters too.
    done
        What was done: rebuild, rerun, or nothing if the book could not be made.
    environment
        Package or Python -> how its version differs from that of the run.
    """

    clean: bool
    notify: Notify
    rerun: bool = False
    done: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    def check(self, opened: OpenedBundle, files: Mapping[str, Path]) -> Iterator[Finding]:
        """Every file of the bundle that differs from the rebuilt one, is missing, or is extra.

        ``files`` has the files of publishers by checksum, for a rerun.
        """
        self.environment = _differences(opened, all_packages=not self.clean)
        with TemporaryDirectory(prefix="rebuild-") as name:
            folder = Path(name)
            try:
                self.notify("unpacking the bundle without its book")
                _unpack(opened.archive, opened.digests, folder / "bundle")
                if self.rerun:
                    _lay_out(opened, files, folder / MIRROR)
                again = self._render(folder)
            except (ReexecutionError, OSError, subprocess.TimeoutExpired) as error:
                yield Finding("D0", PROJECT, " ".join(str(error).split()))
                return
            self.notify(f"comparing {len(opened.digests)} files")
            yield from compare(opened.digests, again)
            self.done = [REBUILD, *([RERUN] if self.rerun else [])]

    def _render(self, folder: Path) -> Path:
        project = folder / "bundle" / PROJECT
        python = Path(sys.executable)
        if self.clean:
            self.notify("installing an environment from the lock file of the bundle")
            python = install(project, folder / "environment")
        running = "running its chapters, and " if self.rerun else ""
        self.notify(f"{running}rendering website and PDF again; a whole report takes some minutes")
        target = folder / "again.zip"
        command = [str(python), "-m", "recount.cli", "rebuild", str(folder / "bundle")]
        done = subprocess.run(  # noqa: S603 - the code of the bundle, as the auditor asked
            [*command, "--output", str(target), *(["--rerun"] if self.rerun else [])],
            cwd=folder, env=_variables(folder), timeout=TIME_LIMIT,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode or not target.is_file():
            raise ReexecutionError(
                "the code of the bundle does not make its book",
                PROJECT,
                "a website and a PDF",
                (done.stderr or done.stdout).strip()[-_ERROR_LENGTH:],
                "Compare the environments, or look for what was changed in code, texts or results.",
            )
        return target


def compare(here: Mapping[str, str], again: Path) -> Iterator[Finding]:
    """The files of a bundle, by checksum, against a rebuilt one; the checksum list follows from the others."""
    with again.open("rb") as stream:
        archive, unsafe = open_archive(stream)
        made, unread = archive.digests() if archive else ({}, [])
    yield from (*unsafe, *unread)
    for name in sorted({*here, *made}.difference(UNSUMMED)):
        if name not in made:
            yield Finding("D3", name, "the rebuild does not write it")
        elif name not in here:
            yield Finding("D2", name, "the rebuild writes it")
        elif here[name] != made[name]:
            yield Finding("D1", name, f"is {here[name][:12]}…, rebuilt {made[name][:12]}…")


def _unpack(archive: Archive, names: Mapping[str, str], target: Path) -> None:
    """Write all files but the book, of which only the signatures of PDFs; the names of an archive are safe."""
    for name in names:
        if not name.startswith(_BOOK):
            _write(target / name, archive.read(name))
        elif name.endswith(".pdf") and (signature := find_signature(archive.read(name))):
            _write(target / MESSAGES / name, signature.message)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _lay_out(opened: OpenedBundle, files: Mapping[str, Path], target: Path) -> None:
    """Put the files of publishers where the catalogue of the bundle expects them."""
    target.mkdir()
    for source in opened.sources.values():
        found = files.get(source.sha256 or "")
        place = (target / source.file).resolve()
        if found and place.is_relative_to(target.resolve()):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, place)


def _variables(folder: Path) -> dict[str, str]:
    """The environment of the rebuild, in one language and time zone whatever those of the auditor are."""
    kept = {key: text for key, text in os.environ.items() if key in _KEPT}
    own = {"PYTHONPATH": str(folder / "bundle" / CODE), "PYTHONNOUSERSITE": "1"}
    mirror = folder / MIRROR
    found = {"RECOUNT_MIRROR": str(mirror)} if mirror.is_dir() and any(mirror.iterdir()) else {}
    return kept | own | found | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _differences(opened: OpenedBundle, *, all_packages: bool) -> dict[str, str]:
    """What differs between the environment of the run and the one here; only Python if the lock is installed."""
    if opened.run is None:
        return {}
    run = {"Python": opened.run.python}
    here = {"Python": platform.python_version()}
    if all_packages:
        run |= opened.run.packages
        here |= {found.name: found.version for found in metadata.distributions()}
    return {
        name: f"{version} in the run, {here.get(name, 'absent')} here"
        for name, version in run.items()
        if here.get(name) != version
    }
