"""Two runs of the tiny project: what changed, and the contribution of each cause.

The chapter counts the locations with at least ``minimum`` pupils in MaT. The old file has one, with two
pupils; the new one has five, with 2, 1, 3, 5 and 6. The new code asks for one pupil more.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import write_project
from support.source_code import copy_source, file_of
from support.tiny_project import CHAPTER, PUPILS, pupil_line

from recount.cli import main
from recount.edition.edition import load_edition
from recount.errors import EvaluationError, RecordError, UnknownName
from recount.evidence.compare import differences, page, report, rerun
from recount.evidence.compare.runs import open_runs
from recount.results.acceptance import accept_results
from recount.results.integrity import read_key, write_key
from recount.running.runcard import write_run
from recount.running.runner import run_chapters
from recount.storage import write_json

pytestmark = pytest.mark.slow

STANDIN = Path("data/standin/duo/2019/leerlingen.csv")
RAW = Path("data/raw/duo/2019/leerlingen.csv")
SOURCE = "source leerlingen-2019"
PANDAS = "package pandas"
PROGRAMME = "Maritiem en Techniek"
MORE = "".join(
    pupil_line(f"90AC0{n}", PROGRAMME, "6811", str(pupils), "0", "0", "0") + "\n"
    for n, pupils in enumerate((1, 3, 5, 6))
)
OLD = PUPILS + pupil_line("90AD00", "Groen", "6611", "4", sector="Landbouw") + "\n"
"""The made-up file of the old runs; the real file lacks its last row."""

STRICTER = CHAPTER.replace('"MaT", minimum)', '"MaT", minimum + 1)')
CAREFUL = CHAPTER.replace("offer = ", "assert minimum < 2\noffer = ")
RENAMED = CHAPTER.replace('"aanbod-mat", supply', '"aanbod-anders", supply')


class World:
    """A project and its saved builds."""

    def __init__(self, root: Path) -> None:
        self.root = write_project(root)

    def build(
        self, name: str, *, rows: str = OLD, chapter: str = CHAPTER, minimum: int = 1
    ) -> None:
        """Run the chapter and save the build under a name."""
        (self.root / STANDIN).write_text(rows, "latin-1")
        (self.root / "chapters" / "proef.md").write_text(chapter, "utf-8")
        edition = load_edition(self.root)
        settings = {"proef": {"minimum": minimum}}
        (outcome,) = run_chapters(edition, ["proef"], settings, workers=1, report=lambda _: None)
        assert outcome.error is None
        write_run(edition)
        self.keep(name)

    def keep(self, name: str) -> None:
        """Save the current build, without its cache."""
        build = load_edition(self.root).report_build
        for part in ("chapters", "previous"):
            if (build / part).is_dir():
                shutil.copytree(build / part, self.folder(name) / part)
        shutil.copyfile(build / "run.json", self.folder(name) / "run.json")

    def folder(self, name: str) -> Path:
        """The folder of a saved build."""
        return self.root / "builds" / name / "_build"

    def compare(self, old: str | Path, new: str | Path) -> differences.RunComparison:
        """Compare two saved builds, or other paths or names, and check that every output format works."""
        known = [
            str(self.folder(n)) if self.folder(str(n)).is_dir() else str(n) for n in (old, new)
        ]
        runs = open_runs(load_edition(self.root), *known)
        found = differences.compare(self.root, *runs, workers=2)
        assert json.dumps(asdict(found))
        assert "\n".join(report.as_lines(found))
        assert page.page(found)
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Builds with one cause changed, and with all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RECOUNT_MIRROR", raising=False)
        patch.delenv("RECOUNT_EDITION", raising=False)
        world = World(tmp_path_factory.mktemp("vergelijking"))
        world.build("old")
        world.build("data", rows=OLD + MORE)
        world.build("choice", minimum=3)
        world.build("careful", chapter=CAREFUL)
        world.build("code", chapter=RENAMED)
        world.build("all", rows=OLD + MORE, chapter=STRICTER, minimum=2)
        (world.root / RAW).parent.mkdir(parents=True)
        (world.root / RAW).write_text(PUPILS, "latin-1")
        world.build("real")
        (world.root / RAW).unlink()
        yield world


@pytest.fixture
def world(built: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The builds, in the project that commands use."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)
    monkeypatch.setenv("RECOUNT_ROOT", str(built.root))
    return built


def parts(found: differences.RunComparison) -> dict[str, Fraction]:
    """The contributions to the one number that changed, by cause."""
    (change,) = found.numbers
    return {" + ".join(part.causes): Fraction(part.exact) for part in change.contributions}


def rewrite(path: Path, **changed: Any) -> None:
    """Change keys of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), "utf-8")


def copy(world: World, name: str, new: str) -> Path:
    """A copy of a build, for a test to damage."""
    shutil.rmtree(world.folder(new), ignore_errors=True)
    shutil.copytree(world.folder(name), world.folder(new))
    return world.folder(new)


def test_equal_runs_have_no_changes(world: World) -> None:
    """One number, unchanged; nothing runs."""
    found = world.compare("old", "old")
    assert (list(found.numbers), found.equal, found.remakes) == ([], 1, 0)


def test_a_single_cause_explains_the_change_without_a_run(world: World) -> None:
    """Four more locations by the data; one fewer by the parameter."""
    found = world.compare("old", "data")
    assert (parts(found), found.remakes) == ({"data": 4}, 0)
    assert ("data", SOURCE) in [(part.cause, part.item) for part in found.causes]
    assert parts(world.compare("old", "choice")) == {"parameters": -1}


def test_causes_are_switched_one_after_the_other(world: World) -> None:
    """From 1 to 3: five locations with the new data, four with 2 pupils or more, three with 3 or more."""
    found = world.compare("old", "all")
    assert parts(found) == {"data": 4, "parameters": -1, "code": -1}
    assert (found.remakes, found.not_remade) == (2, {})
    (change,) = found.numbers
    assert Fraction(change.difference_exact or "") == sum(parts(found).values()) == 2
    assert change.because["low"] == [("data",), ("parameters",), ("code",)]


def test_the_text_states_the_order(world: World) -> None:
    """Another order may attribute differently, and the text says so."""
    lines = list(report.as_lines(world.compare("old", "all")))
    assert lines[2] == "aanbod-mat (MaT): 1 -> 3"
    assert [line.split() for line in lines[3:7]] == [
        ["difference", "+2"],
        ["data", "+4"],
        ["parameters", "-1"],
        ["code", "-1"],
    ]
    assert any("in this order: data, parameters, code, environment" in line for line in lines)


def test_a_mixture_runs_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time its records come from the cache, and nothing runs."""
    first = world.compare("old", "all")
    monkeypatch.setattr(rerun, "ProcessPoolExecutor", None)
    assert world.compare("old", "all") == first


def test_the_details_name_what_differs(world: World) -> None:
    """The source, the cell of the chapter, the parameter with its values."""
    details = {part.item: part for part in world.compare("old", "all").causes}
    assert [item for item in details if item.startswith("cell")] == ["cell 2"]
    assert (details["minimum"].old, details["minimum"].new) == ("1", "2")
    assert details[SOURCE].chapters == ("proef",)


def test_amounts_are_rounded_so_that_they_add_up() -> None:
    """Values of 1/3, 2/3 and 1: by data +0.34, by code +0.33, together +0.67."""
    old, new = ({"value": value, "low": value, "high": value} for value in (0.333333, 1.0))
    change = differences.Difference(
        "x", "", "proef", "changed", ("value",), old, new, "+0.67", "2/3"
    )
    stops = [("data", {"value": 0.666667}), ("code", new)]
    found = differences._with_causes(change, stops)
    assert [part.amount for part in found.contributions] == ["+0.34", "+0.33"]


def test_the_page_is_self_contained(world: World) -> None:
    """Dutch, one file without external resources or scripts; equal comparisons give equal bytes."""
    html = page.page(world.compare("old", "all"))
    order = "in deze volgorde: gegevens, parameters, code, omgeving"
    words = ("door gegevens", "+4", "−1", "cel 2", "verzonnen", order)
    for text in ('lang="nl"', "default-src 'none'", *words):
        assert text in html
    for outside in ("http://", "https://", "<script", "<link", "url("):
        assert outside not in html
    assert html == page.page(world.compare("old", "all"))


def test_a_number_that_comes_or_goes_is_shown_with_its_cause(world: World) -> None:
    """The code gave the number another id: one gone, one new, both by the code."""
    found = world.compare("old", "code")
    seen = {change.id: (change.state, change.because) for change in found.numbers}
    assert seen == {
        "aanbod-mat": ("gone", {"presence": [("code",)]}),
        "aanbod-anders": ("new", {"presence": [("code",)]}),
    }


def test_old_data_that_are_gone_are_not_needed(world: World) -> None:
    """The real file of the old run is gone: the data are new in every intermediate state."""
    found = world.compare("real", "all")
    assert (parts(found), found.not_remade) == ({"data": 4, "parameters": -1, "code": -1}, {})


def test_causes_that_cannot_be_separated_are_combined(world: World) -> None:
    """Without the old code no intermediate state is available: one step, stated and not guessed."""
    cache = world.root / "_build" / "cache"
    cache.rename(cache.with_name("weg"))
    (world.root / "chapters" / "proef.md").write_text(STRICTER, "utf-8")
    (world.root / STANDIN).write_text(OLD + MORE, "latin-1")
    found = world.compare("real", "all")
    shutil.rmtree(cache)
    cache.with_name("weg").rename(cache)
    assert parts(found) == {"data + parameters + code": 2}
    assert found.numbers[0].note == differences.INSEPARABLE
    assert "chapters/proef.md" in found.not_remade["proef with new data"]
    assert "door gegevens, parameters en code samen" in page.page(found)


def test_code_that_refuses_a_new_parameter_joins_it(world: World) -> None:
    """The old code refuses the new parameter: five with the new data, then three by both together."""
    found = world.compare("careful", "all")
    assert parts(found) == {"data": 4, "parameters + code": -2}
    ((state, reason),) = found.not_remade.items()
    assert state == "proef with new data, parameters"
    assert "AssertionError" in reason


def with_pandas(world: World, name: str, new: str, version: str) -> None:
    """A copy of a build that records another version of pandas."""
    path = copy(world, name, new) / "chapters/proef/key.json"
    said = json.loads(path.read_text("utf-8"))["parts"]
    rewrite(path, parts=said | {"environment": said["environment"] | {PANDAS: version}})


def test_an_available_old_environment_is_run(world: World) -> None:
    """The new data run in the environment of the old run, and account for the whole change."""
    with_pandas(world, "data", "later", "99")
    found = world.compare("old", "later")
    assert parts(found) == {"data": 4, "environment": 0}
    assert (PANDAS, "99") in [(part.item, part.new) for part in found.causes]


def test_an_unavailable_old_environment_is_combined_with_the_data(world: World) -> None:
    """Data and environment are combined, with the reason."""
    with_pandas(world, "old", "older", "0.1")
    found = world.compare("older", "data")
    assert parts(found) == {"data + environment": 4}
    assert set(found.not_remade.values()) == {rerun.OTHER_ENVIRONMENT}


def test_a_record_changed_by_hand_has_no_cause(world: World) -> None:
    """No dependency differs and its checksum was recomputed, yet a number differs."""
    folder = copy(world, "old", "edited")
    path = folder / "chapters/proef/records/aanbod-mat.json"
    record = json.loads(path.read_text("utf-8"))
    rewrite(path, measure=record["measure"] | {"value": 7})
    write_key(path.parents[1], read_key(path.parents[1]), "proef")
    (change,) = world.compare("old", "edited").numbers
    assert (change.note, change.contributions) == (differences.UNEXPLAINED, ())


def test_a_run_in_another_notation_has_the_same_numbers(world: World) -> None:
    """The reason of its verdict has numbers as they were written then; of a run of now it would be a fault."""
    (world.root / STANDIN).write_text(OLD, "latin-1")
    folder = copy(world, "old", "spaced") / "chapters/proef"
    path = folder / "records/aanbod-mat.json"
    verdict = json.loads(path.read_text("utf-8"))["verdict"]
    rewrite(path, verdict=verdict | {"reason": "Wij komen uit op 1\N{NARROW NO-BREAK SPACE}000."})
    card = read_key(folder)
    write_key(folder, card, "proef")
    with pytest.raises(RecordError, match=r"does not follow .* \[verdict.reason\]"):
        world.compare("old", "spaced")
    write_key(folder, card | {"notation": "another"}, "proef")
    assert world.compare("old", "spaced").equal == 1


def test_a_run_without_recorded_causes_is_compared_without_them(world: World) -> None:
    """Such as builds from before causes were recorded."""
    folder = copy(world, "old", "silent")
    (folder / "chapters/proef/key.json").write_text('{"key": "ab"}', "utf-8")
    (change,) = world.compare("silent", "data").numbers
    assert (change.difference, change.note) == ("+4", differences.NOT_BOTH)


def test_code_that_does_the_same_is_no_cause(world: World) -> None:
    """A module with other bytes, as from a docstring: no part that counts differs between the runs."""
    path = copy(world, "old", "reworded") / "chapters/proef/key.json"
    causes = json.loads(path.read_text("utf-8"))["causes"]
    causes["code"]["recount/numbers/measures.py"] = "0" * 64
    rewrite(path, causes=causes)
    found = world.compare("reworded", "data")
    assert parts(found) == {"data": 4}
    assert "code" not in {part.cause for part in found.causes}


def test_a_changed_module_is_named_and_runs_as_it_was(world: World, tmp_path: Path) -> None:
    """Another package counts every location ten times: 1, 5 with the new data, 50 with the new code."""
    source = copy_source(tmp_path / "src")
    module = file_of("sto_eval.indicators.supply", source)
    text = module.read_text("utf-8")
    changed = text.replace(
        "between(surely.nunique(), perhaps.nunique()",
        "between(10 * surely.nunique(), 10 * perhaps.nunique()",
    )
    assert changed != text
    module.write_text(changed, "utf-8")
    script = (
        "import sys; from pathlib import Path; from recount.running.runcard import write_run; "
        "from recount.running.runner import run_chapters; "
        "from recount.edition.edition import load_edition; e = load_edition(Path(sys.argv[1])); "
        "(o,) = run_chapters(e, ['proef'], {'proef': {'minimum': 1}}, workers=1, report=str); "
        "write_run(e); sys.exit(str(o.error) if o.error else 0)"
    )
    (world.root / STANDIN).write_text(OLD + MORE, "latin-1")
    (world.root / "chapters" / "proef.md").write_text(CHAPTER, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(source)}
    subprocess.run(
        [sys.executable, "-c", script, str(world.root)], check=True, env=environment, cwd=tmp_path
    )
    world.keep("function")
    found = world.compare("old", "function")
    assert parts(found) == {"data": 4, "code": 45}
    named = [part.item for part in found.causes if part.cause == "code"]
    assert named == ["module sto_eval.indicators.supply"]


def test_the_previous_build_is_kept_as_a_run(world: World) -> None:
    """The build before the last can be compared with it."""
    found = world.compare(world.folder("data") / "previous", "data")
    assert parts(found) == {"data": 4}


def test_accepted_values_are_compared_without_a_cause(world: World) -> None:
    """Only the value is known, also for a number that is gone; the last reason is shown."""
    edition = load_edition(world.root)
    shutil.rmtree(world.root / "_build" / "demo" / "chapters")
    shutil.copytree(world.folder("old") / "chapters", world.root / "_build" / "demo" / "chapters")
    rows = (world.root / STANDIN).read_text("latin-1")
    (world.root / STANDIN).write_text(OLD, "latin-1")
    accept_results(edition, "eerste telling")
    (world.root / STANDIN).write_text(rows, "latin-1")
    (change,) = world.compare("accepted", "data").numbers
    new, gone = world.compare("accepted", "code").numbers
    edition.file("results").unlink()
    assert [(each.id, each.state) for each in (gone, new)] == [
        ("aanbod-mat", "gone"),
        ("aanbod-anders", "new"),
    ]
    assert (change.changed, change.difference) == (("value",), "+4")
    assert change.note.startswith(differences.ONLY_VALUES)
    assert change.note.endswith("eerste telling")


def test_the_previous_build_is_that_of_the_files_in_use(world: World) -> None:
    """The demo has its own; after a first build there is none yet, which is said."""
    edition = load_edition(world.root)
    (previous, _) = open_runs(edition, "_build/previous", "accepted")
    assert previous.folder == world.root / "_build" / "demo" / "previous"
    with pytest.raises(
        RecordError, match="there is no earlier run to compare with in _build/previous"
    ):
        open_runs(replace(edition, demo=False), "_build/previous", "accepted")


def test_a_comparison_with_the_demo_says_so_first(world: World) -> None:
    """In the text and on the page; two runs on made-up files need no such words."""
    mixed, alike = world.compare("real", "old"), world.compare("data", "old")
    said = [next(report.as_lines(one)) for one in (mixed, alike)]
    assert ["is the demo, on made-up files" in line for line in said] == [True, False]
    assert ["is de demo" in page.page(one) for one in (mixed, alike)] == [True, False]


def test_an_edition_is_its_last_build(world: World) -> None:
    """The project folder has a build of it; without one the accepted results are used."""
    (first, second) = open_runs(load_edition(world.root), "proef", "accepted")
    assert (first.edition, first.values_only, second.values_only) == ("proef", False, True)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("acepted", UnknownName, "the closest is 'accepted'"),
        ("empty", RecordError, "has no records"),
        ("edited", RecordError, "differ from what its run wrote in proef/records/aanbod-mat.json"),
        ("broken", RecordError, "a record cannot be read in proef/records/aanbod-mat.json"),
        ("half", RecordError, "field required"),
        ("list", RecordError, "a file of a run cannot be read in proef/key.json"),
        ("other-causes", RecordError, "proef/key.json: .*causes.data"),
    ],
)
def test_a_run_that_cannot_be_opened_is_named(
    world: World, name: str, error: type[EvaluationError], words: str
) -> None:
    """Unknown, empty, or with an invalid file."""
    key, record = "chapters/proef/key.json", "chapters/proef/records/aanbod-mat.json"
    spoilt = {
        "edited": (record, "{}"),
        "broken": (record, '{"id": '),
        "half": (record, '{"id": "aanbod-mat"}'),
        "list": (key, "[1]"),
        "other-causes": (key, '{"causes": {"weather": 1}}'),
    }
    where = world.folder(name).parent if name != "acepted" else Path(name)
    if name == "empty":
        where.mkdir(parents=True)
    if name in spoilt:
        path, text = spoilt[name]
        (copy(world, "old", name) / path).write_text(text, "utf-8")
    if name in {"broken", "half"}:
        card = read_key(world.folder("old") / "chapters/proef")
        del card["outputs"]  # a run from before these were recorded
        write_json(world.folder(name) / key, card)
    with pytest.raises(error, match=words):
        open_runs(load_edition(world.root), str(world.folder("old")), str(where))


def test_the_command_gives_text_json_and_a_page(world: World, tmp_path: Path) -> None:
    """One comparison in three formats; a wrong name is a message."""
    old, new = str(world.folder("old")), str(world.folder("data"))
    target = tmp_path / "verschil.html"
    done = CliRunner().invoke(main, ["diff", old, new, "--format", "json", "--page", str(target)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["numbers"][0]["contributions"][0]["causes"] == ["data"]
    assert "Wat veranderde, en waardoor" in target.read_text("utf-8")
    wrong = CliRunner().invoke(main, ["diff", old, "nergens"])
    assert (wrong.exit_code, "run 'nergens' is unknown" in wrong.stderr) == (1, True)
