"""What a bundle contains: every file of the report under its name in the bundle.

``html/`` and ``pdf/`` are the book; the website may include the regions. ``results/`` has a folder per
chapter with its executed notebook, records, figures and tables; ``rows/`` the rows that may be published;
``project/`` the code, chapters and edition, ready to be built again. For a regional book ``regios.json``
has the chapters and the run. Raw files of publishers and registers are excluded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from recount.book.outputs import CARD, EMBEDDED
from recount.book.website.regional import PAGES as REGIONAL_PAGES
from recount.edition import translations
from recount.edition.edition import (
    EDITIONS,
    PAGES,
    PUBLISHED,
    REGIONS,
    STANDIN,
    Edition,
)
from recount.errors import BundleError, listed
from recount.handover import EVIDENCE, WITNESS
from recount.installation import LOCK
from recount.names import COMMAND, ENGINE, MIRROR, shown
from recount.notebook.notebooks import CHAPTERS
from recount.results.integrity import OUTPUTS, output_checksums, read_key
from recount.results.reading import read_results
from recount.running.codebase import code_folders
from recount.running.key import Causes, changed_code, changed_data
from recount.running.runner import RUN
from recount.sources.files import checksum
from recount.sources.row_files import LIST, ROWS

HTML, PDF, RESULTS, ROW_FILES, PROJECT = "html", "pdf", "results", "rows", "project"
RUN_FILE = "run.json"
REGIONS_FILE = "regios.json"
"""The chapters of the regional book, what each takes from its template, and its run."""

REGIONS_ROWS = f"{ROW_FILES}/rijen-{REGIONS.name}.json"
"""The list of the rows behind the numbers of the regional book."""

IN_REGIONS = f"{HTML}/{REGIONS.name}"
PACKAGE = f"{PROJECT}/src/{ENGINE}"
TOOLS = Path("tools")
CONTENTS = "_toc.yml"
"""The table of contents among the pages of an edition."""

_BOOK = {HTML: f"{COMMAND} build html", PDF: f"{COMMAND} build pdf"}
_OUTPUTS = {RESULTS: CHAPTERS.name, ROW_FILES: ROWS.name}
_PARTS = ("*.md", "*.toml", "*.cff", "LICENSE", "LICENSES/*", "Makefile", LOCK)
_PAGES = ("*.md", "*.yml", "*.bib", f"{CHAPTERS}/*.md", f"{REGIONAL_PAGES}/*.md")
_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}
_KINDS = {
    "text/plain": ("", ".txt", ".lock", ".sh", ".cff", ".inv", ".po"),
    "text/html": (".html",),
    "text/css": (".css",),
    "text/csv": (".csv",),
    "text/markdown": (".md",),
    "text/javascript": (".js",),
    "text/x-python": (".py",),
    "image/svg+xml": (".svg",),
    "image/png": (".png",),
    "image/vnd.microsoft.icon": (".ico",),
    "font/ttf": (".ttf",),
    "font/woff": (".woff",),
    "font/woff2": (".woff2",),
    "application/pdf": (".pdf",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/json": (".json", ".map"),
    "application/ld+json": (".jsonld",),
    "application/sql": (".sql",),
    "application/toml": (".toml",),
    "application/yaml": (".yml",),
    "application/gzip": (".gz",),
    "application/zip": (".zip",),
    "application/xml": (".xml",),
    "application/x-ipynb+json": (".ipynb",),
}
_OTHER = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of a bundle: its path there, with ``/``, and its path on disk or, if made for the bundle, its bytes."""

    name: str
    content: Path | bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 checksum."""
        if isinstance(self.content, Path):
            return checksum(self.content)
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """The length in bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def kind(self) -> str:
        """The media type, from the name."""
        suffix = Path(self.name).suffix
        return next((kind for kind, ends in _KINDS.items() if suffix in ends), _OTHER)

    def read(self) -> bytes:
        """The bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


def gather(edition: Edition, regional: Edition | None = None) -> dict[str, BundleFile]:
    """The files of the last build and of its project, sorted by name.

    Errors: ``BundleError`` if there is no run, website, PDF or lock file.
    """
    _require_build(edition)
    found: dict[str, Path | bytes] = {RUN_FILE: edition.build / RUN}
    for name in _BOOK:
        found |= _under(edition.build / name, name)
    found |= _run_outputs(edition)
    found |= project_files(edition)
    for name in EVIDENCE:
        if (edition.build / name).is_file():
            found[name] = edition.build / name
    if regional:
        found |= _regions(regional)
    return {name: BundleFile(name, found[name]) for name in sorted(found)}


def check_unchanged(edition: Edition) -> None:
    """Check that results and pages are those that were built, and that data and code have not changed since.

    Errors: ``BundleError`` for a chapter that was never run or ran on other data or code, and for a website or PDF
    that the build did not write; ``RecordError`` for results that differ from those of the run.
    """
    for name in edition.card.chapters:
        causes = read_key(edition.build / CHAPTERS / name).get("causes")
        if causes is None:
            raise BundleError(
                "the report is incomplete", name, "a run of every chapter", "none",
                f"Run '{COMMAND} build' first.",
            )  # fmt: skip
        if other := changed_data(edition, name, Causes(**causes)):
            raise BundleError(
                "the data have changed since the report was built",
                f"chapter '{name}'",
                "the files and definitions of its run",
                f"changed or missing: {listed(other)}",
                f"Restore the data, including {shown(MIRROR)}, or run '{COMMAND} build'.",
            )
        if other := changed_code(edition, name, Causes(**causes)):
            raise BundleError(
                "the code has changed since the report was built",
                f"chapter '{name}'",
                "the code, cells and lock file of its run",
                f"changed or missing: {listed(other)}",
                f"Run '{COMMAND} build' again.",
            )
    read_results(edition)
    for name in (*_BOOK, IN_REGIONS):
        if (edition.build / name).is_dir():
            _check_book(edition.build / name)


def _check_book(folder: Path) -> None:
    """Check the files of a website or PDF against the checksums of its build."""
    listed = read_key(folder, CARD).get(OUTPUTS, {})
    found = output_checksums(folder, CARD, EMBEDDED)
    other = sorted(name for name in {*listed, *found} if listed.get(name) != found.get(name))
    if other:
        raise BundleError(
            "the book has changed since it was built",
            f"{folder.name}/{other[0]}",
            "the files that the build wrote",
            f"{len(other)} changed, added or missing",
            f"Run '{COMMAND} build' again.",
        )


def by_folder(files: Iterable[str], folder: str) -> list[str]:
    """The names under a folder of the bundle."""
    return [name for name in files if name.startswith(f"{folder}/")]


def _require_build(edition: Edition) -> None:
    for path, command in (
        (edition.build / RUN, f"{COMMAND} build"),
        *((edition.build / kind, command) for kind, command in _BOOK.items()),
    ):
        if not path.exists():
            raise BundleError(
                "the report is incomplete",
                path.parent.name,
                f"'{path.name}' from a build",
                "none",
                f"Run '{command}' first.",
            )
    if not (edition.root / LOCK).is_file():
        raise BundleError(
            "the environment is not fixed",
            LOCK,
            "every package with its version and hash",
            "no such file",
            "Write it with 'uv pip compile --generate-hashes', and build again.",
        )


def _run_outputs(edition: Edition) -> Iterator[tuple[str, Path]]:
    for name, folder in _OUTPUTS.items():
        yield from _under(edition.build / folder, name)


def _regions(regional: Edition) -> dict[str, Path | bytes]:
    """The regional book without its pages; rows that both books share are one file."""
    known = {"title", "template", "text", "settings", "words"}
    cards = regional.card.chapters.items()
    content = {
        "division": regional.division,
        "run": json.loads((regional.build / RUN).read_text("utf-8")),
        "chapters": {name: card.model_dump(mode="json", include=known) for name, card in cards},
    }
    ran = dict(_run_outputs(regional))
    ran[REGIONS_ROWS] = ran.pop(f"{ROW_FILES}/{LIST}")
    return {**ran, REGIONS_FILE: json.dumps(content, ensure_ascii=False, indent=2).encode()}


def project_files(edition: Edition) -> Iterator[tuple[str, Path]]:
    """The project's own files without those of publishers: name in the bundle and path."""
    root = edition.root
    found = [root.glob(pattern) for pattern in _PARTS]
    found += [edition.pages.glob(pattern) for pattern in _PAGES]
    for path in chain.from_iterable(found):
        yield f"{PROJECT}/{path.relative_to(root).as_posix()}", path
    for path in edition.folder.glob("*.toml"):
        yield f"{edition_folder(edition.id)}/{path.name}", path
    for name in (WITNESS, translations.FOLDER):
        yield from _under(edition.folder / name, f"{edition_folder(edition.id)}/{name}")
    for folder in (STANDIN, PUBLISHED, TOOLS):
        yield from _under(root / folder, f"{PROJECT}/{folder.as_posix()}")
    for folder in code_folders(root):
        yield from _under(folder, f"{PROJECT}/src/{folder.name}")


def edition_folder(edition: str) -> str:
    """The folder of an edition's definitions in its bundle."""
    return f"{PROJECT}/{EDITIONS.as_posix()}/{edition}"


def pages_folder(edition: str, files: Collection[str]) -> str:
    """The folder with the pages of an edition in a bundle with these files."""
    own = f"{edition_folder(edition)}/{PAGES}"
    return own if f"{own}/{CONTENTS}" in files else PROJECT


def _under(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """All files of a folder except hidden ones, which depend on the machine and the moment."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(p.startswith(".") or p in _LEFT_OUT for p in parts):
            yield f"{name}/{'/'.join(parts)}", path


def sums(files: Mapping[str, BundleFile]) -> bytes:
    """The checksums of all files in the format of ``sha256sum -c``, sorted by name."""
    return "".join(f"{files[name].sha256}  {name}\n" for name in sorted(files)).encode()
