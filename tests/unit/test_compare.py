"""Two runs of the tiny project: what changed, and what each cause did.

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
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import write_project
from tiny import CHAPTER, PUPILS, pupil_line

import sto_eval
from sto_eval.acceptance import accept_results
from sto_eval.cli import main
from sto_eval.compare import differences, page, report
from sto_eval.compare.runs import open_runs
from sto_eval.edition import load_edition
from sto_eval.errors import EvaluationError, RecordError, UnknownName
from sto_eval.integrity import read_key, write_key
from sto_eval.runcard import installed_packages, write_run
from sto_eval.runner import run_chapters
from sto_eval.storage import write_json

STANDIN = Path("data/standin/duo/2019/leerlingen.csv")
RAW = Path("data/raw/duo/2019/leerlingen.csv")
PROGRAMME = "Maritiem en Techniek"
MORE = "".join(
    pupil_line(f"90AC0{n}", PROGRAMME, "6811", str(pupils), "0", "0", "0") + "\n"
    for n, pupils in enumerate((1, 3, 5, 6))
)
OLD = PUPILS + pupil_line("90AD00", "Groen", "6611", "4", sector="Landbouw") + "\n"
"""The made-up file of the old runs; the real file is the same without the last row."""

STRICTER = CHAPTER.replace('"MaT", minimum)', '"MaT", minimum + 1)')
RENAMED = CHAPTER.replace('"aanbod-mat", supply', '"ander-getal", supply')


class World:
    """A project, and the builds of it that were kept."""

    def __init__(self, root: Path) -> None:
        self.root = write_project(root)

    def build(
        self, name: str, *, rows: str = OLD, chapter: str = CHAPTER, minimum: int = 1
    ) -> None:
        """Run the chapter and keep the build under a name."""
        (self.root / STANDIN).write_text(rows, "latin-1")
        (self.root / "chapters" / "proef.md").write_text(chapter, "utf-8")
        edition = load_edition(self.root)
        settings = {"proef": {"minimum": minimum}}
        (outcome,) = run_chapters(edition, ["proef"], settings, workers=1, report=lambda _: None)
        assert outcome.error is None
        write_run(edition)
        self.keep(name)

    def keep(self, name: str) -> None:
        """Keep the build as it is now, without its cache."""
        build = self.root / "_build"
        for part in ("chapters", "previous"):
            if (build / part).is_dir():
                shutil.copytree(build / part, self.folder(name) / part)
        shutil.copyfile(build / "run.json", self.folder(name) / "run.json")

    def folder(self, name: str) -> Path:
        """The folder of a build that was kept."""
        return self.root / "builds" / name / "_build"

    def compare(self, old: str | Path, new: str | Path) -> differences.Comparison:
        """Two builds that were kept, or what a path or a name stands for; it can always be shown."""
        known = [
            str(self.folder(n)) if self.folder(str(n)).is_dir() else str(n) for n in (old, new)
        ]
        runs = open_runs(load_edition(self.root), *known)
        found = differences.compare(self.root, *runs, workers=2)
        assert json.dumps(report.as_data(found))
        assert "\n".join(report.as_lines(found))
        assert page.page(found)
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Builds with one cause changed, and with all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("STO_EVAL_MIRROR", raising=False)
        patch.delenv("STO_EVAL_EDITION", raising=False)
        world = World(tmp_path_factory.mktemp("vergelijking"))
        world.build("old")
        world.build("data", rows=OLD + MORE)
        world.build("choice", minimum=3)
        world.build("code", chapter=RENAMED)
        world.build("all", rows=OLD + MORE, chapter=STRICTER, minimum=2)
        (world.root / RAW).parent.mkdir(parents=True)
        (world.root / RAW).write_text(PUPILS, "latin-1")
        world.build("real")
        (world.root / RAW).unlink()
        yield world


@pytest.fixture
def world(built: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The builds, in the project that commands take as theirs."""
    monkeypatch.delenv("STO_EVAL_MIRROR", raising=False)
    monkeypatch.setenv("STO_EVAL_ROOT", str(built.root))
    return built


def parts(found: differences.Comparison) -> dict[str, Fraction]:
    """The contributions to the one number that changed, by cause."""
    (change,) = found.changes
    return {" + ".join(block): amount for block, amount in change.contributions.items()}


def rewrite(path: Path, **changed: Any) -> None:
    """Change keys of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), "utf-8")


def copy(world: World, name: str, new: str) -> Path:
    """A copy of a build, to be spoilt."""
    shutil.rmtree(world.folder(new), ignore_errors=True)
    shutil.copytree(world.folder(name), world.folder(new))
    return world.folder(new)


def test_the_same_run_has_no_changes(world: World) -> None:
    """One number, the same; nothing runs."""
    found = world.compare("old", "old")
    assert (list(found.changes), found.equal, found.remakes) == ([], 1, 0)


def test_one_cause_bears_the_whole_change_and_nothing_runs(world: World) -> None:
    """Four more locations by the data; one fewer by the parameter."""
    found = world.compare("old", "data")
    assert (parts(found), found.remakes) == ({"data": 4}, 0)
    assert [(d.cause, d.item) for d in found.details] == [("data", STANDIN.as_posix())]
    assert parts(world.compare("old", "choice")) == {"parameters": -1}


def test_all_causes_at_once_add_up(world: World) -> None:
    """From 1 to 3; by head over six orders: data 10/3, code and parameters -2/3 each."""
    found = world.compare("old", "all")
    third = Fraction(1, 3)
    assert parts(found) == {"data": 10 * third, "code": -2 * third, "parameters": -2 * third}
    assert (found.remakes, found.failed) == (6, {})
    assert found.changes[0].difference == sum(parts(found).values()) == 2
    assert found.changes[0].because["low"] == [("data",), ("code",), ("parameters",)]


def test_a_state_in_between_is_run_once(world: World) -> None:
    """The second time it is taken from the cache, even when the records there are all that is left."""
    first = report.as_data(world.compare("old", "all"))
    shutil.rmtree(world.root / "_build" / "cache" / "code")
    assert report.as_data(world.compare("old", "all")) == first


def test_the_details_name_what_differs(world: World) -> None:
    """The file of the data, the cell of the chapter, the parameter with its values."""
    details = {d.item: d for d in world.compare("old", "all").details}
    assert details["chapters/proef.md"].within == ("cell 1",)
    assert (details["minimum"].old, details["minimum"].new) == (1, 2)
    assert details[STANDIN.as_posix()].chapters == ("proef",)


def test_rounded_contributions_are_shown_so_that_they_add_up(world: World) -> None:
    """The largest bears what rounding leaves: 3.34 and twice -0.67 make 2.00."""
    data = report.as_data(world.compare("old", "all"))
    (number,) = data["numbers"]
    amounts = [Fraction(part["amount"]) for part in number["contributions"]]
    assert sum(amounts) == Fraction(number["difference"]) == 2
    assert sum(Fraction(part["exact"]) for part in number["contributions"]) == 2
    lines = "\n".join(report.as_lines(world.compare("old", "all")))
    assert "aanbod-mat (MaT): 1 -> 3" in lines
    assert [line.split() for line in lines.splitlines()[3:7]] == [
        ["difference", "+2.00"],
        ["data", "+3.34"],
        ["code", "-0.67"],
        ["parameters", "-0.67"],
    ]


def test_the_page_stands_by_itself(world: World) -> None:
    """Dutch, one file, nothing fetched and no script allowed; equal comparisons give equal bytes."""
    html = page.page(world.compare("old", "all"))
    words = ("door gegevens", "+3,34", "−0,67", "chapters/proef.md", "verzonnen")
    for text in ('lang="nl"', "default-src 'none'", *words):
        assert text in html
    for outside in ("http://", "https://", "<script", "<link", "url("):
        assert outside not in html
    assert html == page.page(world.compare("old", "all"))


def test_a_number_that_comes_or_goes_is_shown_with_its_cause(world: World) -> None:
    """The code gave the number another id: one gone, one new, both by the code."""
    found = world.compare("old", "code")
    seen = {change.number: (change.state, change.because) for change in found.changes}
    assert seen == {
        "aanbod-mat": ("gone", {"presence": [("code",)]}),
        "ander-getal": ("new", {"presence": [("code",)]}),
    }


def test_data_that_are_gone_are_said_and_not_guessed(world: World) -> None:
    """The real file of the old run was taken away: only the order with the data first can be run."""
    found = world.compare("real", "all")
    assert RAW.as_posix() in found.failed["proef with new code"]
    assert found.changes[0].note == differences.LIMITED
    assert parts(found)["data"] == 4
    assert sum(parts(found).values()) == 2


def test_what_cannot_be_parted_is_shown_together(world: World) -> None:
    """Without the old code as well, data and code have one contribution; the parameter its own."""
    cache = world.root / "_build" / "cache"
    cache.rename(cache.with_name("weg"))
    (world.root / "chapters" / "proef.md").write_text(STRICTER, "utf-8")
    (world.root / STANDIN).write_text(OLD + MORE, "latin-1")
    found = world.compare("real", "all")
    shutil.rmtree(cache)
    cache.with_name("weg").rename(cache)
    assert parts(found) == {"data + code": 3, "parameters": -1}
    assert found.changes[0].note == differences.JOINT


def test_another_environment_is_measured_where_one_of_the_two_is_here(world: World) -> None:
    """The old run is made again in the environment of the new one, and gives the same: nil by it."""
    older = copy(world, "old", "older")
    rewrite(older / "run.json", packages={"pandas": "0.1"})
    found = world.compare("older", "data")
    assert parts(found) == {"data": 4, "environment": 0}
    assert ("environment", "pandas", "0.1", installed_packages()["pandas"]) in [
        (d.cause, d.item, d.old, d.new) for d in found.details
    ]


def test_two_environments_that_are_not_here_are_not_parted(world: World) -> None:
    """Data and environment together, and why."""
    older, other = copy(world, "old", "older"), copy(world, "data", "other")
    rewrite(older / "run.json", packages={"pandas": "0.1"})
    rewrite(other / "run.json", packages={"pandas": "0.2"})
    found = world.compare("older", "other")
    assert parts(found) == {"data + environment": 4}
    assert set(found.failed.values()) == {differences.ELSEWHERE}


def test_a_record_changed_by_hand_has_no_cause(world: World) -> None:
    """Nothing that the run was made of differs, its checksum was made to fit, and yet a number does."""
    folder = copy(world, "old", "edited")
    path = folder / "chapters/proef/records/aanbod-mat.json"
    record = json.loads(path.read_text("utf-8"))
    rewrite(path, measure=record["measure"] | {"value": 7})
    write_key(path.parents[1], read_key(path.parents[1]), "proef")
    (change,) = world.compare("old", "edited").changes
    assert (change.note, dict(change.contributions)) == (differences.UNEXPLAINED, {})


def test_a_run_that_does_not_say_its_causes_is_compared_without_them(world: World) -> None:
    """As builds were before causes were kept."""
    folder = copy(world, "old", "silent")
    (folder / "chapters/proef/key.json").write_text('{"key": "ab"}', "utf-8")
    (change,) = world.compare("silent", "data").changes
    assert (change.difference, change.note) == (4, differences.SILENT)


def test_code_that_does_the_same_is_no_cause(world: World) -> None:
    """A module with other bytes, as by a docstring: both runs say that no part that counts differs."""
    path = copy(world, "old", "reworded") / "chapters/proef/key.json"
    causes = json.loads(path.read_text("utf-8"))["causes"]
    causes["code"]["sto_eval/measures.py"] = "0" * 64
    rewrite(path, causes=causes)
    found = world.compare("reworded", "data")
    assert parts(found) == {"data": 4}
    assert "code" not in {detail.cause for detail in found.details}


def test_a_changed_function_is_named_and_runs_as_it_was(world: World, tmp_path: Path) -> None:
    """Another package with one function changed: it is told which, and mixed with the new data."""
    package = tmp_path / "src" / "sto_eval"
    shutil.copytree(Path(sto_eval.__file__).parent, package)
    module = package / "indicators" / "supply.py"
    text = module.read_text("utf-8")
    head, start, tail = text.partition("def location_count(")
    changed = head + start + tail.replace("between(low, high", "between(10 * low, 10 * high", 1)
    assert changed != text
    module.write_text(changed, "utf-8")
    script = (
        "import sys; from pathlib import Path; from sto_eval import runcard, runner; "
        "from sto_eval.edition import load_edition; e = load_edition(Path(sys.argv[1])); "
        "(o,) = runner.run_chapters(e, ['proef'], {'proef': {'minimum': 1}}, workers=1, report=str); "
        "runcard.write_run(e); sys.exit(str(o.error) if o.error else 0)"
    )
    (world.root / STANDIN).write_text(OLD + MORE, "latin-1")
    (world.root / "chapters" / "proef.md").write_text(CHAPTER, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    subprocess.run(
        [sys.executable, "-c", script, str(world.root)], check=True, env=environment, cwd=tmp_path
    )
    world.keep("function")
    found = world.compare("old", "function")
    assert parts(found) == {"data": 22, "code": 27}
    named = {d.item: d.within for d in found.details}
    assert named["sto_eval/indicators/supply.py"] == ("location_count",)


def test_the_build_before_is_kept_as_a_run(world: World) -> None:
    """What a build took the place of can be compared with it."""
    found = world.compare(world.folder("data") / "previous", "data")
    assert parts(found) == {"data": 4}


def test_accepted_values_are_compared_without_a_cause(world: World) -> None:
    """Only the value is known; the reason of the last acceptance is told."""
    edition = load_edition(world.root)
    shutil.rmtree(world.root / "_build" / "chapters")
    shutil.copytree(world.folder("old") / "chapters", world.root / "_build" / "chapters")
    rows = (world.root / STANDIN).read_text("latin-1")
    (world.root / STANDIN).write_text(OLD, "latin-1")
    accept_results(edition, "eerste telling")
    (world.root / STANDIN).write_text(rows, "latin-1")
    (change,) = world.compare("accepted", "data").changes
    edition.file("results").unlink()
    assert (change.fields, change.difference) == (("value",), 4)
    assert change.note.startswith(differences.ONLY_VALUES)
    assert change.note.endswith("eerste telling")


def test_an_edition_is_its_last_build(world: World) -> None:
    """The folder of the project has a build of it; without one the accepted results stand in."""
    (first, second) = open_runs(load_edition(world.root), "proef", "accepted")
    assert (first.edition, first.values_only, second.values_only) == ("proef", False, True)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("acepted", UnknownName, "the closest is 'accepted'"),
        ("empty", RecordError, "has no records"),
        ("edited", RecordError, "not those that its run wrote in proef/records/aanbod-mat.json"),
        ("broken", RecordError, "a record cannot be read in aanbod-mat.json"),
        ("half", RecordError, "no chapter, label"),
        ("list", RecordError, "a file of a run cannot be read in proef/key.json"),
        ("other-causes", RecordError, "causes cannot be read in proef/key.json"),
    ],
)
def test_a_run_that_cannot_be_opened_is_named(
    world: World, name: str, error: type[EvaluationError], words: str
) -> None:
    """Unknown, empty, or with a file that is not what it should be."""
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
        del card["outputs"]  # a run from before these were kept
        write_json(world.folder(name) / key, card)
    with pytest.raises(error, match=words):
        open_runs(load_edition(world.root), str(world.folder("old")), str(where))


def test_the_command_gives_text_json_and_a_page(world: World, tmp_path: Path) -> None:
    """One comparison, three ways; a wrong name is a message."""
    old, new = str(world.folder("old")), str(world.folder("data"))
    target = tmp_path / "verschil.html"
    done = CliRunner().invoke(main, ["diff", old, new, "--format", "json", "--page", str(target)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["numbers"][0]["contributions"][0]["causes"] == ["data"]
    assert "Wat veranderde, en waardoor" in target.read_text("utf-8")
    wrong = CliRunner().invoke(main, ["diff", old, "nergens"])
    assert (wrong.exit_code, "run 'nergens' is unknown" in wrong.stderr) == (1, True)
