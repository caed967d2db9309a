"""Warm kernels: the same bytes as a plain kernel, nothing shared between notebooks, and never a hang."""

from __future__ import annotations

from typing import Any

import pytest
from support.tiny_project import CHAPTER

from recount.edition.edition import Edition
from recount.handover import CHAPTERS
from recount.running.kernels import fork_server, provisioner
from recount.running.runner import run_chapters
from recount.running.threads import INTERRUPTED

pytestmark = pytest.mark.slow


def run(edition: Edition, code: str = "") -> str:
    """Run the tiny chapter with test code before its set-up; returns its outcome."""
    text = CHAPTER.replace("chapter = Chapter", f"{code}\nchapter = Chapter", 1)
    (edition.root / "chapters" / "proef.md").write_text(text, "utf-8")
    (outcome,) = run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    return str(outcome.error or outcome.state)


def built(edition: Edition) -> dict[str, bytes]:
    """The bytes of all files of a run."""
    folder = edition.build / CHAPTERS
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Warm kernels are unavailable."""
    none: dict[str, Any] = {}
    monkeypatch.setattr(fork_server, "start", lambda *_: none)
    monkeypatch.setenv(fork_server.CHOICE, "local-provisioner")


def test_the_package_offers_warm_kernels() -> None:
    """Its entry point is installed, so Jupyter finds the provisioner by name."""
    assert fork_server.start([], {})[fork_server.CHOICE] == fork_server.NAME


def test_a_warm_kernel_gives_the_bytes_of_a_plain_one(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notebook, records and key are equal."""
    assert run(edition) == "run"
    first = built(edition)
    (edition.build / CHAPTERS / "proef" / "key.json").unlink()
    plain(monkeypatch)
    assert run(edition).startswith("run")
    assert {name: raw for name, raw in built(edition).items() if not name.endswith("key.json")} == {
        name: raw for name, raw in first.items() if not name.endswith("key.json")
    }


def test_notebooks_do_not_affect_one_another(edition: Edition) -> None:
    """A library that one chapter modifies is intact in the next, and so is the environment."""
    assert run(edition, "import os, pandas; pandas.spoilt = os.environ['SPOILT'] = '1'") == "run"
    look = "str([hasattr(pandas, 'spoilt'), 'SPOILT' in os.environ])"
    seen = "os.environ['RECOUNT_OUTPUT'] + '/seen'"
    probe = f"import os, pandas; open({seen}, 'w').write({look})"
    assert run(edition, probe) == "run"
    assert (edition.build / CHAPTERS / "proef" / "seen").read_text() == "[False, False]"


def test_a_kernel_that_ends_is_reported(edition: Edition) -> None:
    """The chapter fails by name, without hanging."""
    message = run(edition, "import os; os._exit(3)")
    assert "chapter 'proef' lost its kernel" in message


def stillborn(monkeypatch: pytest.MonkeyPatch, many: int) -> list[int]:
    """The first kernels end before they answer; the list gets a number for every kernel started."""
    started: list[int] = []

    class Kernel(provisioner.ForkedKernel):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            started.append(len(started) + 1)
            if len(started) <= many:
                self.kill()

    monkeypatch.setattr(provisioner, "ForkedKernel", Kernel)
    return started


def test_a_kernel_that_ends_before_it_answers_is_restarted(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For example because another process took its port: nothing has run yet, so nothing is lost."""
    started = stillborn(monkeypatch, 2)
    assert run(edition) == "run"
    assert started == [1, 2, 3]


def test_a_kernel_that_never_answers_is_reported(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the third attempt the chapter fails by name."""
    started = stillborn(monkeypatch, 9)
    assert "chapter 'proef' lost its kernel" in run(edition)
    assert started == [1, 2, 3]


def test_an_interrupted_kernel_is_not_restarted(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an interruption nothing is started."""
    started = stillborn(monkeypatch, 9)
    monkeypatch.setattr(INTERRUPTED, "is_set", lambda: True)
    assert "lost its kernel" in run(edition)
    assert started == [1]
