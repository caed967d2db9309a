"""Why a chapter runs again, named to the part; a refreshed run equals a new one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.second_way_project import write_queries
from support.source_code import copy_source, file_of
from support.tiny_project import CHAPTER

from recount.cli import main
from recount.edition.edition import Edition, load_edition
from recount.handover import CHAPTERS
from recount.running.runner import run_chapters
from recount.running.why import NEVER, SET, reasons

pytestmark = pytest.mark.slow

SCRIPT = """
import sys
from pathlib import Path
from recount.edition.edition import load_edition
from recount.running.runner import run_chapters
edition = load_edition(Path(sys.argv[1]))
run_chapters(edition, ["proef"], {}, workers=1, report=lambda one: print(one.state, one.error or ""))
"""
ASSUMPTION = 'impact = "Minder."\nvalue = 5'


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def ran(edition: Edition) -> Edition:
    """The tiny project after a run."""
    (outcome,) = run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    assert outcome.error is None
    return edition


def why_lines(edition: Edition) -> list[str]:
    """The lines for the present project."""
    return list(map(str, reasons(load_edition(edition.root), "proef", {})))


def test_the_chapters_that_must_have_a_second_way_are_no_cause(ran: Edition) -> None:
    """Nor is the SQL: no chapter reads it."""
    rewrite(ran.file("edition"), "[chapters.proef]", 'witness = ["proef"]\n[chapters.proef]')
    write_queries(ran)
    assert why_lines(ran) == []


def test_every_cause_is_named(ran: Edition) -> None:
    """Nothing; then a parameter, a cell, a source, an assumption and a claim; a comment and prose never."""
    chapter, folder = ran.root / "chapters" / "proef.md", ran.folder
    assert why_lines(ran) == []
    rewrite(chapter, "# Proef", "# Een andere titel")
    rewrite(chapter, "day, source", "# the latest\nday, source")
    rewrite(folder / "assumptions.toml", "Gewoonte.", "Gewoonte in Nederland.")
    assert why_lines(ran) == []
    rewrite(chapter, "minimum = 1", "minimum = 2")
    assert why_lines(ran) == ["parameters: parameter minimum 1 -> 2"]
    rewrite(chapter, '"MaT", minimum)', '"MaT", minimum + 1)')
    rewrite(folder / "assumptions.toml", ASSUMPTION, ASSUMPTION.replace("5", "4"))
    rewrite(folder / "claims.toml", "op één vestiging", "op een vestiging")
    with (ran.root / "data/standin/duo/2019/leerlingen.csv").open("a") as stream:
        stream.write("\n")
    assert why_lines(ran) == [
        "data: claim aanbod-mat has changed bytes or text",
        "data: source leerlingen-2019 has changed bytes or text",
        "code: cell 2 changed",
        "parameters: assumption werkdagen 5 -> 4",
        "parameters: parameter minimum 1 -> 2",
    ]


def test_a_module_and_a_package_are_named(ran: Edition) -> None:
    """As if they differed in the cached run; a module that was not imported then is new."""
    path = ran.build / CHAPTERS / "proef" / "key.json"
    card = json.loads(path.read_text("utf-8"))
    code, environment = card["parts"]["code"], card["parts"]["environment"]
    code["module sto_eval.indicators.supply"] = "0"
    del code["module recount.numbers.measures"]
    code["module former"] = "0"
    environment["package pandas"] = "0.1"
    path.write_text(json.dumps(card | {"key": "0"}), "utf-8")
    lines = why_lines(ran)
    assert lines[:3] == [
        "code: module sto_eval.indicators.supply changed",
        "code: module former is no longer used",
        "code: module recount.numbers.measures is used now",
    ]
    assert lines[3].startswith("environment: package pandas 0.1 -> ")


def test_a_chapter_without_a_run_says_so(edition: Edition) -> None:
    """Never run; and an unknown chapter, with the nearest name."""
    assert why_lines(edition) == [NEVER]
    assert "the closest is 'proef'" in CliRunner().invoke(main, ["why", "proev"]).stderr


def test_the_command_gives_text_and_json(ran: Edition) -> None:
    """Nothing changed; a setting with another value, and one with the default value."""
    assert CliRunner().invoke(main, ["why", "proef"]).output == "chapter proef: nothing changed\n"
    done = CliRunner().invoke(
        main, ["why", "proef", "--set", "proef.minimum=3", "--format", "json"]
    )
    assert json.loads(done.output) == {
        "chapter": "proef",
        "runs": True,
        "reasons": [
            {"cause": "parameters", "part": "minimum", "change": "changed", "old": "1", "new": "3"}
        ],
    }
    same = CliRunner().invoke(main, ["why", "proef", "--set", "proef.minimum=1"])
    assert same.output == f"chapter proef: would run again\n  {SET}\n"
    wrong = CliRunner().invoke(main, ["why", "proev"])
    assert (wrong.exit_code, "the closest is 'proef'" in wrong.output) == (1, True)


def test_a_refreshed_run_equals_a_new_run(project: Path) -> None:
    """A copy of the package gets a docstring, a comment and lines: every file equals that of a new run."""
    source = copy_source(project / "src")
    assert run(project) == ["run"]
    before = built(project)
    module = file_of("sto_eval.indicators.supply", source)
    rewrite(module, "from __future__", "# Lines that come\n# before.\nfrom __future__")
    rewrite(module, "def location_count(", "# a remark\ndef location_count(")
    head, start, tail = module.read_text("utf-8").partition("def location_count(")
    module.write_text(head + start + tail.replace('"""', '"""Once more: ', 1), "utf-8")
    chapter = project / "chapters" / "proef.md"
    chapter.write_text(CHAPTER.replace("day, source", "# the latest\nday, source"), "utf-8")
    assert run(project) == ["kept"]
    kept = built(project)
    assert {name for name in kept if kept[name] != before[name]} == {
        "proef.ipynb",
        "key.json",
        "records/aanbod-mat.json",
    }
    shutil.rmtree(load_edition(project).build / CHAPTERS)
    assert run(project) == ["run"]
    assert built(project) == kept


def run(project: Path) -> list[str]:
    """Run the chapter with the project's own copy of the package; returns its outcome."""
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-c", SCRIPT, str(project)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def built(project: Path) -> dict[str, bytes]:
    """The bytes of all files of a run."""
    folder = load_edition(project).build / CHAPTERS / "proef"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
