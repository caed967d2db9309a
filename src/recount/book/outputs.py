"""Decide whether an output is current, and replace the last good one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from recount.book.directives.store import load_store
from recount.book.staging import ASSETS, Stage
from recount.edition.edition import REGIONS
from recount.handover import EVIDENCE
from recount.results.integrity import KEY, OUTPUTS, is_current, output_checksums, read_key
from recount.running.codebase import module_file
from recount.running.key import environment, own_codebase
from recount.sources.row_files import LIST, ROWS
from recount.storage import temporary_folder, write_json

CARD = ".book.json"
"""Card of an output: its key, the file to open, and the checksums of its files."""

EMBEDDED = (REGIONS.name,)
"""Folder of an embedded book, which has its own card."""

TEXT = ".ipynb"
"""Suffix of the text of a chapter, among its results."""

_RENDERING_MODULES = ("recount.book.building", "recount.book.directives")
"""The modules that make pages, besides that of the programme, whose registers pages describe."""


def with_keys(stage: Stage, root: Path) -> Stage:
    """A staged book with the keys of what makes its pages, and of the results that they show.

    The input files of a chapter do not count themselves: only its key does; nor does the SQL of the second way,
    only what it answered.
    """
    code, build = own_codebase(root), stage.chapters.parent
    store = load_store(stage.chapters.resolve(), stage.edition.resolve())
    programme = store.edition.code
    modules = code.closure([*_RENDERING_MODULES, *([programme] if programme else [])])
    made_by = hashlib.sha256(json.dumps([environment(), modules]).encode())
    for folder in (ASSETS, stage.edition):
        _add_files(made_by, folder)
    results = hashlib.sha256()
    _add_files(results, stage.chapters, lambda path: path.suffix != TEXT)
    for card in sorted(stage.chapters.glob(f"*/{KEY}")):
        results.update(str(read_key(card.parent).get("key")).encode())
    files = {module_file(name, path): path for name, path in code.paths.items()}
    # pages show the source code of the functions that compute the numbers
    functions = [one for record in store.records.values() for one in record.functions]
    modules_shown = sorted({function.file for function in functions})
    shown = [files[name] for name in modules_shown if name in files]
    evidence = [build / name for name in EVIDENCE]
    for path in (build / ROWS.name / LIST, *evidence, *shown):
        results.update(path.read_bytes() if path.exists() else b"")
    results.update(_displayed_run(build / "run.json"))
    return replace(stage, made_by=made_by.hexdigest(), results=results.hexdigest())


def book_key(stage: Stage) -> str:
    """The key of a rendered book, from ``with_keys`` and its texts: equal keys mean equal pages."""
    digest = hashlib.sha256(json.dumps([stage.made_by, stage.results]).encode())
    _add_files(digest, stage.folder)
    _add_files(digest, stage.chapters, lambda path: path.suffix == TEXT)
    return digest.hexdigest()


def current_output(target: Path, key: str) -> Path | None:
    """The file to open, if the output has this key and its files are unchanged; ``None`` otherwise."""
    if not is_current(target, key, CARD, EMBEDDED):
        return None
    return target / str(read_key(target, CARD)["opens"])


def replace_output(folder: Path, target: Path, opened: Path, key: str) -> Path:
    """Replace the last output with a folder, which takes over its embedded book; returns the file to open."""
    name = opened.relative_to(folder)
    checksums = output_checksums(folder, CARD, EMBEDDED)
    write_json(folder / CARD, {"key": key, "opens": name.as_posix(), OUTPUTS: checksums})
    for embedded in EMBEDDED:
        if (target / embedded).is_dir():
            (target / embedded).rename(folder / embedded)
    _replace_folder(folder, target)
    return target / name


def _replace_folder(folder: Path, target: Path) -> None:
    """Move a folder to ``target``, replacing the folder there if it exists."""
    old = folder.with_name(f"{folder.name}.old")
    if target.exists():
        target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def embed_book(book: Path | None, site: Path) -> None:
    """Copy the current regional book into a site; without a book, or one that was built, remove it from the site."""
    place = site / REGIONS
    if book is None or not book.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    elif not is_current(place, str(read_key(book, CARD).get("key")), CARD, EMBEDDED):
        with temporary_folder(site.parent, REGIONS.name) as folder:
            shutil.copytree(book, folder, dirs_exist_ok=True)
            _replace_folder(folder, place)


def _add_files(
    digest: hashlib._Hash, folder: Path, counts: Callable[[Path], bool] = lambda _: True
) -> None:
    """Add the files of a folder that count to a digest, with their names."""
    for path in sorted(folder.rglob("*")):
        if "__pycache__" in path.parts or path.name == KEY or path.suffix == ".sql":
            continue
        if path.is_file() and counts(path):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())


def _displayed_run(path: Path) -> bytes:
    """The fields of a run that pages show, without the time: a new time alone must not change any page."""
    run = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return json.dumps(
        {key: run.get(key) for key in ("version", "commit", "edition", "demo")}
    ).encode()
