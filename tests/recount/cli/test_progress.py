"""Progress without a terminal: a line now and then, with the time left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recount.cli.progress import Lines, running


def clock(*moments: float) -> Callable[[], float]:
    """A clock that shows these seconds, one per reading."""
    shown = iter(moments)
    return lambda: next(shown)


def test_a_line_gives_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    """Four of ten runs were done earlier; two more took a minute, so the remaining four take two minutes."""
    lines = Lines("runs", clock(0, 10, 30, 70))
    lines.reset(10)
    for more in (4, 1, 1):
        lines.update(more)
    assert capsys.readouterr().err.splitlines() == [
        "4 of 10 runs, 4 of them done earlier",
        "6 of 10 runs, 01:00 elapsed, about 02:00 left",
    ]


def test_the_last_run_always_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Even right after another line."""
    lines = Lines("runs", clock(0, 0, 1))
    lines.reset(1)
    lines.update(0)
    lines.update()
    assert (
        capsys.readouterr().err.splitlines()[-1] == "1 of 1 runs, 00:01 elapsed, about 00:00 left"
    )


def test_a_second_part_is_counted_anew(capsys: pytest.CaptureFixture[str]) -> None:
    """After two of two runs, the first of three is one, not three."""
    lines = Lines("runs", clock(0, 0, 1, 2, 3))
    lines.reset(2)
    lines.update(2)
    lines.reset(3)
    lines.update(1)
    assert capsys.readouterr().err.splitlines()[-1] == "1 of 3 runs, 1 of them done earlier"


def test_a_long_list_of_running_chapters_is_shortened() -> None:
    """Four names, and the number of others."""
    assert running(["a", "b"]) == "a, b"
    assert running(list("abcdef")) == "a, b, c, d and 2 more"
