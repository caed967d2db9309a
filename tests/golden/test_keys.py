"""The keys of the real chapters: all that a run enters counts, and nothing that it does not use."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import KINDS, Copy
from traced import PACKAGE, Entered, trace_chapter

from sto_eval.causes import chapter_inputs, chapter_key, own_codebase
from sto_eval.closure.distributions import installed
from sto_eval.closure.package import Package
from sto_eval.edition import Edition, load_edition
from sto_eval.notebooks import read_chapter
from sto_eval.parts import Codebase

ROOT = Path(__file__).parents[2]
TRACED = ("activiteiten", "investering")
EACH = 20
NEEDLESS = 0.05

Traces = dict[str, list[Entered]]


@pytest.fixture(scope="module")
def edition() -> Iterator[Edition]:
    """The real edition, on its made-up files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("STO_EVAL_MIRROR", raising=False)
        patch.setenv("MPLBACKEND", "agg")
        yield load_edition(ROOT)


@pytest.fixture(scope="module")
def traces(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """What a run of each of two chapters enters."""
    with pytest.MonkeyPatch.context() as patch:
        return {
            name: trace_chapter(edition, name, tmp_path_factory.mktemp(name), patch)
            for name in TRACED
        }


def place(package: Package, entered: Entered) -> set[str]:
    """The parts that a function belongs to; one of them must count."""
    name = f"{package.name}.{entered.module}" if entered.module else package.name
    parts, first = package.module(name).parts, entered.name.split(".<locals>")[0]
    if first.startswith("<"):
        return {
            f"constant {entered.module}.{one}"
            for one, part in parts.items()
            if part.kind == "constant"
        }
    owner, _, method = first.partition(".")
    plain = not method or method in parts[owner].methods
    return {f"function {entered.module}.{first}" if (plain and parts[owner].kind == "function") or (method and plain)
            else f"class {entered.module}.{owner}"}  # fmt: skip


@pytest.mark.parametrize("name", TRACED)
def test_every_function_that_a_run_enters_counts(
    edition: Edition, traces: Traces, name: str
) -> None:
    """None is missed by the text: of cells, of the package however deep, of the layouts of the sources."""
    counted = chapter_inputs(edition, name, read_chapter(edition, name), {}).parts["code"]
    package = Package(PACKAGE)
    missed = [each[:2] for each in traces[name] if not place(package, each) & set(counted)]
    assert len(traces[name]) > 200
    assert missed == []


def test_two_hundred_edits_change_the_key_when_they_must(
    edition: Edition, traces: Traces, tmp_path: Path
) -> None:
    """Twenty of each of ten kinds, on a copy: no stale result, and at most one in twenty runs for nothing."""
    for part in ("src/sto_eval", "chapters", "data/editions", "data/standin", "data/published"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    shutil.copyfile(ROOT / "requirements.lock", tmp_path / "requirements.lock")
    chance, packages = random.Random(1), installed()  # noqa: S311 - a fixed draw
    copies = [Copy(load_edition(tmp_path), name, traces[name], packages) for name in TRACED]
    stale, needless, kinds = [], [], []
    for copy in copies:
        before = copy.key()
        for edit in copy.edits(chance, EACH // len(copies)):
            with copy.edited(edit):
                changed = copy.key(edit) != before
            kinds.append(edit.kind)
            told = f"{copy.chapter}: {edit.kind} {edit.path.name} {edit.package}"
            if edit.counts and not changed:
                stale.append(told)
            elif changed and not edit.counts:
                needless.append(told)
        assert copy.key() == before
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(KINDS, EACH)
    assert stale == []
    assert len(needless) <= NEEDLESS * len(kinds), needless


def test_no_module_is_read_twice_for_the_keys_of_a_report(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading the package is most of the work: so a build in which nothing changed stays quick."""
    nodes = {name: read_chapter(edition, name) for name in edition.card.chapters}
    first = {name: chapter_key(edition, name, node, {}) for name, node in nodes.items()}
    own_codebase.cache_clear()
    read: list[str] = []
    monkeypatch.setattr("sto_eval.closure.package.read_module", read.append)
    again = {name: chapter_key(edition, name, node, {}) for name, node in nodes.items()}
    assert read == []
    assert again == first
    assert len(set(first.values())) == len(first)


def test_pages_are_no_part_of_a_chapter(edition: Edition) -> None:
    """What makes the book, the bundle and the audit, and the definitions that only pages read."""
    for name in edition.card.chapters:
        parts = chapter_inputs(edition, name, read_chapter(edition, name), {}).parts
        modules = {
            part.split()[1].split(".")[0] for part in parts["code"] if not part.startswith("cell")
        }
        assert not modules & {
            "book",
            "sphinxext",
            "bundle",
            "verify",
            "compare",
            "cli",
            "exemptions",
        }
        assert not [part for part in parts["data"] if "exemptions" in part or "claimwords" in part]


def test_a_chapter_reads_only_the_values_of_assumptions() -> None:
    """So their reasons are prose: nothing but ``Chapter.assumption`` looks at them while a chapter runs."""
    readers = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if ".assumptions" in path.read_text("utf-8")
    }
    assert readers <= {"chapter.py", "results.py", "book", "sphinxext", "bundle", "verify"}
    text = (PACKAGE / "chapter.py").read_text("utf-8")
    assert text.count(".assumptions") == text.count(".assumptions[name].value") == 1


def test_a_sweep_counts_the_way_it_tries(tmp_path: Path) -> None:
    """A change of how files are perturbed makes earlier trials void; one of the pages does not."""
    package = tmp_path / "sto_eval"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))

    def way() -> str:
        return Codebase(package, installed()).digest_of("proof.sweep.sweep")

    first = way()
    cover = package / "book" / "cover.py"
    cover.write_text(cover.read_text("utf-8") + "\n\nSPARE = 1\n", "utf-8")
    assert way() == first
    module = package / "proof" / "perturbations.py"
    text = module.read_text("utf-8")
    module.write_text(
        text.replace(
            "(table: pd.DataFrame) -> list[P", "(table: pd.DataFrame, spare: int = 1) -> list[P", 1
        ),
        "utf-8",
    )
    assert "spare: int" in module.read_text("utf-8")
    assert way() != first
