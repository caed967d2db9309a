"""How the commands run the two books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from click.testing import CliRunner
from support.run_command import gone

from recount.cli import main, running
from recount.cli.running import RunOptions
from recount.edition.edition import Edition
from recount.edition.parameters import Parameters
from recount.errors import ChapterError, DefinitionError, UnknownName
from recount.running import runner
from recount.running.kernels import fork_server
from recount.running.runner import Outcome, Plan
from recount.running.unchanged import LastSuccess


def test_an_error_in_the_regional_book_does_not_stop_the_report(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The regions come first, the report runs nevertheless and alone is done, and the error is raised at the end."""
    stopped = ChapterError("chapter 'regio-rmc-01' stopped", "cell 1", "a cell", "none", "Mend.")
    planned: list[str] = []
    done: list[Edition] = []

    def plan(book: Edition, *_: object) -> Plan:
        planned.append(book.division or "rapport")
        outcome = Outcome("proef", "failed", stopped) if book.division else Outcome("proef", "kept")
        return Plan(book, [outcome], [], {})

    monkeypatch.setattr(runner, "plan_chapters", plan)
    monkeypatch.setattr(running, "_start_early", lambda *_: None)
    monkeypatch.setattr(running, "regional_edition", lambda *_: replace(edition, division="rmc"))
    with pytest.raises(ChapterError, match="regio-rmc-01"):
        running.run_books(edition, RunOptions((), (), 1, None), "rmc", done.append)
    assert planned == ["rmc", "rapport"]
    assert done == [edition]


def test_only_accepts_known_chapters(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt --only leads to the right name."""
    monkeypatch.setattr(running, "_start_early", lambda *_: None)
    with pytest.raises(UnknownName, match="the closest is 'proef'"):
        running.run_books(edition, RunOptions(("proev",), (), 1, None), "none")


def test_a_skipped_command_removes_leftovers_of_a_killed_one(
    edition: Edition,
) -> None:
    """The next command repeats the output and removes the folder of the ended process."""
    left = edition.build / f"html.tmp-{gone()}-0123abcd"
    left.mkdir(parents=True)
    LastSuccess(edition, ["run", "None"]).record(["chapter proef: kept"])
    done = CliRunner().invoke(main, ["run"])
    assert (done.output, left.exists()) == ("chapter proef: kept\n", False)


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("proef.minimun=2", "parameter 'minimun' is unknown"),
        ("pref.minimum=2", "chapter 'pref' is unknown"),
        ("minimum=2", "a setting cannot be read"),
    ],
)
def test_a_setting_that_fits_nothing_is_one_error_before_anything_runs(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, setting: str, fault: str
) -> None:
    """Of two books that have the chapter, none is planned."""
    planned: list[Edition] = []
    monkeypatch.setattr(runner, "plan_chapters", lambda book, *_: planned.append(book))
    books = [replace(edition, division="rmc"), edition]
    with pytest.raises((ChapterError, UnknownName), match=fault):
        running.run_chosen(books, RunOptions((), (setting,), 1, None))
    assert planned == []


def test_a_setting_applies_to_the_book_that_has_its_chapter(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book without that chapter runs as it is."""
    asked: list[Mapping[str, Parameters]] = []

    def plan(book: Edition, _: Sequence[str], settings: Mapping[str, Parameters]) -> Plan:
        asked.append(settings)
        return Plan(book, [], [], {})

    monkeypatch.setattr(runner, "plan_chapters", plan)
    other = replace(edition, card=edition.card.model_copy(update={"chapters": {}}))
    running.run_chosen([other, edition], RunOptions((), ("proef.minimum=2",), 1, None))
    assert asked == [{}, {"proef": {"minimum": 2}}]


@pytest.mark.parametrize(("few", "read"), [(False, ("proef",)), (True, ())])
def test_sources_are_read_before_the_first_chapter_unless_few_will_run(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, *, few: bool, read: tuple[str, ...]
) -> None:
    """The fork server gets the chapters whose sources it reads."""
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(fork_server, "start", lambda names, _: started.append(tuple(names)))
    monkeypatch.setattr(runner, "plan_chapters", lambda book, *_: Plan(book, [], [], {}))
    running.run_books(edition, RunOptions((), (), 1, None, few), "none")
    assert started[0] == read


@pytest.mark.parametrize("file", ["claims.toml", "numbers.toml", "exemptions.toml"])
def test_a_fault_in_a_definition_is_raised_before_anything_runs(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Not by the first chapter that reads it."""
    monkeypatch.setattr(running, "_start_early", lambda *_: None)
    (edition.folder / file).write_text('[half\nlabel = "x"\n', "utf-8")
    with pytest.raises(DefinitionError, match=file):
        running.run_books(edition, RunOptions((), (), 1, None), "none")
