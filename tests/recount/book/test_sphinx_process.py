"""What a book shows of the tool that renders it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from recount.book.sphinx_process import run_tool
from recount.errors import BookError


def writes(_: Sequence[str]) -> None:
    """A tool that is halfway."""
    sys.stdout.write("writing output... [ 50%] bereik\n")


def exits(_: Sequence[str]) -> None:
    """A tool that finds a fault on a page."""
    sys.stdout.write("reading\n")
    sys.stderr.write("a.md:1: WARNING: no\n")
    sys.exit(1)


def breaks(_: Sequence[str]) -> None:
    """A tool with a fault of its own."""
    raise ValueError("no such theme")


def test_a_terminal_shows_how_much_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """On one line, which is empty when the tool is done."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run_tool(writes, [], "the website", tmp_path)
    assert capsys.readouterr().err == (
        "\r\N{ESCAPE}[Kthe website: writing output, 50%\r\N{ESCAPE}[K"
    )


def test_a_log_has_no_progress_of_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without a terminal nothing is printed."""
    run_tool(writes, [], "the website", tmp_path)
    assert capsys.readouterr() == ("", "")


def test_the_warnings_of_a_tool_that_fails_are_named(tmp_path: Path) -> None:
    """Without the other lines of its output."""
    with pytest.raises(BookError, match=r"the website failed.*found \s*a.md:1: WARNING: no. Fix"):
        run_tool(exits, [], "the website", tmp_path)


def test_an_exception_of_a_tool_is_named(tmp_path: Path) -> None:
    """As one line, without the lines of code that led to it."""
    with pytest.raises(BookError, match=r"found \s*ValueError: no such theme. Fix"):
        run_tool(breaks, [], "the website", tmp_path)
