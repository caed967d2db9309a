"""The tiny project with several chapters."""

from __future__ import annotations

from collections.abc import Mapping

from support.tiny_project import CHAPTER, CLAIMS, EDITION, NUMBER_TEXTS

from recount.edition.edition import Edition, load_edition

WAITING = """import os, time
while not os.path.exists({gate!r}):
    time.sleep(0.05)"""


def with_chapters(edition: Edition, codes: Mapping[str, str]) -> Edition:
    """The edition with chapters of these names, each the tiny one with test code before its set-up."""
    card = "".join(f'[chapters.{name}]\nsources = ["leerlingen-*"]\n' for name in codes)
    text = EDITION[: EDITION.index("[chapters")] + card
    (edition.folder / "edition.toml").write_text(text, "utf-8")
    for name, code in codes.items():
        text = CHAPTER.replace("chapter = Chapter", f"{code}\nchapter = Chapter", 1)
        text = text.replace("proef", name).replace("aanbod-mat", f"{name}-mat")
        (edition.root / "chapters" / f"{name}.md").write_text(text, "utf-8")
    claim, rest = CLAIMS[: CLAIMS.index("[periode]")], CLAIMS[CLAIMS.index("[periode]") :]
    claims = [claim.replace("aanbod-mat", f"{n}-mat").replace("proef", n) for n in codes]
    (edition.folder / "claims.toml").write_text("".join([*claims, rest]), "utf-8")
    texts = [NUMBER_TEXTS.replace("proef", n).replace("aanbod-mat", f"{n}-mat") for n in codes]
    edition.file("numbers").write_text("".join(texts), "utf-8")
    return load_edition(edition.root, edition.id)


def built(edition: Edition) -> dict[str, bytes]:
    """The bytes of all files in the folders of chapters."""
    folder = edition.build / "chapters"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
