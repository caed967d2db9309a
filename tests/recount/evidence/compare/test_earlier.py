"""Files of an earlier run are found by checksum."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from support.tiny_project import CHAPTER, PUPILS

from recount.cache import Cache
from recount.edition.edition import Edition
from recount.evidence.compare.earlier import EarlierFiles
from recount.evidence.compare.runs import Run
from recount.notebook.notebooks import read_chapter
from recount.running.key import cells_text


def git(root: Path, *words: str) -> str:
    """Run git with a neutral identity."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(root), *who, *words],  # noqa: S607 - git of the user
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_committed_parts_are_recovered(edition: Edition) -> None:
    """The cells of a chapter and a made-up file, both changed since; never by the commit alone."""
    git(edition.root, "init", "-q")
    git(edition.root, "add", "-A")
    git(edition.root, "commit", "-qm", "x")
    commit = git(edition.root, "rev-parse", "HEAD")
    cells = hashlib.sha256(cells_text(read_chapter(edition, "proef"))).hexdigest()
    rows = hashlib.sha256(PUPILS.encode("latin-1")).hexdigest()
    changed = CHAPTER.replace("minimum)", "minimum + 1)")
    (edition.root / "chapters" / "proef.md").write_text(changed, "utf-8")
    (edition.root / "data/standin/duo/2019/leerlingen.csv").write_text("", "utf-8")
    wanted = {"chapters/proef.md": cells, "data/standin/duo/2019/leerlingen.csv": rows}
    without = EarlierFiles(edition.root, [Run("x", {})])
    assert [without.find(*each) for each in wanted.items()] == [None, None]
    found = EarlierFiles(edition.root, [Run("x", {}, commit=commit)])
    assert all(found.find(*each) for each in wanted.items())
    assert found.find("chapters/proef.md", "ab" * 32) is None


def test_an_unavailable_commit_gives_nothing(edition: Edition) -> None:
    """Outside a checkout, or of another project: missing, without an error."""
    found = EarlierFiles(edition.root, [Run("x", {}, commit="0" * 40)])
    assert found.find("chapters/proef.md", "ab" * 32) is None


def test_a_corrupt_cached_part_is_ignored(tmp_path: Path) -> None:
    """Its content no longer has the checksum in its name."""
    cache = Cache(tmp_path)
    digest = cache.keep(b"rows")
    assert cache.find(digest) == cache.path(digest)
    cache.path(digest).write_bytes(b"other rows")
    assert cache.find(digest) is None
