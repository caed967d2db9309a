"""The commands under ``edition``."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.run_command import in_process

pytestmark = pytest.mark.slow


def test_a_new_edition_builds(one_process: None, project: Path) -> None:
    """Next to another edition: a website and a PDF in its own build folder; its title has a year."""
    made = in_process("edition", "new", "lezen-2025", "--print-name", "de folder", build=project)
    assert made.exit_code == 0, made.stderr
    assert "sto-eval build --edition lezen-2025" in made.stdout
    done = in_process("build", "--edition", "lezen-2025", build=project)
    assert done.exit_code == 0, done.stderr
    build = project / "_build/editions/lezen-2025"
    assert "De folder doet één uitspraak" in (build / "html/index.html").read_text("utf-8")
    assert (build / "pdf/lezen-2025.pdf").is_file()
    assert [path.name for path in (project / "_build").iterdir() if path.suffix == ".json"] == []


def test_an_existing_edition_is_not_overwritten(project: Path) -> None:
    """The same id again gives a message and exit status 1."""
    words = ("edition", "new", "lezen")
    assert in_process(*words, build=project).exit_code == 0
    again = in_process(*words, build=project)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "edition 'lezen' exists in data/editions" in again.stderr
