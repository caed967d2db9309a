"""The keys of the real chapters: all executed code counts; comments, prose and page modules do not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.function_trace import Entered, trace_chapter
from support.project_edits import KINDS, Copy
from support.source_code import SOURCE, copy_source, file_of, name_of, packages

from recount.edition.edition import Edition, load_edition
from recount.notebook.notebooks import read_chapter
from recount.running.codebase import Codebase
from recount.running.key import NOTATION, chapter_key, chapter_parts, own_codebase
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TRACED = ("activiteiten", "sto-live")
EACH = 20
NEEDLESS = {"unused function", "package version"}

Traces = dict[str, list[Entered]]


@pytest.fixture(scope="module")
def edition() -> Iterator[Edition]:
    """The real edition, on its made-up files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RECOUNT_MIRROR", raising=False)
        patch.setenv("MPLBACKEND", "agg")
        yield load_edition(ROOT)


def inputs_of(edition: Edition, name: str) -> ChapterInputs:
    """The inputs of a chapter with its defaults."""
    return chapter_inputs(edition, name, read_chapter(edition, name))


@pytest.fixture(scope="module")
def traces(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """The code that a run of each of two chapters executes."""
    with pytest.MonkeyPatch.context() as patch:
        return {
            name: trace_chapter(edition, name, tmp_path_factory.mktemp(name), patch)
            for name in TRACED
        }


@pytest.mark.parametrize("name", TRACED)
def test_every_function_that_a_run_enters_is_in_the_key(
    edition: Edition, traces: Traces, name: str
) -> None:
    """The imports cover every module, at any depth, except those that write numbers."""
    counted = chapter_parts(inputs_of(edition, name))["code"]
    missed = [each[:2] for each in traces[name] if f"module {each.module}" not in counted]
    missed = [each for each in missed if each[0] not in NOTATION]
    assert len(traces[name]) > 200
    assert missed == []


def test_code_that_runs_outside_the_kernel_is_in_the_key(edition: Edition) -> None:
    """It injects the parameters, composes the notebook and writes the source cards."""
    counted = chapter_parts(inputs_of(edition, TRACED[0]))["code"]
    assert {
        "module recount.running.execution",
        "module recount.notebook.notebooks",
        "module recount.sources.read_once",
        "module recount.running.papermill_engine",
    } <= set(counted)


def test_two_hundred_edits_change_the_key_when_they_must(
    edition: Edition, traces: Traces, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty of each kind, on a copy: no stale result.

    Another notation of numbers runs nothing. There are only two kinds of needless runs: for a function that a
    chapter does not call in a module that it imports, and for a package that this one requires but no chapter
    imports.
    """
    for part in ("src", "chapters", "data/editions", "data/standin", "data/published"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    shutil.copyfile(ROOT / "requirements.lock", tmp_path / "requirements.lock")
    chance = random.Random(1)  # noqa: S311 - a fixed draw
    copies = [Copy(load_edition(tmp_path), name, traces[name]) for name in TRACED]
    stale, needless, kinds = [], [], []
    for copy in copies:
        before = copy.key()
        for edit in copy.edits(chance, EACH // len(copies)):
            with copy.edited(edit):
                changed = copy.key(edit) != before
            kinds.append(edit.kind)
            description = f"{copy.chapter}: {edit.kind} {edit.path.name} {edit.package}"
            if edit.counts and not changed:
                stale.append(description)
            elif changed and not edit.counts:
                needless.append(edit.kind)
        assert copy.key() == before
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(KINDS, EACH)
    assert stale == []
    assert set(needless) <= NEEDLESS
    with capsys.disabled():
        print(f"\n{len(kinds)} edits, {len(stale)} stale, {len(needless)} runs for nothing")  # noqa: T201


def test_no_module_is_read_twice_for_the_keys_of_a_report(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by the next process, so a build without changes stays quick; every key differs."""
    inputs = {name: inputs_of(edition, name) for name in edition.card.chapters}
    first = {name: chapter_key(one) for name, one in inputs.items()}
    own_codebase.cache_clear()
    read: list[str] = []
    monkeypatch.setattr("recount.running.codebase.read_module", read.append)
    again = {name: chapter_key(one) for name, one in inputs.items()}
    assert read == []
    assert again == first
    assert len(set(first.values())) == len(first)


def test_page_modules_are_not_in_the_key_of_a_chapter(edition: Edition) -> None:
    """The modules for the book, the bundle, the audit and notation, and the definitions that only pages read."""
    for name in edition.card.chapters:
        parts = chapter_parts(inputs_of(edition, name))
        modules = [part.removeprefix("module ") for part in parts["code"]]
        pages = (
            "recount.book",
            "recount.book.directives",
            "recount.evidence.bundle",
            "recount.evidence.witness",
            "recount.results.second_way",
            "recount.verify",
            "recount.evidence.compare",
            "recount.cli",
            "recount.edition.exemptions",
            *NOTATION,
        )
        assert [name for name in modules if name.startswith(pages)] == []
        assert not [part for part in parts["data"] if "exemptions" in part or "claimwords" in part]


def test_a_chapter_reads_only_the_values_of_assumptions() -> None:
    """So their reasons are prose: only ``Chapter.assumption`` reads them while a chapter runs."""
    readers = {
        name_of(path) for path in SOURCE.rglob("*.py") if ".assumptions" in path.read_text("utf-8")
    }
    after = (
        "recount.results.reading",
        "recount.book",
        "recount.book.directives",
        "recount.evidence.bundle",
        "recount.evidence.witness",
        "recount.verify",
    )
    assert [name for name in sorted(readers) if not name.startswith(after)] == [
        "recount.notebook.chapter"
    ]
    text = file_of("recount.notebook.chapter").read_text("utf-8")
    assert text.count(".assumptions") == text.count(".assumptions[name].value") == 1


def test_changed_perturbations_invalidate_earlier_trials(tmp_path: Path) -> None:
    """A change of the perturbations invalidates earlier trials; a change of the pages does not."""
    source = copy_source(tmp_path / "src")

    def way() -> str:
        return str(Codebase(packages(source)).closure(["recount.evidence.proof.lineage_sweep"]))

    first = way()
    cover = file_of("recount.book.pdf.cover", source)
    cover.write_text(cover.read_text("utf-8") + "\n\nSPARE = 1\n", "utf-8")
    assert way() == first
    module = file_of("recount.evidence.proof.perturbations", source)
    text = module.read_text("utf-8")
    module.write_text(
        text.replace(
            "(table: pd.DataFrame) -> list[P", "(table: pd.DataFrame, spare: int = 1) -> list[P", 1
        ),
        "utf-8",
    )
    assert "spare: int" in module.read_text("utf-8")
    assert way() != first
