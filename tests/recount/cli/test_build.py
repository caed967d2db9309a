"""What a build says at its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented import write_project

from recount.book.directives.store import load_store
from recount.cli.build import result_lines


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with results on made-up files."""
    load_store.cache_clear()
    return write_project(tmp_path)


def edit(path: Path, **changes: object) -> None:
    """Replace fields of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_a_build_of_the_demo_ends_with_verdicts_and_how_to_get_real_files(project: Path) -> None:
    """The verdicts are counted in the words of the report."""
    assert list(result_lines(project / "_build/chapters", project / "edition")) == [
        "verdicts: 1 klopt, 1 niet na te rekenen, 1 nog niet nagerekend",
        "demo, on made-up files; 'sto-eval sources fetch' gets the real files that are open",
    ]


def test_a_build_names_the_missing_sources(project: Path) -> None:
    """Each once, with the number of numbers that lack one."""
    edit(project / "_build/run.json", demo=False)
    for name in ("proef-deel", "proef-som"):
        edit(project / f"_build/chapters/proef/records/{name}.json", missing=["register"])
    _, missing = result_lines(project / "_build/chapters", project / "edition")
    assert missing == (
        "missing for 2 of 3 numbers: register; 'sto-eval sources fetch' gets open files, "
        "'sto-eval sources accept' takes others"
    )
