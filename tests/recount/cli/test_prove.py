"""The command ``prove`` and its options."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from recount.cli import main
from recount.edition.edition import Edition

pytestmark = pytest.mark.slow


def prove(*words: str) -> Result:
    """The command on the current project."""
    return CliRunner().invoke(main, ["prove", *words], catch_exceptions=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--code", "--source", "leerlingen-2019"], "--source is about sources"),
        (["--number", "aanbod-mat"], "--number needs --code"),
    ],
)
def test_options_that_do_not_belong_together(edition: Edition, words: list[str], said: str) -> None:
    """Are wrong usage."""
    done = prove(*words)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_changed_sources_give_a_summary(edition: Edition) -> None:
    """One number on one source, which it declares."""
    done = prove("--source", "leerlingen-2019")
    assert (
        "100.0% of the pairs of a number and a source that moves it are declared (1 in all)"
        in done.stdout
    )
    assert done.exit_code == 0


def test_changed_code_that_nobody_notices_gives_status_one(edition: Edition) -> None:
    """The tiny project has no witness; the changes are named, and as JSON too."""
    done = prove("--code", "--workers", "1", "--sample", "1")
    assert "absent witnesses: accepted, sql, tests" in done.stdout
    assert "M1 aanbod-mat: a change of the code changes a number" in done.stderr
    assert done.exit_code == 1
    content = json.loads(prove("--code", "--sample", "1", "--format", "json").stdout)
    assert content["numbers"]["aanbod-mat"]["noticed"] == 0
    assert {one["code"] for one in content["findings"]} == {"M1"}
