"""The guard: during a run a chapter opens its declared files and no other, by any means."""

from __future__ import annotations

import os
import socket
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from support.tiny_project import CHAPTER, PUPILS

from recount.edition.edition import Edition, load_edition
from recount.errors import ChapterError
from recount.handover import CHAPTERS
from recount.running.guard import REPORT, Guard
from recount.running.kernels import fork_server
from recount.running.runner import run_chapters
from recount.sources.chapter_inputs import chapter_inputs

pytestmark = pytest.mark.slow

WAYS = """
import gzip, mmap, os, pathlib, sqlite3, subprocess, zipfile
import numpy as np, pandas as pd
link = pathlib.Path(os.environ["RECOUNT_OUTPUT"]) / "link"
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
    """Run the tiny chapter with test code in a cell of its own; returns its outcome."""
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
    """The guard of the tiny chapter, not installed: only its answers are used."""
    return Guard(chapter_inputs(edition, "proef"), tmp_path / "_build" / "uit")


def test_an_undeclared_read_stops_the_chapter_by_name(edition: Edition, secret: Path) -> None:
    """Chapter, file, declared sources and remedy; the file is relative to the project folder."""
    message = run(edition, f"open({str(secret)!r})")
    assert "chapter 'proef' reads what it did not declare" in message
    assert "opens an undeclared file: data/raw/duo/geheim.csv" in message
    assert "leerlingen-2019" in message
    assert "Declare the source in edition.toml" in message


@pytest.mark.parametrize("kernel", ["warm", "plain"])
def test_every_way_to_read_is_refused(
    edition: Edition, secret: Path, kernel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fourteen ways to read the file, each refused and counted, although the cell swallows the refusals."""
    if kernel == "plain":
        monkeypatch.setattr(fork_server, "start", lambda *_: {})
    message = run(edition, f"secret = {str(secret)!r}{WAYS}")
    assert message.count("geheim.csv") == 12
    assert message.count("starts a process") == 2
    assert not (edition.build / CHAPTERS / "proef").exists()


def test_a_run_leaves_no_trace_of_the_guard(edition: Edition) -> None:
    """A chapter that reads declared sources runs normally, and its folder holds only its output."""
    assert run(edition, "kept = 1") == "run"
    assert not list((edition.build / CHAPTERS).rglob(REPORT))


def test_a_run_without_guard_is_refused(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the kernel could not install it, the chapter is refused."""
    monkeypatch.setattr(
        "recount.running.guard.kernel_argument", lambda _: "--IPKernelApp.quiet=True"
    )
    assert "ran without a guard" in run(edition, "kept = 1")


@pytest.mark.parametrize(
    "name",
    [
        "data/standin/duo/2019/leerlingen.csv",
        "data/editions/proef/claims.toml",
        "_build/uit/records/x.json",
    ],
)
def test_declared_files_and_definitions_are_open(guard: Guard, name: str) -> None:
    """The made-up file of a declared source in the demo, the definitions of the edition, its own output."""
    guard.check_file(Path(guard.root) / name)
    assert guard.refused == []


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/duo/geheim.csv",
        "data/raw/duo/2019/leerlingen.csv",
        "data/standin/cbs/inwoners.xlsx",
        "data/published/cijfers.csv",
        "data/editions/proef/results.toml",
        "_build/chapters/ander/records/x.json",
        "../elders.csv",
    ],
)
def test_everything_else_in_the_project_is_closed(
    guard: Guard, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real files in the demo, files of other chapters, accepted results, numbers of other chapters."""
    monkeypatch.delitem(guard.folders, os.path.realpath(tempfile.gettempdir()))
    with pytest.raises(ChapterError, match="undeclared"):
        guard.check_file(Path(guard.root) / name)


def test_a_mirror_is_closed_except_for_declared_files(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if it is in the temporary folder, which is otherwise open."""
    folder = tmp_path_factory.mktemp("spiegel")
    monkeypatch.setenv("RECOUNT_MIRROR", str(folder))
    edition = replace(load_edition(project), demo=False)
    guard = Guard(chapter_inputs(edition, "proef"), project / "uit")
    guard.check_file(folder / "duo" / "2019" / "leerlingen.csv")
    with pytest.raises(ChapterError, match=r"cbs\.xlsx"):
        guard.check_file(folder / "cbs.xlsx")


def test_the_environment_is_open(guard: Guard) -> None:
    """Modules, packages, the temporary folder, devices, and already open files."""
    for path in (os.__file__, pytest.__file__, Path("/tmp/x"), "/dev/null", 3, ":memory:"):  # noqa: S108
        guard.check_file(path)
    assert guard.refused == []


def test_connections_to_other_machines_are_refused(guard: Guard) -> None:
    """A kernel constantly connects to its own machine."""
    guard("socket.connect", (None, ("127.0.0.1", 80)))
    guard("socket.connect", (None, "/run/a.socket"))
    with socket.socket() as line, pytest.raises(ChapterError, match="another machine"):
        guard("socket.connect", (line, ("192.0.2.1", 80)))
    with pytest.raises(ChapterError, match="another machine"):
        guard("socket.getaddrinfo", ("example.invalid", 80, 0, 0, 0))


def test_loading_a_c_library_is_refused(guard: Guard) -> None:
    """A C library opens files without Python noticing."""
    with pytest.raises(ChapterError, match="loads a library"):
        guard("ctypes.dlopen", ("libc.so.6",))
