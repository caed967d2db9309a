"""What a build says at its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.sample_edition import write_project

from recount.book.directives.store import Store, load_store, reload_store
from recount.cli import main
from recount.cli.build import result_lines
from recount.edition.edition import Edition


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A project with results on made-up files."""
    load_store.cache_clear()
    return write_project(tmp_path)


def _store(project: Path) -> Store:
    return reload_store(project / "_build/chapters", project / "edition")


def edit(path: Path, **changes: object) -> None:
    """Replace fields of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_a_build_of_the_demo_ends_with_verdicts_and_how_to_get_real_files(written: Path) -> None:
    """The verdicts are counted in the words of the report."""
    assert list(result_lines(_store(written))) == [
        "verdicts: 1 klopt, 1 niet na te rekenen, 1 nog niet nagerekend",
        "demo, on made-up files; 'sto-eval sources fetch' gets the real files that are open",
    ]


def test_a_build_names_the_missing_sources(written: Path) -> None:
    """Each once, with the number of numbers that lack one."""
    edit(written / "_build/run.json", demo=False)
    for name in ("proef-deel", "proef-som"):
        edit(written / f"_build/chapters/proef/records/{name}.json", missing=["register"])
    _, missing = result_lines(_store(written))
    assert missing == (
        "missing for 2 of 3 numbers: register; 'sto-eval sources fetch' gets open files, "
        "'sto-eval sources accept' takes others"
    )


def test_without_a_regional_book_the_report_of_a_region_is_refused(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says where to see which files are absent."""
    monkeypatch.chdir(edition.root)
    done = CliRunner().invoke(main, ["build", "html", "--region", "12"])
    assert done.exit_code == 1
    assert "there is no report of region '12' in --regions none" in done.stderr
