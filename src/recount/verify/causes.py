"""The recorded dependencies of each chapter against the code, edition and packages in the bundle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from recount.edition.edition import RAW
from recount.evidence.bundle.contents import PROJECT, RESULTS, edition_folder
from recount.findings import Finding
from recount.notebook.notebooks import CHAPTERS
from recount.running.key import cells_text
from recount.verify.opened import OpenedBundle
from recount.verify.shapes import Key

_EDITION, _MODULE = "edition/", ".py"


def check_causes(opened: OpenedBundle) -> Iterator[Finding]:
    """The files that a chapter ran with are those of the bundle, and the bundle has no other module."""
    for chapter in opened.chapters():
        name = f"{RESULTS}/{chapter}/key.json"
        key = opened.load_json(name, Key, "K1")
        if key is None:
            continue
        causes = key.causes
        given = {**causes.data, **causes.code, **causes.environment}
        choices = {k: v for k, v in causes.parameters.items() if k.startswith(_EDITION)}
        card = opened.region(chapter)
        if card and not card.settings.items() <= causes.parameters.items():
            yield Finding("K1", name, f"made with a different {' or '.join(card.settings)}")
        for cause, digest in {**given, **choices}.items():
            if not cause.startswith(RAW.as_posix()) and _digest(cause, opened) != digest:
                yield Finding("K1", name, f"made with a different {_place(cause, opened)}")
        known = {_place(cause, opened) for cause in causes.code}
        for module in opened.under(f"{PROJECT}/src", ".py"):
            if module not in known:
                yield Finding("K1", name, f"made without {module}")


def _digest(cause: str, opened: OpenedBundle) -> str | None:
    """The checksum of a dependency in the bundle; of a chapter only its code counts."""
    if cause.startswith(f"{CHAPTERS}/"):
        node = opened.chapter(Path(cause).stem)
        return hashlib.sha256(cells_text(node)).hexdigest() if node else None
    return opened.digests.get(_place(cause, opened))


def _place(cause: str, opened: OpenedBundle) -> str:
    if cause.startswith(_EDITION):
        return f"{edition_folder(opened.edition)}/{cause.removeprefix(_EDITION)}"
    return f"{PROJECT}/src/{cause}" if cause.endswith(_MODULE) else f"{PROJECT}/{cause}"
