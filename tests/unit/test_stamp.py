"""A stamp: what was left of a command holds until anything that counts was touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sto_eval.edition import Edition
from sto_eval.stamp import Stamp

SAID = ["chapter proef: kept"]


def chapter(edition: Edition) -> Path:
    """A file that counts."""
    return edition.root / "chapters" / "proef.md"


def rewrite(edition: Edition) -> None:
    """Other text of the same length, with the times of the first set back."""
    path = chapter(edition)
    before, text = path.stat(), path.read_text("utf-8")
    path.write_text(text[::-1], "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(edition: Edition) -> None:
    """One file more."""
    (edition.root / "data" / "raw").mkdir(parents=True, exist_ok=True)
    (edition.root / "data" / "raw" / "nieuw.csv").touch()


def lose(edition: Edition) -> None:
    """A file that the command made is gone."""
    (edition.build / "chapters" / "proef" / "key.json").unlink()


def lose_report(edition: Edition) -> None:
    """So is the report of a region."""
    report(edition).unlink()


def report(edition: Edition) -> Path:
    """A report of a region alone."""
    return edition.build / "regios" / "rmc" / "los" / "regio-rmc-01" / "pdf" / "regio.pdf"


@pytest.fixture
def done(edition: Edition) -> Edition:
    """A project on which the command had its way."""
    key = edition.build / "chapters" / "proef" / "key.json"
    for path in (key, report(edition)):
        path.parent.mkdir(parents=True)
        path.touch()
    Stamp(edition, ["run"]).leave(SAID)
    return edition


def test_a_command_that_finds_nothing_touched_says_the_same(done: Edition) -> None:
    """Only the same command on the same edition: another has another stamp."""
    assert Stamp(done, ["run"]).said() == SAID
    assert Stamp(done, ["run", "proef"]).said() is None
    assert Stamp(replace(done, id="andere"), ["run"]).said() is None


def test_a_stamp_of_what_is_no_more_is_removed(done: Edition) -> None:
    """Two commands on one state are both remembered; after a change only the one that saw it."""
    folder = done.root / "_build" / "stamps"
    Stamp(done, ["build"]).leave(SAID)
    assert len(list(folder.iterdir())) == 2
    rewrite(done)
    Stamp(done, ["build"]).leave(SAID)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("touch", [rewrite, add, lose, lose_report])
def test_whatever_is_touched_ends_it(done: Edition, touch: Callable[[Edition], None]) -> None:
    """A changed text, a file more, a result less."""
    touch(done)
    assert Stamp(done, ["run"]).said() is None


def test_what_changes_during_a_run_is_not_taken_for_seen(done: Edition) -> None:
    """The stamp is of the beginning."""
    stamp = Stamp(done, ["run"])
    rewrite(done)
    stamp.leave(SAID)
    assert Stamp(done, ["run"]).said() is None


def test_a_setting_of_the_environment_counts(
    done: Edition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mirror may have the real files."""
    monkeypatch.setenv("STO_EVAL_MIRROR", str(tmp_path))
    assert Stamp(done, ["run"]).said() is None
