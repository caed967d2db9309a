"""What a book shows of the tool that renders it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from recount.book.sphinx_process import run_tool
from recount.errors import BookError

WRITING = ("-c", "print('writing output... [ 50%] bereik')")


def test_a_terminal_shows_how_much_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """On one line, which is empty when the tool is done."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run_tool(WRITING, [], "the website", tmp_path)
    assert capsys.readouterr().err == (
        "\r\N{ESCAPE}[Kthe website: writing output, 50%\r\N{ESCAPE}[K"
    )


def test_a_log_has_no_progress_of_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without a terminal nothing is printed."""
    run_tool(WRITING, [], "the website", tmp_path)
    assert capsys.readouterr() == ("", "")


def test_the_warnings_of_a_tool_that_fails_are_named(tmp_path: Path) -> None:
    """Without the other lines of its output."""
    code = (
        "import sys; print('reading'); print('a.md:1: WARNING: no', file=sys.stderr); sys.exit(1)"
    )
    with pytest.raises(BookError, match=r"the website failed.*found \s*a.md:1: WARNING: no. Fix"):
        run_tool(("-c", code), [], "the website", tmp_path)
