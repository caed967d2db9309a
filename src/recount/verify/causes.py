"""The recorded dependencies of each chapter against the code, edition and packages in the bundle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from recount.findings import Finding
from recount.verify.chapters import code_text
from recount.verify.opened import OpenedBundle
from recount.verify.places import CHAPTERS, CODE, EDITIONS, PROJECT, RESULTS

_EDITION, _RAW = "edition/", "data/raw"


def check_causes(opened: OpenedBundle) -> Iterator[Finding]:
    """The files that a chapter ran with are those of the bundle, and the bundle has no other module."""
    modules = opened.under(CODE, ".py")
    for chapter, key in opened.keys.items():
        name, causes = f"{RESULTS}/{chapter}/key.json", key.causes
        given = {**causes.data, **causes.code, **causes.environment}
        choices = {k: v for k, v in causes.parameters.items() if k.startswith(_EDITION)}
        card = opened.region(chapter)
        if card and not card.settings.items() <= causes.parameters.items():
            yield Finding("K1", name, f"made with a different {' or '.join(card.settings)}")
        for cause, digest in {**given, **choices}.items():
            if not cause.startswith(_RAW) and _digest(cause, opened) != digest:
                yield Finding("K1", name, f"made with a different {_place(cause, opened)}")
        known = {_place(cause, opened) for cause in causes.code}
        for module in modules:
            if module not in known:
                yield Finding("K1", name, f"made without {module}")


def _digest(cause: str, opened: OpenedBundle) -> str | None:
    """The checksum of a dependency in the bundle; of a chapter only its code counts."""
    if cause.startswith(f"{CHAPTERS}/"):
        cells = opened.chapter(PurePosixPath(cause).stem)
        return None if cells is None else hashlib.sha256(code_text(cells)).hexdigest()
    return opened.digests.get(_place(cause, opened))


def _place(cause: str, opened: OpenedBundle) -> str:
    if cause.startswith(_EDITION):
        return f"{EDITIONS}/{opened.edition}/{cause.removeprefix(_EDITION)}"
    return f"{CODE}/{cause}" if cause.endswith(".py") else f"{PROJECT}/{cause}"
