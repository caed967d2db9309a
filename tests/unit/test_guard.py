"""The guard: during a run a chapter opens its declared files and no other, however it tries."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest
from tiny import CHAPTER, PUPILS

from sto_eval import forks
from sto_eval.edition import Edition, load_edition
from sto_eval.errors import ChapterError
from sto_eval.guard import REPORT, Guard
from sto_eval.inputs import chapter_inputs
from sto_eval.runner import BUILT, run_chapters

WAYS = """
import gzip, mmap, os, pathlib, sqlite3, subprocess, zipfile
import numpy as np, pandas as pd
link = pathlib.Path(os.environ["STO_EVAL_OUTPUT"]) / "link"
link.symlink_to(secret)
for way in (
    lambda: open(secret),
    lambda: pathlib.Path(secret).read_text(),
    lambda: pd.read_csv(secret),
    lambda: os.open(secret, os.O_RDONLY),
    lambda: gzip.open(secret),
    lambda: zipfile.ZipFile(secret),
    lambda: np.fromfile(secret),
    lambda: np.memmap(secret),
    lambda: sqlite3.connect(secret),
    lambda: open(link),
    lambda: os.link(secret, link.with_name("hard")),
    lambda: os.rename(secret, link.with_name("moved")),
    lambda: subprocess.run(["cat", secret]),
    lambda: os.system(f"cat {secret}"),
):
    try:
        way()
    except Exception:
        pass
"""
"""A cell that tries to read a file in fourteen ways and swallows what stops it."""


def run(edition: Edition, code: str) -> str:
    """Run the tiny chapter with code of a test in a cell of its own; what became of it."""
    cell = f"```{{code-cell}} ipython3\n{code}\n```\n\n"
    head, mark, tail = CHAPTER.rpartition("```{code-cell} ipython3\nfrom")
    (edition.root / "chapters" / "proef.md").write_text(head + cell + mark + tail, "utf-8")
    (outcome,) = run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    return str(outcome.error or outcome.state)


@pytest.fixture
def secret(project: Path) -> Path:
    """A data file that no chapter declares."""
    path = project / "data" / "raw" / "duo" / "geheim.csv"
    path.parent.mkdir(parents=True)
    path.write_text(PUPILS, "utf-8")
    return path


@pytest.fixture
def guard(edition: Edition, tmp_path: Path) -> Guard:
    """The guard of the tiny chapter, not in place: its answers only."""
    return Guard(chapter_inputs(edition, "proef"), tmp_path / "_build" / "uit")


def test_an_undeclared_read_stops_the_chapter_by_name(edition: Edition, secret: Path) -> None:
    """Chapter, file, what it declared and what to do now; the file is named from the project folder."""
    message = run(edition, f"open({str(secret)!r})")
    assert "chapter 'proef' reads what it did not declare" in message
    assert "opens an undeclared file: data/raw/duo/geheim.csv" in message
    assert "leerlingen-2019" in message
    assert "Declare the source in edition.toml" in message


@pytest.mark.parametrize("kernel", ["warm", "plain"])
def test_no_way_in_is_left_open(
    edition: Edition, secret: Path, kernel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fourteen ways to the file, each refused and counted, though the cell swallows the refusals."""
    if kernel == "plain":
        monkeypatch.setattr(forks, "start", lambda *_: {})
    message = run(edition, f"secret = {str(secret)!r}{WAYS}")
    assert message.count("geheim.csv") == 12
    assert message.count("starts a process") == 2
    assert not (edition.root / BUILT / "proef").exists()


def test_a_run_leaves_no_trace_of_the_guard(edition: Edition) -> None:
    """A chapter that reads what it declares runs as before, and its folder holds what it published."""
    assert run(edition, "kept = 1") == "run"
    assert not list((edition.root / BUILT).rglob(REPORT))


def test_a_run_without_guard_does_not_count(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the kernel could not put it in place, the chapter is refused, not trusted."""
    monkeypatch.setattr("sto_eval.guard.kernel_argument", lambda _: "--IPKernelApp.quiet=True")
    assert "ran without a guard" in run(edition, "kept = 1")


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/duo/2019/leerlingen.csv",
        "data/standin/duo/2019/leerlingen.csv",
        "data/raw/duo/2023/leerlingen.csv",
        "data/editions/proef/claims.toml",
        "_build/uit/records/x.json",
    ],
)
def test_declared_files_and_definitions_are_open(guard: Guard, name: str) -> None:
    """Wherever a declared source may stand, there or not; what the edition says; its own output."""
    guard.check_file(Path(guard.root) / name)
    assert guard.refused == []


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/duo/geheim.csv",
        "data/standin/cbs/inwoners.xlsx",
        "data/published/cijfers.csv",
        "data/editions/proef/results.toml",
        "_build/chapters/ander/records/x.json",
        "../elders.csv",
    ],
)
def test_all_else_in_the_project_is_closed(
    guard: Guard, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Raw files, stand-ins and published figures of others, accepted results, other chapters' numbers."""
    monkeypatch.delitem(guard.folders, os.path.realpath(tempfile.gettempdir()))
    with pytest.raises(ChapterError, match="undeclared"):
        guard.check_file(Path(guard.root) / name)


def test_a_mirror_is_closed_but_for_declared_files(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it lies in the temporary folder, which is open for the rest."""
    folder = tmp_path_factory.mktemp("spiegel")
    monkeypatch.setenv("STO_EVAL_MIRROR", str(folder))
    guard = Guard(chapter_inputs(load_edition(project), "proef"), project / "uit")
    guard.check_file(folder / "duo" / "2019" / "leerlingen.csv")
    with pytest.raises(ChapterError, match=r"cbs\.xlsx"):
        guard.check_file(folder / "cbs.xlsx")


def test_the_environment_is_open(guard: Guard) -> None:
    """Modules, packages, the temporary folder, devices, and files that are open already."""
    for path in (os.__file__, pytest.__file__, Path("/tmp/x"), "/dev/null", 3, ":memory:"):  # noqa: S108
        guard.check_file(path)
    assert guard.refused == []


def test_other_machines_are_out_of_reach(guard: Guard) -> None:
    """A kernel speaks with its own machine all the time."""
    guard("socket.connect", (None, ("127.0.0.1", 80)))
    guard("socket.connect", (None, "/run/a.socket"))
    with socket.socket() as line, pytest.raises(ChapterError, match="another machine"):
        guard("socket.connect", (line, ("192.0.2.1", 80)))
    with pytest.raises(ChapterError, match="another machine"):
        guard("socket.getaddrinfo", ("example.invalid", 80, 0, 0, 0))


def test_no_library_is_loaded_by_hand(guard: Guard) -> None:
    """A C library opens files that Python does not see."""
    with pytest.raises(ChapterError, match="loads a library"):
        guard("ctypes.dlopen", ("libc.so.6",))
