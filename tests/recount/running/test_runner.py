"""The runner: only what changed runs, an error affects its chapter only, equal inputs give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from support.tiny_project import HEADER, PUPILS, pupil_line

from recount.edition.edition import Edition, load_edition
from recount.edition.parameters import default_parameters, parse_settings
from recount.errors import ChapterError, UnknownName
from recount.evidence.audit import audit_rows
from recount.handover import CHAPTERS
from recount.notebook.notebooks import read_chapter
from recount.running.key import chapter_key
from recount.running.runner import Plan, run_chapters, run_plans
from recount.sources.chapter_inputs import chapter_inputs

pytestmark = pytest.mark.slow

DEFAULTS: dict[str, dict[str, Any]] = {"bereik": {"radius_km": 10.0, "population": "tot 15 jaar"}}


def run(edition: Edition, settings: dict[str, dict[str, Any]] | None = None) -> list[str]:
    """Run all chapters; returns the outcome of each, with the message of a failure."""
    outcomes = run_chapters(
        edition, list(edition.card.chapters), settings or {}, workers=1, report=lambda _: None
    )
    return [str(outcome.error or outcome.state) for outcome in outcomes]


def records(edition: Edition) -> dict[str, bytes]:
    """The bytes of all records, by name."""
    return {p.name: p.read_bytes() for p in (edition.build / CHAPTERS).rglob("records/*.json")}


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_chapter_runs_once_and_again_only_when_its_code_changes(edition: Edition) -> None:
    """Nothing changed: kept. Prose changed: kept, with the new prose. Code changed: run."""
    chapter = edition.root / "chapters" / "proef.md"
    assert run(edition) == ["run"]
    first = records(edition)
    assert run(edition) == ["kept"]
    rewrite(chapter, "# Proef", "# Nieuwe titel")
    assert run(edition) == ["kept"]
    assert "Nieuwe titel" in (edition.build / CHAPTERS / "proef" / "proef.ipynb").read_text("utf-8")
    rewrite(chapter, "minimum = 1", "minimum = 2")
    assert run(edition) == ["run"]
    rewrite(chapter, "minimum = 2", "minimum = 1")
    assert run(edition) == ["run"]
    assert records(edition) == first


@dataclass
class Chapter:
    """A chapter of a book that is done when ``work`` succeeds."""

    name: str
    work: Callable[[], bool]
    chapters: Sequence[str] = ()

    @property
    def inputs(self) -> Chapter:
        """Its inputs, of which only the name is used."""
        return self

    def __call__(self) -> ChapterError | None:
        """Do its work."""
        return None if self.work() else ChapterError("too late", "", "", "", "")


def test_a_book_is_done_as_soon_as_its_own_chapters_are(edition: Edition) -> None:
    """Its pages are made while the chapters of the other book still run."""
    first, outcomes = Event(), []
    regions = Plan(replace(edition, division="rmc"), [], [Chapter("regio", lambda: True)], {})
    report = Plan(edition, [], [Chapter("proef", lambda: first.wait(60))], {})
    with ThreadPoolExecutor(1) as pool:
        run_plans(
            [regions, report],
            workers=1,
            report=outcomes.append,
            done=lambda *_: first.set(),
            pool=pool,
        )
    assert [(one.chapter, one.state) for one in outcomes] == [("regio", "run"), ("proef", "run")]


def test_a_failing_cell_is_reported_and_the_last_good_run_is_kept(edition: Edition) -> None:
    """Chapter, cell, error and last lines; the earlier record is still present."""
    run(edition)
    before = records(edition)
    rewrite(edition.root / "chapters" / "proef.md", '"MaT", minimum', '"MaT", 1 / 0')
    message = run(edition)[0]
    assert "chapter 'proef' stopped in cell" in message
    assert "ZeroDivisionError" in message
    assert records(edition) == before


def test_a_cell_that_writes_to_its_error_output_is_reported(edition: Edition) -> None:
    """A page would show it, so the run does not count."""
    rewrite(
        edition.root / "chapters" / "proef.md",
        "minimum = 1",
        "minimum = 1\nimport sys\nsys.stderr.write('let op')",
    )
    message = run(edition)[0]
    assert "chapter 'proef' wrote to its error output" in message
    assert "let op" in message
    assert records(edition) == {}


def test_a_newly_accepted_file_is_used_in_the_next_run(edition: Edition, tmp_path: Path) -> None:
    """The latest vintage becomes the reference date; a location with a masked count still counts."""
    import datetime as dt

    from recount.sources.fetching import accept_file

    header = HEADER.replace("ELEMENTCODE", "ERKENDE OPLEIDINGSCODE")
    lines = [
        header,
        *(pupil_line(f"90AA0{n}", "Maritiem en Techniek", "6811", "<5") for n in "123"),
        "",
    ]
    path = tmp_path / "nieuw.csv"
    path.write_text("\n".join(lines), "latin-1")
    accept_file(edition, path, "leerlingen-2023", dt.date(2023, 10, 1))
    real = load_edition(edition.root)
    assert run(real) == ["run"]
    row = audit_rows(real)[0]
    assert (row["value"], row["sources"], row["verdict"]) == (3, ["leerlingen-2023"], "wijkt af")


def test_a_setting_changes_the_run_and_is_in_the_record(edition: Edition) -> None:
    """With a minimum of five pupils no location has MaT, and the record has the parameter."""
    run(edition, {"proef": {"minimum": 5}})
    record = json.loads(records(edition)["aanbod-mat.json"])
    assert (record["measure"]["value"], record["parameters"]["minimum"]) == (0, 5)


def test_the_key_covers_code_sources_and_parameters(edition: Edition, real_file: Path) -> None:
    """A real file instead of the stand-in, or another parameter, changes the key; nothing else does."""
    node = read_chapter(edition, "proef")
    plain = chapter_key(chapter_inputs(edition, "proef", node))
    assert chapter_key(chapter_inputs(edition, "proef", node)) == plain
    assert chapter_key(chapter_inputs(edition, "proef", node, {"minimum": 2})) != plain
    real_file.unlink()
    standin = edition.root / "data" / "standin" / "duo" / "2019" / "leerlingen.csv"
    standin.write_text(PUPILS + "\n", "latin-1")
    assert chapter_key(chapter_inputs(edition, "proef", node)) != plain


def test_the_literals_of_the_parameters_cell_are_the_defaults(edition: Edition) -> None:
    """One parameter, with its value."""
    assert default_parameters("proef", read_chapter(edition, "proef")) == {"minimum": 1}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("bereik.radius_km=7.5", 7.5),
        ("bereik.radius_km=8", 8),
        ("bereik.population=tot 25 jaar", "tot 25 jaar"),
    ],
)
def test_a_setting_is_parsed_like_its_default(setting: str, value: object) -> None:
    """Numbers as numbers, text without quotes as text."""
    assert value in parse_settings([setting], DEFAULTS)["bereik"].values()


@pytest.mark.parametrize(
    ("setting", "error", "words"),
    [
        ("bereik.radius=7", UnknownName, "the closest is 'radius_km'"),
        ("berijk.radius_km=7", UnknownName, "the closest is 'bereik'"),
        ("bereik.radius_km=ver", ChapterError, "a value like 10.0"),
        ("radius_km=7", ChapterError, "CHAPTER.PARAMETER=VALUE"),
    ],
)
def test_a_wrong_setting_is_an_error(setting: str, error: type[Exception], words: str) -> None:
    """Unknown chapter, unknown parameter, wrong type, wrong form: each is named."""
    with pytest.raises(error, match=words):
        parse_settings([setting], DEFAULTS)
