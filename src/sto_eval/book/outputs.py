"""When an output is current, and how a new one takes the place of the last good one."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sto_eval.book.staging import Stage
from sto_eval.edition import REGIONS
from sto_eval.rows import LIST, ROWS
from sto_eval.sphinxext.store import PROOF
from sto_eval.storage import temporary_folder

KEY_FILE = ".sto-eval.json"
"""Name of the file in an output that tells from what it was made, and which file a reader opens."""

_ENGINES = ("sphinx", "jupyter-book", "myst-nb", "sphinx-book-theme", "weasyprint", "fonttools")
_CODE = Path(__file__).resolve().parent.parent
_RULES = ("numerals.py", "predicates.py", "exemptions.py")
"""Modules outside the extension and the book that a page is checked with."""


def fingerprint(stage: Stage) -> str:
    """A key over everything that a rendered page is made of: equal keys, equal pages.

    The time in ``run.json`` is left out: a run that changed nothing but the clock changes no page.
    """
    digest = hashlib.sha256()
    for name in _ENGINES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for folder in (
        stage.folder,
        stage.chapters,
        stage.edition,
        _CODE / "sphinxext",
        _CODE / "book",
        _CODE / "indicators",
    ):
        _add_folder(digest, folder)
    for name in _RULES:
        digest.update((_CODE / name).read_bytes())
    digest.update(_run_without_time(stage.chapters.parent / "run.json"))
    digest.update(_bytes_of(stage.chapters.parent / ROWS.name / LIST))
    digest.update(_bytes_of(stage.chapters.parent / PROOF))
    return digest.hexdigest()


def key_of(target: Path) -> str:
    """The key that an output was made from; empty when there is no output."""
    return str(_card_of(target).get("key", ""))


def written_files(target: Path) -> dict[str, str]:
    """The checksums of the files of an output as the build wrote them, by name."""
    files: dict[str, str] = _card_of(target).get("files", {})
    return files


def is_current(target: Path, key: str) -> Path | None:
    """The file that a reader opens, when the output was made from this very key and is as it was written."""
    made = _card_of(target)
    if made.get("key") != key or made.get("files") != written(target):
        return None
    return target / str(made["opens"])


def written(folder: Path) -> dict[str, str]:
    """The checksums of the files in a folder, by name; not of hidden files and of a book that stands in it."""
    names = {path: path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path, name in names.items()
        if name.parts[0] != REGIONS.name and not any(part.startswith(".") for part in name.parts)
    }


def replace(folder: Path, target: Path, opened: Path, key: str) -> Path:
    """Let a folder take the place of the last output; the path of what a reader opens."""
    name = opened.relative_to(folder)
    made = {"key": key, "opens": name.as_posix(), "files": written(folder)}
    (folder / KEY_FILE).write_text(json.dumps(made), encoding="utf-8")
    take_place(folder, target)
    return target / name


def take_place(folder: Path, target: Path) -> None:
    """Let a folder take the place of another one, whether that is there or not."""
    old = folder.with_name(f"{folder.name}.old")
    if target.exists():
        target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def seat(book: Path | None, site: Path) -> None:
    """Let a regional book stand in a site as it is now; without one, none stands there any more."""
    place = site / REGIONS
    if book is None:
        shutil.rmtree(place, ignore_errors=True)
    elif is_current(place, key_of(book)) is None:
        with temporary_folder(site.parent, REGIONS.name) as folder:
            shutil.copytree(book, folder, dirs_exist_ok=True)
            take_place(folder, place)


def _card_of(target: Path) -> dict[str, Any]:
    """What an output tells of itself; nothing when it cannot be read."""
    try:
        made: dict[str, Any] = json.loads((target / KEY_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made


def _add_folder(digest: hashlib._Hash, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())


def _run_without_time(path: Path) -> bytes:
    if not path.exists():
        return b""
    run = json.loads(path.read_text(encoding="utf-8"))
    run.pop("time", None)
    return json.dumps(run, sort_keys=True).encode()


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
