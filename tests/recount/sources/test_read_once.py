"""The shelf: the fork server reads the sources that several chapters share, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.edition.edition import load_edition
from recount.sources import read_once

CHAPTERS = """
[chapters.een]
sources = ["leerlingen-2019", "leerlingen-2023"]

[chapters.twee]
sources = ["leerlingen-*"]

"""


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["een"], []),
        (["een", "twee"], ["leerlingen-2019"]),
        (["een", "een"], ["leerlingen-2019"]),
    ],
)
def test_a_file_is_read_when_two_chapters_read_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], read: list[str]
) -> None:
    """Once, by whatever pattern they declare it; a year without a file is skipped."""
    path = project / "data" / "editions" / "proef" / "edition.toml"
    path.write_text(path.read_text("utf-8") + CHAPTERS, "utf-8")
    monkeypatch.setattr(read_once, "_READ", {})
    read_once.fill(load_edition(project), names)
    assert [name for name, *_ in read_once._READ] == read
