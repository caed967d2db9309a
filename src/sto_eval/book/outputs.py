"""When an output is current, and how a new one takes the place of the last good one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from sto_eval.book.staging import ASSETS, Stage
from sto_eval.edition import REGIONS
from sto_eval.integrity import KEY, OUTPUTS, is_current, output_checksums, read_key
from sto_eval.key import environment, own_codebase
from sto_eval.records import read_records
from sto_eval.rows import LIST, ROWS
from sto_eval.sphinxext.store import PROOF
from sto_eval.storage import temporary_folder, write_json

CARD = ".sto-eval.json"
"""Card of an output: from what it was made, which file a reader opens, and the checksums of its files."""

GUEST = (REGIONS.name,)
"""A book that has its place in this one, with a card of its own."""

_MAKERS = ("sto_eval.book", "sto_eval.sphinxext")


def book_key(stage: Stage, root: Path) -> str:
    """The key of a rendered book: equal keys, equal pages.

    It covers the pages, the edition, the outputs of the chapters, the modules that make pages, the installed
    packages, and the version and commit that every page names. The files that a chapter was run from do not
    count: a page shows nothing of them but the key.
    """
    code = own_codebase(root)
    build = stage.chapters.parent
    digest = hashlib.sha256(json.dumps([environment(), code.closure(_MAKERS)]).encode())
    for folder in (ASSETS, stage.folder, stage.edition, stage.chapters):
        _add_folder(digest, folder)
    for card in sorted(stage.chapters.glob(f"*/{KEY}")):
        digest.update(str(read_key(card.parent).get("key")).encode())
    shown = [code.folder.parent / name for name in _modules_shown(stage.chapters)]
    for path in (build / ROWS.name / LIST, build / PROOF, *shown):
        digest.update(path.read_bytes() if path.exists() else b"")
    digest.update(_told(build / "run.json"))
    return digest.hexdigest()


def current(target: Path, key: str) -> Path | None:
    """The file that a reader opens, when an output was made from this key and is as it was written."""
    made = is_current(target, key, CARD, GUEST)
    return target / str(read_key(target, CARD)["opens"]) if made else None


def replace(folder: Path, target: Path, opened: Path, key: str) -> Path:
    """Let a folder take the place of the last output; the path of what a reader opens."""
    name = opened.relative_to(folder)
    made = {"key": key, "opens": name.as_posix(), OUTPUTS: output_checksums(folder, CARD, GUEST)}
    write_json(folder / CARD, made)
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
    elif not is_current(place, str(read_key(book, CARD).get("key")), CARD, GUEST):
        with temporary_folder(site.parent, REGIONS.name) as folder:
            shutil.copytree(book, folder, dirs_exist_ok=True)
            take_place(folder, place)


def _modules_shown(chapters: Path) -> list[str]:
    """The modules of which pages show the text: those of the functions that made the numbers."""
    records = read_records(chapters).values()
    return sorted({made.file for record in records for made in record.functions})


def _add_folder(digest: hashlib._Hash, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name != KEY:
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())


def _told(path: Path) -> bytes:
    """What pages tell of a run; without the time, as a run that changed nothing but the clock changes no page."""
    run = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return json.dumps({key: run.get(key) for key in ("version", "commit", "edition")}).encode()
