"""A command is skipped until anything that counts changed since its last success."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recount.edition.edition import Edition
from recount.handover import CODE_PROOF
from recount.running.unchanged import LastSuccess

SAID = ["chapter proef: kept"]


def chapter(edition: Edition) -> Path:
    """A file that counts as an input."""
    return edition.root / "chapters" / "proef.md"


def rewrite(edition: Edition) -> None:
    """Write other text of the same length, with the original modification time."""
    path = chapter(edition)
    before, text = path.stat(), path.read_text("utf-8")
    path.write_text(text[::-1], "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(edition: Edition) -> None:
    """Add a file."""
    (edition.root / "data" / "raw").mkdir(parents=True, exist_ok=True)
    (edition.root / "data" / "raw" / "nieuw.csv").touch()


def lose(edition: Edition) -> None:
    """Remove an output of the command."""
    (edition.build / "chapters" / "proef" / "key.json").unlink()


def lose_report(edition: Edition) -> None:
    """Remove the report of a region."""
    report(edition).unlink()


def prove(edition: Edition) -> None:
    """Prove the code, which pages show."""
    (edition.build / CODE_PROOF).touch()


def report(edition: Edition) -> Path:
    """A report of a single region."""
    return edition.build / "regios" / "rmc" / "los" / "regio-rmc-01" / "pdf" / "regio.pdf"


@pytest.fixture
def done(edition: Edition) -> Edition:
    """A project after a success of the command."""
    key = edition.build / "chapters" / "proef" / "key.json"
    for path in (key, report(edition)):
        path.parent.mkdir(parents=True)
        path.touch()
    LastSuccess(edition, ["run"]).record(SAID)
    return edition


def test_a_skipped_command_prints_the_same(done: Edition) -> None:
    """Only for the same command on the same edition; other commands have their own state."""
    assert LastSuccess(done, ["run"]).lines() == SAID
    assert LastSuccess(done, ["run", "proef"]).lines() is None
    assert LastSuccess(replace(done, id="andere"), ["run"]).lines() is None


def test_a_record_of_an_old_state_is_removed(done: Edition) -> None:
    """Two commands on one state are both recorded; after a change only the one that saw it."""
    folder = done.report_build / "successes"
    LastSuccess(done, ["build"]).record(SAID)
    assert len(list(folder.iterdir())) == 2
    rewrite(done)
    LastSuccess(done, ["build"]).record(SAID)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("touch", [rewrite, add, lose, lose_report, prove])
def test_any_change_makes_the_command_run(done: Edition, touch: Callable[[Edition], None]) -> None:
    """A changed text, a new file, a missing result, a new proof."""
    touch(done)
    assert LastSuccess(done, ["run"]).lines() is None


@pytest.mark.parametrize(("touch", "only"), [(rewrite, True), (lose, True), (add, False)])
def test_a_change_of_texts_is_told_apart(
    done: Edition, touch: Callable[[Edition], None], *, only: bool
) -> None:
    """Then few chapters have to run; a new file may be of many, and another command does not know."""
    touch(done)
    assert LastSuccess(done, ["run"]).only_texts_changed is only
    assert not LastSuccess(done, ["build"]).only_texts_changed


def test_a_change_during_a_run_is_detected_next_time(done: Edition) -> None:
    """The recorded state is that at the start."""
    last = LastSuccess(done, ["run"])
    rewrite(done)
    last.record(SAID)
    assert LastSuccess(done, ["run"]).lines() is None


def test_a_setting_of_the_environment_counts(
    done: Edition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mirror may have the real files."""
    monkeypatch.setenv("RECOUNT_MIRROR", str(tmp_path))
    assert LastSuccess(done, ["run"]).lines() is None


def test_a_commit_in_a_linked_worktree_counts(edition: Edition) -> None:
    """There ``.git`` is a file that names the folder of git, which may be elsewhere."""
    git = edition.root.parent / "git"
    git.mkdir()
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (edition.root / ".git").write_text(f"gitdir: {git}\n")
    LastSuccess(edition, ["build"]).record(["done"])
    assert LastSuccess(edition, ["build"]).lines() == ["done"]
    (git / "logs").mkdir()
    (git / "logs" / "HEAD").write_text("a commit\n")
    assert LastSuccess(edition, ["build"]).lines() is None
